using NodaTime;
using NodaTime.Text;
using Zhanggui.Facts.Records;
using Zhanggui.Kernel.Money;
using Zhanggui.Pay.Amounts;
using Zhanggui.Pay.Months;

namespace Zhanggui.Pay.Owner;

/// <summary>Facts and settled wages to months of the owner's page: pure. What is entered and what is reckoned stay apart.</summary>
internal static class OwnerAccounts
{
    /// <summary>Items of this kind come in; every other kind goes out.</summary>
    private const string IncomeKind = "income";
    private const string Courier = "courier";
    private const string BudgetMetric = "budget:";

    /// <summary>Sales and refunds come first.</summary>
    private const int SalesLines = 2;
    private static readonly string[] SalesMetrics = ["shop_sales", "sales"];

    public static IReadOnlyList<OwnerMonth> Of(FactSet facts, DateTimeZone zone, YearMonth from, YearMonth to, IReadOnlyDictionary<string, (long Total, bool IsClosed)> wages)
    {
        var months = new List<OwnerMonth>();
        for (var month = from; month.CompareTo(to) < 0; month = month.PlusMonths(1))
        {
            months.Add(One(facts, zone, month, wages.TryGetValue(MonthText.Of(month), out var paid) ? paid : null));
        }

        return months;
    }

    /// <summary>The same month with wages behind sales and refunds.</summary>
    public static OwnerMonth WithWages(OwnerMonth month, (long Total, bool IsClosed)? wages) => wages is not { } paid ? month : month with
    {
        Wages = paid.Total,
        AreWagesClosed = paid.IsClosed,
        Lines = [.. month.Lines.Take(SalesLines), new StatementLine(Figures.Wages, false, false, paid.Total), .. month.Lines.Skip(SalesLines)],
    };

    private static OwnerMonth One(FactSet facts, DateTimeZone zone, YearMonth month, (long Total, bool IsClosed)? wages)
    {
        var text = MonthText.Of(month);
        var orders = Orders(facts, zone, month).ToList();
        var refunds = Refunds(facts, zone, month).ToList();
        var reviews = facts.Reviews.Where(r => Is(r.At, zone, month)).ToList();
        var (sales, back) = (Sum(orders.Select(o => o.Paid)), Sum(refunds.Select(r => r.Amount)));
        var lines = new List<StatementLine> { new(Figures.Sales, true, false, sales), new(Figures.Refunds, false, false, back) };
        lines.AddRange(Costs(facts, zone, month).GroupBy(c => c.Kind ?? string.Empty, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new StatementLine(Figures.Cost + g.Key, false, false, Sum(g.Select(c => c.Amount)))));
        lines.AddRange(facts.FinanceItems.Where(i => i.Period == text).GroupBy(i => i.Kind, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new StatementLine(Figures.Item + g.Key, g.Key == IncomeKind, true, Sum(g.Select(i => i.Amount)))));
        var budgets = facts.Targets.Where(t => t.Period == text && IsWhole(t) && t.Metric.StartsWith(BudgetMetric, StringComparison.Ordinal)).OrderBy(t => t.Metric, StringComparer.Ordinal)
            .ToDictionary(t => t.Metric[BudgetMetric.Length..], t => Fen(t.Value), StringComparer.Ordinal);
        return WithWages(new OwnerMonth(text, sales, orders.Count, back, null, false, Target(facts, text), lines, budgets,
            reviews.Count, reviews.Count(IsNeutralOrBad), reviews.Count(r => IsNeutralOrBad(r) && r.ChangedAt is not null), Freight(facts, zone, month).Count()), wages);
    }

    /// <summary>The shop's target; else the sum over the teams, else over the people.</summary>
    private static long? Target(FactSet facts, string month)
    {
        foreach (var metric in SalesMetrics)
        {
            var rows = facts.Targets.Where(t => t.Period == month && t.Metric == metric && t.Value is not null).ToList();
            foreach (var some in new[] { rows.Where(IsWhole), rows.Where(t => string.IsNullOrEmpty(t.Person)), rows })
            {
                if (some.Any())
                {
                    return some.Sum(t => Fen(t.Value));
                }
            }
        }

        return null;
    }

    public static IEnumerable<OrderFact> Orders(FactSet facts, DateTimeZone zone, YearMonth month) => facts.Orders.Where(o => Is(o.PaidAt, zone, month));

    public static IEnumerable<RefundFact> Refunds(FactSet facts, DateTimeZone zone, YearMonth month) => facts.Refunds.Where(r => Is(r.SucceededAt, zone, month));

    public static IEnumerable<CostFact> Costs(FactSet facts, DateTimeZone zone, YearMonth month) => facts.Costs.Where(c => Is(c.At, zone, month));

    public static bool IsNeutralOrBad(ReviewFact review) => review.Rating is "neutral" or "bad";

    /// <summary>What the courier was behind (FIN-07): refunds, reviews, complaints and costs that name it, latest first.</summary>
    public static IEnumerable<OwnerRow> Freight(FactSet facts, DateTimeZone zone, YearMonth month) =>
        Refunds(facts, zone, month).Where(r => r.Responsible == Courier).Select(r => new OwnerRow($"refunds:{r.RefundId}", At(r.SucceededAt, zone), r.OrderId, null, Figures.Refunds, r.ReasonInspected ?? r.ReasonPlatform, r.Amount?.Value))
            .Concat(facts.Reviews.Where(r => Is(r.At, zone, month) && r.Cause == Courier).Select(r => new OwnerRow($"reviews:{r.OrderId}", At(r.At, zone), r.OrderId, null, Figures.Reviews, r.Text, null)))
            .Concat(facts.Complaints.Where(c => Is(c.At, zone, month) && c.Cause == Courier).Select(c => new OwnerRow($"complaints:{c.Id}", At(c.At, zone), null, null, "complaints", null, null)))
            .Concat(Costs(facts, zone, month).Where(c => c.Responsible == Courier).Select(c => new OwnerRow($"costs:{c.Id}", At(c.At, zone), c.OrderId, c.Person, "costs", c.Kind, c.Amount?.Value)))
            .OrderByDescending(r => r.At, StringComparer.Ordinal).ThenBy(r => r.Id, StringComparer.Ordinal);

    /// <summary>The rows that a figure is the sum or the count of; null where there is no such figure.</summary>
    public static IEnumerable<OwnerRow>? Rows(FactSet facts, DateTimeZone zone, YearMonth month, string what) => what switch
    {
        Figures.Sales => Orders(facts, zone, month).Select(o => new OwnerRow($"orders:{o.OrderId}", At(o.PaidAt, zone), o.OrderId, null, null, o.Buyer, o.Paid?.Value)),
        Figures.Refunds => Refunds(facts, zone, month).Select(r => new OwnerRow($"refunds:{r.RefundId}", At(r.SucceededAt, zone), r.OrderId, null, r.Responsible, r.ReasonInspected ?? r.ReasonPlatform, r.Amount?.Value)),
        Figures.Reviews => facts.Reviews.Where(r => Is(r.At, zone, month) && IsNeutralOrBad(r)).Select(r => new OwnerRow($"reviews:{r.OrderId}", At(r.At, zone), r.OrderId, null, r.Rating, r.Text, null)),
        Figures.Freight => Freight(facts, zone, month),
        _ when what.StartsWith(Figures.Cost, StringComparison.Ordinal) => Costs(facts, zone, month).Where(c => (c.Kind ?? string.Empty) == what[Figures.Cost.Length..])
            .Select(c => new OwnerRow($"costs:{c.Id}", At(c.At, zone), c.OrderId, c.Person, c.Responsible, c.Kind, c.Amount?.Value)),
        _ when what.StartsWith(Figures.Item, StringComparison.Ordinal) => facts.FinanceItems.Where(i => i.Period == MonthText.Of(month) && i.Kind == what[Figures.Item.Length..])
            .Select((i, at) => new OwnerRow($"finance_items:{at}", i.Period, null, null, i.Kind, i.Title, i.Amount?.Value)),
        _ => null,
    };

    private static bool IsWhole(TargetFact target) => string.IsNullOrEmpty(target.Person) && string.IsNullOrEmpty(target.Team);

    private static bool Is(Instant? at, DateTimeZone zone, YearMonth month) => at is { } known && known.InZone(zone).Date.ToYearMonth() == month;

    private static string? At(Instant? at, DateTimeZone zone) => at is { } known ? LocalDateTimePattern.GeneralIso.Format(known.InZone(zone).LocalDateTime) : null;

    private static long Sum(IEnumerable<Fen?> amounts) => amounts.Aggregate(Zhanggui.Kernel.Money.Fen.Zero, (sum, a) => sum + (a ?? Zhanggui.Kernel.Money.Fen.Zero)).Value;

    private static long Fen(decimal? yuan) => (Ratio.Of(yuan ?? 0) * Ratio.Of(100)).Round().Value;
}
