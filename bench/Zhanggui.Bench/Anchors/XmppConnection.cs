using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Zhanggui.Bench.Anchors;

/// <summary>As much of RFC 6120 and 6121 as a chat needs: stream, SASL PLAIN, bind, presence, messages over plain TCP.</summary>
internal sealed class XmppConnection : IAsyncDisposable
{
    private const string Header = "<?xml version='1.0'?><stream:stream to='localhost' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' version='1.0'>";
    private readonly Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly SemaphoreSlim sending = new(1, 1);
    private byte[] buffer = new byte[64 * 1024];
    private int filled;
    private Task? reading;

    public static async Task<XmppConnection> SignInAsync(int port, string user)
    {
        var connection = new XmppConnection();
        await connection.socket.ConnectAsync(IPAddress.Loopback, port);
        await connection.AskAsync(Header, "</stream:features>");
        var secret = Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{user}\0p"));
        await connection.AskAsync($"<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>{secret}</auth>", "<success");
        await connection.AskAsync(Header, "</stream:features>");
        await connection.AskAsync("<iq type='set' id='b'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><resource>r</resource></bind></iq>", "</iq>");
        await connection.AskAsync("<presence/>", "<presence");
        return connection;
    }

    /// <summary>Hands over whole stanzas as they come, several at a time.</summary>
    public void Listen(Action<ReadOnlySpan<byte>> stanzas) => reading = Task.Run(async () =>
    {
        try
        {
            while (await FillAsync())
            {
                var end = buffer.AsSpan(0, filled).LastIndexOf("</message>"u8);
                if (end >= 0)
                {
                    end += "</message>"u8.Length;
                    stanzas(buffer.AsSpan(0, end));
                    buffer.AsSpan(end, filled - end).CopyTo(buffer);
                    filled -= end;
                }
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // closed by our side at the end of the run
        }
    });

    public async Task SendMessageAsync(string to, string id, string text)
    {
        var bytes = Encoding.UTF8.GetBytes($"<message to='{to}' type='chat' id='{id}'><body>{text}</body></message>");
        await sending.WaitAsync();
        try
        {
            await socket.SendAsync(bytes);
        }
        finally
        {
            sending.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        socket.Dispose();
        if (reading is not null)
        {
            await reading;
        }

        sending.Dispose();
    }

    private async Task AskAsync(string text, string until)
    {
        await socket.SendAsync(Encoding.UTF8.GetBytes(text));
        var wanted = Encoding.UTF8.GetBytes(until);
        while (buffer.AsSpan(0, filled).IndexOf(wanted) < 0)
        {
            if (!await FillAsync())
            {
                throw new InvalidOperationException($"No {until} came, but: {Encoding.UTF8.GetString(buffer, 0, filled)}");
            }
        }

        filled = 0;
    }

    private async Task<bool> FillAsync()
    {
        if (filled == buffer.Length)
        {
            Array.Resize(ref buffer, buffer.Length * 2);
        }

        var read = await socket.ReceiveAsync(buffer.AsMemory(filled));
        filled += read;
        return read > 0;
    }
}
