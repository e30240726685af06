using System.Globalization;
using Zhanggui.Guard.Contracts;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Orders.Orders;

/// <inheritdoc cref="IBuyerRegion"/>
internal sealed class BuyerRegion(Database database, IBuyers buyers) : IBuyerRegion
{
    /// <summary>Among so many of the newest orders: a masked address may have no region.</summary>
    private const int Looked = 10;
    private const int MostNames = 20;

    public async Task<string?> FindAsync(ShopId shop, BuyerId buyer, CancellationToken ct)
    {
        var names = (await buyers.ProvenNamesAsync([buyer], ct)).Values.Distinct(StringComparer.Ordinal).Take(MostNames).ToList();
        if (names.Count == 0)
        {
            return null;
        }

        await using var connection = await database.OpenAsync(ct);
        var list = string.Join(", ", names.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"@n{i}")));
        var regions = await connection.ReadAllAsync(null, $"select region from orders_order where shop_id = @shop and buyer in ({list}) order by placed_at desc, order_id desc limit {Looked}", r => r.IsDBNull(0) ? null : r.GetString(0), ct,
            [("shop", shop.Value), .. names.Select((n, i) => (string.Create(CultureInfo.InvariantCulture, $"n{i}"), (object?)n))]);
        return regions.FirstOrDefault(r => !string.IsNullOrWhiteSpace(r));
    }
}
