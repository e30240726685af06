using System.Text;
using System.Text.Json;
using Zhanggui.Tables;

namespace Zhanggui.Orders.Import.Texts;

/// <summary>JSON Lines as a table: one object a line, its names are the columns.</summary>
internal sealed class JsonLinesFile : TableFile
{
    private const int LinesLookedAt = 1000;
    private const int MostColumns = 500;
    private readonly TextLines lines;
    private readonly IReadOnlyList<string> headers;

    private JsonLinesFile(TextLines lines, IReadOnlyList<string> headers)
        : base(TableKind.Text, [new TableSheet(0, string.Empty, IsVisible: true)], TextRows.HeaderOnLineZero) => (this.lines, this.headers) = (lines, headers);

    /// <summary>The file as JSON Lines, or null when its first line is no object.</summary>
    public static JsonLinesFile? Find(TextLines lines)
    {
        var found = new List<string>();
        try
        {
            for (var seen = 0; seen < LinesLookedAt && lines.Read() is { } line; seen++)
            {
                if (string.IsNullOrWhiteSpace(line))
                {
                    continue;
                }

                if (Object(line) is not { } said)
                {
                    if (found.Count == 0)
                    {
                        return null;
                    }

                    continue;
                }

                found.AddRange(said.Select(n => n.Name).Where(n => !found.Contains(n, StringComparer.Ordinal)).Take(MostColumns - found.Count));
            }
        }
        catch (Exception error) when (error is DecoderFallbackException or InvalidDataException)
        {
            return null;
        }

        return found.Count == 0 ? null : new JsonLinesFile(lines, found);
    }

    protected override TableRows Open(int sheet) => new JsonRows(lines.Again(), headers, Options);

    private static IReadOnlyList<(string Name, string Text)>? Object(string line)
    {
        if (!line.AsSpan().TrimStart().StartsWith("{"))
        {
            return null;
        }

        try
        {
            using var json = JsonDocument.Parse(line);
            return [.. json.RootElement.EnumerateObject().Select(p => (p.Name, TextOf(p.Value)))];
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        JsonValueKind.Null => string.Empty,
        _ => value.GetRawText(),
    };

    private sealed class JsonRows(TextLines lines, IReadOnlyList<string> headers, TableOptions options) : TextRows(lines, headers, options)
    {
        private readonly TextLines lines = lines;
        private readonly Dictionary<string, int> places = headers.Index().ToDictionary(h => h.Item, h => h.Index, StringComparer.Ordinal);

        protected override TextRow? Next()
        {
            while (lines.Read() is { } line)
            {
                if (!string.IsNullOrWhiteSpace(line))
                {
                    return RowOf(line);
                }
            }

            return null;
        }

        private TextRow RowOf(string line)
        {
            if (Object(line) is not { } names)
            {
                return new TextRow(lines.LineNumber, [line], RowProblem.NotJson());
            }

            var cells = new string[places.Count];
            Array.Fill(cells, string.Empty);
            foreach (var (name, text) in names)
            {
                if (!places.TryGetValue(name, out var place))
                {
                    return new TextRow(lines.LineNumber, [line], RowProblem.NewName(name)); // named nowhere above: it would be lost
                }

                cells[place] = text;
            }

            return new TextRow(lines.LineNumber, cells);
        }
    }
}
