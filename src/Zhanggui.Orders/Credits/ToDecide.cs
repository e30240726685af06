using System.Data.Common;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;

namespace Zhanggui.Orders.Credits;

/// <summary>An order that waits for a decision; <paramref name="Asked"/> tells whether it was asked about again meanwhile.</summary>
internal sealed record Waiting(Guid Shop, string Order, long Asked);

/// <summary>Orders that wait for a decision. A question that comes while another is being answered stays.</summary>
internal static class ToDecide
{
    public static Task AskAsync(DbConnection c, DbTransaction t, ShopId shop, IEnumerable<string> orders, CancellationToken ct) => ManyRows.ExecuteAsync(c, t,
        "insert into orders_to_decide (shop_id, order_id) values (@shop, @order) on conflict (shop_id, order_id) do update set asked = orders_to_decide.asked + 1", ["shop", "order"],
        [.. orders.Distinct(StringComparer.Ordinal).Select(id => (object?[])[shop.Value, id])], ct);

    /// <summary>Some orders of one shop.</summary>
    public static async Task<IReadOnlyList<Waiting>> NextAsync(DbConnection c, int limit, CancellationToken ct) => await c.ReadAllAsync(null,
        $"select shop_id, order_id, asked from orders_to_decide where shop_id = (select shop_id from orders_to_decide limit 1) order by order_id limit {limit}",
        r => new Waiting(r.GetGuid(0), r.GetString(1), r.GetInt64(2)), ct);

    /// <summary>Which of these orders wait.</summary>
    public static async Task<IReadOnlyList<Waiting>> OfAsync(DbConnection c, ShopId shop, IReadOnlyList<string> orders, CancellationToken ct) => await c.ReadAllAsync(null,
        $"select shop_id, order_id, asked from orders_to_decide where shop_id = @shop and order_id in ({string.Join(", ", Enumerable.Range(0, orders.Count).Select(i => $"@o{i}"))})",
        r => new Waiting(r.GetGuid(0), r.GetString(1), r.GetInt64(2)), ct, [("shop", shop.Value), .. orders.Select((o, i) => ($"o{i}", (object?)o))]);

    public static async Task<long> CountAsync(DbConnection c, DbTransaction? t, ShopId shop, CancellationToken ct) =>
        await c.ReadLongAsync(t, "select count(*) from orders_to_decide where shop_id = @shop", ct, ("shop", shop.Value)) ?? 0;

    public static Task AnsweredAsync(DbConnection c, DbTransaction t, IReadOnlyList<Waiting> answered, CancellationToken ct) => ManyRows.ExecuteAsync(c, t,
        "delete from orders_to_decide where shop_id = @shop and order_id = @order and asked = @asked", ["shop", "order", "asked"], [.. answered.Select(w => (object?[])[w.Shop, w.Order, w.Asked])], ct);
}
