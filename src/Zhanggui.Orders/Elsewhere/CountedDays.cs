using System.Data.Common;
using NodaTime;
using NodaTime.Text;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Orders.Contracts;
using Zhanggui.Orders.Orders;
using Zhanggui.People.Contracts;

namespace Zhanggui.Orders.Elsewhere;

/// <inheritdoc cref="ICountedElsewhere"/>
internal sealed class CountedDays(Database database, IStaffHistory staff, IShops shops) : ICountedElsewhere
{
    private const int Most = 20_000;

    public async Task<IReadOnlyList<ElsewhereDay>> DaysAsync(ShopId shop, LocalDate from, LocalDate to, CancellationToken ct)
    {
        if (await shops.FindAsync(shop, ct) is not { } card)
        {
            return [];
        }

        await using var connection = await database.OpenAsync(ct);
        var rows = await connection.ReadAllAsync(null,
            "select day, account, source, consulting, received, inquiry, inquiry_paid, conversion, first_response, average_response, satisfaction, reply_rate, sales, refunded, orders from orders_elsewhere_day " +
            $"where shop_id = @shop and day >= @from and day < @to order by day, account, source limit {Most}", Read, ct, ("shop", shop.Value), ("from", LocalDatePattern.Iso.Format(from)), ("to", LocalDatePattern.Iso.Format(to)));
        if (rows.Count == 0)
        {
            return rows;
        }

        var agents = await AgentNames.ReadAsync(database, staff, card, ct);
        return [.. rows.Select(r => r with { Person = agents.On(r.Account, r.Day, card.TimeZone) })];
    }

    private static ElsewhereDay Read(DbDataReader r)
    {
        long? At(int i) => OrderRow.Number(r, i);
        return new ElsewhereDay(LocalDatePattern.Iso.Parse(r.GetString(0)).Value, r.GetString(1), null, r.GetString(2), At(3), At(4), At(5), At(6), At(7), At(8), At(9), At(10), At(11), At(12), At(13), At(14));
    }
}
