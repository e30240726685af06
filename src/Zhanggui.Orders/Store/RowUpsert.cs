using System.Data.Common;
using System.Text.Json;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;

namespace Zhanggui.Orders.Store;

/// <summary>
/// Writes rows of a file under their natural key inside the caller's transaction: new ones are inserted, changed ones are updated with what
/// they were before (orders only), equal ones are left alone, so that repeating an import does nothing.
/// </summary>
internal sealed class RowUpsert(TableShape shape, ShopId shop, Guid import, Instant now)
{
    private readonly long at = now.ToUnixTimeMilliseconds();

    /// <summary>The rows may name a key several times; the later ones are merged into the first. Answers the keys that were written, too.</summary>
    public async Task<(UpsertCounts Counts, IReadOnlyCollection<string> Touched)> RunAsync(DbConnection connection, DbTransaction transaction, IReadOnlyCollection<IncomingRow> rows, CancellationToken ct)
    {
        var known = await FindAsync(connection, transaction, rows, ct);
        var pending = new Dictionary<string, Pending>(rows.Count, StringComparer.Ordinal);
        var again = 0L;
        foreach (var row in rows)
        {
            var key = row.KeyText;
            if (known.TryGetValue(key, out var old) && old.IsErased)
            {
                RowMerge.WithoutPerson(row);
            }

            if (pending.TryGetValue(key, out var first))
            {
                first.Merged = RowMerge.Merge(shape, first.Merged, row);
                again++;
            }
            else
            {
                var stored = known.GetValueOrDefault(key);
                pending[key] = new Pending(row, stored, stored is null ? row.Values : RowMerge.Merge(shape, stored.Values, row));
            }
        }

        var fresh = pending.Values.Where(p => p.Stored is null).ToList();
        var changed = pending.Values.Where(p => p.Stored is not null && RowMerge.Changed(p.Stored.Values, p.Merged).Count > 0).ToList();
        await InsertAsync(connection, transaction, fresh, ct);
        await UpdateAsync(connection, transaction, changed, ct);
        return (new UpsertCounts(fresh.Count, changed.Count, pending.Count - fresh.Count - changed.Count + again), ReferenceEquals(shape, TableShape.ElsewhereDays) ? [] : [.. fresh.Concat(changed).Select(p => OrderOf(p.Row))]);
    }

    private string OrderOf(IncomingRow row) => shape.Key[0] == "order_id" ? row.Key[0] : (string)row.Values[shape.At("order_id")]!;

    private async Task<Dictionary<string, Stored>> FindAsync(DbConnection connection, DbTransaction transaction, IReadOnlyCollection<IncomingRow> rows, CancellationToken ct)
    {
        var keys = rows.Select(r => r.Key[0]).Distinct(StringComparer.Ordinal).ToList();
        var names = string.Join(", ", Enumerable.Range(0, keys.Count).Select(i => $"@k{i}"));
        var version = shape.HasVersions ? ", version, erased_at" : string.Empty;
        var parameters = keys.Select((k, i) => ($"k{i}", (object?)k)).Append(("shop", shop.Value)).ToArray();
        var found = await connection.ReadAllAsync(transaction,
            $"select {string.Join(", ", shape.Key)}, {string.Join(", ", shape.Columns)}{version} from {shape.Table} where shop_id = @shop and {shape.Key[0]} in ({names})",
            Read, ct, parameters);
        return found.ToDictionary(f => f.Key, f => f.Row, StringComparer.Ordinal);
    }

    private (string Key, Stored Row) Read(DbDataReader r)
    {
        var key = string.Join('\u001f', Enumerable.Range(0, shape.Key.Count).Select(r.GetString));
        var values = new object?[shape.Columns.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = r.IsDBNull(shape.Key.Count + i) ? null : i == shape.Person ? r.GetGuid(shape.Key.Count + i) : r.GetValue(shape.Key.Count + i);
        }

        return (key, new Stored(values, shape.HasVersions ? r.GetInt64(shape.Key.Count + values.Length) : 0, shape.HasVersions && !r.IsDBNull(shape.Key.Count + values.Length + 1)));
    }

    private Task InsertAsync(DbConnection connection, DbTransaction transaction, IReadOnlyCollection<Pending> rows, CancellationToken ct)
    {
        string[] own = shape.HasVersions ? ["version", "created_by_import", "created_at"] : [];
        string[] names = ["shop_id", .. shape.Key, .. shape.Columns, "changed_by_import", "changed_at", .. own];
        object?[] ends = shape.HasVersions ? [import, at, 1L, import, at] : [import, at];
        return ManyRows.ExecuteAsync(connection, transaction,
            $"insert into {shape.Table} ({string.Join(", ", names)}) values ({string.Join(", ", names.Select(n => "@" + n))})", names,
            [.. rows.Select(p => (object?[])[shop.Value, .. p.Row.Key, .. p.Merged, .. ends])], ct);
    }

    private async Task UpdateAsync(DbConnection connection, DbTransaction transaction, IReadOnlyCollection<Pending> rows, CancellationToken ct)
    {
        var version = shape.HasVersions ? ", version = version + 1" : string.Empty;
        string[] names = ["shop_id", .. shape.Key, .. shape.Columns, "changed_by_import", "changed_at"];
        await ManyRows.ExecuteAsync(connection, transaction,
            $"update {shape.Table} set {string.Join(", ", shape.Columns.Append("changed_by_import").Append("changed_at").Select(n => $"{n} = @{n}"))}{version} where shop_id = @shop_id and {string.Join(" and ", shape.Key.Select(n => $"{n} = @{n}"))}", names,
            [.. rows.Select(p => (object?[])[shop.Value, .. p.Row.Key, .. p.Merged, import, at])], ct);
        if (shape.HasVersions)
        {
            await ManyRows.ExecuteAsync(connection, transaction,
                "insert into orders_order_version (shop_id, order_id, version, import_id, at, changes) values (@shop_id, @order_id, @version, @import_id, @at, @changes)",
                ["shop_id", "order_id", "version", "import_id", "at", "changes"],
                [.. rows.Select(p => (object?[])[shop.Value, p.Row.Key[0], p.Stored!.Version + 1, import, at, Changes(p)])], ct);
        }
    }

    private string Changes(Pending row) => JsonSerializer.Serialize(
        RowMerge.Changed(row.Stored!.Values, row.Merged).ToDictionary(i => shape.Columns[i], i => new[] { row.Stored.Values[i], row.Merged[i] }, StringComparer.Ordinal), HouseJson.Options);

    private sealed record Stored(object?[] Values, long Version, bool IsErased);

    private sealed class Pending(IncomingRow row, Stored? stored, object?[] merged)
    {
        public IncomingRow Row { get; } = row;

        public Stored? Stored { get; } = stored;

        public object?[] Merged { get; set; } = merged;
    }
}
