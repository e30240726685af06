using System.Collections.Frozen;
using Zhanggui.Metrics.Contracts;

namespace Zhanggui.Metrics.Catalogue;

/// <summary>Every figure that is computed, in the order in which people read them.</summary>
internal static class MetricCatalogue
{
    public static readonly IReadOnlyList<MetricDefinition> All = [.. VolumeFigures.All, .. SpeedFigures.All, .. SalesFigures.All, .. CareFigures.All];

    private static readonly FrozenDictionary<string, MetricDefinition> ByName = All.ToFrozenDictionary(d => d.Metric, StringComparer.Ordinal);

    public static MetricDefinition Get(string metric) => ByName[metric];

    public static MetricDefinition? Find(string metric) => ByName.GetValueOrDefault(metric);
}
