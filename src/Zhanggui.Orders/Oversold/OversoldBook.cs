using System.Data.Common;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Orders.Credits;

namespace Zhanggui.Orders.Oversold;

/// <summary>Which orders wait to be compared with the counts, and what came of it.</summary>
internal static class OversoldBook
{
    private const int MostNames = 500;

    public static Task AskAsync(DbConnection c, DbTransaction t, ShopId shop, IEnumerable<string> orders, CancellationToken ct) => ManyRows.ExecuteAsync(c, t,
        "insert into orders_to_compare (shop_id, order_id) values (@shop, @order) on conflict (shop_id, order_id) do update set asked = orders_to_compare.asked + 1", ["shop", "order"],
        [.. orders.Distinct(StringComparer.Ordinal).Select(id => (object?[])[shop.Value, id])], ct);

    /// <summary>Orders with one of these items, placed since.</summary>
    public static async Task AskAsync(DbConnection c, DbTransaction t, ShopId shop, IReadOnlyList<string> items, Instant since, CancellationToken ct)
    {
        foreach (var some in items.Distinct(StringComparer.Ordinal).Chunk(MostNames))
        {
            await c.ExecuteAsync(t,
                "insert into orders_to_compare (shop_id, order_id) select distinct o.shop_id, o.order_id from orders_order o join orders_line l on l.shop_id = o.shop_id and l.order_id = o.order_id " +
                $"where o.shop_id = @shop and o.placed_at >= @since and l.item in ({Names(some.Length)}) on conflict (shop_id, order_id) do update set asked = orders_to_compare.asked + 1", ct,
                [("shop", shop.Value), ("since", since.ToUnixTimeMilliseconds()), .. Values(some)]);
        }
    }

    public static async Task<IReadOnlyList<Waiting>> NextAsync(DbConnection c, int limit, CancellationToken ct) => await c.ReadAllAsync(null,
        $"select shop_id, order_id, asked from orders_to_compare where shop_id = (select shop_id from orders_to_compare limit 1) order by order_id limit {limit}",
        r => new Waiting(r.GetGuid(0), r.GetString(1), r.GetInt64(2)), ct);

    public static async Task<IReadOnlyList<SoldLine>> LinesAsync(DbConnection c, ShopId shop, IReadOnlyList<string> orders, CancellationToken ct)
    {
        var lines = new List<SoldLine>();
        foreach (var some in orders.Chunk(MostNames))
        {
            lines.AddRange(await c.ReadAllAsync(null,
                $"select l.order_id, l.line, l.item, o.placed_at from orders_line l join orders_order o on o.shop_id = l.shop_id and o.order_id = l.order_id where l.shop_id = @shop and l.order_id in ({Names(some.Length)}) and l.item is not null",
                r => new SoldLine(r.GetString(0), r.GetString(1), r.GetString(2), Instant.FromUnixTimeMilliseconds(r.GetInt64(3))), ct, [("shop", shop.Value), .. Values(some)]));
        }

        return lines;
    }

    /// <summary>What was found takes the place of what was found before.</summary>
    public static async Task KeepAsync(DbConnection c, DbTransaction t, ShopId shop, IReadOnlyList<Waiting> answered, IReadOnlyList<OversoldLine> found, CancellationToken ct)
    {
        await ManyRows.ExecuteAsync(c, t, "delete from orders_oversold where shop_id = @shop and order_id = @order", ["shop", "order"], [.. answered.Select(w => (object?[])[w.Shop, w.Order])], ct);
        await ManyRows.ExecuteAsync(c, t, "insert into orders_oversold (shop_id, order_id, line, item, quantity, counted_at) values (@shop, @order, @line, @item, @quantity, @counted)", ["shop", "order", "line", "item", "quantity", "counted"],
            [.. found.Select(f => (object?[])[shop.Value, f.OrderId, f.Line, f.Item, f.Quantity, f.CountedAt.ToUnixTimeMilliseconds()])], ct);
        await ManyRows.ExecuteAsync(c, t, "delete from orders_to_compare where shop_id = @shop and order_id = @order and asked = @asked", ["shop", "order", "asked"], [.. answered.Select(w => (object?[])[w.Shop, w.Order, w.Asked])], ct);
    }

    public static async Task<ILookup<string, OversoldLine>> OfAsync(DbConnection c, ShopId shop, IReadOnlyList<string> orders, CancellationToken ct)
    {
        var found = new List<OversoldLine>();
        foreach (var some in orders.Chunk(MostNames))
        {
            found.AddRange(await c.ReadAllAsync(null, $"select order_id, line, item, quantity, counted_at from orders_oversold where shop_id = @shop and order_id in ({Names(some.Length)})",
                r => new OversoldLine(r.GetString(0), r.GetString(1), r.GetString(2), r.GetInt64(3), Instant.FromUnixTimeMilliseconds(r.GetInt64(4))), ct, [("shop", shop.Value), .. Values(some)]));
        }

        return found.ToLookup(f => f.OrderId, StringComparer.Ordinal);
    }

    private static string Names(int count) => string.Join(", ", Enumerable.Range(0, count).Select(i => $"@n{i}"));

    private static IEnumerable<(string Name, object? Value)> Values(IEnumerable<string> names) => names.Select((n, i) => ($"n{i}", (object?)n));
}
