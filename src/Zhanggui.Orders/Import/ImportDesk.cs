using System.Text.Json;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Kernel.Time;
using Zhanggui.Orders.Contracts;
using Zhanggui.Orders.Import.Texts;

namespace Zhanggui.Orders.Import;

/// <inheritdoc cref="IImportDesk"/>
internal sealed class ImportDesk(UploadImport upload, FileOpener opener, MappingBook mappings, ImportBook imports, ImportRun run, Database database, TimeProvider clock) : IImportDesk
{
    private const int MostProblems = 20;
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(300);

    public async Task<Outcome<ImportResult>> CheckAsync(BroughtFile file, Stream content, ImportStep? step, CancellationToken ct)
    {
        var specs = await SpecsAsync(file, ct);
        if (specs.Refusal is { } no)
        {
            return no;
        }

        var (table, refused) = await opener.OpenAsync(content, file.FileName, file.Shop, ct);
        if (table is null)
        {
            return new ImportFileUnreadable(refused!.Zh, refused.En);
        }

        using (table)
        {
            if (TableHead.Find(table, file.FileName, specs.Value, null) is not { Recognised: { } found } head)
            {
                return new ImportNotUnderstood();
            }

            var known = Told(found, file);
            if (Missing(known) is { } missing)
            {
                return missing;
            }

            using var rows = table.Rows(head.Sheet);
            var problems = new List<ImportProblem>();
            var check = FileCheck.Of(rows, known.Mapping, head.Line, done => step?.Invoke(done, null), ct,
                (line, problem) => Note(problems, line, problem));
            return check.Unreadable is { } broken
                ? new ImportFileUnreadable(broken.Zh, broken.En)
                : Result("checked", known, check.Rows, new ImportProgress(check.Rows, check.Rows, 0, 0, 0, 0, check.Refused), problems);
        }
    }

    public async Task<Outcome<ImportResult>> ImportAsync(BroughtFile file, Stream content, ImportStep? step, CancellationToken ct)
    {
        var specs = await SpecsAsync(file, ct);
        if (specs.Refusal is { } no)
        {
            return no;
        }

        var added = await upload.AddAsync(file.Shop, specs.Value, null, file.FileName, content, file.By, ct);
        if (added.Refusal is { } wrong)
        {
            return wrong;
        }

        var known = added.Value.Known is { } found ? Told(found, file) : null;
        if ((known is null ? new ImportNotUnderstood() : Missing(known)) is { } missing)
        {
            await upload.RemoveAsync(added.Value.Import, CancellationToken.None);
            return missing;
        }

        if (known!.Mapping.Given is not null)
        {
            await imports.SetMappingAsync(added.Value.Import.Id, known.Mapping, added.Value.Import.HeaderLine, ct);
        }

        return await RunAsync(added.Value.Import, known, step, ct);
    }

    /// <summary>Never waits in the queue: a server beside this process leaves the import alone, and goes on with it when this process dies.</summary>
    private async Task<Outcome<ImportResult>> RunAsync(ImportRecord import, Recognised known, ImportStep? step, CancellationToken ct)
    {
        var owner = NewId.Create(clock).ToString();
        try
        {
            while (!await imports.ClaimAsync(import.Id, owner, clock.GetCurrentInstant(), ct))
            {
                await Task.Delay(Patience, clock, ct);
            }

            await run.RunAsync(import.Id, owner, p => step?.Invoke(p.RowsDone, p.RowsTotal), ct);
        }
        catch (OperationCanceledException)
        {
            await imports.AbandonAsync(import.Id, clock.GetCurrentInstant(), CancellationToken.None);
            throw;
        }

        var ended = await EndedAsync(import.Id, step, ct);
        return ended.State == ImportStates.Failed
            ? new ImportFileUnreadable(ended.FailureZh ?? string.Empty, ended.FailureEn ?? string.Empty)
            : Result(ended.State, known, ended.Progress.RowsTotal ?? 0, ended.Progress, await ProblemsAsync(import.Id, ct)) with { Import = import.Id };
    }

    /// <summary>Another process goes on with it where this one gave no sign for too long: the report is of the whole import.</summary>
    private async Task<ImportRecord> EndedAsync(Guid id, ImportStep? step, CancellationToken ct)
    {
        while (true)
        {
            var found = await imports.FindAsync(id, ct) ?? throw new InvalidOperationException($"Import {id} is not there.");
            if (found.State is not (ImportStates.Queued or ImportStates.Running))
            {
                return found;
            }

            step?.Invoke(found.Progress.RowsDone, found.Progress.RowsTotal);
            await Task.Delay(Patience, clock, ct);
        }
    }

    private async Task<Outcome<FormatSpec[]>> SpecsAsync(BroughtFile file, CancellationToken ct)
    {
        if (file.Mapping is { } text && text.TrimStart().StartsWith('{'))
        {
            var spec = Own(text);
            return spec is null ? new MappingUnreadable() : (Outcome<FormatSpec[]>)new[] { spec };
        }

        var all = await mappings.SpecsAsync(file.Shop, ct);
        FormatSpec[] fitting = [.. all.Where(s => (file.Mapping is null || s.Name == file.Mapping) && (file.Kinds.Count == 0 || file.Kinds.Contains(s.Kind, StringComparer.Ordinal)))];
        return fitting.Length == 0 && file.Mapping is not null ? new MappingNotFound(file.Mapping) : fitting;
    }

    private static FormatSpec? Own(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<FormatSpec>(json, HouseJson.Options) is { Kind: not null, Columns: not null } spec && ExportFormats.Known.Kinds.ContainsKey(spec.Kind)
                ? Recognition.SpecOf(spec.Name ?? "own", spec.Kind, spec.Platform ?? "other", spec.Zone ?? "Asia/Shanghai", spec.Columns) with { HasLines = spec.HasLines, SumsLines = spec.SumsLines, PaidIsAmount = spec.PaidIsAmount }
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A day that was said counts where the file has none.</summary>
    private static Recognised Told(Recognised known, BroughtFile file) =>
        file.Day is { } day && known.Missing.Any(f => TellDay.MayBeTold(known.Mapping.Kind, f)) ? known.With(TellDay.Field, NodaTime.Text.LocalDatePattern.Iso.Format(day)) : known;

    private static Refusal? Missing(Recognised known) => known.Missing.Count == 0 ? null : TellDay.MayBeTold(known.Mapping.Kind, known.Missing[0]) ? new ImportDayMissing() : new ImportColumnMissing(ExportFormats.Known.NameOf(known.Mapping.Kind, known.Missing[0]).Zh, ExportFormats.Known.NameOf(known.Mapping.Kind, known.Missing[0]).En);

    private async Task<IReadOnlyList<ImportProblem>> ProblemsAsync(Guid import, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.ReadAllAsync(null, "select line, code, column_name, zh, en from orders_import_refusal where import_id = @id order by line, number limit @most",
            r => new ImportProblem(r.GetInt64(0), r.GetString(1), r.IsDBNull(2) ? null : r.GetString(2), r.GetString(3), r.GetString(4)), ct, ("id", import), ("most", MostProblems));
    }

    private static void Note(List<ImportProblem> problems, long line, RowProblem problem)
    {
        if (problems.Count < MostProblems)
        {
            problems.Add(new ImportProblem(line, problem.Code, problem.Column, problem.Zh, problem.En));
        }
    }

    private static ImportResult Result(string state, Recognised known, long rows, ImportProgress p, IReadOnlyList<ImportProblem> problems)
    {
        var mapping = known.Mapping;
        IReadOnlyList<string> Headers(IEnumerable<int> columns) => [.. columns.Select(c => mapping.Headers[c].Trim())];
        IReadOnlyList<string> wanting = [.. known.Wanting.Select(f => ExportFormats.Known.NameOf(mapping.Kind, f).Zh)];
        return new ImportResult(state, mapping.Kind, mapping.Format, known.Zh, known.En, mapping.Version, rows, p.New, p.Changed, p.Unchanged, p.Refused, problems, wanting, Headers(mapping.Kept ?? []), Headers(known.Left));
    }
}
