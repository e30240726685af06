using Zhanggui.Kernel.Outcomes;
using Zhanggui.Orders.Import.Files;
using Zhanggui.Tables;

namespace Zhanggui.Orders.Import;

/// <summary>Looks at the beginning of an uploaded file: what it is, what its columns mean, and what would be refused in its first rows.</summary>
internal sealed class Previewer(UploadShelf shelf)
{
    private const int RowsLookedAt = 500;
    private const int Samples = 3;
    private const int MostProblems = 20;
    private const int LongestSample = 60;

    /// <summary>Finds the header and says what the file is; a file that is no table is refused.</summary>
    public async Task<Outcome<TableHead>> RecogniseAsync(ShelvedFile file, string name, IReadOnlyList<FormatSpec> specs, string? kind, CancellationToken ct)
    {
        await using var stream = await shelf.OpenAsync(file, ct);
        if (stream is null)
        {
            return new ImportFileGone();
        }

        if (!TableFile.TryOpen(stream, name, null, out var table, out var refused))
        {
            return new ImportFileUnreadable(refused.Zh, refused.En);
        }

        using (table)
        {
            return TableHead.Find(table, specs, kind) is { } head ? head : new ImportNotUnderstood();
        }
    }

    public async Task<ImportPreview?> ShowAsync(ImportRecord import, IReadOnlyList<FormatSpec> specs, CancellationToken ct)
    {
        await using var stream = await shelf.OpenAsync(import.File, ct);
        if (stream is null || !TableFile.TryOpen(stream, import.FileName, null, out var table, out _))
        {
            return null;
        }

        using (table)
        {
            var sheet = table.Sheets.FirstOrDefault(s => s.Name == import.Sheet) ?? table.Sheets[table.DefaultSheet];
            using var rows = table.Rows(sheet.Index);
            return Show(import, table, sheet, rows, specs);
        }
    }

    private static ImportPreview Show(ImportRecord import, TableFile table, TableSheet sheet, TableRows rows, IReadOnlyList<FormatSpec> specs)
    {
        IReadOnlyList<string> headers = [];
        var samples = new List<List<string>>();
        var problems = new List<ProblemView>();
        var statuses = new HashSet<string>(StringComparer.Ordinal);
        var seen = 0;
        RowCells? cells = import.Mapping is null ? null : new RowCells(rows, import.Mapping);
        while (seen < RowsLookedAt && rows.Read())
        {
            if (rows.LineNumber == import.HeaderLine)
            {
                headers = TableHead.HeadersOf(rows);
                samples.AddRange(headers.Select(_ => new List<string>()));
            }

            if (rows.LineNumber <= import.HeaderLine || rows.IsBlank)
            {
                continue;
            }

            seen++;
            Sample(rows, samples);
            if (cells is not null && RowReader.Read(cells) is var read)
            {
                problems.AddRange(read.IsRefused ? cells.Problems.Take(MostProblems - problems.Count).Select(p => new ProblemView(read.Line, p.Code, p.Column, p.Zh, p.En)) : []);
                _ = read.UnknownStatus is { } unknown && statuses.Add(unknown);
            }
        }

        var spec = specs.FirstOrDefault(s => s.Name == import.Mapping?.Format);
        return Of(import, table, sheet, headers, samples, spec) with { RowsLookedAt = seen, Problems = problems, UnknownStatuses = [.. statuses.Take(MostProblems)] };
    }

    private static void Sample(TableRows rows, List<List<string>> samples)
    {
        for (var i = 0; i < samples.Count; i++)
        {
            if (samples[i].Count < Samples && i < rows.Count && CellReading.Clean(rows[i]) is { } text && !samples[i].Contains(text))
            {
                samples[i].Add(text.Length <= LongestSample ? text : $"{text[..LongestSample]}…");
            }
        }
    }

    private static ImportPreview Of(ImportRecord import, TableFile table, TableSheet sheet, IReadOnlyList<string> headers, List<List<string>> samples, FormatSpec? spec)
    {
        var mapping = import.Mapping;
        var kind = mapping is null ? null : ExportFormats.Known.Kinds[mapping.Kind];
        var left = (spec?.Left ?? []).Select(HeaderText.Normal).ToHashSet(StringComparer.Ordinal);
        var fieldAt = (mapping?.Columns ?? new Dictionary<string, IReadOnlyList<int>>(StringComparer.Ordinal)).SelectMany(c => c.Value.Select(i => (At: i, c.Key))).ToLookup(c => c.At, c => c.Key);
        var columns = headers.Select((h, i) => new PreviewColumn(i, h, fieldAt[i].FirstOrDefault(), fieldAt[i].Any() ? "used" : left.Contains(HeaderText.Normal(h)) ? "left" : "unknown", samples[i])).ToList();
        IReadOnlyList<FieldView> Views(IEnumerable<string>? fields) => ViewsOf(kind, fields ?? []);
        var missing = kind?.Required.Where(f => !mapping!.Has(f)).ToList() ?? [];
        return new ImportPreview(
            table.Kind.ToString().ToLowerInvariant(), table.Dialect?.Encoding, sheet.Name.Length == 0 ? null : sheet.Name, import.HeaderLine,
            mapping?.Kind, mapping?.Format, spec?.Zh ?? mapping?.Format, spec?.En ?? mapping?.Format, mapping?.Version, mapping?.Platform, mapping is not null && missing.Count == 0,
            columns, Views(missing), Views(kind?.Wanted.Where(f => !mapping!.Has(f) && !(f == "paid" && mapping!.PaidIsAmount))), FieldsByKind, 0, [], []);
    }

    private static readonly IReadOnlyDictionary<string, IReadOnlyList<FieldView>> FieldsByKind =
        ExportFormats.Known.Kinds.ToDictionary(k => k.Key, k => ViewsOf(k.Value, k.Value.Fields), StringComparer.Ordinal);

    private static IReadOnlyList<FieldView> ViewsOf(KindSpec? kind, IEnumerable<string> fields) =>
        [.. fields.Select(f => new FieldView(f, ExportFormats.Known.Fields[f].Zh, ExportFormats.Known.Fields[f].En, kind?.Required.Contains(f) == true))];
}
