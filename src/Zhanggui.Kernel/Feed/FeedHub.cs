using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Zhanggui.Kernel.Ids;

namespace Zhanggui.Kernel.Feed;

/// <summary>What a reader gets: events in order, or word that it must reload.</summary>
public readonly record struct FeedBatch(IReadOnlyList<FeedEvent> Events, bool TooOld);

/// <summary>
/// Tells this process's listeners what has been committed, in number order. Local writers hand their events over
/// after the commit; what other processes committed is read from the database when they notify, or by a slow poll.
/// Nothing passes through here that is not committed.
/// </summary>
public sealed class FeedHub(FeedStore store, ILogger<FeedHub> log) : IDisposable
{
    private readonly ConcurrentDictionary<Guid, FeedStream> streams = new();

    /// <summary>The live view of one stream.</summary>
    public FeedStream Stream(Guid stream) => streams.GetOrAdd(stream, id => new FeedStream(id, store, log));

    /// <summary>Called by local writers after their commit.</summary>
    public void Committed(IReadOnlyList<FeedEvent> events)
    {
        if (events.Count > 0)
        {
            Stream(events[0].Stream).Committed(events);
        }
    }

    /// <summary>Raised in the process that committed an event for other rooms, right after the commit; the outbox brings it to everybody. For dropping what is kept in memory: handlers must be quick and must not throw.</summary>
    public event Action<string, ShopId?>? Published;

    internal void SayPublished(string name, ShopId? shop) => Published?.Invoke(name, shop);

    /// <summary>Called when another process said that a stream has reached a number.</summary>
    public void Reached(Guid stream, long number)
    {
        if (streams.TryGetValue(stream, out var live))
        {
            live.Reached(number);
        }
    }

    /// <summary>Streams somebody listened to in this process.</summary>
    public IReadOnlyCollection<Guid> Live => [.. streams.Keys];

    public void Dispose()
    {
        foreach (var stream in streams.Values)
        {
            stream.Dispose();
        }
    }
}
