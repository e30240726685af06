using Microsoft.Extensions.Logging;

namespace Zhanggui.Kernel.Feed;

/// <summary>One stream in this process: a ring of the latest events and the readers that wait for the next.</summary>
public sealed class FeedStream : IDisposable
{
    private const int RingSize = 8192;
    private const int CatchUpRows = 1000;

    private readonly FeedStore store;
    private readonly ILogger log;
    private readonly FeedEvent?[] ring = new FeedEvent?[RingSize];
    private readonly SortedDictionary<long, FeedEvent> early = [];
    private readonly SemaphoreSlim catchUp = new(1, 1);
    private readonly CancellationTokenSource stopped = new();
    private readonly Lock gate = new();
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long head = -1;
    private long wanted;
    private long woken = -1;
    private long ringFloor;

    internal FeedStream(Guid id, FeedStore store, ILogger log) => (Id, this.store, this.log) = (id, store, log);

    public Guid Id { get; }

    /// <summary>The last number told in this process; -1 before the first reader asked.</summary>
    public long Head => Volatile.Read(ref head);

    /// <summary>Completes when something is told after this call.</summary>
    public Task Changed => Volatile.Read(ref changed).Task;

    /// <summary>Starts the live view at a number that was read from the database.</summary>
    public void StartAt(long number)
    {
        lock (gate)
        {
            if (head < 0)
            {
                head = number;
                ringFloor = number;
                Drain();
            }
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

    internal void Committed(IReadOnlyList<FeedEvent> events)
    {
        var gap = false;
        lock (gate)
        {
            if (head < 0)
            {
                return; // nobody has listened yet; the first reader starts from the database
            }

            foreach (var e in events)
            {
                if (e.Number == head + 1 && early.Count == 0)
                {
                    Keep(e);
                }
                else if (e.Number > head)
                {
                    early[e.Number] = e;
                }
            }

            gap = Drain();
            Wake();
        }

        if (gap)
        {
            Reached(events[^1].Number);
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
        do
        {
            if (Head < 0 || !await catchUp.WaitAsync(0))
            {
                return; // whoever holds it looks again at what is wanted
            }

            try
            {
                if (!await ReadOnceAsync())
                {
                    return;
                }
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
        }
        while (true);
    }

    /// <summary>True when there may be more to read.</summary>
    private async Task<bool> ReadOnceAsync()
    {
        var rows = await store.ReadAfterAsync(Id, Head, CatchUpRows, stopped.Token);
        lock (gate)
        {
            foreach (var e in rows)
            {
                if (e.Number > head)
                {
                    early.TryAdd(e.Number, e);
                }
            }

            Drain();
            return rows.Count == CatchUpRows || (rows.Count > 0 && wanted > head);
        }
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

        Wake();
        return early.Count > 0;
    }

    private void Keep(FeedEvent e)
    {
        ring[e.Number % RingSize] = e;
        head = e.Number;
        ringFloor = Math.Max(ringFloor, head - RingSize);
    }

    private void Wake()
    {
        if (head == woken)
        {
            return;
        }

        woken = head;
        var told = changed;
        changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        told.SetResult();
    }

    public void Dispose()
    {
        stopped.Cancel();
        stopped.Dispose();
        catchUp.Dispose();
    }
}
