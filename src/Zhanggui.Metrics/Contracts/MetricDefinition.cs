using Zhanggui.Rules.Contracts;

namespace Zhanggui.Metrics.Contracts;

/// <summary>How the figures of several days become the figure of all of them.</summary>
public enum MetricMerge
{
    /// <summary>Numerators and denominators are added.</summary>
    Sum,

    /// <summary>Who counts in the numerator counts once, however many days they appear on.</summary>
    DistinctNumerator,

    DistinctDenominator,

    DistinctBoth,

    /// <summary>The highest of the days.</summary>
    Most,
}

/// <summary>The board and group a figure belongs to.</summary>
public enum MetricGroup
{
    Volume,
    Speed,
    Conversion,
    Sales,
    AfterSales,
    Quality,
    Presence,
}

/// <summary>
/// One figure of the catalogue: its name in words, what it says, the files without which nothing can be said (<paramref name="Needs"/>), and whether too
/// few of the denominator are shown without judging anybody.
/// </summary>
public sealed record MetricDefinition(string Metric, MetricGroup Group, MetricUnit Unit, MetricMerge Merge, Words Name, Words Is, IReadOnlyList<string> Needs, bool IsJudged = false)
{
    public bool HasDenominator => Unit is not (MetricUnit.Count or MetricUnit.Money or MetricUnit.Time);
}
