using System.Data.Common;
using NodaTime;
using Zhanggui.Facts;
using Zhanggui.Facts.Records;
using Zhanggui.Facts.Schema;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Privacy;
using Zhanggui.Kernel.Time;
using Zhanggui.Records.Contracts;
using Zhanggui.Records.Store;

namespace Zhanggui.Records.Keeping;

/// <inheritdoc cref="IRecordStore"/>
internal sealed class RecordStore(RoomDbTools tools, MessageKeeper messages, SubjectKeys keys) : IRecordStore
{
    public async Task<StoredCounts> StoreAsync<T>(ShopId shop, FactsFile<T> file, IReadOnlyCollection<T> rows, Guid? origin, CancellationToken ct, IReadOnlyList<string?>? unknown = null)
        where T : class
    {
        if (rows.Count == 0)
        {
            return default;
        }

        var now = tools.Clock.GetCurrentInstant();
        return typeof(T) == typeof(MessageFact)
            ? await StoreMessagesAsync(shop, [.. rows.Cast<MessageFact>().Select((m, i) => (m, unknown?[i]))], origin, now, ct)
            : await StoreRowsAsync(shop, file.Name, [.. rows.Select((r, i) => KeptRow.Of(file, r, unknown?[i])).GroupBy(r => r.Key, StringComparer.Ordinal).Select(g => g.Last())], rows.Count, origin, now, ct);
    }

    public Task<int> HandOverAsync<T>(ShopId shop, FactsFile<T> file, int most, Func<DbConnection, DbTransaction, IReadOnlyList<T>, Task> keep, CancellationToken ct)
        where T : class => tools.Database.WriteAsync(async (c, t) =>
    {
        var lockRows = tools.Database.IsSqlite ? string.Empty : " for update";
        var rows = await c.ReadAllAsync(t, $"select row_key, cells from records_row where shop_id = @shop and file = @file and taken = 0 order by row_key limit {most}{lockRows}", r => (Key: r.GetString(0), Cells: r.GetString(1)), ct, ("shop", shop.Value), ("file", file.Name));
        var read = new FactSetBuilder();
        foreach (var row in rows)
        {
            file.Give(read, KeptRow.Read(row.Cells), DateTimeZone.Utc, _ => { });
        }

        await keep(c, t, file.Of(read.Build()));
        await ManyRows.ExecuteAsync(c, t, "update records_row set taken = 1 where shop_id = @shop and file = @file and row_key = @key", ["shop", "file", "key"], [.. rows.Select(r => (object?[])[shop.Value, file.Name, r.Key])], ct);
        return rows.Count;
    }, ct);

    public async Task<IReadOnlyDictionary<string, long>> CountAsync(ShopId shop, CancellationToken ct)
    {
        await using var connection = await tools.Database.OpenAsync(ct);
        var counts = (await connection.ReadAllAsync(null, "select file, count(*) from records_row where shop_id = @shop group by file", r => (File: r.GetString(0), Rows: r.GetInt64(1)), ct, ("shop", shop.Value)))
            .ToDictionary(c => c.File, c => c.Rows, StringComparer.Ordinal);
        var talks = await connection.ReadLongAsync(null, "select count(*) from records_message where shop_id = @shop", ct, ("shop", shop.Value)) ?? 0;
        if (talks > 0)
        {
            counts[FactsFiles.Messages.Name] = talks;
        }

        return counts;
    }

    public async Task EraseAsync(ShopId shop, string buyer, PersonId by, string because, CancellationToken ct)
    {
        var subject = MessageKeeper.SubjectOf(shop, buyer);
        var now = tools.Clock.GetCurrentInstant();
        await tools.Database.WriteAsync(async (c, t) =>
        {
            await SubjectKeys.DestroyAsync(c, t, subject, shop, by, because, now, ct);
            await c.ExecuteAsync(t, "update records_message set text_sealed = null, text_digest = null, unknown_sealed = null, unknown_digest = null where shop_id = @shop and buyer = @buyer", ct, ("shop", shop.Value), ("buyer", buyer));
            await c.ExecuteAsync(t, "delete from records_row_version where shop_id = @shop and exists (select 1 from records_row r where r.shop_id = records_row_version.shop_id and r.file = records_row_version.file and r.row_key = records_row_version.row_key and r.buyer = @buyer)", ct, ("shop", shop.Value), ("buyer", buyer));
            return await c.ExecuteAsync(t, "delete from records_row where shop_id = @shop and buyer = @buyer", ct, ("shop", shop.Value), ("buyer", buyer));
        }, ct);
        keys.ForgetEverywhere(shop, [subject]);
    }

    private async Task<StoredCounts> StoreMessagesAsync(ShopId shop, IReadOnlyList<(MessageFact Fact, string? Unknown)> rows, Guid? origin, Instant now, CancellationToken ct)
    {
        var sealedRows = await messages.SealAsync(shop, rows.GroupBy(r => r.Fact.Id, StringComparer.Ordinal).Select(g => g.Last()), ct);
        var times = rows.Select(r => r.Fact.SentAt).OfType<Instant>().ToList();
        var span = times.Count == 0 ? (null, null) : ((long?)times.Min().ToUnixTimeMilliseconds(), (long?)times.Max().ToUnixTimeMilliseconds());
        var changed = new RecordsChanged(shop, FactsFiles.Messages.Name, span.Item1, span.Item2, Buyers: [.. rows.Select(r => r.Fact.Buyer).Distinct(StringComparer.Ordinal)]);
        return await SaveAsync(changed, rows.Count - sealedRows.Count, (c, t) => MessageKeeper.KeepAsync(c, t, shop, sealedRows, origin, now, ct), ct);
    }

    private Task<StoredCounts> StoreRowsAsync(ShopId shop, string file, IReadOnlyList<KeptRow> rows, int given, Guid? origin, Instant now, CancellationToken ct)
    {
        var isTimeless = rows.Any(r => r.FromAt is null);
        var span = isTimeless ? (null, null) : (rows.Min(r => r.FromAt), rows.Any(r => r.UntilAt is null) ? null : rows.Max(r => r.UntilAt));
        var orders = rows.All(r => r.OrderId is not null) ? rows.Select(r => r.OrderId!).Distinct(StringComparer.Ordinal).ToList() : null;
        var buyers = rows.All(r => r.Buyer is not null) ? rows.Select(r => r.Buyer!).Distinct(StringComparer.Ordinal).ToList() : null;
        return SaveAsync(new RecordsChanged(shop, file, span.Item1, span.Item2, buyers, orders), given - rows.Count, (c, t) => new RowKeeper(shop, file, origin, now).KeepAsync(c, t, rows, ct), ct);
    }

    private async Task<StoredCounts> SaveAsync(RecordsChanged changed, int again, Func<DbConnection, DbTransaction, Task<StoredCounts>> keep, CancellationToken ct)
    {
        await using var db = new RecordsDb(tools);
        var counts = await db.RunAsync(async (c, t) =>
        {
            var kept = await keep(c, t);
            if (kept.New + kept.Changed > 0)
            {
                db.Publish(changed, changed.Shop);
            }

            return kept;
        }, ct);
        return counts with { Unchanged = counts.Unchanged + again };
    }
}
