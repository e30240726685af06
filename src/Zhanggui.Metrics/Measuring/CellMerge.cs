using NodaTime;
using Zhanggui.Metrics.Contracts;

namespace Zhanggui.Metrics.Measuring;

/// <summary>Cells of days to the figures of a period. Open = something may still change on or after <c>asOf</c>.</summary>
internal static class CellMerge
{
    public static MetricRow Row(MetricDefinition definition, string set, string scope, MetricCell cell, LocalDate asOf, int? judgedFrom)
    {
        var isOpen = cell.OpenUntil >= asOf;
        return new MetricRow(definition.Metric, set, scope, definition.Unit, cell.Numerator, definition.HasDenominator ? cell.Denominator : null,
            isOpen, !definition.IsJudged || judgedFrom is not { } least || cell.Denominator >= least, null)
        {
            OpenUntil = isOpen && cell.OpenUntil != LocalDate.MaxIsoValue ? cell.OpenUntil : null,
        };
    }

    /// <summary>In ordinal order of metric, set and scope.</summary>
    public static IReadOnlyList<MetricRow> Rows(IEnumerable<Figure> figures, LocalDate asOf, int? judgedFrom)
    {
        var rows = new List<MetricRow>();
        foreach (var figure in figures)
        {
            var sums = new Dictionary<string, MetricCell>(StringComparer.Ordinal);
            foreach (var ((scope, _), cell) in figure.Cells.Where(c => !figure.Missing.ContainsKey(c.Key.Scope)))
            {
                Sum(sums, scope).Join(cell, figure.Definition.Merge);
            }

            foreach (var shop in figure.Declared)
            {
                Sum(sums, shop);
            }

            rows.AddRange(sums.Select(s => figure.Missing.TryGetValue(s.Key, out var file)
                ? new MetricRow(figure.Definition.Metric, figure.Set, s.Key, figure.Definition.Unit, null, null, IsOpen: false, IsJudged: !figure.Definition.IsJudged, file)
                : Row(figure.Definition, figure.Set, s.Key, s.Value, asOf, judgedFrom)));
        }

        rows.Sort(Ordinally);
        return rows;
    }

    internal static int Ordinally(MetricRow a, MetricRow b) =>
        string.CompareOrdinal(a.Metric, b.Metric) is var metric and not 0 ? metric
        : string.CompareOrdinal(a.Set, b.Set) is var set and not 0 ? set
        : string.CompareOrdinal(a.Scope, b.Scope);

    private static MetricCell Sum(Dictionary<string, MetricCell> sums, string scope) => sums.TryGetValue(scope, out var sum) ? sum : sums[scope] = new MetricCell();
}
