using System.Data.Common;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;

namespace Zhanggui.Orders.Orders;

/// <summary>The parts of orders that several persons share; orders of one person are not among them.</summary>
internal static class ShareReader
{
    private const int NamesPerQuery = 500;

    /// <summary>By order, the largest part first.</summary>
    public static async Task<IReadOnlyDictionary<string, IReadOnlyList<(Guid Person, long Amount)>>> OfAsync(DbConnection c, ShopId shop, IReadOnlyList<string> orders, CancellationToken ct)
    {
        var shares = new Dictionary<string, IReadOnlyList<(Guid, long)>>(StringComparer.Ordinal);
        foreach (var some in orders.Chunk(NamesPerQuery))
        {
            var names = string.Join(", ", some.Select((_, i) => $"@o{i}"));
            var rows = await c.ReadAllAsync(null, $"select order_id, person_id, amount from orders_share where shop_id = @shop and order_id in ({names}) order by order_id, amount desc, person_id",
                r => (Order: r.GetString(0), Person: r.GetGuid(1), Amount: r.GetInt64(2)), ct, [("shop", shop.Value), .. some.Select((o, i) => ($"o{i}", (object?)o))]);
            foreach (var order in rows.GroupBy(r => r.Order, StringComparer.Ordinal))
            {
                shares[order.Key] = [.. order.Select(o => (o.Person, o.Amount))];
            }
        }

        return shares;
    }
}
