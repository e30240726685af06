using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Jobs;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Orders.Privacy;

/// <summary>Takes the personal parts out of orders that are older than their shop keeps orders (36 months unless it says more).</summary>
internal sealed class RetireOrdersJob(Database database, IRetention retention) : IJob
{
    private const int OrdersPerRound = 500;

    public string Name => "orders.retire";

    public Duration Every => Duration.FromMinutes(30);

    public bool RunsEverywhere => false;

    public async Task<int> RunOnceAsync(Instant now, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        foreach (var shop in await connection.ReadAllAsync(null, "select distinct shop_id from orders_order where erased_at is null", r => new ShopId(r.GetGuid(0)), ct))
        {
            var months = (await retention.FindAsync(shop, ct)).OrderMonths;
            var before = now.InUtc().LocalDateTime.PlusMonths(-months).InUtc().ToInstant();
            var due = await connection.ReadAllAsync(null,
                "select order_id from orders_order where shop_id = @shop and erased_at is null and placed_at < @before order by placed_at limit @most", r => r.GetString(0), ct,
                ("shop", shop.Value), ("before", before.ToUnixTimeMilliseconds()), ("most", OrdersPerRound));
            if (due.Count > 0)
            {
                await database.WriteAsync(async (c, t) =>
                {
                    await OrderEraser.EraseAsync(c, t, shop, due, now, ct);
                    return 0;
                }, ct);
                return due.Count;
            }
        }

        return 0;
    }
}
