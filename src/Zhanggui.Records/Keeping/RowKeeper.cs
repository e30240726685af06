using System.Data.Common;
using NodaTime;
using Zhanggui.Facts.Schema;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Records.Contracts;

namespace Zhanggui.Records.Keeping;

/// <summary>Keeps rows of any file but messages, with what they said before.</summary>
internal sealed class RowKeeper(ShopId shop, string file, Guid? origin, Instant now)
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
        var known = (await c.ReadAllAsync(t, $"select row_key, cells, version, origin from records_row where shop_id = @shop and file = @file and row_key in ({names})",
            r => (Key: r.GetString(0), Cells: r.GetString(1), Version: r.GetInt64(2), Origin: r.IsDBNull(3) ? (Guid?)null : r.GetGuid(3)), ct,
            [("shop", shop.Value), ("file", file), .. rows.Select((r, i) => ($"k{i}", (object?)r.Key))])).ToDictionary(k => k.Key, StringComparer.Ordinal);
        var fresh = rows.Where(r => !known.ContainsKey(r.Key)).ToList();
        var changed = rows.Where(r => known.TryGetValue(r.Key, out var k) && k.Cells != r.Cells).ToList();
        await ManyRows.ExecuteAsync(c, t,
            "insert into records_row_version (shop_id, file, row_key, version, cells, origin, at) values (@shop, @file, @key, @version, @cells, @origin, @at)",
            ["shop", "file", "key", "version", "cells", "origin", "at"],
            [.. changed.Select(r => (object?[])[shop.Value, file, r.Key, known[r.Key].Version, known[r.Key].Cells, known[r.Key].Origin, now.ToUnixTimeMilliseconds()])], ct);
        await ManyRows.ExecuteAsync(c, t,
            "insert into records_row (shop_id, file, row_key, cells, buyer, order_id, from_at, until_at, version, origin, changed_at) values (@shop, @file, @key, @cells, @buyer, @order, @from, @until, 1, @origin, @at) " +
            "on conflict (shop_id, file, row_key) do update set cells = excluded.cells, buyer = excluded.buyer, order_id = excluded.order_id, from_at = excluded.from_at, until_at = excluded.until_at, " +
            "version = records_row.version + 1, taken = 0, origin = excluded.origin, changed_at = excluded.changed_at",
            ["shop", "file", "key", "cells", "buyer", "order", "from", "until", "origin", "at"],
            [.. fresh.Concat(changed).Select(r => (object?[])[shop.Value, file, r.Key, r.Cells, r.Buyer, r.OrderId, r.FromAt, r.UntilAt, origin, now.ToUnixTimeMilliseconds()])], ct);
        return new StoredCounts(fresh.Count, changed.Count, rows.Length - fresh.Count - changed.Count);
    }
}
