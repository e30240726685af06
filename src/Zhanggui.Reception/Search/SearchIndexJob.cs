using Microsoft.Extensions.Logging;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Jobs;
using Zhanggui.Reception.Search.Index;

namespace Zhanggui.Reception.Search;

/// <summary>
/// Keeps the index of this process: follows the feed, writes down what is only in memory, brings small segments together, and
/// removes what was erased or cleared. Each step can be broken off and done again.
/// </summary>
internal sealed class SearchIndexJob(Database database, IndexSearch search, SearchOptions options, ILogger<SearchIndexJob> log) : IJob
{
    private const int MostAtOnce = 4096;
    private const int MostGone = 10_000;
    private static readonly Duration LookEvery = Duration.FromSeconds(30);

    /// <summary>Words may have been read just before their key was destroyed and indexed just after.</summary>
    private static readonly Duration LookBack = Duration.FromMinutes(5);
    private readonly Dictionary<ShopId, (Instant WrittenAt, Instant LookedAt)> rounds = [];

    public string Name => "reception.search_index";

    public Duration Every => Duration.FromSeconds(1);

    /// <summary>Every process has its own index.</summary>
    public bool RunsEverywhere => true;

    public async Task<int> RunOnceAsync(Instant now, CancellationToken ct)
    {
        if (!options.Index)
        {
            return 0;
        }

        List<ShopId> shops;
        await using (var connection = await database.OpenAsync(ct))
        {
            shops = await connection.ReadAllAsync(null, "select shop_id from reception_counter order by shop_id", r => new ShopId(r.GetGuid(0)), ct);
        }

        var did = 0;
        foreach (var shop in shops)
        {
            if (search.ShelfOf(shop).Index.IsRebuildAsked)
            {
                await search.RebuildAsync(shop, ct);
            }

            try
            {
                did += await KeepAsync(search.ShelfOf(shop), now, ct) ? 1 : 0;
            }
            catch (InvalidDataException error)
            {
                log.LogError(error, "The search index of shop {Shop} is damaged and made anew", shop);
                await search.RebuildAsync(shop, ct);
            }
        }

        return did;
    }

    private async Task<bool> KeepAsync(Shelf shelf, Instant now, CancellationToken ct)
    {
        await search.CatchUpAsync(shelf, ct);
        await shelf.Working.WaitAsync(ct);
        try
        {
            var (writtenAt, lookedAt) = rounds.GetValueOrDefault(shelf.Shop, (now, Instant.MinValue));
            if (shelf.Index.DocsInMemory >= MostAtOnce || (shelf.Index.DocsInMemory > 0 && now - writtenAt >= Duration.FromSeconds(options.WriteSeconds)))
            {
                shelf.Index.WriteDown();
                writtenAt = now;
            }
            else if (shelf.Index.DocsInMemory == 0)
            {
                writtenAt = now;
            }

            if (lookedAt == Instant.MinValue || now - lookedAt >= LookEvery)
            {
                await PurgeAsync(shelf, now, ct);
                lookedAt = now;
            }

            rounds[shelf.Shop] = (writtenAt, lookedAt);
            var isBuilding = await search.BuildAsync(shelf, ct);
            return shelf.Index.MergeSome(ct) || isBuilding;
        }
        finally
        {
            shelf.Working.Release();
        }
    }

    /// <summary>Also called when a buyer was erased, so that it does not wait for the next round.</summary>
    public async Task PurgeAsync(ShopId shop, Instant now, CancellationToken ct)
    {
        if (!options.Index)
        {
            return;
        }

        var shelf = search.ShelfOf(shop);
        await shelf.Working.WaitAsync(ct);
        try
        {
            await PurgeAsync(shelf, now, ct);
        }
        finally
        {
            shelf.Working.Release();
        }
    }

    private async Task PurgeAsync(Shelf shelf, Instant now, CancellationToken ct)
    {
        if (shelf.Index.Epoch == Guid.Empty)
        {
            return;
        }

        var since = shelf.Index.LookedAt - (long)LookBack.TotalMilliseconds;
        var gone = new HashSet<Guid>();
        await using (var connection = await database.OpenAsync(ct))
        {
            gone.UnionWith(await connection.ReadAllAsync(null,
                "select r.conversation_id from reception_retirement r join reception_conversation c on c.id = r.conversation_id where r.at >= @since and c.shop_id = @shop order by r.at limit @limit",
                r => r.GetGuid(0), ct, ("since", since), ("shop", shelf.Shop.Value), ("limit", MostGone)));
            gone.UnionWith(await connection.ReadAllAsync(null,
                "select c.id from kernel_subject_key k join reception_conversation c on c.subject_id = k.subject_id where k.destroyed_at is not null and k.destroyed_at >= @since and c.shop_id = @shop order by k.destroyed_at limit @limit",
                r => r.GetGuid(0), ct, ("since", since), ("shop", shelf.Shop.Value), ("limit", MostGone)));
        }

        if (gone.Count > 0)
        {
            shelf.Index.Purge(gone, ct);
        }

        if (gone.Count < MostGone)
        {
            shelf.Index.Looked(now.ToUnixTimeMilliseconds());
        }
    }
}
