using System.Data.Common;
using NodaTime;
using Zhanggui.Facts;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Records.Contracts;

namespace Zhanggui.Records.Keeping;

/// <summary>Keeps rows of any file but messages, with what they said before.</summary>
internal sealed class RowKeeper(ShopId shop, string file, Guid? origin, Instant now, PersonId? by = null, string? reason = null)
{
    private const int RowsPerQuery = 500;

    public async Task<StoredCounts> KeepAsync(DbConnection c, DbTransaction t, IReadOnlyList<KeptRow> rows, CancellationToken ct)
    {
        var counts = default(StoredCounts);
        foreach (var some in rows.Chunk(RowsPerQuery))
        {
            counts += await KeepSomeAsync(c, t, some, ct);
        }

        return counts;
    }

    private async Task<StoredCounts> KeepSomeAsync(DbConnection c, DbTransaction t, KeptRow[] rows, CancellationToken ct)
    {
        var names = string.Join(", ", rows.Select((_, i) => $"@k{i}"));
        var known = (await c.ReadAllAsync(t, $"select row_key, cells, version, origin, entered_by, reason, unknown from records_row where shop_id = @shop and file = @file and row_key in ({names})",
            r => (Key: r.GetString(0), Cells: r.GetString(1), Version: r.GetInt64(2), Origin: r.IsDBNull(3) ? (Guid?)null : r.GetGuid(3), By: r.IsDBNull(4) ? (Guid?)null : r.GetGuid(4), Reason: r.IsDBNull(5) ? null : r.GetString(5), Unknown: r.IsDBNull(6) ? null : r.GetString(6)), ct,
            [("shop", shop.Value), ("file", file), .. rows.Select((r, i) => ($"k{i}", (object?)r.Key))])).ToDictionary(k => k.Key, StringComparer.Ordinal);
        string? UnknownOf(KeptRow row) => UnknownCells.Merge(known.TryGetValue(row.Key, out var k) ? k.Unknown : null, row.Unknown);
        var fresh = rows.Where(r => !known.ContainsKey(r.Key)).ToList();
        var changed = rows.Where(r => known.TryGetValue(r.Key, out var k) && (k.Cells != r.Cells || k.Unknown != UnknownOf(r))).ToList();
        await ManyRows.ExecuteAsync(c, t,
            "insert into records_row_version (shop_id, file, row_key, version, cells, unknown, origin, at, entered_by, reason) values (@shop, @file, @key, @version, @cells, @unknown, @origin, @at, @by, @reason)",
            ["shop", "file", "key", "version", "cells", "unknown", "origin", "at", "by", "reason"],
            [.. changed.Select(r => (object?[])[shop.Value, file, r.Key, known[r.Key].Version, known[r.Key].Cells, known[r.Key].Unknown, known[r.Key].Origin, now.ToUnixTimeMilliseconds(), known[r.Key].By, known[r.Key].Reason])], ct);
        await ManyRows.ExecuteAsync(c, t,
            "insert into records_row (shop_id, file, row_key, cells, unknown, buyer, order_id, from_at, until_at, version, origin, changed_at, entered_by, reason) values (@shop, @file, @key, @cells, @unknown, @buyer, @order, @from, @until, coalesce((select max(v.version) from records_row_version v where v.shop_id = @shop and v.file = @file and v.row_key = @key), 0) + 1, @origin, @at, @by, @reason) " +
            "on conflict (shop_id, file, row_key) do update set cells = excluded.cells, unknown = excluded.unknown, buyer = excluded.buyer, order_id = excluded.order_id, from_at = excluded.from_at, until_at = excluded.until_at, " +
            "version = records_row.version + 1, taken = 0, origin = excluded.origin, changed_at = excluded.changed_at, entered_by = excluded.entered_by, reason = excluded.reason",
            ["shop", "file", "key", "cells", "unknown", "buyer", "order", "from", "until", "origin", "at", "by", "reason"],
            [.. fresh.Concat(changed).Select(r => (object?[])[shop.Value, file, r.Key, r.Cells, UnknownOf(r), r.Buyer, r.OrderId, r.FromAt, r.UntilAt, origin, now.ToUnixTimeMilliseconds(), by?.Value, reason])], ct);
        return new StoredCounts(fresh.Count, changed.Count, rows.Length - fresh.Count - changed.Count);
    }
}
