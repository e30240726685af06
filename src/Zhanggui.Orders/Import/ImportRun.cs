using System.Data.Common;
using System.Text.Json;
using NodaTime;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Privacy;
using Zhanggui.Kernel.Time;
using Zhanggui.Orders.Import.Facts;
using Zhanggui.Orders.Import.Files;
using Zhanggui.Orders.Import.Texts;
using Zhanggui.Orders.Store;
using Zhanggui.People.Contracts;
using Zhanggui.Tables;

namespace Zhanggui.Orders.Import;

/// <summary>
/// Carries out one claimed import: a walk through the file to check it, then chunk after chunk in transactions of their own, each with the cursor,
/// so that a killed process goes on where it stopped and nothing is counted twice.
/// </summary>
internal sealed class ImportRun(Database database, ImportBook book, UploadShelf shelf, SubjectKeys keys, IShops shops, FileOpener opener, FactRooms facts, OrdersOptions options, TimeProvider clock)
{
    private static readonly Duration Telling = Duration.FromMilliseconds(700);

    /// <summary>Ends as done, cancelled or failed; <paramref name="progress"/> hears of every chunk.</summary>
    public async Task RunAsync(Guid id, string owner, Action<ImportProgress>? progress, CancellationToken ct)
    {
        var import = await book.FindAsync(id, ct) ?? throw new InvalidOperationException($"Import {id} is not there.");
        await using var stream = await shelf.OpenAsync(import.File, ct);
        if (stream is null || import.Mapping is null)
        {
            await EndAsync(import, owner, ImportStates.Failed, (new ImportFileGone().Zh, new ImportFileGone().En), ct);
            return;
        }

        var (file, refused) = await opener.OpenAsync(stream, import.FileName, import.Shop, ct);
        if (file is null)
        {
            await EndAsync(import, owner, ImportStates.Failed, (refused!.Zh, refused.En), ct);
            return;
        }

        using (file)
        {
            using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
            var beats = BeatAsync(id, owner, over.Token);
            try
            {
                await RunAsync(import, file, owner, progress, ct);
            }
            finally
            {
                await over.CancelAsync();
                await beats;
            }
        }
    }

    /// <summary>Keeps the lease while a chunk or the check takes its time. A sign that could not be written is given the next time.</summary>
    private async Task BeatAsync(Guid id, string owner, CancellationToken ct)
    {
        try
        {
            do
            {
                await Task.Delay(book.Beat.ToTimeSpan(), clock, ct);
            }
            while (await TryBeatAsync(id, owner, ct));
        }
        catch (OperationCanceledException)
        {
            // The import has ended.
        }
    }

    private async Task<bool> TryBeatAsync(Guid id, string owner, CancellationToken ct)
    {
        try
        {
            return await book.BeatAsync(id, owner, clock.GetCurrentInstant(), ct);
        }
        catch (DbException)
        {
            return true;
        }
    }

    private async Task RunAsync(ImportRecord import, TableFile file, string owner, Action<ImportProgress>? progress, CancellationToken ct)
    {
        var sheet = import.Sheet is null ? file.DefaultSheet : file.Sheets.FirstOrDefault(s => s.Name == import.Sheet)?.Index ?? file.DefaultSheet;
        FileCheck? check;
        using (var rows = file.Rows(sheet))
        {
            check = await CheckAsync(new FileCheck(rows, import.Mapping!, import.HeaderLine), import, owner, progress, ct);
        }

        if (check is null)
        {
            await EndAsync(import, owner, ImportStates.Cancelled, null, ct);
            return;
        }

        if (check.Unreadable is { } broken)
        {
            await EndAsync(import, owner, ImportStates.Failed, (broken.Zh, broken.En), ct);
            return;
        }

        var at = import.Progress with { RowsTotal = check.Rows };
        using (var rows = file.Rows(sheet))
        {
            await KeepNamesAsync(import, ct);
            var people = await facts.PeopleOfAsync(import, ct);
            var writer = new ChunkWriter(database, book, import, await keys.FindOrCreateAsync(import.Id, import.Shop, ct), owner, facts.WriterOf(import, people), clock);
            var judge = new RowJudge(import.Mapping!, check, people, await shops.FindAsync(import.Shop, ct));
            var gone = await WalkAsync(rows, import, judge, writer, at, progress, ct);
            await EndAsync(import, owner, gone ? ImportStates.Done : ImportStates.Cancelled, null, ct);
        }
    }

    /// <summary>The first walk through the file, with the lease kept and told how far it is; null when somebody stopped it.</summary>
    private async Task<FileCheck?> CheckAsync(FileCheck check, ImportRecord import, string owner, Action<ImportProgress>? progress, CancellationToken ct)
    {
        var told = clock.GetCurrentInstant();
        while (check.Go(FileCheck.RowsPerStep))
        {
            ct.ThrowIfCancellationRequested();
            var now = clock.GetCurrentInstant();
            if (now - told < Telling)
            {
                continue;
            }

            told = now;
            if (!await book.KeepAsync(import.Id, owner, check.Rows, now, ct))
            {
                return null;
            }

            progress?.Invoke(import.Progress with { Checked = check.Rows });
        }

        return check;
    }

    /// <summary>Remembers which unknown columns the shop's files have, so that exports can give them out again.</summary>
    private Task KeepNamesAsync(ImportRecord import, CancellationToken ct)
    {
        var mapping = import.Mapping!;
        if (Recognition.IsBeside(mapping.Kind) || FactKinds.Files.ContainsKey(mapping.Kind))
        {
            return Task.CompletedTask;
        }

        var part = mapping.Kind switch { "orders" when !mapping.HasLines => "order", "refunds" => "refund", _ => "line" };
        return database.WriteAsync(async (c, t) =>
        {
            await ManyRows.ExecuteAsync(c, t, "insert into orders_kept_column (shop_id, part, name) values (@shop_id, @part, @name) on conflict do nothing", ["shop_id", "part", "name"],
                [.. (mapping.Kept ?? []).Select(at => (object?[])[import.Shop.Value, part, KeptCells.NameOf(mapping.Headers, at)])], ct);
            return 0;
        }, ct);
    }

    /// <summary>False when somebody cancelled, or another process has taken the import over.</summary>
    private async Task<bool> WalkAsync(TableRows rows, ImportRecord import, RowJudge judge, ChunkWriter writer, ImportProgress at, Action<ImportProgress>? progress, CancellationToken ct)
    {
        var cells = new RowCells(rows, import.Mapping!);
        var lines = new LineNames(import.Mapping!);
        var messages = new MessageNames();
        var chunk = new Chunk(options.ImportChunkRows);
        while (rows.Read())
        {
            if (rows.LineNumber <= import.HeaderLine || rows.IsBlank)
            {
                continue;
            }

            var row = lines.Name(RowReader.Read(cells));
            if (row.Fact is { } fact && import.Mapping!.Kind == FactKinds.Messages)
            {
                messages.Name(fact);
            }

            if (rows.LineNumber <= import.Progress.Line)
            {
                continue; // stored before the interruption; read again only for the names of lines
            }

            if (judge.Against(row, cells) is { Count: > 0 } problems)
            {
                chunk.Refuse(row.Line, problems, cells.Original());
            }
            else
            {
                chunk.Add(row);
            }

            if (chunk.IsFull)
            {
                if (await writer.WriteAsync(chunk, at, ct) is not { } reached)
                {
                    return false;
                }

                at = reached;
                progress?.Invoke(at);
                chunk = new Chunk(options.ImportChunkRows);
            }
        }

        if (await writer.WriteAsync(chunk, at, ct) is not { } last)
        {
            return false;
        }

        progress?.Invoke(last);
        return true;
    }

    private async Task EndAsync(ImportRecord import, string owner, string state, (string Zh, string En)? failure, CancellationToken ct)
    {
        var card = await shops.FindAsync(import.Shop, ct);
        var now = clock.GetCurrentInstant();
        var ended = await database.WriteAsync(async (c, t) =>
        {
            if (await ImportBook.EndAsync(c, t, import.Id, owner, state, failure, now, ct) == 0)
            {
                return false;
            }

            if (state == ImportStates.Done)
            {
                await c.ExecuteAsync(t, "update orders_import set file_removed_at = @now where id = @id", ct, ("now", now.ToUnixTimeMilliseconds()), ("id", import.Id));
            }

            await AuditStore.InsertAsync(c, t, NewId.Create(clock), now.ToUnixTimeMilliseconds(),
                new AuditEntry(card?.Organisation, import.Shop, import.UploadedBy, $"orders.import.{state}", "import", import.Id.ToString(), After: new { import.FileName, import.File.Digest, kind = import.Mapping?.Kind }), ct);
            return true;
        }, ct);
        if (ended && state == ImportStates.Done)
        {
            shelf.Remove(import.File);
        }
    }
}
