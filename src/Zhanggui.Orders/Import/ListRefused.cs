using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Privacy;
using Zhanggui.Tables;

namespace Zhanggui.Orders.Import;

/// <summary>The rows that an import refused: to be looked at, or as a file in the original columns that is mended and sent again.</summary>
internal static class ListRefused
{
    private const int Most = 200;
    private const string ReasonHeader = "退回原因";
    private const string LineHeader = "原文件行号";

    internal sealed record RefusedView(long Line, IReadOnlyList<ProblemView> Problems, IReadOnlyList<string>? Cells);

    internal sealed record Answer(IReadOnlyList<string> Headers, IReadOnlyList<RefusedView> Rows, long? Next);

    public static async Task<IResult> HandleAsync(Guid id, long? after, Actor actor, OrderAccess access, Database database, SubjectKeys keys, CancellationToken ct)
    {
        if (await access.FindImportAsync(actor, id, ct) is not { } import)
        {
            return new ImportNotFound().ToProblem();
        }

        var rows = await ReadAsync(id, after ?? 0, Most + 1, database, await keys.FindAsync(id, ct), ct);
        return Results.Json(new Answer(import.Mapping?.Headers ?? [], [.. rows.Take(Most)], rows.Count > Most ? rows[Most - 1].Line : null), HouseJson.Options);
    }

    public static async Task<IResult> DownloadAsync(Guid id, Actor actor, OrderAccess access, Database database, SubjectKeys keys, CancellationToken ct)
    {
        if (await access.FindImportAsync(actor, id, ct) is not { } import)
        {
            return new ImportNotFound().ToProblem();
        }

        var key = await keys.FindAsync(id, ct);
        return Results.Stream(async stream =>
        {
            using var bytes = new MemoryStream();
            for (long? after = 0; after is { } line;)
            {
                var rows = await ReadAsync(id, line, Most, database, key, ct);
                bytes.SetLength(0);
                using (var csv = new CsvWriter(bytes, guardsFormulas: false, hasBom: line == 0))
                {
                    Write(csv, line == 0 ? import.Mapping?.Headers ?? [] : null, rows, import.Mapping?.Headers.Count ?? 0);
                }

                await stream.WriteAsync(bytes.GetBuffer().AsMemory(0, (int)bytes.Length), ct);
                after = rows.Count == Most ? rows[^1].Line : null;
            }
        }, "text/csv; charset=utf-8", $"退回-{Path.GetFileNameWithoutExtension(import.FileName)}.csv");
    }

    private static void Write(CsvWriter csv, IReadOnlyList<string>? headers, IReadOnlyList<RefusedView> rows, int columns)
    {
        if (headers is not null)
        {
            foreach (var header in headers)
            {
                csv.Cell(header);
            }

            csv.Row(ReasonHeader, LineHeader);
        }

        foreach (var row in rows)
        {
            for (var i = 0; i < columns; i++)
            {
                csv.Cell(row.Cells?.ElementAtOrDefault(i));
            }

            csv.Row(string.Join(' ', row.Problems.Select(p => p.Zh)), row.Line.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    private static async Task<IReadOnlyList<RefusedView>> ReadAsync(Guid id, long after, int limit, Database database, SubjectKey? key, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var rows = await connection.ReadAllAsync(null,
            "select line, number, column_name, code, zh, en, sealed from orders_import_refusal where import_id = @id and sent_as is null and line in " +
            "(select distinct line from orders_import_refusal where import_id = @id and sent_as is null and line > @after order by line limit @limit) order by line, number",
            r => (Problem: new ProblemView(r.GetInt64(0), r.GetString(3), r.IsDBNull(2) ? null : r.GetString(2), r.GetString(4), r.GetString(5)), Sealed: r.IsDBNull(6) ? null : r.GetFieldValue<byte[]>(6)), ct,
            ("id", id), ("after", after), ("limit", limit));
        return
        [
            .. rows.GroupBy(r => r.Problem.Line).Select(g => new RefusedView(g.Key, [.. g.Select(r => r.Problem)],
                key is { } k && g.First().Sealed is { } bytes ? JsonSerializer.Deserialize<List<string>>(k.Open(bytes), HouseJson.Options) : null)),
        ];
    }
}
