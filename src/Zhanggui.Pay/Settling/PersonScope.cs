using NodaTime;
using Zhanggui.Kernel.Money;
using Zhanggui.Pay.Amounts;
using Zhanggui.Pay.Formulas;
using Zhanggui.Pay.Rules;

namespace Zhanggui.Pay.Settling;

/// <summary>The values of one person in one month; remembers which facts were asked for.</summary>
internal sealed class PersonScope(PayCase given, PersonMonth person, MonthRun run) : IScope
{
    private readonly YearMonth month = person.Month;

    /// <summary>Facts that were asked for since the last line.</summary>
    public List<FactList> Touched { get; } = [];

    /// <summary>Whether a score stood in for one that nobody gave.</summary>
    public List<string> MissingScores { get; } = [];

    private SalesMonth Sales => given.Ledger.Own(person.Person, month);

    public Ratio? Figure(string name)
    {
        switch (name)
        {
            case "own_sales":
                Touched.Add(new(Sales.OrderFacts, IsInOrder: true));
                return Ratio.Of(Sales.Sold);
            case "removed_sales":
                Touched.Add(new([.. Removals]));
                return Ratio.Of(Sales.Removed);
            case "commission_base":
                Touched.Add(new(Sales.OrderFacts, IsInOrder: true));
                Touched.Add(new([.. Removals]));
                return Ratio.Of(Sales.Base);
            case "ordinary_base" or "promotion_base":
                Touched.Add(new(Sales.OrderFacts, IsInOrder: true));
                Touched.Add(new([.. Removals]));
                return Ratio.Of(BaseOn(name == "promotion_base"));
            case "own_orders":
                Touched.Add(new(Sales.OrderFacts, IsInOrder: true));
                return Ratio.Of(Sales.OrderFacts.Count);
            case "own_refunds":
                Touched.Add(new([.. given.Ledger.Refunds(person.Person, month).SelectMany(r => r.Facts)]));
                return Ratio.Of(Sum(given.Ledger.Refunds(person.Person, month)));
            case "own_costs":
                Touched.Add(new([.. given.Ledger.Costs(person.Person, month).SelectMany(r => r.Facts)]));
                return Ratio.Of(Sum(given.Ledger.Costs(person.Person, month)));
            case "month_base":
                return run.MonthBase(person);
            case "employed_days":
                return Ratio.Of(person.Days.Count);
            case "months_employed":
                return person.HiredOn is { } hired ? Ratio.Of(Period.Between(hired, month.OnDayOfMonth(1), PeriodUnits.Months).Months) : null;
            case "rostered_hours" or "overtime_hours" or "rest_day_hours" or "holiday_hours" or "extension_hours" or "night_hours" or "night_shifts":
                return Hours(name);
            default:
                return run.Figure(name);
        }
    }

    public Ratio? Score(string kind, Ratio? whenMissing)
    {
        var score = given.Score(month, kind, person.Person, person.Team);
        if (score is null)
        {
            MissingScores.Add(kind);
            return whenMissing;
        }

        Touched.Add(new([$"scores:{PayCase.Period(month)}/{kind}"]));
        return score;
    }

    public Ratio? Target(string metric) => given.Target(month, metric, person.Person, person.Team);

    public Ratio? Metric(string metric, string? set, string of) =>
        of == "team" && person.Team is null ? null : given.Metric(month, metric, set, of switch { "person" => $"person:{person.Person}", "team" => $"team:{person.Team}", _ => "shop" });

    /// <summary>Decided incidents that count, whatever they cost.</summary>
    public Ratio Incidents(IReadOnlyList<string> kinds)
    {
        var found = IncidentsOf(kinds).ToList();
        Touched.Add(new(found));
        return Ratio.Of(found.Count);
    }

    public Ratio LeaveDays(IReadOnlyList<string> kinds)
    {
        var found = person.Days.Select(d => given.Worktime.LeaveOn(person.Person, d.Day, kinds).FirstOrDefault()).Where(l => l is not null).ToList();
        Touched.Add(new([.. found.Select(l => LeaveFact(l!))]));
        return Ratio.Of(found.Count);
    }

    public Ratio Line(string component) => Ratio.Of(run.Line(person, component));

    public bool IsGrade(IReadOnlyList<string> grades) => grades.Contains(person.Grade ?? string.Empty, StringComparer.Ordinal);

    public string LeaveFact(Zhanggui.Facts.Records.LeaveFact leave) => $"leave:{leave.Person}/{leave.From.InZone(given.Zone).Date:uuuu'-'MM'-'dd}";

    /// <summary>Incidents that a person decided and no record exempts; kinds without a rule of the book count as they stand.</summary>
    public IEnumerable<string> IncidentsOf(IReadOnlyList<string> kinds)
    {
        var judged = run.OccurrencesOf(person.Person).Where(o => o.Rule.Facts == PenaltyFacts.Incidents && kinds.Contains(o.Rule.Kind, StringComparer.Ordinal)).ToList();
        var others = given.WithoutRule[person.Person].Where(i => kinds.Contains(i.Kind, StringComparer.Ordinal) && i.At.InZone(given.Zone).Date.ToYearMonth() == month);
        return judged.Where(o => o.Judged is Judged.Counts or Judged.Tolerated).Select(o => o.Subject).Concat(others.Select(i => $"incidents:{i.Id}")).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
    }

    /// <summary>Orders and sales per day, for rates that are reckoned by the day.</summary>
    public IEnumerable<(LocalDate? Day, Ratio Value)> ByDay(string figure)
    {
        Touched.Add(new(Sales.OrderFacts, IsInOrder: true));
        if (figure == "commission_base")
        {
            Touched.Add(new([.. Removals]));
        }

        var removed = figure == "commission_base" ? Sales.Removals.GroupBy(r => r.Day).ToDictionary(g => g.Key ?? LocalDate.MinIsoValue, g => g.Aggregate(Fen.Zero, (sum, r) => sum + r.Amount)) : [];
        return Sales.Sales.GroupBy(s => s.Day).OrderBy(g => g.Key ?? LocalDate.MinIsoValue).Select(g => (g.Key, figure == "own_orders"
            ? Ratio.Of(g.Select(s => s.OrderId).Distinct(StringComparer.Ordinal).Count())
            : Ratio.Max(Ratio.Zero, Ratio.Of(g.Aggregate(Fen.Zero, (sum, s) => sum + s.Amount) - removed.GetValueOrDefault(g.Key ?? LocalDate.MinIsoValue)))));
    }

    private IEnumerable<string> Removals => Sales.Removals.Select(r => r.Subject);

    private Fen BaseOn(bool isPromotion)
    {
        var total = Sales.Sales.Where(s => IsPromotion(s.Day) == isPromotion).Aggregate(Fen.Zero, (sum, s) => sum + s.Amount)
            - Sales.Removals.Where(r => IsPromotion(r.Day) == isPromotion).Aggregate(Fen.Zero, (sum, r) => sum + r.Amount);
        return total < Fen.Zero ? Fen.Zero : total;
    }

    private bool IsPromotion(LocalDate? day) => day is { } known && given.PromotionDays.Contains(known);

    private Ratio Hours(string name)
    {
        var hours = run.HoursOf(person);
        Touched.Add(new(hours.Facts(name)));
        return hours.Of(name);
    }

    private static Fen Sum(IReadOnlyList<Taken> rows) => rows.Aggregate(Fen.Zero, (sum, r) => sum + r.Amount);
}
