using System.Collections;
using Zhanggui.Facts.Records;
using Zhanggui.Facts.Schema;

namespace Zhanggui.Facts;

/// <summary>Collects rows in memory. Files that got no row count as missing.</summary>
public sealed class FactSetBuilder : IFactsSink
{
    private readonly Dictionary<string, (IList Rows, Func<FactSet, FactSet> Put)> files = new(StringComparer.Ordinal);

    private readonly Dictionary<object, IReadOnlyDictionary<string, string>> unknown = new(ReferenceEqualityComparer.Instance);

    public void Add<T>(FactsFile<T> file, T row)
        where T : class
    {
        if (!files.TryGetValue(file.Name, out var entry))
        {
            var rows = new List<T>();
            files[file.Name] = entry = (rows, facts => file.With(facts, rows));
        }

        entry.Rows.Add(row);
    }

    /// <summary>The cells of unknown columns of a row that was given.</summary>
    public IReadOnlyDictionary<string, string>? UnknownOf(object row) => unknown.GetValueOrDefault(row);

    public void Add<T>(FactsFile<T> file, T row, IReadOnlyDictionary<string, string>? unknown)
        where T : class
    {
        Add(file, row);
        if (unknown is not null)
        {
            this.unknown[row] = unknown;
        }
    }

    public FactSet Build()
    {
        var missing = FactsFiles.All.Select(f => f.Name).Where(n => !files.ContainsKey(n)).ToHashSet(StringComparer.Ordinal);
        return files.Values.Aggregate(new FactSet { Missing = missing }, (facts, entry) => entry.Put(facts));
    }
}
