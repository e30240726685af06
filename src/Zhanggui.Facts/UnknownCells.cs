using System.Text.Json;
using Zhanggui.Kernel.Http;

namespace Zhanggui.Facts;

/// <summary>Cells of columns that nobody knows, as they are stored beside a row: an object of header and text.</summary>
public static class UnknownCells
{
    public static string Write(SortedDictionary<string, string> cells) => JsonSerializer.Serialize(cells, HouseJson.Options);

    public static SortedDictionary<string, string> Read(string? stored) =>
        stored is null ? new SortedDictionary<string, string>(StringComparer.Ordinal)
        : new SortedDictionary<string, string>(JsonSerializer.Deserialize<Dictionary<string, string>>(stored, HouseJson.Options)!, StringComparer.Ordinal);

    /// <summary>What a file says replaces what was there under the same header; other headers stay.</summary>
    public static string? Merge(string? stored, string? incoming)
    {
        if (incoming is null || stored == incoming)
        {
            return stored;
        }

        if (stored is null)
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
