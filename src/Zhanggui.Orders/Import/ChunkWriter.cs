using System.Data.Common;
using System.Text.Json;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Privacy;
using Zhanggui.Kernel.Time;
using Zhanggui.Orders.Elsewhere;
using Zhanggui.Orders.Import.Facts;
using Zhanggui.Orders.Store;

namespace Zhanggui.Orders.Import;

/// <summary>Writes a chunk, its refusals and how far the import has come in one transaction.</summary>
internal sealed class ChunkWriter(Database database, ImportBook book, ImportRecord import, SubjectKey? key, string owner, FactWriter? facts, TimeProvider clock)
{
    /// <summary>Where the import stands now, or null when it was cancelled or taken over and nothing was written.</summary>
    public async Task<ImportProgress?> WriteAsync(Chunk chunk, ImportProgress before, CancellationToken ct)
    {
        if (facts is null)
        {
            return await WriteAsync(chunk, before, null, ct);
        }

        // Other rooms write in transactions of their own: when this process dies in between, the chunk comes again and is found unchanged.
        var isOurs = await database.WriteAsync((c, t) => book.KeepAsync(c, t, import.Id, owner, null, clock.GetCurrentInstant(), ct), ct);
        return isOurs ? await WriteAsync(chunk, before, await facts.WriteAsync(chunk, ct), ct) : null;
    }

    private Task<ImportProgress?> WriteAsync(Chunk chunk, ImportProgress before, UpsertCounts? stored, CancellationToken ct) => database.WriteAsync<ImportProgress?>(async (c, t) =>
    {
        var now = clock.GetCurrentInstant();
        if (!await book.KeepAsync(c, t, import.Id, owner, null, now, ct))
        {
            return null;
        }

        var counts = stored ?? await RowsAsync(c, t, chunk, ct);
        await RefusalsAsync(c, t, chunk, ct);
        var reached = new ImportProgress(before.RowsTotal, before.RowsDone + chunk.Count, Math.Max(before.Line, chunk.Line),
            before.New + counts.New, before.Changed + counts.Changed, before.Unchanged + counts.Unchanged, before.Refused + chunk.Refused.Count);
        await book.KeepAsync(c, t, import.Id, owner, reached, now, ct);
        return reached;
    }, ct);

    /// <summary>Counts are of the rows that the file is about: orders where it has them, else lines or refunds.</summary>
    private async Task<UpsertCounts> RowsAsync(DbConnection c, DbTransaction t, Chunk chunk, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        RowUpsert Into(TableShape shape) => new(shape, import.Shop, import.Id, now);
        var (orders, lines, refunds) = (Of(chunk, r => r.Order), Of(chunk, r => r.OrderLine), Of(chunk, r => r.Refund));
        UpsertCounts counts = default;
        if (orders.Count > 0)
        {
            var written = await Into(TableShape.Orders).RunAsync(c, t, WithoutLineParts(orders), ct);
            counts += written.Counts;
            await AskAsync(c, t, written.Touched, ct);
        }

        if (lines.Count > 0)
        {
            var written = await Into(TableShape.Lines).RunAsync(c, t, lines, ct);
            counts += orders.Count > 0 ? default : written.Counts;
            await AskAsync(c, t, written.Touched, ct);
            if (import.Mapping!.HasLines)
            {
                await NameAsync(c, t, lines, ct);
            }

            if (import.Mapping!.SumsLines)
            {
                await SumAsync(c, t, lines, ct);
            }
        }

        if (refunds.Count > 0)
        {
            var written = await Into(TableShape.Refunds).RunAsync(c, t, refunds, ct);
            counts += written.Counts;
            await AskAsync(c, t, written.Touched, ct);
        }

        if (Of(chunk, r => r.Beside) is { Count: > 0 } beside)
        {
            var written = await Into(TableShape.Beside(import.Mapping!.Kind)).RunAsync(c, t, beside, ct);
            counts += written.Counts;
            if (import.Mapping.Kind == ElsewhereReader.Orders)
            {
                await AskAsync(c, t, written.Touched, ct);
            }
        }

        return counts;
    }

    /// <summary>Who earned these orders is to be decided anew, and whether there was stock.</summary>
    private async Task AskAsync(DbConnection c, DbTransaction t, IReadOnlyCollection<string> orders, CancellationToken ct)
    {
        await Credits.ToDecide.AskAsync(c, t, import.Shop, orders, ct);
        await Oversold.OversoldBook.AskAsync(c, t, import.Shop, orders, ct);
    }

    /// <summary>Where every row is a line, title, pieces and perhaps money are the line's; the order's follow from all its lines, whatever chunk they came in.</summary>
    private List<IncomingRow> WithoutLineParts(List<IncomingRow> orders)
    {
        var mapping = import.Mapping!;
        string[] parts = mapping.SumsLines ? ["title", "quantity", "amount", "paid"] : mapping.HasLines ? ["title", "quantity"] : [];
        foreach (var order in orders)
        {
            foreach (var part in parts)
            {
                order.Values[TableShape.Orders.At(part)] = null;
            }
        }

        return orders;
    }

    private Task NameAsync(DbConnection c, DbTransaction t, List<IncomingRow> lines, CancellationToken ct) => ManyRows.ExecuteAsync(c, t,
        "update orders_order set title = (select l.title from orders_line l where l.shop_id = @shop_id and l.order_id = @order_id and l.title is not null order by l.line limit 1), " +
        "quantity = (select cast(sum(l.quantity) as bigint) from orders_line l where l.shop_id = @shop_id and l.order_id = @order_id) where shop_id = @shop_id and order_id = @order_id", ["shop_id", "order_id"],
        [.. lines.Select(l => l.Key[0]).Distinct(StringComparer.Ordinal).Select(id => (object?[])[import.Shop.Value, id])], ct);

    private Task SumAsync(DbConnection c, DbTransaction t, List<IncomingRow> lines, CancellationToken ct) => ManyRows.ExecuteAsync(c, t,
        "update orders_order set amount = s.amount, paid = s.paid from (select sum(amount) as amount, sum(paid) as paid from orders_line where shop_id = @shop_id and order_id = @order_id) s " +
        "where shop_id = @shop_id and order_id = @order_id", ["shop_id", "order_id"],
        [.. lines.Select(l => l.Key[0]).Distinct(StringComparer.Ordinal).Select(id => (object?[])[import.Shop.Value, id])], ct);

    private Task RefusalsAsync(DbConnection c, DbTransaction t, Chunk chunk, CancellationToken ct) => ManyRows.ExecuteAsync(c, t,
        "insert into orders_import_refusal (import_id, line, number, column_name, code, zh, en, sealed) values (@import_id, @line, @number, @column_name, @code, @zh, @en, @sealed) on conflict do nothing",
        ["import_id", "line", "number", "column_name", "code", "zh", "en", "sealed"],
        [.. chunk.Refused.SelectMany(r => r.Problems.Select((p, i) => (object?[])[import.Id, r.Line, i, p.Column, p.Code, p.Zh, p.En, i == 0 ? Seal(r.Cells) : null]))], ct);

    private byte[]? Seal(IReadOnlyList<string> cells) => key is { } k ? k.Seal(JsonSerializer.SerializeToUtf8Bytes(cells, HouseJson.Options)) : null;

    private static List<IncomingRow> Of(Chunk chunk, Func<RowRead, IncomingRow?> part) => [.. chunk.Rows.Select(part).OfType<IncomingRow>()];
}
