using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Money;

namespace Zhanggui.Orders.Repeat;

/// <summary>One buyer's orders within a period. Orders split from one purchase are one; <paramref name="Value"/> is what was paid less what was refunded.</summary>
internal sealed record RepeatLine(string Buyer, int Orders, Instant First, Instant Last, Fen Value);

/// <summary>Counts of a period. <paramref name="Unnamed"/>: valid orders whose buyer the platform masks; they are in none of the other counts.</summary>
internal sealed record RepeatCount(int Buyers, int Repeating, int Loyal, int Orders, int Unnamed);

/// <summary>
/// Who bought again (CUST-15). A valid order was paid within the period and is not closed; buyers are counted by the platform's name, a masked name is nobody's.
/// </summary>
internal sealed class RepeatBook(Database database)
{
    private const string Valid = "shop_id = @shop and paid_at >= @from and paid_at < @to and (status is null or status <> 'closed')";
    private const string Named = "buyer is not null and buyer not like '%*%'";
    private const string PerBuyer = "select buyer, count(distinct coalesce(main_order_id, order_id)) as n, min(paid_at) as first, max(paid_at) as last, sum(coalesce(paid, amount, 0) - coalesce(refunded, 0)) as value from orders_order where " + Valid + " and " + Named + " group by buyer";

    public async Task<RepeatCount> CountAsync(ShopId shop, Instant from, Instant to, int loyalFrom, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var counts = (await connection.ReadAllAsync(null,
            $"select count(*), coalesce(sum(case when n >= 2 then 1 else 0 end), 0), coalesce(sum(case when n >= @loyal then 1 else 0 end), 0), coalesce(sum(n), 0) from ({PerBuyer}) b",
            r => (Int(r, 0), Int(r, 1), Int(r, 2), Int(r, 3)), ct, [.. Span(shop, from, to), ("loyal", loyalFrom)]))[0];
        var unnamed = await connection.ReadLongAsync(null, $"select count(*) from orders_order where {Valid} and not ({Named})", ct, Span(shop, from, to)) ?? 0;
        return new RepeatCount(counts.Item1, counts.Item2, counts.Item3, counts.Item4, (int)unnamed);
    }

    public async Task<IReadOnlyList<RepeatLine>> ListAsync(ShopId shop, Instant from, Instant to, int least, string order, int skip, int take, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.ReadAllAsync(null,
            $"select buyer, n, first, last, value from ({PerBuyer}) b where n >= @least order by {order} limit @take offset @skip",
            r => new RepeatLine(r.GetString(0), Int(r, 1), Instant.FromUnixTimeMilliseconds(r.GetInt64(2)), Instant.FromUnixTimeMilliseconds(r.GetInt64(3)), new Fen(Convert.ToInt64(r.GetValue(4), System.Globalization.CultureInfo.InvariantCulture))), ct,
            [.. Span(shop, from, to), ("least", least), ("take", take), ("skip", skip)]);
    }

    private static int Int(System.Data.Common.DbDataReader r, int column) => (int)Convert.ToInt64(r.GetValue(column), System.Globalization.CultureInfo.InvariantCulture);

    private static (string, object?)[] Span(ShopId shop, Instant from, Instant to) => [("shop", shop.Value), ("from", from.ToUnixTimeMilliseconds()), ("to", to.ToUnixTimeMilliseconds())];
}
