using System.Data.Common;
using System.Globalization;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Reception.Contracts;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Orders.Orders;

/// <inheritdoc cref="IBuyerOrders"/>
internal sealed class BuyerOrders(Database database, IBuyers buyers) : IBuyerOrders
{
    private const int MostBuyers = 500;
    private const int LatestOfEach = 10;

    public async Task<IReadOnlyDictionary<BuyerId, IReadOnlyList<string>>> StatesAsync(ShopId shop, IReadOnlyCollection<BuyerId> asked, Instant? since, CancellationToken ct)
    {
        var names = await buyers.ProvenNamesAsync([.. asked.Take(MostBuyers)], ct);
        if (names.Count == 0)
        {
            return new Dictionary<BuyerId, IReadOnlyList<string>>();
        }

        await using var connection = await database.OpenAsync(ct);
        var distinct = names.Values.Distinct(StringComparer.Ordinal).ToList();
        var orders = await LatestAsync(connection, shop, distinct, since, ct);
        var refunding = await RefundingAsync(connection, shop, [.. orders.Select(o => o.OrderId)], ct);
        var states = orders.GroupBy(o => o.Buyer, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, IReadOnlyList<string> (g) => [.. g.Select(o => refunding.Contains(o.OrderId) ? OrderStates.Refunding : o.State).OfType<string>().Distinct(StringComparer.Ordinal)], StringComparer.Ordinal);
        return names.ToDictionary(n => n.Key, n => states.GetValueOrDefault(n.Value, [OrderStates.None]));
    }

    private static Task<List<(string Buyer, string OrderId, string? State)>> LatestAsync(DbConnection connection, ShopId shop, List<string> names, Instant? since, CancellationToken ct) =>
        connection.ReadAllAsync(null,
            "select buyer, order_id, status from (select buyer, order_id, status, row_number() over (partition by buyer order by placed_at desc) as n from orders_order " +
            $"where shop_id = @shop and buyer in ({Names(names.Count)}) and placed_at >= @since) latest where n <= @most",
            r => (r.GetString(0), r.GetString(1), r.IsDBNull(2) ? null : r.GetString(2)), ct,
            [("shop", shop.Value), ("since", since?.ToUnixTimeMilliseconds() ?? long.MinValue), ("most", LatestOfEach), .. Values(names)]);

    /// <summary>Asked for and not over; what the platform calls closed or withdrawn is over though no time says so.</summary>
    private static async Task<HashSet<string>> RefundingAsync(DbConnection connection, ShopId shop, List<string> orders, CancellationToken ct)
    {
        var open = new HashSet<string>(StringComparer.Ordinal);
        foreach (var some in orders.Chunk(MostBuyers))
        {
            open.UnionWith(await connection.ReadAllAsync(null,
                $"select distinct order_id from orders_refund where shop_id = @shop and order_id in ({Names(some.Length)}) and applied_at is not null and succeeded_at is null " +
                "and (status_said is null or (status_said not like '%关闭%' and status_said not like '%撤%' and status_said not like '%成功%'))",
                r => r.GetString(0), ct, [("shop", shop.Value), .. Values(some)]));
        }

        return open;
    }

    private static string Names(int count) => string.Join(", ", Enumerable.Range(0, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"@n{i}")));

    private static IEnumerable<(string Name, object? Value)> Values(IEnumerable<string> names) => names.Select((n, i) => (string.Create(CultureInfo.InvariantCulture, $"n{i}"), (object?)n));
}
