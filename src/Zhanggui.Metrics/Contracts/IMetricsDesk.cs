using NodaTime;
using Zhanggui.Facts.Records;

namespace Zhanggui.Metrics.Contracts;

/// <summary>Metrics without a server: facts and the text of a book to figures.</summary>
public interface IMetricsDesk
{
    /// <summary>Every metric per shop, team and person over the shop's days from (included) to (excluded). The text must be sound.</summary>
    IReadOnlyList<MetricRow> Measure(FactSet facts, string bookText, string? bookFolder, LocalDate from, LocalDate to);

    /// <summary>The same per product and per hour of the day as well.</summary>
    IReadOnlyList<MetricRow> MeasureFinely(FactSet facts, string bookText, string? bookFolder, LocalDate from, LocalDate to);

    /// <summary>The rows of one figure, made in the same pass as the figure; by day, time and id.</summary>
    IReadOnlyList<MetricMember> Rows(FactSet facts, string bookText, string? bookFolder, LocalDate from, LocalDate to, MetricKey figure);
}

/// <summary>Names one figure; scope is <c>shop:1</c>, <c>team:早班</c>, <c>person:anna</c>, <c>product:123</c> or <c>hour:09</c>.</summary>
public sealed record MetricKey(string Metric, string Set, string Scope);

/// <summary>What a figure is made of, which decides how it is written.</summary>
public enum MetricUnit
{
    /// <summary>A plain number; no denominator.</summary>
    Count,

    /// <summary>Parts of a whole, written as a fraction.</summary>
    Share,

    /// <summary>Yuan; no denominator.</summary>
    Money,

    /// <summary>Yuan for each of something.</summary>
    MoneyEach,

    /// <summary>Yuan out of yuan, written as a fraction.</summary>
    MoneyShare,

    /// <summary>Number for each of something, written as a fraction.</summary>
    Each,

    /// <summary>Mean seconds, to the millisecond.</summary>
    Seconds,

    /// <summary>Seconds in all; no denominator.</summary>
    Time,

    /// <summary>Seconds out of seconds, written as a fraction.</summary>
    TimeShare,

    /// <summary>Own part against an equal part, both in thousandths, written as a fraction: 6/5 is a fifth more than equal.</summary>
    AgainstEqual,
}

/// <summary>
/// One figure. Numerator and denominator are in whole units: counts, fen, milliseconds or thousandths. No value where the denominator
/// is 0 or the facts are missing, which <paramref name="Reason"/> then names. Open = later facts can still change it.
/// Judged = there was enough to judge somebody by.
/// </summary>
public sealed record MetricRow(string Metric, string Set, string Scope, MetricUnit Unit, long? Numerator, long? Denominator, bool IsOpen, bool IsJudged, string? Reason)
{
    /// <summary>The last day on which something may still change it; null when it is closed or never closes.</summary>
    public LocalDate? OpenUntil { get; init; }
}
