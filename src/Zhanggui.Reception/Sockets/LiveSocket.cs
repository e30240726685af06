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

/// <summary>What every live socket stands on.</summary>
internal sealed record SocketTools(ConversationWriter Writer, ConversationReader Reader, FeedHub Hub, FeedStore Feed, ReceptionOptions Options, TimeProvider Clock, ILogger<LiveSocket> Log);

/// <summary>
/// One client's socket, agent's or visitor's. One loop reads, one loop writes: it sends everything told since the
/// client's number in one frame, then looks again, so a slow client gets larger frames and never holds up others.
/// What does not wait for the feed (acks, typing) goes through a bounded list; a client that lets it overflow is
/// cut off and comes back by its number.
/// </summary>
internal abstract class LiveSocket(LiveTransport transport, SocketTools tools) : IReceipt
{
    private readonly WebSocket socket = transport.Socket;
    private const int ReadBytes = 4 * 1024;
    private const int AckBytes = 192;
    private const int EventsPerFrame = 512;
    private const int QuietNumbers = 1000;
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan HousekeepingEvery = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan StuckAfter = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan QuietFor = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan AfterOutage = TimeSpan.FromMilliseconds(500);

    private readonly Signal signal = new();
    private readonly Lock gate = new();
    // Made with the first event: most visitors only look.
    private ArrayBufferWriter<byte>? madeFrame;
    private readonly List<FeedEvent> taken = [];
    private readonly CancellationTokenSource ended = new();
    private readonly long openedAt = tools.Clock.GetTimestamp();
    private List<Outgoing> outgoing = [];
    private List<Outgoing> spare = [];
    private long outgoingBytes;
    private long sentTo;
    private long sentAt;
    private long sendingSince;
    private byte[] reading = [];
    private volatile bool isCut;
    private volatile bool isLeaving;
    private readonly TaskCompletionSource readEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private FeedListener? listener;
    private IReadOnlyList<FeedEvent>? replay;

    protected SocketTools Tools { get; } = tools;

    /// <summary>Largest frame a client may send, in bytes.</summary>
    protected virtual int LargestFrame => 128 * 1024;

    /// <summary>How long a client may take to say who it is.</summary>
    protected virtual TimeSpan HelloWithin => TimeSpan.MaxValue;

    protected virtual bool HasSaidHello => true;

    private ArrayBufferWriter<byte> Frame => madeFrame ??= new ArrayBufferWriter<byte>(1024);

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

    /// <summary>The event's JSON for this client; empty when it is not for them.</summary>
    protected abstract ReadOnlyMemory<byte> Project(FeedEvent e);

    /// <summary>Looks after the session now and then; false ends the socket.</summary>
    protected virtual ValueTask<bool> KeepAsync() => ValueTask.FromResult(true);

    /// <summary>Events have been taken; a chance to say something beside the feed.</summary>
    protected virtual void Noticed(FeedEvent e)
    {
    }

    protected virtual void Left()
    {
    }

    /// <summary>Begins to listen; resumes after a number when memory or database still reach back, else asks to reload.</summary>
    protected async Task ListenAsync(Guid stream, Guid? topic, long? after, Guid? epoch)
    {
        listener?.Dispose();
        var live = Tools.Hub.Stream(stream);
        var started = await live.ListenAsync(topic, signal.Set, Ended);
        var head = started.Position;
        if (after is { } number)
        {
            var floor = await FloorAsync(stream);
            if (epoch != live.Epoch || number > head || number < floor)
            {
                started.Dispose();
                Post(JsonPen.Write(number > head || epoch != live.Epoch ? "epoch" : "too-old", static (json, why) => Words(json, "reload"u8, "why"u8, why)));
                return;
            }

            started.ResumeFrom(number);
            sentTo = number;
        }
        else
        {
            sentTo = head;
        }

        if (topic is not null && sentTo < head && !await ReplayTopicAsync(started, stream, topic.Value, head))
        {
            started.Dispose();
            Post(JsonPen.Write("too-old", static (json, why) => Words(json, "reload"u8, "why"u8, why)));
            return;
        }

        Post(JsonPen.Write((Head: head, live.Epoch), static (json, x) =>
        {
            json.WriteStartObject();
            json.WriteString("t"u8, "ready"u8);
            json.WriteNumber("n"u8, x.Head);
            json.WriteString("epoch"u8, x.Epoch);
            json.WriteEndObject();
        }));
        sentAt = Tools.Clock.GetTimestamp();
        Volatile.Write(ref listener, started);
        signal.Set();
    }

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
        }
        catch (Exception error)
        {
            Tools.Log.LogError(error, "A socket's write loop failed");
            socket.Abort();
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

    /// <summary>Sends one frame of what was told since; true when there may be more at once.</summary>
    private async Task<bool> SendEventsAsync(FeedListener live, CancellationToken ct)
    {
        taken.Clear();
        if (Interlocked.Exchange(ref replay, null) is { Count: > 0 } missed)
        {
            taken.AddRange(missed);
            await SendTakenAsync(ct);
            return true;
        }

        if (!live.TryTake(taken, EventsPerFrame) && !await TakeFromDatabaseAsync(live, ct))
        {
            Volatile.Write(ref listener, null);
            live.Dispose();
            Post(JsonPen.Write("too-old", static (json, why) => Words(json, "reload"u8, "why"u8, why)));
            return false;
        }

        if (taken.Count == 0)
        {
            return false;
        }

        var more = taken.Count >= EventsPerFrame;
        await SendTakenAsync(ct);
        return more;
    }

    private async ValueTask SendTakenAsync(CancellationToken ct)
    {
        if (taken.Exists(e => e.Payload is null))
        {
            await Tools.Reader.FillAsync(taken, ct);
        }

        Frame.ResetWrittenCount();
        WriteFrameStart(sentTo, taken[^1].Number);
        var any = false;
        foreach (var e in taken)
        {
            Noticed(e);
            var json = Project(e);
            if (json.IsEmpty)
            {
                continue;
            }

            if (any)
            {
                Frame.Write(","u8);
            }

            any = true;
            Frame.Write(json.Span);
        }

        // Numbers that were not for this client are told with the next event, or now and then.
        if (!any && taken[^1].Number - sentTo < QuietNumbers && Tools.Clock.GetElapsedTime(sentAt) < QuietFor)
        {
            return;
        }

        Frame.Write("]}"u8);
        await SendAsync(Frame.WrittenMemory, ct);
        sentTo = taken[^1].Number;
        sentAt = Tools.Clock.GetTimestamp();
    }

    private void WriteFrameStart(long from, long to)
    {
        Frame.Write("{\"t\":\"events\",\"from\":"u8);
        WriteNumber(from);
        Frame.Write(",\"to\":"u8);
        WriteNumber(to);
        Frame.Write(",\"events\":["u8);
    }

    private void WriteNumber(long value)
    {
        var span = Frame.GetSpan(20);
        System.Buffers.Text.Utf8Formatter.TryFormat(value, span, out var written);
        Frame.Advance(written);
    }

    private async Task<bool> TakeFromDatabaseAsync(FeedListener live, CancellationToken ct)
    {
        var stream = Tools.Hub.Stream(live.Stream);
        if (live.Position < await FloorAsync(stream.Id))
        {
            return false;
        }

        if (live.Topic is { } topic)
        {
            var missed = await Tools.Feed.ReadTopicAfterAsync(stream.Id, topic, live.Position, stream.Head, ct);
            if (missed is null)
            {
                return false;
            }

            taken.AddRange(missed);
        }
        else
        {
            taken.AddRange(await Tools.Feed.ReadAfterAsync(stream.Id, live.Position, EventsPerFrame, ct));
        }

        if (taken.Count > 0)
        {
            live.MoveTo(taken[^1].Number);
        }

        return true;
    }

    /// <summary>What a topic's listener missed, sent by the write loop before anything live.</summary>
    private async Task<bool> ReplayTopicAsync(FeedListener started, Guid stream, Guid topic, long head)
    {
        replay = await Tools.Feed.ReadTopicAfterAsync(stream, topic, sentTo, head, Ended);
        started.MoveTo(head);
        return replay is not null;
    }

    private async Task<long> FloorAsync(Guid stream) => (await Tools.Feed.EnsureHeadAsync(stream, Ended)).Floor;

    private async ValueTask SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        Volatile.Write(ref sendingSince, Tools.Clock.GetTimestamp());
        await socket.SendAsync(bytes, WebSocketMessageType.Text, WebSocketMessageFlags.EndOfMessage, ct);
        Volatile.Write(ref sendingSince, 0);
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

    /// <summary>What waits beside the feed: a whole frame, or an acknowledgement that the write loop will write (the writer's thread has better to do).</summary>
    private readonly record struct Outgoing(byte[]? Bytes, Guid Id, Message? Message, long Number);
}
