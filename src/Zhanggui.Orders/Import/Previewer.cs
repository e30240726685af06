using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Orders.Import.Facts;
using Zhanggui.Orders.Import.Files;
using Zhanggui.Orders.Import.Texts;
using Zhanggui.Tables;

namespace Zhanggui.Orders.Import;

/// <summary>Looks at the beginning of an uploaded file: what it is, what its columns mean, and what would be refused in its first rows.</summary>
internal sealed class Previewer(UploadShelf shelf, FileOpener opener)
{
    private const int RowsLookedAt = 500;
    private const int Samples = 3;
    private const int MostProblems = 20;
    private const int LongestSample = 60;

    /// <summary>Finds the header and says what the file is; a file that is no table is refused.</summary>
    public async Task<Outcome<TableHead>> RecogniseAsync(ShelvedFile file, string name, ShopId shop, IReadOnlyList<FormatSpec> specs, string? kind, CancellationToken ct)
    {
        await using var stream = await shelf.OpenAsync(file, ct);
        if (stream is null)
        {
            return new ImportFileGone();
        }

        var (table, refused) = await opener.OpenAsync(stream, name, shop, ct);
        if (table is null)
        {
            return new ImportFileUnreadable(refused!.Zh, refused.En);
        }

        using (table)
        {
            return TableHead.Find(table, name, specs, kind) is { } head ? head : new ImportNotUnderstood();
        }
    }

    public async Task<ImportPreview?> ShowAsync(ImportRecord import, IReadOnlyList<FormatSpec> specs, CancellationToken ct)
    {
        await using var stream = await shelf.OpenAsync(import.File, ct);
        if (stream is null || (await opener.OpenAsync(stream, import.FileName, import.Shop, ct)).File is not { } table)
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
        var fieldAt = (mapping?.Columns ?? new Dictionary<string, IReadOnlyList<int>>(StringComparer.Ordinal)).SelectMany(c => c.Value.Select(i => (At: i, c.Key))).ToLookup(c => c.At, c => c.Key);
        var columns = headers.Select((h, i) => new PreviewColumn(i, h, fieldAt[i].FirstOrDefault(), fieldAt[i].Any() ? "used" : mapping?.Kept?.Contains(i) == true ? "kept" : mapping is null || IsUnknown(mapping, spec, h) ? "unknown" : "left", samples[i])).ToList();
        IReadOnlyList<FieldView> Views(IEnumerable<string>? fields) => ViewsOf(kind, fields ?? []);
        var missing = kind?.Required.Where(f => !mapping!.Has(f)).ToList() ?? [];
        return new ImportPreview(
            table.Kind.ToString().ToLowerInvariant(), table.Dialect?.Encoding, sheet.Name.Length == 0 ? null : sheet.Name, import.HeaderLine,
            mapping?.Kind, mapping?.Format, spec?.Zh ?? mapping?.Format, spec?.En ?? mapping?.Format, mapping?.Version, mapping?.Platform, mapping is not null && missing.Count == 0,
            columns, Views(missing), DayOf(import), Views(kind?.Wanted.Where(f => !mapping!.Has(f) && !(f == "paid" && mapping!.PaidIsAmount))), KindsOf, FieldsByKind, 0, [], []);
    }

    private static DayAsked? DayOf(ImportRecord import) => import.Mapping is { } mapping && TellDay.MayBeTold(mapping.Kind, TellDay.Field) && !mapping.Columns.ContainsKey(TellDay.Field)
        ? new DayAsked(mapping.Given?.GetValueOrDefault(TellDay.Field), TellDay.GuessOf(import.FileName) is { } day ? NodaTime.Text.LocalDatePattern.Iso.Format(day) : null)
        : null;

    /// <summary>Kinds that keep nothing unknown say what they leave behind.</summary>
    private static bool IsUnknown(Mapping mapping, FormatSpec? spec, string header) => !FactKinds.KeepsUnknown(mapping.Kind) && spec?.Left?.Contains(header, StringComparer.Ordinal) != true;

    private static readonly IReadOnlyList<KindView> KindsOf = [.. ExportFormats.Known.Kinds.Select(k => new KindView(k.Key, k.Value.Zh, k.Value.En))];

    private static readonly IReadOnlyDictionary<string, IReadOnlyList<FieldView>> FieldsByKind =
        ExportFormats.Known.Kinds.ToDictionary(k => k.Key, k => ViewsOf(k.Value, k.Value.Fields), StringComparer.Ordinal);

    private static IReadOnlyList<FieldView> ViewsOf(KindSpec? kind, IEnumerable<string> fields) =>
        [.. fields.Select(f => (Field: f, Name: ExportFormats.Known.NameOf(string.Empty, f))).Select(f => new FieldView(f.Field, f.Name.Zh, f.Name.En, kind?.Required.Contains(f.Field) == true))];
}
