using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using NodaTime.Text;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Orders.Credits;
using Zhanggui.Orders.Rules;
using Zhanggui.People.Contracts;

namespace Zhanggui.Orders.Periods;

/// <summary>What the orders of a month add up to, in fen. Paid = credited + silent + undecided; undated ones (no time of payment) are among them.</summary>
internal sealed record PeriodSums(string Month, long Orders, long Paid, long Silent, long Undecided, long UndecidedOrders, long UndatedOrders, long Undated)
{
    public long Credited => Paid - Silent - Undecided;

    public static PeriodSums None(string month) => new(month, 0, 0, 0, 0, 0, 0, 0);
}

/// <summary>Why orders of a month are undecided, and how many.</summary>
internal sealed record DoubtCount(string Doubt, long Orders, long Amount);

/// <summary>Reads months of credit.</summary>
internal static class PeriodReader
{
    private const int MostMonths = 60;

    /// <summary>Newest first.</summary>
    public static async Task<IReadOnlyList<PeriodSums>> SumsAsync(DbConnection c, DbTransaction? t, ShopId shop, CancellationToken ct, string? month = null) => await c.ReadAllAsync(t,
        "select credit_month, cast(count(*) as bigint), cast(coalesce(sum(credit_base), 0) as bigint), cast(coalesce(sum(credit_silent), 0) as bigint), cast(coalesce(sum(credit_undecided), 0) as bigint), " +
        "cast(sum(case when credit_basis = 'undecided' then 1 else 0 end) as bigint), " +
        "cast(sum(case when paid_at is null then 1 else 0 end) as bigint), cast(coalesce(sum(case when paid_at is null then credit_base else 0 end), 0) as bigint) from orders_order where shop_id = @shop and " +
        (month is null ? "credit_month is not null" : "credit_month = @month") + $" group by credit_month order by credit_month desc limit {MostMonths}",
        r => new PeriodSums(r.GetString(0), r.GetInt64(1), r.GetInt64(2), r.GetInt64(3), r.GetInt64(4), r.GetInt64(5), r.GetInt64(6), r.GetInt64(7)), ct, month is null ? [("shop", shop.Value)] : [("shop", shop.Value), ("month", month)]);

    public static async Task<IReadOnlyList<DoubtCount>> DoubtsAsync(DbConnection c, ShopId shop, string? month, CancellationToken ct) => await c.ReadAllAsync(null,
        "select coalesce(credit_doubt, 'none'), cast(count(*) as bigint), cast(coalesce(sum(credit_undecided), 0) as bigint) from orders_order where shop_id = @shop and credit_basis = 'undecided'" +
        (month is null ? string.Empty : " and credit_month = @month") + " group by credit_doubt order by 2 desc, 1",
        r => new DoubtCount(r.GetString(0), r.GetInt64(1), r.GetInt64(2)), ct, month is null ? [("shop", shop.Value)] : [("shop", shop.Value), ("month", month)]);

    public static async Task<PeriodState> StateAsync(DbConnection c, DbTransaction? t, ShopCard card, YearMonth month, RefundWay refunds, CancellationToken ct)
    {
        var shop = card.Id;
        var text = StoredDecision.MonthText(month);
        var sums = await SumsAsync(c, t, shop, ct, text);
        var claims = await c.ReadLongAsync(t,
            "select count(*) from orders_claim c join orders_order o on o.shop_id = c.shop_id and o.order_id = c.order_id left join orders_claim_end e on e.claim_id = c.id where c.shop_id = @shop and e.claim_id is null and o.credit_month = @month", ct,
            ("shop", shop.Value), ("month", text));
        return new PeriodState(month, (await PeriodBook.ClosedAsync(c, t, shop, ct)).Contains(text), await ToDecide.CountAsync(c, t, shop, ct), sums.Count == 0 ? 0 : sums[0].UndecidedOrders, claims ?? 0,
            refunds == RefundWay.Responsible ? await RefundsAsync(c, t, card, month, ct) : 0);
    }

    /// <summary>Refunds that succeeded in the month and that nobody has judged.</summary>
    public static async Task<long> RefundsAsync(DbConnection c, DbTransaction? t, ShopCard shop, YearMonth month, CancellationToken ct)
    {
        long Start(LocalDate day) => day.AtStartOfDayInZone(shop.TimeZone).ToInstant().ToUnixTimeMilliseconds();
        return await c.ReadLongAsync(t, "select count(*) from orders_refund where shop_id = @shop and succeeded_at >= @from and succeeded_at < @to and decided_by is null", ct,
            ("shop", shop.Id.Value), ("from", Start(month.OnDayOfMonth(1))), ("to", Start(month.OnDayOfMonth(1).PlusMonths(1)))) ?? 0;
    }

    /// <summary>SHA-256 over the decisions that hold in a month, so that a closed month can be shown unchanged.</summary>
    public static async Task<string> DigestAsync(DbConnection c, DbTransaction? t, ShopId shop, string month, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var command = c.Sql(t,
            "select d.order_id, d.number, d.base_amount, d.credits from orders_decision d where d.shop_id = @shop and d.month = @month and not exists " +
            "(select 1 from orders_decision n where n.shop_id = d.shop_id and n.order_id = d.order_id and n.number > d.number)", ("shop", shop.Value), ("month", month));
        await using var reader = await command.ExecuteReaderAsync(ct);
        var lines = new List<string>();
        while (await reader.ReadAsync(ct))
        {
            lines.Add(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{reader.GetString(0)}|{reader.GetInt32(1)}|{reader.GetInt64(2)}|{reader.GetString(3)}\n"));
        }

        // Sorted here, because databases sort text by rules of their own.
        lines.Sort(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(line));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public static YearMonth? Month(string? text) => YearMonthPattern.Iso.Parse(text ?? string.Empty) is { Success: true } month ? month.Value : null;
}
