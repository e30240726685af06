using System.Globalization;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Db;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Orders.Orders;

/// <summary>A buyer's orders for the buyer's page, found by the names under which platforms proved the buyer; for who sees all orders.</summary>
internal sealed class OrderTimeline(Database database, IBuyers buyers) : IBuyerTimeline
{
    public IReadOnlyList<string> Kinds { get; } = ["order"];

    public async Task<IReadOnlyList<TimelineEntry>> ReadAsync(Actor actor, TimelineAsk ask, string kind, CancellationToken ct)
    {
        if (!actor.Can(Permissions.ReadAllOrders, ask.Shop))
        {
            return [];
        }

        var names = (await buyers.ProvenNamesAsync(ask.Subjects, ct)).Values.Distinct(StringComparer.Ordinal).Take(50).ToList();
        if (names.Count == 0)
        {
            return [];
        }

        await using var connection = await database.OpenAsync(ct);
        var list = string.Join(", ", names.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"@n{i}")));
        return await connection.ReadAllAsync(null,
            $"select order_id, placed_at, status, coalesce(paid, amount) from orders_order where shop_id = @shop and buyer in ({list}) and placed_at <= @until order by placed_at desc, order_id desc limit @limit",
            r => new TimelineEntry(kind, Instant.FromUnixTimeMilliseconds(r.GetInt64(1)), r.GetString(0), r.IsDBNull(3) ? null : (r.GetInt64(3) / 100m).ToString("0.00", CultureInfo.InvariantCulture), r.IsDBNull(2) ? null : r.GetString(2)), ct,
            [("shop", ask.Shop.Value), ("until", ask.Until.ToUnixTimeMilliseconds()), ("limit", ask.Limit), .. names.Select((n, i) => (string.Create(CultureInfo.InvariantCulture, $"n{i}"), (object?)n))]);
    }
}
