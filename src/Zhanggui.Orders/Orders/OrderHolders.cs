using System.Globalization;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Orders.Orders;

/// <summary>Whose orders of a buyer are still under way: placed or paid, sent, not yet done.</summary>
internal sealed class OrderHolders(Database database, IBuyers buyers) : IBuyerHolders
{
    private const int Most = 200;

    public async Task<IReadOnlyList<BuyerMatter>> OfAsync(DataSubject subject, CancellationToken ct)
    {
        var names = (await buyers.ProvenNamesAsync(subject.Subjects, ct)).Values.Distinct(StringComparer.Ordinal).Take(50).ToList();
        if (names.Count == 0)
        {
            return [];
        }

        await using var connection = await database.OpenAsync(ct);
        var list = string.Join(", ", names.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"@n{i}")));
        var people = await connection.ReadAllAsync(null,
            $"select distinct credit_person from orders_order where shop_id = @shop and buyer in ({list}) and credit_person is not null and status in ('unpaid', 'paid', 'shipped') limit {Most}", r => r.GetGuid(0), ct,
            [("shop", subject.Shop.Value), .. names.Select((n, i) => (string.Create(CultureInfo.InvariantCulture, $"n{i}"), (object?)n))]);
        return [.. people.Select(p => new BuyerMatter(PersonId.From(p), "order"))];
    }
}
