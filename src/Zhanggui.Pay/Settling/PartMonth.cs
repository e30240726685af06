using NodaTime;
using Zhanggui.Kernel.Money;
using Zhanggui.Pay.Amounts;
using Zhanggui.Pay.Rules;

namespace Zhanggui.Pay.Settling;

/// <summary>A monthly base over the days of a month: each day by its own grade, probation and leave.</summary>
internal static class PartMonth
{
    /// <summary>The base, null when no day has a known grade; with the grades that the book does not know.</summary>
    public sealed record Made(Ratio? Value, string Words, IReadOnlyList<string> UnknownGrades);

    public static Made Of(MonthRun run, PersonMonth person, ComponentRule rule)
    {
        var month = run.Given.Rules.Month;
        var work = run.Given.Worktime;
        var monthDays = run.Month.Calendar.GetDaysInMonth(run.Month.Year, run.Month.Month);
        var stretches = new List<(string Grade, Fen Monthly, Ratio Share, int Days)>();
        var unknown = new SortedSet<string>(StringComparer.Ordinal);
        var counted = 0;
        foreach (var (day, row) in person.Days)
        {
            if (month.ByRoster && !work.Shifts(person.Person, day).Any())
            {
                continue;
            }

            counted++;
            if (rule.AmountOf(row.Grade) is not { } monthly)
            {
                unknown.Add(row.Grade ?? string.Empty);
                continue;
            }

            var share = work.PaidShare(person.Person, day) * Probation(month, row.HiredOn, day);
            if (stretches.Count > 0 && stretches[^1] is var last && last.Grade == (row.Grade ?? string.Empty) && last.Share == share)
            {
                stretches[^1] = last with { Days = last.Days + 1 };
            }
            else
            {
                stretches.Add((row.Grade ?? string.Empty, monthly, share, 1));
            }
        }

        if (stretches.Count == 0)
        {
            return new Made(unknown.Count == 0 ? Ratio.Zero : null, "没有排班", [.. unknown]);
        }

        // More shifts than a full month are overtime and not more base.
        var whole = month.ByRoster ? Ratio.Max(month.Workdays ?? Ratio.One, Ratio.Of(counted)) : Ratio.Of(monthDays);
        var sum = stretches.Aggregate(Ratio.Zero, (total, s) => total + (Ratio.Of(s.Monthly) * s.Share * Ratio.Of(s.Days)));
        return new Made(sum / whole, string.Join("，", stretches.Select(s => Words(s, whole))), [.. unknown]);
    }

    private static Ratio Probation(MonthRules month, LocalDate? hired, LocalDate day) =>
        month is { ProbationDays: { } days, ProbationShare: { } share } && hired is { } from && day < from.PlusDays(days) ? share : Ratio.One;

    private static string Words((string Grade, Fen Monthly, Ratio Share, int Days) stretch, Ratio whole) =>
        $"{stretch.Grade} 月 {stretch.Monthly} 元".TrimStart()
        + (Ratio.Of(stretch.Days) == whole ? string.Empty : $" × {stretch.Days}/{whole} 天")
        + (stretch.Share == Ratio.One ? string.Empty : $" × {Amount.Percent(stretch.Share)}");
}
