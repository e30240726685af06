using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace Zhanggui.Kernel.Feed;

/// <summary>One stream in this process: a ring of the latest events and the listeners that wait for the next.</summary>
public sealed class FeedStream : IDisposable
{
    private const int RingSize = 8192;
    private const int CatchUpRows = 1000;
    private const int ReachTries = 100;
    private static readonly TimeSpan ReachPause = TimeSpan.FromMilliseconds(20);

    private readonly FeedStore store;
    private readonly ILogger log;
    private readonly FeedEvent?[] ring = new FeedEvent?[RingSize];
    private readonly SortedDictionary<long, FeedEvent> early = [];
    private readonly Dictionary<Guid, List<FeedListener>> topics = [];
    private readonly SemaphoreSlim catchUp = new(1, 1);
    private readonly SemaphoreSlim start = new(1, 1);
    private readonly CancellationTokenSource stopped = new();
    private readonly Lock gate = new();
    private ImmutableArray<FeedListener> all = [];
    private bool isStarting;
    private long head = -1;
    private long wanted;
    private long woken = -1;
    private long ringFloor;

    internal FeedStream(Guid id, FeedStore store, ILogger log) => (Id, this.store, this.log) = (id, store, log);

    public Guid Id { get; }

    /// <summary>The last number told in this process; -1 before the first reader asked.</summary>
    public long Head => Volatile.Read(ref head);

    /// <summary>Changes when a backup is restored; known once the stream has started.</summary>
    public Guid Epoch { get; private set; }

    /// <summary>Begins to listen at the live head: everything told afterwards is heard. Topic null = everything.</summary>
    public async Task<FeedListener> ListenAsync(Guid? topic, Action wake, CancellationToken ct)
    {
        await StartAsync(ct);
        lock (gate)
        {
            var listener = new FeedListener(this, topic, head, wake);
            if (topic is not { } one)
            {
                all = all.Add(listener);
            }
            else if (topics.TryGetValue(one, out var others))
            {
                others.Add(listener);
            }
            else
            {
                topics[one] = [listener];
            }

            return listener;
        }
    }

    /// <summary>Starts the live view where the database stands; harmless when it runs already.</summary>
    public async Task StartAsync(CancellationToken ct)
    {
        if (Head >= 0)
        {
            return;
        }

        await start.WaitAsync(ct);
        try
        {
            if (Head >= 0)
            {
                return;
            }

            lock (gate)
            {
                isStarting = true; // what is committed while we read is kept
            }

            var found = await store.EnsureHeadAsync(Id, ct);
            Epoch = found.Epoch;
            StartAt(found.Last);
        }
        finally
        {
            start.Release();
        }
    }

    /// <summary>
    /// Waits until this process has told up to a number the database has: whoever read a snapshot there, or in another
    /// process, may be a moment ahead of us. Returns at once when nobody has committed that number, and after two seconds anyhow.
    /// </summary>
    public async Task ReachAsync(long number, CancellationToken ct)
    {
        await StartAsync(ct);
        for (var i = 0; i < ReachTries && Head < number && (await store.EnsureHeadAsync(Id, ct)).Last >= number; i++)
        {
            await CatchUpAsync();
            if (Head < number)
            {
                await Task.Delay(ReachPause, ct); // somebody else is reading, or what was read is not whole yet
            }
        }
    }

    private void StartAt(long number)
    {
        lock (gate)
        {
            head = number;
            ringFloor = number;
            isStarting = false;
            Drain();
        }
    }

    /// <summary>Takes events from memory after a number; false when memory does not reach back that far.</summary>
    public bool TryRead(long after, List<FeedEvent> into, int limit)
    {
        lock (gate)
        {
            if (after < ringFloor)
            {
                return false;
            }

            for (var n = after + 1; n <= head && into.Count < limit; n++)
            {
                into.Add(ring[n % RingSize]!);
            }

            return true;
        }
    }

    internal void Leave(FeedListener listener)
    {
        lock (gate)
        {
            if (listener.Topic is not { } topic)
            {
                all = all.Remove(listener);
            }
            else if (topics.TryGetValue(topic, out var others) && others.Remove(listener) && others.Count == 0)
            {
                topics.Remove(topic);
            }
        }
    }

    internal void Committed(IReadOnlyList<FeedEvent> events)
    {
        bool gap;
        lock (gate)
        {
            if (head < 0 && !isStarting)
            {
                return; // nobody has listened yet; the first reader starts from the database
            }

            foreach (var e in events)
            {
                if (head >= 0 && e.Number == head + 1 && early.Count == 0)
                {
                    Keep(e);
                }
                else if (e.Number > head)
                {
                    early[e.Number] = e;
                }
            }

            gap = head >= 0 && Drain();
        }

        Wake();
        if (gap)
        {
            Reached(events[^1].Number); // another process committed in between
        }
    }

    internal void Reached(long number)
    {
        lock (gate)
        {
            if (head < 0 || number <= head)
            {
                return;
            }

            wanted = Math.Max(wanted, number);
        }

        _ = CatchUpAsync();
    }

    /// <summary>Reads from the database what this process has not told yet; used after notifications and by the slow poll.</summary>
    public async Task CatchUpAsync()
    {
        var again = true;
        while (again && Head >= 0 && await catchUp.WaitAsync(0)) // whoever holds it looks again at what is wanted
        {
            var before = Head;
            try
            {
                again = await ReadOnceAsync();
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception error)
            {
                log.LogWarning(error, "Feed {Stream} could not be read; the poll tries again", Id);
                return;
            }
            finally
            {
                catchUp.Release();
            }

            // Somebody may have asked between our reading and our letting go.
            again |= Volatile.Read(ref wanted) > Head && Head > before;
        }
    }

    /// <summary>True when there may be more to read.</summary>
    private async Task<bool> ReadOnceAsync()
    {
        var rows = await store.ReadAfterAsync(Id, Head, CatchUpRows, stopped.Token);
        bool more;
        lock (gate)
        {
            foreach (var e in rows)
            {
                if (e.Number > head)
                {
                    early.TryAdd(e.Number, e); // ours carry more than the row does
                }
            }

            Drain();
            more = rows.Count == CatchUpRows || (rows.Count > 0 && wanted > head);
        }

        Wake();
        return more;
    }

    /// <summary>Moves early events that now follow the head; true when a gap remains.</summary>
    private bool Drain()
    {
        while (early.Count > 0)
        {
            var (number, e) = early.First();
            if (number > head + 1)
            {
                break;
            }

            early.Remove(number);
            if (number == head + 1)
            {
                Keep(e);
            }
        }

        return early.Count > 0;
    }

    private void Keep(FeedEvent e)
    {
        ring[e.Number % RingSize] = e;
        Volatile.Write(ref head, e.Number);
        ringFloor = Math.Max(ringFloor, head - RingSize);
        if (topics.Count > 0 && topics.TryGetValue(e.Topic, out var listeners))
        {
            foreach (var listener in listeners)
            {
                listener.Hear(e);
            }
        }
    }

    /// <summary>Wakes those who hear everything, once for all that was told together.</summary>
    private void Wake()
    {
        ImmutableArray<FeedListener> listeners;
        lock (gate)
        {
            if (head == woken)
            {
                return;
            }

            woken = head;
            listeners = all;
        }

        foreach (var listener in listeners)
        {
            listener.Wake();
        }
    }

    public void Dispose()
    {
        stopped.Cancel();
        stopped.Dispose();
        catchUp.Dispose();
        start.Dispose();
    }
}
