using NodaTime;
using Zhanggui.Facts.Records;

namespace Zhanggui.Metrics.Contracts;

/// <summary>Metrics without a server: facts and the text of a book to figures.</summary>
public interface IMetricsDesk
{
    /// <summary>Every metric per shop, team and person over the shop's days from (included) to (excluded). The text must be sound.</summary>
    IReadOnlyList<MetricRow> Measure(FactSet facts, string bookText, string? bookFolder, LocalDate from, LocalDate to);
}

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
}

/// <summary>
/// One figure. Numerator and denominator are in whole units: counts, fen or milliseconds. No value where the denominator
/// is 0 or the facts are missing, which <paramref name="Reason"/> then names. Open = later facts can still change it.
/// Judged = there was enough to judge somebody by.
/// </summary>
public sealed record MetricRow(string Metric, string Set, string Scope, MetricUnit Unit, long? Numerator, long? Denominator, bool IsOpen, bool IsJudged, string? Reason);
