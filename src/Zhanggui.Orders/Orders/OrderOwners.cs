using System.Globalization;
using Zhanggui.Guard.Contracts;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Orders.Orders;

/// <inheritdoc cref="IOrderOwners"/>
internal sealed class OrderOwners(Database database, IBuyers buyers) : IOrderOwners
{
    private const int Most = 50;

    public async Task<IReadOnlyDictionary<string, NumberOwner>> OwnersAsync(ShopId shop, BuyerId buyer, IReadOnlyCollection<string> numbers, CancellationToken ct)
    {
        var asked = numbers.Distinct(StringComparer.Ordinal).Take(Most).ToList();
        if (asked.Count == 0 || !(await buyers.ProvenNamesAsync([buyer], ct)).TryGetValue(buyer, out var name))
        {
            return new Dictionary<string, NumberOwner>();
        }

        await using var connection = await database.OpenAsync(ct);
        var names = asked.Select((n, i) => (Name: string.Create(CultureInfo.InvariantCulture, $"n{i}"), Value: (object?)n)).ToList();
        var found = await connection.ReadAllAsync(null,
            $"select order_id, buyer from orders_order where shop_id = @shop and buyer is not null and order_id in ({string.Join(", ", names.Select(n => "@" + n.Name))})",
            r => (Order: r.GetString(0), Buyer: r.GetString(1)), ct, [("shop", shop.Value), .. names]);
        return found.ToDictionary(f => f.Order, f => f.Buyer == name ? NumberOwner.Own : NumberOwner.Other, StringComparer.Ordinal);
    }
}
