using NodaTime;
using NodaTime.Text;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Metrics.Cells;

namespace Zhanggui.Metrics.Reports;

/// <summary>Days [From, To) of a shop.</summary>
internal readonly record struct Period(LocalDate From, LocalDate To)
{
    public int Days => NodaTime.Period.DaysBetween(From, To);

    /// <summary>The same number of days just before; whole months are compared with the month before.</summary>
    public Period Before => From.Day == 1 && To == From.PlusMonths(1) ? new Period(From.PlusMonths(-1), From) : new Period(From.PlusDays(-Days), From);

    /// <summary>What an unfinished period is compared with: as many days of the one before as have begun of this one.</summary>
    public Period BeforeAsOf(LocalDate today) => From <= today && today < To.PlusDays(-1)
        ? new Period(Before.From, LocalDate.Min(Before.To, Before.From.PlusDays(NodaTime.Period.DaysBetween(From, today) + 1)))
        : Before;

    public static Outcome<Period> Read(string? from, string? to) =>
        from is not null && to is not null && LocalDatePattern.Iso.Parse(from) is { Success: true } a && LocalDatePattern.Iso.Parse(to) is { Success: true } b && a.Value < b.Value
        && NodaTime.Period.DaysBetween(a.Value, b.Value) <= DayBook.MostDays
            ? new Period(a.Value, b.Value)
            : new MetricsPeriodWrong();
}
