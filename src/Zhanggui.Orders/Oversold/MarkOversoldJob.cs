using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Jobs;
using Zhanggui.Kernel.Outbox;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Orders.Oversold;

/// <summary>Compares orders that came or changed, and those of items that were counted, with the counts.</summary>
internal sealed class MarkOversoldJob(Database database, IStockCounts counts) : IJob
{
    private const int OrdersPerRound = 500;

    public string Name => "orders.mark_oversold";

    public Duration Every => Duration.FromSeconds(2);

    public bool RunsEverywhere => false;

    public async Task<int> RunOnceAsync(Instant now, CancellationToken ct)
    {
        IReadOnlyList<Credits.Waiting> waiting;
        IReadOnlyList<SoldLine> lines;
        await using (var connection = await database.OpenAsync(ct))
        {
            waiting = await OversoldBook.NextAsync(connection, OrdersPerRound, ct);
            if (waiting.Count == 0)
            {
                return 0;
            }

            lines = await OversoldBook.LinesAsync(connection, new ShopId(waiting[0].Shop), [.. waiting.Select(w => w.Order)], ct);
        }

        var shop = new ShopId(waiting[0].Shop);
        var before = await counts.BeforeAsync(shop, [.. lines.Select(l => (l.Item, l.PlacedAt))], ct);
        var found = lines.Select(l => OversoldRule.Of(l, before.GetValueOrDefault((l.Item, l.PlacedAt)))).OfType<OversoldLine>().ToList();
        await database.WriteAsync(async (c, t) =>
        {
            await OversoldBook.KeepAsync(c, t, shop, waiting, found, ct);
            return 0;
        }, ct);
        return waiting.Count;
    }
}

/// <summary>A count that comes may say something else about orders placed since.</summary>
internal sealed class CompareOnCount(Database database) : IEventHandler<StockCounted>
{
    public Task HandleAsync(StockCounted happened, Delivery delivery, CancellationToken ct) => database.WriteAsync(async (c, t) =>
    {
        await OversoldBook.AskAsync(c, t, happened.Shop, happened.Items, happened.From, ct);
        return 0;
    }, ct);
}
