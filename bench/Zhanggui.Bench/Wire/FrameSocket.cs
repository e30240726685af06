using System.Net.WebSockets;

namespace Zhanggui.Bench.Wire;

/// <summary>A WebSocket that hands over whole frames; the lean client of the load generator.</summary>
internal sealed class FrameSocket : IAsyncDisposable
{
    private readonly ClientWebSocket socket = new();
    private readonly SemaphoreSlim sending = new(1, 1);
    private Task reading = Task.CompletedTask;

    public string? ClosedBecause { get; private set; }

    public static async Task<FrameSocket> ConnectAsync(Uri address, Action<ClientWebSocketOptions>? adjust = null, HttpMessageInvoker? through = null, CancellationToken ct = default)
    {
        var made = new FrameSocket();
        try
        {
            made.socket.Options.KeepAliveInterval = TimeSpan.Zero;
            if (address.Scheme == Uri.UriSchemeWss && through is null)
            {
                made.socket.Options.RemoteCertificateValidationCallback = OwnCertificate.Accepts;
            }

            adjust?.Invoke(made.socket.Options);
            await made.socket.ConnectAsync(address, through, ct);
            return made;
        }
        catch
        {
            await made.DisposeAsync();
            throw;
        }
    }

    /// <summary>Calls for every frame, on one reader; the span is valid during the call only.</summary>
    public void Listen(FrameHandler frame, int bufferSize = 16 * 1024) => reading = Task.Run(() => ReadAsync(frame, bufferSize));

    public async ValueTask SendAsync(ReadOnlyMemory<byte> frame)
    {
        await sending.WaitAsync();
        try
        {
            await socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        }
        finally
        {
            sending.Release();
        }
    }

    /// <summary>Waits until the other side or the network ended the connection.</summary>
    public Task ClosedAsync() => reading;

    /// <summary>Cuts the connection without a word.</summary>
    public void Abort() => socket.Abort();

    public async ValueTask DisposeAsync()
    {
        socket.Abort();
        await reading;
        socket.Dispose();
        sending.Dispose();
    }

    private async Task ReadAsync(FrameHandler frame, int bufferSize)
    {
        var buffer = new byte[bufferSize];
        var filled = 0;
        try
        {
            while (true)
            {
                if (filled == buffer.Length)
                {
                    Array.Resize(ref buffer, buffer.Length * 2);
                }

                var read = await socket.ReceiveAsync(buffer.AsMemory(filled), CancellationToken.None);
                if (read.MessageType == WebSocketMessageType.Close)
                {
                    ClosedBecause = $"closed {socket.CloseStatus} {socket.CloseStatusDescription}";
                    return;
                }

                filled += read.Count;
                if (read.EndOfMessage)
                {
                    frame(buffer.AsSpan(0, filled));
                    filled = 0;
                }
            }
        }
        catch (Exception error) when (error is WebSocketException or OperationCanceledException or ObjectDisposedException or IOException or InvalidOperationException)
        {
            ClosedBecause ??= error.Message;
        }
    }
}
