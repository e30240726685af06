using System.Text;

namespace Zhanggui.Facts.Schema;

/// <summary>The one way in which cells become a line: quoted only where they must be, nothing added to what they say.</summary>
internal static class CsvLine
{
    private const string NeedsQuotes = ",\"\r\n";

    public static string Of(IReadOnlyList<string?> cells)
    {
        var line = new StringBuilder();
        for (var i = 0; i < cells.Count; i++)
        {
            if (i > 0)
            {
                line.Append(',');
            }

            Append(line, cells[i]);
        }

        return line.ToString();
    }

    public static void Append(StringBuilder line, string? cell)
    {
        if (cell is null)
        {
            return;
        }

        if (cell.AsSpan().IndexOfAny(NeedsQuotes) < 0)
        {
            line.Append(cell);
            return;
        }

        line.Append('"').Append(cell.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
    }
}
