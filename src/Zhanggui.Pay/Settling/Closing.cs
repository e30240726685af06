using NodaTime;
using NodaTime.Text;
using Zhanggui.Facts.Records;
using Zhanggui.Kernel.Money;
using Zhanggui.Pay.Contracts;
using Zhanggui.Pay.Rules;

namespace Zhanggui.Pay.Settling;

/// <summary>
/// What later facts change about closed months: recomputed component − the sum of its stored lines, corrections among them, so a
/// second correction works too. Stored lines themselves never change. A line is only recomputed where every fact it names is known.
/// </summary>
internal sealed class Closing
{
    private const string Adjusted = "adjust:";
    private const string Manual = "manual:";
    private const string ManualGuard = "adjust_guard";
    private const string CarriedCode = "guard_carried";
    private const int LongestChain = 50;
    private static readonly YearMonthPattern MonthPattern = YearMonthPattern.CreateWithInvariantCulture("uuuu'-'MM");
    private static readonly char[] Between = [' ', ';', ',', '|'];

    private readonly PayCase given;
    private readonly ILookup<string, ClosedLineFact> byPerson;
    private readonly Lazy<HashSet<string>> known;

    public Closing(PayCase given)
    {
        this.given = given;
        byPerson = given.Facts.ClosedLines.ToLookup(l => l.Person, StringComparer.Ordinal);
        Months = [.. given.Facts.ClosedLines.Select(l => l.Month).Distinct().Order()];
        known = new(() => KnownFacts(given.Facts));
    }

    public IReadOnlyList<YearMonth> Months { get; }

    /// <summary>The slips of a closed month, as they were stored.</summary>
    public IReadOnlyList<Slip> Stored(YearMonth month) =>
    [
        .. byPerson.Where(g => g.Any(l => l.Month == month)).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new Slip(g.Key, given.Staffing.Of(g.Key, month)?.Grade,
            [.. g.Where(l => l.Month == month).OrderBy(l => l.Line, StringComparer.Ordinal).Select(l => new SlipLine(CodeOf(l), l.Amount ?? Fen.Zero, null, null, l.Rule ?? string.Empty, Cited(l), "已结薪资，不再重算。"))])),
    ];

    /// <summary>Corrections of all closed months before an open one, by person.</summary>
    public IReadOnlyDictionary<string, List<PayLine>> Corrections(YearMonth open, string book, int version, DecisionList decisions)
    {
        var corrections = new Dictionary<string, List<PayLine>>(StringComparer.Ordinal);
        foreach (var month in Months.Where(m => m.CompareTo(open) < 0))
        {
            var run = new MonthRun(given, month);
            foreach (var rows in byPerson.OrderBy(g => g.Key, StringComparer.Ordinal))
            {
                var own = rows.Where(l => l.Month == month).ToList();
                if (own.Count == 0)
                {
                    continue;
                }

                if (own.Where(l => !string.IsNullOrEmpty(l.Book)).Select(l => l.Book).Distinct(StringComparer.Ordinal).Count() > 1)
                {
                    decisions.Add("two_books", $"closed_lines:{MonthPattern.Format(month)}", rows.Key, $"{rows.Key} 的 {MonthPattern.Format(month)} 有两部制度结的薪资。一个人同一天只按一部制度，由人查清，不重算。");
                    continue;
                }

                if (own.Exists(l => !IsOf(l, book, version)))
                {
                    decisions.Add("closed_by_other_book", $"closed_lines:{MonthPattern.Format(month)}", null, $"{MonthPattern.Format(month)} 是按另一部制度结的，不用「{book}」重算。");
                    continue;
                }

                var lines = Of(run, rows.Key, [.. rows], open).ToList();
                if (lines.Count > 0)
                {
                    (corrections.TryGetValue(rows.Key, out var list) ? list : corrections[rows.Key] = []).AddRange(lines);
                }
            }
        }

        return corrections;
    }

    /// <summary>What the guard held back in closed months and the book carries over, as far as this month's own limits leave room.</summary>
    public PayLine? Carried(string person, YearMonth open, IReadOnlyList<PayLine> lines)
    {
        var held = byPerson[person].Where(l => l.Month.CompareTo(open) < 0 && (CodeOf(l) is Guarding.Code or CarriedCode)).ToList();
        var left = held.Aggregate(Fen.Zero, (sum, l) => sum + (l.Amount ?? Fen.Zero));
        var taken = Guarding.Room(given.Rules.Guard, lines, open) is var room && room < left ? room : left;
        return !given.Rules.Guard.CarriesOver || taken <= Fen.Zero ? null : new PayLine(CarriedCode, -taken, CountsAs.Loss, "pay.guard.carries_over", $"以前月份留下的赔偿 {left} 元，本月扣 {taken} 元。")
        {
            Facts = [.. held.Select(l => $"closed_lines:{MonthPattern.Format(l.Month)}/{person}/{l.Line}").Order(StringComparer.Ordinal)],
        };
    }

    /// <summary>Gives back what corrections would take below the minimum wage.</summary>
    public static PayLine? Guard(GuardRules rules, IReadOnlyList<PayLine> all, YearMonth month)
    {
        var total = all.Aggregate(Fen.Zero, (sum, l) => sum + l.Amount);
        var taken = -all.Where(l => l.Code.StartsWith(Adjusted, StringComparison.Ordinal) && l.Amount < Fen.Zero).Aggregate(Fen.Zero, (sum, l) => sum + l.Amount);
        if (rules.MinimumIn(month) is not { } minimum || taken == Fen.Zero || total >= minimum)
        {
            return null;
        }

        var back = minimum - total < taken ? minimum - total : taken;
        return new PayLine(ManualGuard, back, CountsAs.Pay, "pay.guard", $"法定保护：更正后不低于最低工资 {minimum} 元，不扣 {back} 元。");
    }

    private IEnumerable<PayLine> Of(MonthRun run, string person, List<ClosedLineFact> rows, YearMonth open)
    {
        var stored = rows.Where(r => r.Month.CompareTo(open) < 0).Select(r => (Row: r, Root: RootOf(r, rows, 0))).Where(r => r.Root?.Month == run.Month).ToLookup(r => r.Root!.Value.Code, r => r.Row, StringComparer.Ordinal);
        var now = (given.Staffing.Of(person, run.Month) is { } worked ? run.Lines(worked) : []).ToDictionary(l => l.Code, StringComparer.Ordinal);
        var unsure = stored.SelectMany(s => s).Any(r => !IsKnown(r));
        foreach (var code in now.Keys.Union(stored.Select(s => s.Key), StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var old = stored[code].OrderBy(r => r.Month).ThenBy(r => r.Line, StringComparer.Ordinal).ToList();
            var line = now.GetValueOrDefault(code);
            if (old.Count == 0 && !IsPenalty(code) && code != Guarding.Code)
            {
                continue; // a component that the book got later is never applied to a closed month
            }

            if (old.Exists(r => !IsKnown(r)) || (code == Guarding.Code && unsure))
            {
                continue;
            }

            var before = old.Aggregate(Fen.Zero, (sum, r) => sum + (r.Amount ?? Fen.Zero));
            var after = line?.Amount ?? Fen.Zero;
            if (after != before)
            {
                var cited = old.SelectMany(Cited).ToHashSet(StringComparer.Ordinal);
                yield return new PayLine($"{Adjusted}{MonthPattern.Format(run.Month)}:{code}", after - before, CountsAs.Pay, line?.Rule ?? old[0].Rule ?? "pay",
                    $"更正 {MonthPattern.Format(run.Month)}：现在算 {after} 元，已结 {before} 元，差 {after - before} 元。{line?.Text}")
                {
                    Facts = [.. old.Select(r => $"closed_lines:{MonthPattern.Format(r.Month)}/{person}/{r.Line}").Concat((line?.Facts ?? []).Where(f => !cited.Contains(f))).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
                };
            }
        }
    }

    /// <summary>The month and component that a stored line is about; null for what a person entered.</summary>
    private static (YearMonth Month, string Code)? RootOf(ClosedLineFact row, List<ClosedLineFact> rows, int depth)
    {
        var code = CodeOf(row);
        if (code.StartsWith(Manual, StringComparison.Ordinal) || code is ManualGuard or CarriedCode)
        {
            return null;
        }

        if (code.StartsWith(Adjusted, StringComparison.Ordinal) && code.Split(':', 3) is [_, var text, var component] && MonthPattern.Parse(text) is { Success: true } month)
        {
            return (month.Value, component);
        }

        if (!string.IsNullOrEmpty(row.Replaces) && depth < LongestChain)
        {
            var target = rows.Where(r => !ReferenceEquals(r, row) && r.Month.CompareTo(row.Month) <= 0 && (r.Line == row.Replaces || $"{MonthPattern.Format(r.Month)}/{r.Line}" == row.Replaces))
                .OrderByDescending(r => r.Month).ThenBy(r => r.Line, StringComparer.Ordinal).FirstOrDefault();
            if (target is not null)
            {
                return RootOf(target, rows, depth + 1);
            }
        }

        return (row.Month, code);
    }

    private static string CodeOf(ClosedLineFact row) => string.IsNullOrEmpty(row.Code) ? row.Line : row.Code;

    /// <summary>Was it settled by this book? A preset that nobody published (version 0) stands for every version of its name.</summary>
    private static bool IsOf(ClosedLineFact row, string book, int version) =>
        (string.IsNullOrEmpty(row.Book) || row.Book == book) && (string.IsNullOrEmpty(row.Version) || version == 0 || row.Version is "0" || row.Version == version.ToString(System.Globalization.CultureInfo.InvariantCulture));

    private bool IsPenalty(string code) => given.Rules.Penalties.Any(p => p.Id == code || p.LossCode == code);

    private bool IsKnown(ClosedLineFact row) => Cited(row).All(f => !IsChecked(f) || known.Value.Contains(f));

    private static IReadOnlyList<string> Cited(ClosedLineFact row) => string.IsNullOrWhiteSpace(row.Facts) ? [] : row.Facts.Split(Between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static bool IsChecked(string fact) => fact.StartsWith("orders:", StringComparison.Ordinal) || fact.StartsWith("refunds:", StringComparison.Ordinal) || fact.StartsWith("incidents:", StringComparison.Ordinal)
        || fact.StartsWith("reviews:", StringComparison.Ordinal) || fact.StartsWith("complaints:", StringComparison.Ordinal) || fact.StartsWith("costs:", StringComparison.Ordinal);

    private static HashSet<string> KnownFacts(FactSet facts) =>
    [
        .. facts.Orders.Select(o => $"orders:{o.OrderId}"), .. facts.Refunds.Select(r => $"refunds:{r.RefundId}"), .. facts.Incidents.Select(i => $"incidents:{i.Id}"),
        .. facts.Reviews.Select(r => $"reviews:{r.OrderId}"), .. facts.Complaints.Select(c => $"complaints:{c.Id}"), .. facts.Costs.Select(c => $"costs:{c.Id}"),
    ];
}
