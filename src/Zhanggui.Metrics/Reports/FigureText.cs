using System.Globalization;
using Zhanggui.Kernel.Money;
using Zhanggui.Metrics.Contracts;

namespace Zhanggui.Metrics.Reports;

/// <summary>A figure as people read it in a table; "-" where nothing can be said.</summary>
internal static class FigureText
{
    private const decimal Hundred = 100m;
    private const decimal Thousand = 1000m;
    private const decimal MillisecondsPerHour = 3_600_000m;

    public static string Value(MetricUnit unit, long? numerator, long? denominator) => (unit, numerator, denominator) switch
    {
        (_, null, _) => "-",
        (MetricUnit.Count, { } n, _) => n.ToString(CultureInfo.InvariantCulture),
        (MetricUnit.Money, { } n, _) => new Fen(n).ToString(),
        (MetricUnit.Time, { } n, _) => (n / MillisecondsPerHour).ToString("F1", CultureInfo.InvariantCulture),
        (_, _, null or 0) => "-",
        (MetricUnit.MoneyEach, { } n, { } d) => new Fen((long)decimal.Round((decimal)n / d, MidpointRounding.AwayFromZero)).ToString(),
        (MetricUnit.Seconds, { } n, { } d) => (n / Thousand / d).ToString("F1", CultureInfo.InvariantCulture),
        (MetricUnit.Each or MetricUnit.AgainstEqual, { } n, { } d) => ((decimal)n / d).ToString("F2", CultureInfo.InvariantCulture),
        (_, { } n, { } d) => (Hundred * n / d).ToString("F2", CultureInfo.InvariantCulture) + "%",
    };

    public static string? Part(MetricUnit unit, long? amount, bool isDenominator) => amount is not { } n ? null : (unit, isDenominator) switch
    {
        (MetricUnit.Money or MetricUnit.MoneyShare, _) or (MetricUnit.MoneyEach, false) => new Fen(n).ToString(),
        (MetricUnit.Time or MetricUnit.TimeShare, _) or (MetricUnit.Seconds, false) or (MetricUnit.AgainstEqual, _) => (n / Thousand).ToString("F3", CultureInfo.InvariantCulture),
        _ => n.ToString(CultureInfo.InvariantCulture),
    };
}
