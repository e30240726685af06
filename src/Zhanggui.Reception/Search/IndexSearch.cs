using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Feed;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Privacy;
using Zhanggui.Kernel.Time;
using Zhanggui.Reception.Conversations;
using Zhanggui.Reception.Reading;
using Zhanggui.Reception.Search.Index;

namespace Zhanggui.Reception.Search;

/// <summary>
/// Searches the index of this process. Before it answers, it takes in what the feed has told since: mostly from memory, where the
/// writer left the words, so nothing is read and nothing stands in the way of delivery.
/// </summary>
internal sealed class IndexSearch(Database database, ConversationReader reader, FeedHub hub, FeedStore feed, MasterKey master, IndexSlot slot, SearchOptions options, TimeProvider clock, ILogger<IndexSearch> log) : IMessageSearch
{
    private const int FeedRows = 2000;

    /// <summary>Instants of messages may lie behind the feed's by what clocks of processes differ.</summary>
    private static readonly Duration Margin = Duration.FromMinutes(10);
    private readonly PageCache cache = new(options.MemoryMegabytes);
    private readonly ConcurrentDictionary<ShopId, Lazy<Shelf>> shelves = new();

    public async Task<FoundPlaces> FindAsync(SearchAsked asked, Hit? after, int limit, CancellationToken ct)
    {
        try
        {
            return await FindOnceAsync(asked, after, limit, ct);
        }
        catch (InvalidDataException error)
        {
            log.LogError(error, "The search index of shop {Shop} is damaged and made anew", asked.Shop);
            await RebuildAsync(asked.Shop, ct);
            return await FindOnceAsync(asked, after, limit, ct);
        }
    }

    private async Task<FoundPlaces> FindOnceAsync(SearchAsked asked, Hit? after, int limit, CancellationToken ct)
    {
        var shelf = ShelfOf(asked.Shop);
        await CatchUpAsync(shelf, ct);
        if (shelf.Index.Reading is not null)
        {
            await BuildForAWhileAsync(shelf, ct);
        }

        var segments = shelf.Index.Segments;
        var isComplete = shelf.Index.Reading is null;
        return new FoundPlaces(asked.IsBestFirst
            ? SegmentsSearch.Best(segments, asked.Words, asked.Filter, after, limit)
            : SegmentsSearch.Newest(segments, asked.Words, asked.Filter, after?.Place, limit), isComplete);
    }

    /// <summary>The index of a shop and what keeps its work in one hand.</summary>
    public Shelf ShelfOf(ShopId shop) => shelves.GetOrAdd(shop, id => new Lazy<Shelf>(() => new Shelf(id, ShopIndex.Open(new IndexFolder(Path.Combine(slot.Path, id.Value.ToString("n")), master, cache))))).Value;

    /// <summary>Takes in what was told since; a feed that does not reach back, or begins anew, makes it read the record.</summary>
    public async Task CatchUpAsync(Shelf shelf, CancellationToken ct)
    {
        var stream = hub.Stream(shelf.Shop.Value);
        await stream.StartAsync(ct);
        if (stream.Head <= shelf.Index.Number && stream.Epoch == shelf.Index.Epoch)
        {
            return;
        }

        await shelf.Following.WaitAsync(ct);
        try
        {
            while (await FollowAsync(shelf, stream, ct))
            {
                // more
            }
        }
        finally
        {
            shelf.Following.Release();
        }
    }

    /// <summary>Reads some more of the record; false when there is nothing left to read.</summary>
    public async Task<bool> BuildAsync(Shelf shelf, CancellationToken ct)
    {
        if (shelf.Index.Reading is not { } reading || shelf.Index.Epoch == Guid.Empty)
        {
            return false;
        }

        var (messages, next) = await RecordReading.ReadAsync(database, reader, shelf.Shop, reading, ct);
        shelf.Index.AddRead(messages, next);
        return next is not null;
    }

    /// <summary>Forgets the index of a shop; it is made anew.</summary>
    public async Task RebuildAsync(ShopId shop, CancellationToken ct)
    {
        var shelf = ShelfOf(shop);
        await shelf.Working.WaitAsync(ct);
        await shelf.Following.WaitAsync(ct);
        try
        {
            await RestartAsync(shelf, ct);
        }
        finally
        {
            shelf.Following.Release();
            shelf.Working.Release();
        }
    }

    private async Task BuildForAWhileAsync(Shelf shelf, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(TimeSpan.FromMilliseconds(options.BuildMilliseconds));
        try
        {
            await shelf.Working.WaitAsync(patience.Token);
            try
            {
                while (await BuildAsync(shelf, patience.Token))
                {
                    patience.Token.ThrowIfCancellationRequested();
                }
            }
            finally
            {
                shelf.Working.Release();
            }
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // It goes on by the job; the answer says that it is not complete.
        }
    }

    private async Task<bool> FollowAsync(Shelf shelf, FeedStream stream, CancellationToken ct)
    {
        var events = new List<FeedEvent>();
        if (shelf.Index.Epoch != stream.Epoch)
        {
            await RestartAsync(shelf, ct);
            return true;
        }

        if (!stream.TryRead(shelf.Index.Number, events, FeedRows))
        {
            FeedHead head;
            await using (var connection = await database.OpenAsync(ct))
            {
                head = await FeedStore.ReadHeadAsync(connection, null, shelf.Shop.Value, ct);
            }

            if (head.Floor > shelf.Index.Number)
            {
                var since = Instant.FromUnixTimeMilliseconds(shelf.Index.At) - Margin;
                shelf.Index.ReadSince(since.ToUnixTimeMilliseconds(), head.Last, clock.GetCurrentInstant().ToUnixTimeMilliseconds());
                return true;
            }

            events.AddRange(await feed.ReadAfterAsync(shelf.Shop.Value, shelf.Index.Number, FeedRows, ct));
        }

        if (events.Count == 0)
        {
            return false;
        }

        var told = events.Where(e => e.Kind == FeedKinds.Message).ToList();
        await reader.FillAsync(told, ct);
        shelf.Index.Add([.. told.Select(e => (e.Payload as Changed)?.Message).OfType<Message>().Select(SearchText.ToIndex).OfType<IndexedMessage>()],
            events[^1].Number, events[^1].At.ToUnixTimeMilliseconds());
        return true;
    }

    private async Task RestartAsync(Shelf shelf, CancellationToken ct)
    {
        var head = await feed.EnsureHeadAsync(shelf.Shop.Value, ct);
        var now = clock.GetCurrentInstant().ToUnixTimeMilliseconds();
        shelf.Index.Restart(head.Epoch, head.Last, now, now);
    }
}

/// <summary>The index of a shop; following the feed, and long work on it, are each done by one at a time.</summary>
internal sealed record Shelf(ShopId Shop, ShopIndex Index)
{
    public SemaphoreSlim Following { get; } = new(1, 1);

    public SemaphoreSlim Working { get; } = new(1, 1);
}
