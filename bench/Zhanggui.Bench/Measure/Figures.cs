namespace Zhanggui.Bench.Measure;

/// <summary>What one side did in one round.</summary>
internal sealed record RoundResult(string Side, double PerSecond, double P50, double P99, double Max, double SpinMs, long Errors, double ServerCpuSeconds = 0, int Count = 0);

internal static class Figures
{
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? double.NaN
            : sorted.Length % 2 == 1 ? sorted[sorted.Length / 2]
            : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>Median over the rounds of one side.</summary>
    public static double Of(this IEnumerable<RoundResult> rounds, string side, Func<RoundResult, double> figure) =>
        Median(rounds.Where(r => r.Side == side).Select(figure));

    /// <summary>
    /// The ratio of two sides, taken round by round (both ran within seconds of each other), and then its median:
    /// a machine that slows down for a minute slows both.
    /// </summary>
    public static double Ratio(this IReadOnlyList<RoundResult> rounds, string side, string anchor, Func<RoundResult, double> figure)
    {
        var ours = rounds.Where(r => r.Side == side).Select(figure);
        var theirs = rounds.Where(r => r.Side == anchor).Select(figure);
        return Median(ours.Zip(theirs, (a, b) => a / b));
    }

    public static string Text(double value) => value switch
    {
        double.NaN => "-",
        >= 1000 => value.ToString("N0"),
        >= 100 => value.ToString("F0"),
        >= 10 => value.ToString("F1"),
        _ => value.ToString("F2"),
    };
}
