namespace Zhanggui.Tables;

/// <summary>A column of a found header.</summary>
/// <param name="Index">From 0.</param>
/// <param name="Text">As it stands in the file, trimmed.</param>
/// <param name="Known">The name it answers to, or null when nobody knows it.</param>
public sealed record TableColumn(int Index, string Text, string? Known);

/// <summary>A header row and what its columns are.</summary>
/// <param name="LineNumber">Where it begins.</param>
/// <param name="LastLine">Where it ends; the same line unless the header has several rows.</param>
public sealed record TableHeader(long LineNumber, long LastLine, IReadOnlyList<TableColumn> Columns)
{
    /// <summary>Names that more than one column answers to; the first column counts.</summary>
    public IReadOnlyList<string> Duplicates { get; } = [.. Columns.Where(c => c.Known is not null).GroupBy(c => c.Known!, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key)];

    /// <summary>Columns with a text that no known name matches, in their order.</summary>
    public IReadOnlyList<TableColumn> Unknown { get; } = [.. Columns.Where(c => c.Known is null && c.Text.Length > 0)];

    /// <summary>The first column that answers to the name, or -1.</summary>
    public int IndexOf(string known)
    {
        foreach (var column in Columns)
        {
            if (string.Equals(column.Known, known, StringComparison.Ordinal))
            {
                return column.Index;
            }
        }

        return -1;
    }
}
