using Zhanggui.Facts.Schema;

namespace Zhanggui.Facts;

/// <summary>Where rows go one by one: a folder on disk or a set in memory.</summary>
public interface IFactsSink
{
    void Add<T>(FactsFile<T> file, T row)
        where T : class;

    /// <summary>A row with the cells of columns that nobody knows, by header; a sink that has no room for them takes the row alone.</summary>
    void Add<T>(FactsFile<T> file, T row, IReadOnlyDictionary<string, string>? unknown)
        where T : class => Add(file, row);
}
