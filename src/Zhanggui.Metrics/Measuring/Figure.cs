using NodaTime;
using Zhanggui.Metrics.Contracts;

namespace Zhanggui.Metrics.Measuring;

/// <summary>One metric in one set, with its cells per scope and day.</summary>
internal sealed class Figure(MetricDefinition definition, string set)
{
    private readonly Dictionary<(string Scope, LocalDate Day), MetricCell> cells = [];

    public MetricDefinition Definition => definition;

    public string Set => set;

    /// <summary>Shops for which it was looked at, even when nothing fell into it.</summary>
    public HashSet<string> Declared { get; } = new(StringComparer.Ordinal);

    /// <summary>The file without which nothing can be said, per shop scope.</summary>
    public Dictionary<string, string> Missing { get; } = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<(string Scope, LocalDate Day), MetricCell> Cells => cells;

    public (long Numerator, long Denominator) Add(string scope, in Part part)
    {
        var key = (scope, part.Day);
        if (!cells.TryGetValue(key, out var cell))
        {
            cells[key] = cell = new MetricCell();
        }

        return cell.Add(part, definition.Merge);
    }
}
