using System.Data.Common;
using System.Text.Json;
using Zhanggui.Kernel.Checks;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Orders.Credits;

namespace Zhanggui.Orders.Periods;

/// <summary>Paid = credited + silent + undecided in every order and every month; what the list shows is the decision that holds; closed months are as they were closed.</summary>
internal sealed class CreditCheck(Database database) : IHouseCheck
{
    private const int MostSubjects = 100;

    private const string Holding =
        "select d.shop_id, d.order_id, d.basis, d.month, d.base_amount, d.credits, o.credit_basis, o.credit_month, o.credit_base, o.credit_silent, o.credit_undecided from orders_decision d " +
        "join orders_order o on o.shop_id = d.shop_id and o.order_id = d.order_id where not exists (select 1 from orders_decision n where n.shop_id = d.shop_id and n.order_id = d.order_id and n.number > d.number)";

    public string Name => "orders.credit";

    public Task<IReadOnlyList<Finding>> RunAsync(CancellationToken ct) => database.ReadAsync<IReadOnlyList<Finding>>(async (c, t) =>
    {
        var findings = new List<Finding>();
        await using (var command = c.Sql(t, Holding))
        await using (var reader = await command.ExecuteReaderAsync(ct))
        {
            while (findings.Count < MostSubjects && await reader.ReadAsync(ct))
            {
                if (Look(reader) is { } finding)
                {
                    findings.Add(finding);
                }
            }
        }

        var closed = await c.ReadAllAsync(t, "select shop_id, month, paid, credited, silent, digest from orders_period",
            r => (Shop: r.GetGuid(0), Month: r.GetString(1), Paid: r.GetInt64(2), Credited: r.GetInt64(3), Silent: r.GetInt64(4), Digest: r.GetString(5)), ct);
        foreach (var month in closed)
        {
            var shop = new ShopId(month.Shop);
            var sums = await PeriodReader.SumsAsync(c, t, shop, ct, month.Month);
            var isAsClosed = month.Paid == month.Credited + month.Silent
                && (sums.Count == 0 ? month.Paid == 0 : sums[0].Paid == month.Paid && sums[0].Credited == month.Credited && sums[0].Silent == month.Silent)
                && await PeriodReader.DigestAsync(c, t, shop, month.Month, ct) == month.Digest;
            if (!isAsClosed)
            {
                findings.Add(new Finding(FindingLevel.Error, "orders.period.changed", $"已关闭的月份 {month.Month} 的归属和关闭时不一样。", $"The credit of the closed month {month.Month} is not what it was at the close.", month.Shop.ToString()));
            }
        }

        return findings;
    }, ct);

    private static Finding? Look(DbDataReader r)
    {
        var (order, basis, amount) = (r.GetString(1), r.GetString(2), r.GetInt64(4));
        var parts = JsonSerializer.Deserialize<List<StoredCredit>>(r.GetString(5), HouseJson.Options)!;
        var (silent, undecided) = StoredDecision.Open(parts);
        if (parts.Sum(p => p.Amount) != amount)
        {
            return new Finding(FindingLevel.Error, "orders.credit.does_not_add_up", "一笔订单的归属金额加起来不等于计算金额。", "The credits of an order do not add up to its base amount.", order);
        }

        return OrNull(r, 6) == basis && OrNull(r, 7) == OrNull(r, 3) && Amount(r, 8) == amount && Amount(r, 9) == silent && Amount(r, 10) == undecided ? null
            : new Finding(FindingLevel.Error, "orders.credit.list_differs", "订单列表上的归属和判定记录不一致。", "The list shows another credit than the decision that holds.", order);
    }

    private static string? OrNull(DbDataReader r, int at) => r.IsDBNull(at) ? null : r.GetString(at);

    private static long? Amount(DbDataReader r, int at) => r.IsDBNull(at) ? null : r.GetInt64(at);
}
