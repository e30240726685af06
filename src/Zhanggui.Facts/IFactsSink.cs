using Zhanggui.Facts.Schema;

namespace Zhanggui.Facts;

/// <summary>Where rows go one by one: a folder on disk or a set in memory.</summary>
public interface IFactsSink
{
    void Add<T>(FactsFile<T> file, T row)
        where T : class;
}
