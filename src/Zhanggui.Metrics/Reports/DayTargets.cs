using System.Globalization;
using NodaTime;
using Zhanggui.Metrics.Catalogue;
using Zhanggui.Metrics.Contracts;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Metrics.Reports;

/// <summary>A target of a month broken down to its days (REP-10): even parts that add up to it exactly, the spare ones on the first days. Pure.</summary>
internal static class DayTargets
{
    /// <summary>What files call sales is what agents sold.</summary>
    public static string FigureOf(string metric) => metric == "sales" ? "agent_sales" : metric;

    /// <summary>Can days of this figure be added up, so that a target can be set for it and broken down?</summary>
    public static bool IsOfDays(string metric) => MetricCatalogue.All.FirstOrDefault(d => d.Metric == FigureOf(metric)) is { Unit: MetricUnit.Count or MetricUnit.Money, Merge: MetricMerge.Sum };

    /// <summary>The day's part of a month's target; money to the cent, everything else in whole ones.</summary>
    public static decimal Part(decimal month, bool isMoney, LocalDate day)
    {
        var unit = isMoney ? 100m : 1m;
        var all = decimal.Floor(month * unit);
        var days = day.Calendar.GetDaysInMonth(day.Year, day.Month);
        var each = decimal.Floor(all / days);
        return (each + (day.Day <= all - (each * days) ? 1 : 0)) / unit;
    }

    /// <summary>The targets of one day: those set for the day, and of the month's those that nobody set a day's for.</summary>
    public static IReadOnlyList<ReadTargets.TargetView> Of(IReadOnlyList<ReadTargets.TargetView> targets, LocalDate day)
    {
        var (date, month) = (day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), day.ToString("yyyy-MM", CultureInfo.InvariantCulture));
        var set = targets.Where(t => t.Period == date && t.Value is not null).ToList();
        var named = set.Select(Key).ToHashSet();
        return
        [
            .. set,
            .. targets.Where(t => t.Period == month && t.Value is > 0 && IsOfDays(t.Metric) && !named.Contains(Key(t)))
                .Select(t => t with { Period = date, Value = Part(t.Value!.Value, MetricCatalogue.Get(FigureOf(t.Metric)).Unit == MetricUnit.Money, day), IsOfMonth = true }),
        ];
    }

    private static (string?, string?, string) Key(ReadTargets.TargetView target) => (target.Person, target.Team, target.Metric);
}
