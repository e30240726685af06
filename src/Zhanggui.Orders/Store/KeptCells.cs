using Zhanggui.Facts;

namespace Zhanggui.Orders.Store;

/// <summary>Cells of columns that nobody knows: kept with the row by header, shown on its page and given out again.</summary>
internal static class KeptCells
{
    /// <summary>More columns than any platform adds; a sheet with thousands of empty headers must not fill the database.</summary>
    public const int MostColumns = 100;

    private const int LongestName = 60;

    /// <summary>The header, numbered where the file has it twice.</summary>
    public static string NameOf(IReadOnlyList<string> headers, int at)
    {
        var name = headers[at].Trim();
        name = name.Length <= LongestName ? name : name[..LongestName];
        var before = headers.Take(at).Count(h => h.Trim() == headers[at].Trim());
        return before == 0 ? name : $"{name} ({before + 1})";
    }

    public static string Write(SortedDictionary<string, string> cells) => UnknownCells.Write(cells);

    public static SortedDictionary<string, string> Read(string? stored) => UnknownCells.Read(stored);

    public static string Merge(string? stored, string incoming) => UnknownCells.Merge(stored, incoming)!;
}
