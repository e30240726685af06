using System.Globalization;
using System.Text.Json;
using CsvHelper;
using Zhanggui.Tables;

namespace Zhanggui.Bench.Measure;

/// <summary>
/// The score of the Pollock benchmark for loading polluted CSV files: one point for loading at all and one each for precision,
/// recall and their harmonic mean of header, records and cells, each as multisets against the clean file; the mean over the
/// files, and the mean weighted by how common each fault is. Ten is the most.
/// </summary>
/// <remarks>
/// The benchmark makes dates, times and prices equal before it compares headers and records; here they must be equal as text
/// (only case is ignored), and a record that has two cells run together never counts. So this is the score or a little less.
/// </remarks>
internal static class PollockScore
{
    // The benchmark's own weights (files of its survey with the fault, shared among the variants).
    private static readonly (string Prefix, double Weight)[] Weights =
    [
        ("row_less_sep_", 0.36775106082036774), ("row_more_sep_", 0.36775106082036774), ("row_field_delimiter_", 1 / 7.0), ("row_extra_quote", 1 / 108.0),
        ("file_no_payload", 15), ("file_no_trailing_newline", 184), ("file_double_trailing_newline", 5), ("file_no_header", 470), ("file_header_multirow_", 47),
        ("file_preamble", 282), ("file_multitable_", 188 / 3.0), ("file_header_only", 3), ("file_one_data_row", 4), ("file_record_delimiter_0xD", 7),
        ("file_record_delimiter_0xA", 1691), ("file_field_delimiter_0x2C_0x20", 101), ("file_field_delimiter_0x3B", 834), ("file_field_delimiter_", 4),
        ("file_quotation_char_", 11), ("file_escape_char_0x5C", 1), ("file_escape_char_0x00", 7), ("source", 1),
    ];

    public static double WeightOf(string file) => Weights.First(w => file.StartsWith(w.Prefix, StringComparison.Ordinal)).Weight;

    /// <summary>Points of one file; null rows = it was refused.</summary>
    public static double Of(byte[] clean, IReadOnlyList<string[]>? loaded)
    {
        if (loaded is null)
        {
            return 0;
        }

        var source = Clean(clean);
        return source.Count == 0 ? 10 : 1
            + Points(source[0].Select(Lower), loaded.Take(1).SelectMany(r => r).Select(Lower))
            + Points(source.Skip(1).Select(Record), loaded.Skip(1).Select(Record))
            + Points(source.SelectMany(r => r), loaded.SelectMany(r => r));
    }

    /// <summary>Loads as the benchmark's loaders do, with the parameters it gives them: dialect, lines before the data, names of the columns.</summary>
    public static List<string[]>? Load(byte[] csv, byte[] parameters, out TableRefused? refused)
    {
        using var json = JsonDocument.Parse(parameters);
        var p = json.RootElement;
        var names = p.GetProperty("column_names").EnumerateArray().Select(n => n.GetString()!.Trim()).ToArray();
        var headerLines = p.GetProperty("header_lines").GetInt32();
        var options = new TableOptions
        {
            Delimiter = Given(p, "delimiter", ","),
            Quote = Given(p, "quotechar", "\"")[0],
            Escape = Given(p, "escapechar", "\"")[0],
            RecordDelimiter = Given(p, "row_delimiter", "\n"),
            SkipLines = p.GetProperty("preamble_lines").GetInt32() + Math.Max(0, headerLines - 1),
        };
        if (!TableFile.TryOpen(new MemoryStream(csv), "x.csv", options, out var file, out refused))
        {
            return refused.Code == "tables.file.empty" ? [] : null;
        }

        using (file)
        {
            var all = headerLines > 0 ? new List<string[]> { names } : [];
            using var rows = headerLines > 0 ? file.RowsAfter(FirstRow(file)) : file.Rows();
            rows.ExpectedCount = p.GetProperty("n_columns").GetInt32();
            Take(rows, all, rows.ExpectedCount);
            refused = rows.Refused;
            return refused is null ? all : null;
        }
    }

    /// <summary>Loads with nothing given but the bytes.</summary>
    public static List<string[]>? LoadUnaided(byte[] csv, out TableRefused? refused)
    {
        if (!TableFile.TryOpen(new MemoryStream(csv), "x.csv", null, out var file, out refused))
        {
            return refused.Code == "tables.file.empty" ? [] : null;
        }

        using (file)
        {
            var all = new List<string[]>();
            using var rows = file.Rows();
            Take(rows, all, file.Dialect!.Columns);
            refused = rows.Refused;
            return refused is null ? all : null;
        }
    }

    private static TableHeader FirstRow(TableFile file)
    {
        using var rows = file.Rows();
        rows.Read();
        return new HeaderFinder(Array.Empty<string>()).Read(rows);
    }

    // A missing cell is an empty one, as for every reader of columns.
    private static void Take(TableRows rows, List<string[]> all, int columns)
    {
        while (rows.Read())
        {
            var row = new string[Math.Max(rows.Count, columns)];
            for (var i = 0; i < row.Length; i++)
            {
                row[i] = rows.GetText(i);
            }

            all.Add(row);
        }
    }

    private static string Given(JsonElement parameters, string name, string otherwise) =>
        parameters.GetProperty(name).GetString() is { Length: > 0 } text ? text : otherwise;

    private static List<string[]> Clean(byte[] bytes)
    {
        using var reader = CsvReader.Create(new MemoryStream(bytes), new CsvReaderOptions { Separator = ',', HasHeader = false, DetectSeparatorHint = false });
        var all = new List<string[]>();
        while (reader.Read())
        {
            all.Add([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)]);
        }

        return all;
    }

    private static string Lower(string cell) => cell.ToLower(CultureInfo.InvariantCulture);

    private static string Record(string[] row) => string.Join('\u0001', row.Where(c => c.Length > 0).Select(Lower));

    private static double Points(IEnumerable<string> source, IEnumerable<string> loaded)
    {
        var left = source.GroupBy(s => s, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        var sources = left.Values.Sum();
        int loads = 0, common = 0;
        foreach (var text in loaded)
        {
            loads++;
            if (left.TryGetValue(text, out var count) && count > 0)
            {
                left[text] = count - 1;
                common++;
            }
        }

        if (sources == 0)
        {
            return 3;
        }

        if (common == 0)
        {
            return 0;
        }

        var precision = (double)common / sources;
        var recall = (double)common / loads;
        return precision + recall + (2 * precision * recall / (precision + recall));
    }
}
