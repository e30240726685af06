using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Zhanggui.Bench.Wire;

/// <summary>A WebSocket by hand that says hello and then never reads a byte; its receive buffer is as small as the system allows.</summary>
internal sealed class DeafSocket : IDisposable
{
    private readonly Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096, NoDelay = true };

    /// <summary>Whether the server has ended the connection.</summary>
    public bool WasDropped
    {
        get
        {
            try
            {
                // Writing to a connection the other side has reset fails; a ping is harmless otherwise.
                socket.Send(Frame(0x9, []));
                return socket.Poll(0, SelectMode.SelectError);
            }
            catch (SocketException)
            {
                return true;
            }
        }
    }

    public static async Task<DeafSocket> OpenAsync(int port, string path, string cookie, string hello)
    {
        var made = new DeafSocket();
        await made.socket.ConnectAsync(IPAddress.Loopback, port);
        await made.socket.SendAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\nCookie: {cookie}\r\n\r\n"));
        var answer = new byte[12];
        await made.socket.ReceiveAsync(answer);
        if (!Encoding.ASCII.GetString(answer).Contains("101", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"The socket was refused: {Encoding.ASCII.GetString(answer)}");
        }

        await made.socket.SendAsync(Frame(0x1, Encoding.UTF8.GetBytes(hello)));
        return made;
    }

    public void Dispose() => socket.Dispose();

    private static byte[] Frame(int code, byte[] payload)
    {
        // Final frame, masked with a mask of zeros: the payload stays readable.
        byte[] head = payload.Length < 126 ? [(byte)(0x80 | code), (byte)(0x80 | payload.Length)] : [(byte)(0x80 | code), 0xFE, (byte)(payload.Length >> 8), (byte)payload.Length];
        return [.. head, 0, 0, 0, 0, .. payload];
    }
}
