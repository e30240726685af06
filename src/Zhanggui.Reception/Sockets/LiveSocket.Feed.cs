using System.Buffers;
using Zhanggui.Kernel.Feed;
using Zhanggui.Reception.Reading;

namespace Zhanggui.Reception.Sockets;

/// <summary>What a socket tells of the feed: where its client stands, and everything after that in frames.</summary>
internal abstract partial class LiveSocket
{
    private const int EventsPerFrame = 512;
    private const int QuietNumbers = 1000;
    private static readonly TimeSpan QuietFor = TimeSpan.FromSeconds(15);

    private readonly List<FeedEvent> taken = [];

    // Made with the first event: most visitors only look.
    private ArrayBufferWriter<byte>? madeFrame;
    private long sentTo;
    private long sentAt;
    private FeedListener? listener;
    private IReadOnlyList<FeedEvent>? replay;

    private ArrayBufferWriter<byte> Frame => madeFrame ??= new ArrayBufferWriter<byte>(1024);

    /// <summary>The event's JSON for this client; empty when it is not for them.</summary>
    protected abstract ReadOnlyMemory<byte> Project(FeedEvent e);

    /// <summary>Events have been taken; a chance to say something beside the feed.</summary>
    protected virtual void Noticed(FeedEvent e)
    {
    }

    /// <summary>Begins to listen; resumes after a number when memory or database still reach back, else asks to reload.</summary>
    protected async Task ListenAsync(Guid stream, Guid? topic, long? after, Guid? epoch)
    {
        listener?.Dispose();
        var live = Tools.Hub.Stream(stream);
        if (after is { } seen)
        {
            await live.ReachAsync(seen, Ended);
        }

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
}
