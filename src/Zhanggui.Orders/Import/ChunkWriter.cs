using System.Data.Common;
using System.Text.Json;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Privacy;
using Zhanggui.Kernel.Time;
using Zhanggui.Orders.Store;

namespace Zhanggui.Orders.Import;

/// <summary>Writes a chunk, its refusals and how far the import has come in one transaction.</summary>
internal sealed class ChunkWriter(Database database, ImportRecord import, SubjectKey? key, string owner, TimeProvider clock)
{
    /// <summary>Where the import stands now, or null when it was cancelled or taken over and nothing was written.</summary>
    public Task<ImportProgress?> WriteAsync(Chunk chunk, ImportProgress before, CancellationToken ct) => database.WriteAsync<ImportProgress?>(async (c, t) =>
    {
        var now = clock.GetCurrentInstant();
        if (!await ImportBook.KeepAsync(c, t, import.Id, owner, null, now, ct))
        {
            return null;
        }

        var counts = await RowsAsync(c, t, chunk, ct);
        await RefusalsAsync(c, t, chunk, ct);
        var reached = new ImportProgress(before.RowsTotal, before.RowsDone + chunk.Count, Math.Max(before.Line, chunk.Line),
            before.New + counts.New, before.Changed + counts.Changed, before.Unchanged + counts.Unchanged, before.Refused + chunk.Refused.Count);
        await ImportBook.KeepAsync(c, t, import.Id, owner, reached, now, ct);
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
            var written = await Into(TableShape.Orders).RunAsync(c, t, import.Mapping!.SumsLines ? WithoutMoney(orders) : orders, ct);
            counts += written.Counts;
            await AskAsync(c, t, written.Touched, ct);
        }

        if (lines.Count > 0)
        {
            var written = await Into(TableShape.Lines).RunAsync(c, t, lines, ct);
            counts += orders.Count > 0 ? default : written.Counts;
            await AskAsync(c, t, written.Touched, ct);
            if (import.Mapping!.SumsLines)
            {
                await SumAsync(c, t, lines, ct);
            }
        }

        if (refunds.Count > 0)
        {
            counts += (await Into(TableShape.Refunds).RunAsync(c, t, refunds, ct)).Counts;
        }

        return counts;
    }

    /// <summary>Who earned these orders is to be decided anew.</summary>
    private Task AskAsync(DbConnection c, DbTransaction t, IReadOnlyCollection<string> orders, CancellationToken ct) => ManyRows.ExecuteAsync(c, t,
        "insert into orders_to_decide (shop_id, order_id) values (@shop_id, @order_id) on conflict do nothing", ["shop_id", "order_id"],
        [.. orders.Distinct(StringComparer.Ordinal).Select(id => (object?[])[import.Shop.Value, id])], ct);

    /// <summary>Where every row is a line, its money is the line's; the order's follows from all its lines.</summary>
    private static List<IncomingRow> WithoutMoney(List<IncomingRow> orders)
    {
        var (amount, paid) = (TableShape.Orders.At("amount"), TableShape.Orders.At("paid"));
        foreach (var order in orders)
        {
            order.Values[amount] = order.Values[paid] = null;
        }

        return orders;
    }

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
