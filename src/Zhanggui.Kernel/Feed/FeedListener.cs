namespace Zhanggui.Kernel.Feed;

/// <summary>
/// One reader's place in a stream. Hears everything (an agent's socket) or one topic (a visitor's): a topic's listener
/// is woken only for its own events, so thousands of idle visitors cost nothing. A reader that falls behind what
/// memory holds reads from the database or is told to reload; it never holds up others.
/// </summary>
public sealed class FeedListener : IDisposable
{
    private const int TopicBacklog = 512;
    private readonly FeedStream stream;
    private readonly Action wake;
    private readonly List<FeedEvent> mine = [];
    private readonly Lock gate = new();
    private bool overflowed;

    internal FeedListener(FeedStream stream, Guid? topic, long position, Action wake) =>
        (this.stream, Topic, Position, this.wake) = (stream, topic, position, wake);

    public Guid Stream => stream.Id;

    /// <summary>The only topic heard; null = all.</summary>
    public Guid? Topic { get; }

    /// <summary>All up to this number has been taken.</summary>
    public long Position { get; private set; }

    /// <summary>Where the live view began for this listener; anything earlier has to come from the database.</summary>
    public void MoveTo(long number) => Position = Math.Max(Position, number);

    /// <summary>Starts earlier than the live head: where a client left off.</summary>
    public void ResumeFrom(long number) => Position = number;

    /// <summary>
    /// Takes what has been told since; false when memory does not reach back that far: read the database from
    /// <see cref="Position"/>, then <see cref="MoveTo"/>.
    /// </summary>
    public bool TryTake(List<FeedEvent> into, int limit)
    {
        if (Topic is null)
        {
            var before = into.Count;
            if (!stream.TryRead(Position, into, before + limit))
            {
                return false;
            }

            if (into.Count > before)
            {
                Position = into[^1].Number;
            }

            return true;
        }

        lock (gate)
        {
            if (overflowed)
            {
                overflowed = false;
                mine.Clear();
                return false;
            }

            var taken = Math.Min(limit, mine.Count);
            for (var i = 0; i < taken; i++)
            {
                if (mine[i].Number > Position)
                {
                    into.Add(mine[i]);
                    Position = mine[i].Number;
                }
            }

            mine.RemoveRange(0, taken);
            return true;
        }
    }

    internal void Wake() => wake();

    internal void Hear(FeedEvent e)
    {
        lock (gate)
        {
            if (mine.Count >= TopicBacklog)
            {
                overflowed = true;
                mine.Clear();
            }

            if (!overflowed)
            {
                mine.Add(e);
            }
        }

        wake();
    }

    public void Dispose() => stream.Leave(this);
}
