using System.Globalization;
using NodaTime;
using Zhanggui.Guard.Contracts;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Orders.Orders;

/// <inheritdoc cref="INewestOrder"/>
internal sealed class NewestOrder(Database database, IBuyers buyers) : INewestOrder
{
    private const int MostNames = 20;

    public async Task<OrderPlaced?> FindAsync(ShopId shop, BuyerId buyer, CancellationToken ct)
    {
        var names = (await buyers.ProvenNamesAsync([buyer], ct)).Values.Distinct(StringComparer.Ordinal).Take(MostNames).ToList();
        if (names.Count == 0)
        {
            return null;
        }

        await using var connection = await database.OpenAsync(ct);
        var list = string.Join(", ", names.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"@n{i}")));
        var found = await connection.ReadAllAsync(null, $"select order_id, placed_at from orders_order where shop_id = @shop and buyer in ({list}) and (status is null or status <> 'closed') order by placed_at desc, order_id desc limit 1",
            r => new OrderPlaced(r.GetString(0), Instant.FromUnixTimeMilliseconds(r.GetInt64(1))), ct,
            [("shop", shop.Value), .. names.Select((n, i) => (string.Create(CultureInfo.InvariantCulture, $"n{i}"), (object?)n))]);
        return found.FirstOrDefault();
    }
}
