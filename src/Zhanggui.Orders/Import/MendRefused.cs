using Microsoft.AspNetCore.Http;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Kernel.Time;
using Zhanggui.Orders.Store;
using Zhanggui.Tables;

namespace Zhanggui.Orders.Import;

/// <summary>
/// Refused rows that somebody mended on screen are imported as a small file of their own, with the columns of the file they came from. They leave the
/// list of the first import; what is refused again stands in the list of the new one.
/// </summary>
internal static class MendRefused
{
    private const int MostRows = 500;
    private const int LongestCell = 4000;

    internal sealed record MendedRow(long Line, IReadOnlyList<string?> Cells);

    internal sealed record MendRequest(IReadOnlyList<MendedRow> Rows);

    public static async Task<IResult> HandleAsync(Guid id, MendRequest request, Actor actor, OrderAccess access, UploadImport upload, ImportBook imports, Database database, TimeProvider clock, CancellationToken ct)
    {
        if (await access.FindImportAsync(actor, id, ct) is not { } import)
        {
            return new ImportNotFound().ToProblem();
        }

        if (import.Mapping is not { } mapping || !IsWellFormed(request, mapping))
        {
            return new MendedRowsWrong(MostRows).ToProblem();
        }

        if (ManageImports.MayNot(actor, import) is { } no)
        {
            return no.ToProblem();
        }

        using var file = Csv(mapping, request.Rows);
        var added = await upload.AddMendedAsync(import, file, actor.Person, ct);
        if (added.Refusal is { } refused)
        {
            return refused.ToProblem();
        }

        var (made, now) = (added.Value.Id, clock.GetCurrentInstant());
        await database.WriteAsync(async (c, t) =>
        {
            await ManyRows.ExecuteAsync(c, t, "update orders_import_refusal set sent_as = @made where import_id = @id and line = @line", ["made", "id", "line"], [.. request.Rows.Select(r => (object?[])[made, id, r.Line])], ct);
            await c.ExecuteAsync(t, "update orders_import set mends = @id where id = @made", ct, ("id", id), ("made", made));
            await imports.QueueAsync(made, c, t, ct);
            await AuditStore.InsertAsync(c, t, NewId.Create(clock), now.ToUnixTimeMilliseconds(),
                new AuditEntry(actor.Organisation, import.Shop, actor.Person, "orders.import.mend", "import", id.ToString(), After: new { import.FileName, rows = request.Rows.Count, made }), ct);
            return 0;
        }, ct);
        return Results.Json(await upload.ViewAsync((await imports.FindAsync(made, ct))!, actor.Name, ct), HouseJson.Options);
    }

    private static bool IsWellFormed(MendRequest request, Mapping mapping) =>
        request.Rows is { Count: > 0 and <= MostRows } rows && rows.All(r => r.Cells is not null && r.Cells.Count <= mapping.Headers.Count && r.Cells.All(c => c is null || c.Length <= LongestCell));

    private static MemoryStream Csv(Mapping mapping, IReadOnlyList<MendedRow> rows)
    {
        var bytes = new MemoryStream();
        using (var csv = new CsvWriter(bytes, guardsFormulas: false, hasBom: true))
        {
            foreach (var row in rows.Select(r => r.Cells).Prepend(mapping.Headers))
            {
                for (var i = 0; i < mapping.Headers.Count; i++)
                {
                    csv.Cell(i < row.Count ? row[i] : null);
                }

                csv.EndRow();
            }
        }

        bytes.Position = 0;
        return bytes;
    }
}
