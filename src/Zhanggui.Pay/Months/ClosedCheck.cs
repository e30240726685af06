using Zhanggui.Kernel.Checks;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Money;

namespace Zhanggui.Pay.Months;

/// <summary>The lines of every stored slip add up to its total, the slips to the month's; closed months are as they were closed.</summary>
internal sealed class ClosedCheck(Database database) : IHouseCheck
{
    private const int MostMonths = 1200;
    private const int MostSubjects = 100;

    public string Name => "pay.closed";

    public Task<IReadOnlyList<Finding>> RunAsync(CancellationToken ct) => database.ReadAsync<IReadOnlyList<Finding>>(async (c, t) =>
    {
        var findings = new List<Finding>();
        var months = await c.ReadAllAsync(t, $"select shop_id, month, run, digest from pay_month where run is not null order by month desc limit {MostMonths}",
            r => (Shop: new ShopId(r.GetGuid(0)), Month: MonthText.Read(r.GetString(1))!.Value, Run: r.GetInt32(2), Digest: r.IsDBNull(3) ? null : r.GetString(3)), ct);
        foreach (var month in months.TakeWhile(_ => findings.Count < MostSubjects))
        {
            var (text, subject) = (MonthText.Of(month.Month), $"{month.Shop}/{MonthText.Of(month.Month)}");
            var run = await RunBook.FindAsync(c, t, month.Shop, month.Month, month.Run, ct);
            var slips = await RunBook.SlipsAsync(c, t, month.Shop, month.Month, month.Run, ct);
            var lines = (await RunBook.LinesAsync(c, t, month.Shop, month.Month, month.Run, ct)).ToLookup(l => l.Person, l => l.Line, StringComparer.Ordinal);
            if (run is null || run.Total != Sum(slips.Select(s => s.Total)) || run.Slips != slips.Count || slips.Any(s => s.Total != Sum(lines[s.Person].Select(l => l.Amount))))
            {
                findings.Add(new Finding(FindingLevel.Error, "pay.run.does_not_add_up", $"{text} 的薪资单加起来不等于合计。", $"The slips of {text} do not add up to the total.", subject));
            }

            if (month.Digest is { } digest && (digest != RunBook.DigestOf(slips) || slips.Any(s => s.Digest != RunBook.DigestOf(lines[s.Person]))))
            {
                findings.Add(new Finding(FindingLevel.Error, "pay.month.altered", $"已结账的 {text} 和结账时不一样。", $"The closed month {text} is not what it was at the close.", subject));
            }
        }

        return findings;
    }, ct);

    private static Fen Sum(IEnumerable<Fen> amounts) => amounts.Aggregate(Fen.Zero, (sum, a) => sum + a);
}
