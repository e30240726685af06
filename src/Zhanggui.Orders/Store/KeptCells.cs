using System.Text.Json;
using Zhanggui.Kernel.Http;

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

    public static string Write(SortedDictionary<string, string> cells) => JsonSerializer.Serialize(cells, HouseJson.Options);

    public static SortedDictionary<string, string> Read(string? stored) =>
        stored is null ? new SortedDictionary<string, string>(StringComparer.Ordinal)
        : new SortedDictionary<string, string>(JsonSerializer.Deserialize<Dictionary<string, string>>(stored, HouseJson.Options)!, StringComparer.Ordinal);

    /// <summary>What a file says replaces what was there under the same header; other headers stay.</summary>
    public static string Merge(string? stored, string incoming)
    {
        if (stored is null || stored == incoming)
        {
            return incoming;
        }

        var merged = Read(stored);
        foreach (var (header, text) in Read(incoming))
        {
            merged[header] = text;
        }

        return Write(merged);
    }
}
