using System.Buffers;
using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Zhanggui.Kernel.Feed;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Reception.Conversations;
using Zhanggui.Reception.Reading;
using Zhanggui.Reception.Writing;

namespace Zhanggui.Reception.Sockets;

/// <summary>
/// One client's socket, agent's or visitor's. One loop reads, one loop writes: it sends everything told since the
/// client's number in one frame, then looks again, so a slow client gets larger frames and never holds up others.
/// What does not wait for the feed (acks, typing) goes through a bounded list; a client that lets it overflow is
/// cut off and comes back by its number.
/// </summary>
internal abstract partial class LiveSocket(LiveTransport transport, SocketTools tools) : IReceipt
{
    private const int ReadBytes = 4 * 1024;
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan HousekeepingEvery = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan StuckAfter = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan AfterOutage = TimeSpan.FromMilliseconds(500);

    private readonly WebSocket socket = transport.Socket;
    private readonly CancellationTokenSource ended = new();
    private readonly long openedAt = tools.Clock.GetTimestamp();
    private byte[] reading = [];
    private volatile bool isCut;
    private volatile bool isLeaving;
    private readonly TaskCompletionSource readEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);

    protected SocketTools Tools { get; } = tools;

    /// <summary>Largest frame a client may send, in bytes.</summary>
    protected virtual int LargestFrame => 128 * 1024;

    /// <summary>How long a client may take to say who it is.</summary>
    protected virtual TimeSpan HelloWithin => TimeSpan.MaxValue;

    protected virtual bool HasSaidHello => true;

    protected CancellationToken Ended => ended.Token;

    /// <summary>Serves the client until it leaves or the server stops.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        var ct = ended.Token;
        var writing = WriteLoopAsync(ct);
        var keeping = KeepLoopAsync(ct);
        // Not by cancelling: that would cut the line before a word of farewell got out.
        var going = Task.CompletedTask;
        var leaving = stopping.UnsafeRegister(_ => Volatile.Write(ref going, Task.Run(GoAwayAsync, CancellationToken.None)), null);
        try
        {
            await ReadLoopAsync(ct);
        }
        catch (Exception error) when (error is OperationCanceledException or WebSocketException or IOException or ObjectDisposedException)
        {
            // gone
        }
        finally
        {
            readEnded.TrySetResult();
            await leaving.DisposeAsync();
            await Volatile.Read(ref going);
            await ended.CancelAsync();
            signal.Set();
            listener?.Dispose();
            Left();
            await Task.WhenAll(writing, keeping);
            socket.Abort();
            ended.Dispose();
        }
    }

    /// <summary>
    /// The server stops: says bye, closes as "going away" and lets the client answer. What it still sends is not taken any
    /// more and not acknowledged; the client comes back and sends it again.
    /// </summary>
    private async Task GoAwayAsync()
    {
        try
        {
            using var patience = new CancellationTokenSource(Farewell);
            await SayByeAsync("stopping");
            isLeaving = true;
            await socket.CloseOutputAsync(WebSocketCloseStatus.EndpointUnavailable, "stopping", patience.Token);
            // The read loop has ended by now, or ends with the frame it has in hand; whatever comes is poured away up to the client's answer.
            await readEnded.Task.WaitAsync(patience.Token);
            var sink = new byte[ReadBytes];
            while (socket.State == WebSocketState.CloseSent)
            {
                await socket.ReceiveAsync(sink.AsMemory(), patience.Token);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or WebSocketException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // gone already, or it does not answer
        }

        await ended.CancelAsync();
    }

    /// <summary>Handles one frame of the client.</summary>
    protected abstract ValueTask HeardAsync(ClientFrame heard);

    /// <summary>Something came that is no frame.</summary>
    protected virtual ValueTask HeardNonsenseAsync(ClientFrame heard)
    {
        PostRefused(heard.Id, new MessageMalformed("json"), IsChinese);
        return ValueTask.CompletedTask;
    }

    /// <summary>Looks after the session now and then; false ends the socket.</summary>
    protected virtual ValueTask<bool> KeepAsync() => ValueTask.FromResult(true);

    protected virtual void Left()
    {
    }

    /// <summary>The language of refusals.</summary>
    protected virtual bool IsChinese => true;

    /// <summary>A command was committed or refused; called on the writer's thread.</summary>
    public virtual void Done(Command command, in Result result)
    {
        var id = (command as Send)?.Words.ExternalId;
        if (result.Refusal is { } refusal)
        {
            if (refusal is StoreUnavailable && id is not null && !isCut)
            {
                isCut = true;
                _ = EndAfterOutageAsync();
            }

            PostRefused(id, refusal, IsChinese);
        }
        else if (id is { } sent && result.Message is { } message)
        {
            Add(new Outgoing(null, sent, message, result.Number), AckBytes);
        }
    }

    /// <summary>An acknowledgement leaves with the event that wakes this socket; when none did, it leaves now.</summary>
    public void Wake()
    {
        bool waits;
        lock (gate)
        {
            waits = outgoing.Count > 0;
        }

        if (waits)
        {
            signal.Set();
        }
    }

    public bool IsCut => isCut;

    /// <summary>Ends the connection a little later, so that the client does not come back in a tight loop; then it sends what waits again, in order.</summary>
    private async Task EndAfterOutageAsync()
    {
        try
        {
            await Task.Delay(AfterOutage, Tools.Clock, Ended);
            await SayByeAsync("store");
            await ended.CancelAsync();
        }
        catch (Exception error) when (error is OperationCanceledException or ObjectDisposedException)
        {
            // ended by itself
        }
    }

    protected static void Words(Utf8JsonWriter json, ReadOnlySpan<byte> t, ReadOnlySpan<byte> name, string value)
    {
        json.WriteStartObject();
        json.WriteString("t"u8, t);
        json.WriteString(name, value);
        json.WriteEndObject();
    }

    protected async Task SayByeAsync(string why)
    {
        Post(JsonPen.Write(why, static (json, x) => Words(json, "bye"u8, "why"u8, x)));
        await Task.Delay(50, CancellationToken.None); // lets the write loop bring it out
    }

    /// <summary>Says why and ends the socket.</summary>
    protected async Task EndAsync(string why)
    {
        await SayByeAsync(why);
        await ended.CancelAsync();
    }

    private async Task ReadLoopAsync(CancellationToken ct)
    {
        while (socket.State == WebSocketState.Open)
        {
            // Waits with no buffer: ten thousand silent clients hold none.
            await socket.ReceiveAsync(Memory<byte>.Empty, ct);
            reading = ArrayPool<byte>.Shared.Rent(ReadBytes);
            try
            {
                var length = await ReadFrameAsync(ct);
                if (length < 0)
                {
                    return;
                }

                if (ClientFrame.TryRead(reading.AsMemory(0, length), out var heard))
                {
                    await HeardAsync(heard);
                }
                else
                {
                    await HeardNonsenseAsync(heard);
                }
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(reading);
                reading = [];
            }
        }
    }

    /// <summary>The length of one whole frame; below zero when the client has left or sent too much.</summary>
    private async ValueTask<int> ReadFrameAsync(CancellationToken ct)
    {
        var length = 0;
        while (true)
        {
            var part = await socket.ReceiveAsync(reading.AsMemory(length), ct);
            length += part.Count;
            if (part.MessageType == WebSocketMessageType.Close)
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, ct);
                return -1;
            }

            if (part.EndOfMessage)
            {
                return length;
            }

            if (length > LargestFrame)
            {
                await EndAsync("too-large");
                return -1;
            }

            if (length == reading.Length)
            {
                var larger = ArrayPool<byte>.Shared.Rent(length * 2);
                reading.CopyTo(larger, 0);
                ArrayPool<byte>.Shared.Return(reading);
                reading = larger;
            }
        }
    }

    private async Task KeepLoopAsync(CancellationToken ct)
    {
        try
        {
            using var timer = new PeriodicTimer(HelloWithin < HousekeepingEvery ? HelloWithin : HousekeepingEvery, Tools.Clock);
            while (await timer.WaitForNextTickAsync(ct))
            {
                timer.Period = HousekeepingEvery;
                if (!HasSaidHello && Tools.Clock.GetElapsedTime(openedAt) >= HelloWithin)
                {
                    await EndAsync("no-hello");
                    return;
                }

                var since = Volatile.Read(ref sendingSince);
                if (since != 0 && Tools.Clock.GetElapsedTime(since) > StuckAfter)
                {
                    socket.Abort(); // takes nothing for a minute: it comes back by its number
                    return;
                }

                if (!await KeepAsync())
                {
                    await SayByeAsync("signed-out");
                    await ended.CancelAsync();
                    return;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // ended
        }
        catch (Exception error)
        {
            Tools.Log.LogWarning(error, "A socket could not be looked after");
        }
    }
}
