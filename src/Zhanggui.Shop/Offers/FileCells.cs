using System.Globalization;

namespace Zhanggui.Shop.Offers;

/// <summary>Further columns of a file, by any of the names that people give them.</summary>
internal readonly struct FileCells(IReadOnlyDictionary<string, string>? cells)
{
    public string? Text(params string[] names)
    {
        if (cells is null)
        {
            return null;
        }

        foreach (var (header, text) in cells)
        {
            if (names.Contains(header.Trim(), StringComparer.OrdinalIgnoreCase) && text.Trim() is { Length: > 0 } said)
            {
                return said;
            }
        }

        return null;
    }

    /// <summary>A whole number; a cell that is none counts as −1, which no form takes.</summary>
    public int? Count(params string[] names) =>
        Text(names) is not { } text ? null : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : -1;
}
