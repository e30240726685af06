using System.Net.WebSockets;
using Microsoft.Extensions.Logging;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Reception.Conversations;
using Zhanggui.Reception.Reading;

namespace Zhanggui.Reception.Sockets;

/// <summary>How frames leave: one loop, woken by a signal, that sends what waits and then what the feed has told.</summary>
internal abstract partial class LiveSocket
{
    private const int AckBytes = 192;

    private readonly Signal signal = new();
    private readonly Lock gate = new();
    private List<Outgoing> outgoing = [];
    private List<Outgoing> spare = [];
    private long outgoingBytes;
    private long sendingSince;

    /// <summary>Puts a frame behind those that wait; a client that does not take them is cut off.</summary>
    protected void Post(byte[] bytes)
    {
        Add(new Outgoing(bytes, default, null, 0), bytes.Length);
        signal.Set();
    }

    private void Add(Outgoing what, int bytes)
    {
        lock (gate)
        {
            outgoingBytes += bytes;
            if (outgoingBytes > Tools.Options.SocketBufferBytes)
            {
                socket.Abort();
                return;
            }

            outgoing.Add(what);
        }
    }

    protected void PostRefused(Guid? id, Refusal refusal, bool chinese) => Post(JsonPen.Write((id, refusal, chinese), static (json, x) =>
    {
        json.WriteStartObject();
        json.WriteString("t"u8, "refused"u8);
        if (x.id is { } some)
        {
            json.WriteString("id"u8, some);
        }

        json.WriteString("code"u8, x.refusal.Code);
        json.WriteString("detail"u8, x.chinese ? x.refusal.Zh : x.refusal.En);
        if (x.refusal.Field is { } field)
        {
            json.WriteString("field"u8, field);
        }

        if (x.refusal.Kind == RefusalKind.TooMany)
        {
            json.WriteNumber("retryAfterMs"u8, 3000);
        }

        json.WriteEndObject();
    }));

    private async Task WriteLoopAsync(CancellationToken ct)
    {
        try
        {
            while (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                await signal.WaitAsync();
                transport.Cork?.Cork();
                await SendOutgoingAsync(ct);
                if (ct.IsCancellationRequested)
                {
                    return;
                }

                while (Volatile.Read(ref listener) is { } live && await SendEventsAsync(live, ct))
                {
                    await SendOutgoingAsync(ct);
                }

                if (transport.Cork is { } cork)
                {
                    Volatile.Write(ref sendingSince, Tools.Clock.GetTimestamp());
                    await cork.UncorkAsync(ct);
                    Volatile.Write(ref sendingSince, 0);
                }
            }
        }
        catch (Exception error) when (error is OperationCanceledException or WebSocketException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // After the farewell nothing more may be sent, but the line must not be torn: the client would lose what it has not read yet.
            if (!isLeaving)
            {
                socket.Abort();
            }
            else if (transport.Cork is { } held)
            {
                await LetGoAsync(held);
            }
        }
        catch (Exception error)
        {
            Tools.Log.LogError(error, "A socket's write loop failed");
            socket.Abort();
        }
    }

    /// <summary>The farewell may have been written while frames were gathering.</summary>
    private static async Task LetGoAsync(CorkedStream held)
    {
        try
        {
            await held.UncorkAsync(CancellationToken.None);
        }
        catch (Exception error) when (error is OperationCanceledException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // gone
        }
    }

    private async Task SendOutgoingAsync(CancellationToken ct)
    {
        List<Outgoing> batch;
        lock (gate)
        {
            if (outgoing.Count == 0)
            {
                return;
            }

            batch = outgoing;
            outgoing = spare;
            outgoingBytes = 0;
        }

        foreach (var what in batch)
        {
            await SendAsync(what.Bytes ?? AckJson(what), ct);
        }

        batch.Clear();
        spare = batch;
    }

    private async ValueTask SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        Volatile.Write(ref sendingSince, Tools.Clock.GetTimestamp());
        await socket.SendAsync(bytes, WebSocketMessageType.Text, WebSocketMessageFlags.EndOfMessage, ct);
        Volatile.Write(ref sendingSince, 0);
    }

    private static byte[] AckJson(in Outgoing ack) => JsonPen.Write(ack, static (json, x) =>
    {
        json.WriteStartObject();
        json.WriteString("t"u8, "ack"u8);
        json.WriteString("id"u8, x.Id);
        json.WriteString("c"u8, x.Message!.Conversation.Value);
        json.WriteNumber("seq"u8, x.Message.Seq);
        JsonPen.WriteInstant(json, "at"u8, x.Message.At);
        json.WriteNumber("n"u8, x.Number);
        json.WriteEndObject();
    });

    /// <summary>What waits beside the feed: a whole frame, or an acknowledgement that the write loop will write (the writer's thread has better to do).</summary>
    private readonly record struct Outgoing(byte[]? Bytes, Guid Id, Message? Message, long Number);
}
