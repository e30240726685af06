using System.Data.Common;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Orders.Store;

namespace Zhanggui.Orders.Orders;

/// <summary>Cells of a column that no format knows, as a file brought them: of the order itself, of a line or of a refund.</summary>
internal sealed record KeptView(string Part, string Key, IReadOnlyDictionary<string, string> Cells);

/// <summary>Reads what imports kept without knowing what it is.</summary>
internal static class KeptColumns
{
    private const int Most = 200;

    public static async Task<IReadOnlyList<KeptView>> OfOrderAsync(DbConnection connection, (string, object?)[] key, CancellationToken ct) =>
        await connection.ReadAllAsync(null,
            "select 'order', order_id, extra from orders_order where shop_id = @shop and order_id = @order and extra is not null union all " +
            "select 'line', line, extra from orders_line where shop_id = @shop and order_id = @order and extra is not null union all " +
            "select 'refund', refund_id, extra from orders_refund where shop_id = @shop and order_id = @order and extra is not null limit 1000",
            r => new KeptView(r.GetString(0), r.GetString(1), KeptCells.Read(r.GetString(2))), ct, key);

    /// <summary>The headers that files of this shop brought for orders and lines besides the known ones, for the columns of an export.</summary>
    public static async Task<IReadOnlyList<string>> NamesAsync(Database database, ShopId shop, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.ReadAllAsync(null, $"select distinct name from orders_kept_column where shop_id = @shop and part in ('order', 'line') order by name limit {Most}", r => r.GetString(0), ct, ("shop", shop.Value));
    }

    /// <summary>The kept cells of these orders, by order; what stands per line is joined, each text once.</summary>
    public static async Task<IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>> OfOrdersAsync(Database database, ShopId shop, IReadOnlyList<OrderRow> orders, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var names = string.Join(", ", Enumerable.Range(0, orders.Count).Select(i => $"@k{i}"));
        var rows = await connection.ReadAllAsync(null,
            $"select order_id, extra, 0, '' from orders_order where shop_id = @shop and extra is not null and order_id in ({names}) union all " +
            $"select order_id, extra, 1, line from orders_line where shop_id = @shop and extra is not null and order_id in ({names}) order by 1, 3, 4",
            r => (Order: r.GetString(0), Cells: KeptCells.Read(r.GetString(1))), ct, [("shop", shop.Value), .. orders.Select((o, i) => ($"k{i}", (object?)o.OrderId))]);
        return rows.GroupBy(r => r.Order, StringComparer.Ordinal).ToDictionary(g => g.Key, g => Join(g.Select(r => r.Cells)), StringComparer.Ordinal);
    }

    private static IReadOnlyDictionary<string, string> Join(IEnumerable<SortedDictionary<string, string>> cells) =>
        cells.SelectMany(c => c).GroupBy(c => c.Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => string.Join('；', g.Select(c => c.Value).Distinct(StringComparer.Ordinal)), StringComparer.Ordinal);
}
