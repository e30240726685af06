using Zhanggui.Metrics.Catalogue;

namespace Zhanggui.Metrics.Contracts;

/// <summary>Every figure that is computed, for whoever lets people name one.</summary>
public static class MetricDefinitions
{
    public static IReadOnlyList<MetricDefinition> All => MetricCatalogue.All;
}
