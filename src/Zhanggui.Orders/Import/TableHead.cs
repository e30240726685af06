using Zhanggui.Tables;

namespace Zhanggui.Orders.Import;

/// <summary>The row of a file that names its columns, and what it was recognised as; without a recognised one, the row with the most words: titles above a table have fewer cells, rows below it have numbers.</summary>
internal sealed record TableHead(int Sheet, string? SheetName, long Line, IReadOnlyList<string> Headers, Recognised? Recognised)
{
    /// <summary>Exports put titles and notes above the table; further down than this nobody does.</summary>
    private const int RowsSearched = 20;

    /// <summary>Looks into the sheet that shows first, then into the other visible ones. Null when the file has no row with two cells.</summary>
    public static TableHead? Find(TableFile file, string fileName, IReadOnlyList<FormatSpec> specs, string? kind)
    {
        TableHead? first = null;
        foreach (var sheet in file.Sheets.Where(s => s.IsVisible).OrderBy(s => s.Index != file.DefaultSheet).Take(20))
        {
            var found = Find(file, fileName, sheet, specs, kind);
            if (found?.Recognised is not null)
            {
                return found;
            }

            first ??= found;
        }

        return first;
    }

    private static TableHead? Find(TableFile file, string fileName, TableSheet sheet, IReadOnlyList<FormatSpec> specs, string? kind)
    {
        using var rows = file.Rows(sheet.Index);
        var name = sheet.Name.Length == 0 ? null : sheet.Name;
        TableHead? first = null;
        var most = 0;
        for (var i = 0; i < RowsSearched && rows.Read(); i++)
        {
            var headers = HeadersOf(rows);
            if (headers.Count(h => h.Length > 0) < 2)
            {
                continue;
            }

            var words = headers.Count(h => h.Any(char.IsLetter));
            (first, most) = first is null || words > most ? (new TableHead(sheet.Index, name, rows.LineNumber, headers, null), words) : (first, most);
            if (Recognition.Recognise(headers, specs, kind, fileName) is { } recognised)
            {
                return new TableHead(sheet.Index, name, rows.LineNumber, headers, recognised);
            }
        }

        return first;
    }

    /// <summary>Trailing empty cells are no columns.</summary>
    public static IReadOnlyList<string> HeadersOf(TableRows rows)
    {
        var headers = Enumerable.Range(0, rows.Count).Select(i => rows.GetText(i).Trim()).ToList();
        while (headers.Count > 0 && HeaderText.Normal(headers[^1]).Length == 0)
        {
            headers.RemoveAt(headers.Count - 1);
        }

        return headers;
    }
}
