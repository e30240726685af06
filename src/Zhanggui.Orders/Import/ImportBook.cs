using System.Data.Common;
using System.Text.Json;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Orders.Import.Files;

namespace Zhanggui.Orders.Import;

/// <summary>The imports of the shops as rows. A running import belongs to the process that claimed it, until its lease runs out.</summary>
internal sealed class ImportBook(Database database, OrdersOptions options)
{
    private Duration Lease => Duration.FromSeconds(options.ImportLeaseSeconds);

    /// <summary>How often a process says that it still works on its import.</summary>
    public Duration Beat => Duration.Min(Duration.FromSeconds(1), Lease / 3);

    private const long ClaimLock = 0x696D706F7274; // "import"
    private const int WantsCancel = 1;
    private const int WantsPause = 2;

    private const string Select =
        "select id, shop_id, state, file_name, file_size, chunks, digest, mapping, header_line, sheet, rows_total, rows_done, line_done, count_new, count_changed, count_unchanged, count_refused, " +
        "failure_zh, failure_en, uploaded_at, uploaded_by, started_at, ended_at, file_removed_at, rows_checked from orders_import ";

    public Task AddAsync(ImportRecord import, CancellationToken ct) => database.WriteAsync((c, t) => c.ExecuteAsync(t,
        "insert into orders_import (id, shop_id, kind, format, state, file_name, file_size, digest, chunks, mapping, header_line, sheet, uploaded_at, uploaded_by) " +
        "values (@id, @shop, @kind, @format, @state, @name, @size, @digest, @chunks, @mapping, @header, @sheet, @at, @by)", ct,
        ("id", import.Id), ("shop", import.Shop.Value), ("kind", import.Mapping?.Kind ?? string.Empty), ("format", import.Mapping?.Format ?? string.Empty), ("state", import.State),
        ("name", import.FileName), ("size", import.File.Size), ("digest", import.File.Digest), ("chunks", import.File.Chunks), ("mapping", Text(import.Mapping)),
        ("header", import.HeaderLine), ("sheet", import.Sheet), ("at", import.UploadedAt.ToUnixTimeMilliseconds()), ("by", import.UploadedBy?.Value)), ct);

    public async Task<ImportRecord?> FindAsync(Guid id, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var rows = await connection.ReadAllAsync(null, Select + "where id = @id", Read, ct, ("id", id));
        return rows.Count == 0 ? null : rows[0];
    }

    /// <summary>Latest first.</summary>
    public async Task<IReadOnlyList<ImportRecord>> ListAsync(ShopId shop, int limit, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.ReadAllAsync(null, Select + "where shop_id = @shop order by uploaded_at desc, id desc limit @limit", Read, ct, ("shop", shop.Value), ("limit", limit));
    }

    /// <summary>The last time the very same bytes were imported into the shop.</summary>
    public async Task<Instant?> FindTwinAsync(ShopId shop, string digest, Guid except, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.ReadLongAsync(null, "select max(ended_at) from orders_import where shop_id = @shop and digest = @digest and state = 'done' and id <> @id", ct,
            ("shop", shop.Value), ("digest", digest), ("id", except)) is { } at ? Instant.FromUnixTimeMilliseconds(at) : null;
    }

    /// <summary>An import of the very same bytes that waits or runs in the shop now.</summary>
    public async Task<Guid?> FindMovingTwinAsync(ShopId shop, string digest, Guid except, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var found = await connection.ReadAllAsync(null, "select id from orders_import where shop_id = @shop and digest = @digest and state in ('queued', 'running') and id <> @id order by uploaded_at limit 1", r => r.GetGuid(0), ct,
            ("shop", shop.Value), ("digest", digest), ("id", except));
        return found.Count == 0 ? null : found[0];
    }

    public Task<int> SetMappingAsync(Guid id, Mapping mapping, long headerLine, CancellationToken ct) => database.WriteAsync((c, t) => c.ExecuteAsync(t,
        "update orders_import set mapping = @mapping, kind = @kind, format = @format, header_line = @header where id = @id and state in ('uploaded', 'failed') and rows_done = 0", ct,
        ("mapping", Text(mapping)), ("kind", mapping.Kind), ("format", mapping.Format), ("header", headerLine), ("id", id)), ct);

    /// <summary>Zero when the state does not allow it.</summary>
    public Task<int> QueueAsync(Guid id, DbConnection c, DbTransaction t, CancellationToken ct) => c.ExecuteAsync(t,
        "update orders_import set state = 'queued', wants_cancel = 0, failure_zh = null, failure_en = null, ended_at = null where id = @id and state in ('uploaded', 'paused', 'cancelled', 'failed') and mapping is not null and file_removed_at is null", ct, ("id", id));

    /// <summary>A queued import ends at once, a running one at its next chunk; a paused one is ended, too.</summary>
    public Task<int> CancelAsync(Guid id, Instant now, CancellationToken ct) => StopAsync(id, WantsCancel, ImportStates.Cancelled, now, ct);

    /// <summary>The same, but it is meant to go on later.</summary>
    public Task<int> PauseAsync(Guid id, Instant now, CancellationToken ct) => StopAsync(id, WantsPause, ImportStates.Paused, now, ct);

    private Task<int> StopAsync(Guid id, int wants, string state, Instant now, CancellationToken ct) => database.WriteAsync((c, t) => c.ExecuteAsync(t,
        "update orders_import set wants_cancel = @wants, ended_at = case when state = 'running' then ended_at else @now end, state = case when state = 'running' then state else @state end " +
        $"where id = @id and state in ('queued', 'running'{(wants == WantsCancel ? ", 'paused'" : string.Empty)})", ct,
        ("wants", wants), ("state", state), ("id", id), ("now", now.ToUnixTimeMilliseconds())), ct);

    /// <summary>Takes the oldest import that waits, or one whose process died; one at a time in a shop, so that two files never write the same order at once.</summary>
    public async Task<Guid?> ClaimAsync(string owner, Instant now, CancellationToken ct)
    {
        var skip = database.IsSqlite ? string.Empty : " for update skip locked";
        var rows = await database.WriteAsync(async (c, t) =>
        {
            await OneAtATimeAsync(c, t, ct);
            return await c.ReadAllAsync(t,
            "update orders_import set state = 'running', claimed_by = @owner, claimed_until = @until, started_at = coalesce(started_at, @now) where id = (select i.id from orders_import i " +
            "where (i.state = 'queued' or (i.state = 'running' and i.claimed_until < @now)) and not exists (select 1 from orders_import o where o.shop_id = i.shop_id and o.state = 'running' and o.claimed_until >= @now and o.id <> i.id) " +
            $"order by i.uploaded_at limit 1{skip}) returning id", r => r.GetGuid(0), ct,
            ("owner", owner), ("now", now.ToUnixTimeMilliseconds()), ("until", (now + Lease).ToUnixTimeMilliseconds()));
        }, ct);
        return rows.Count == 0 ? null : rows[0];
    }

    public Task<int> LetGoAsync(Guid id, string owner, CancellationToken ct) => database.WriteAsync((c, t) => c.ExecuteAsync(t,
        "update orders_import set claimed_until = 0 where id = @id and claimed_by = @owner and state = 'running'", ct, ("id", id), ("owner", owner)), ct);

    /// <summary>Takes this import and no other, past the queue; false while another one runs in the shop.</summary>
    public Task<bool> ClaimAsync(Guid id, string owner, Instant now, CancellationToken ct) => database.WriteAsync(async (c, t) =>
    {
        await OneAtATimeAsync(c, t, ct);
        return await c.ExecuteAsync(t,
            "update orders_import set state = 'running', claimed_by = @owner, claimed_until = @until, started_at = coalesce(started_at, @now) where id = @id and state = 'uploaded' and not exists " +
            "(select 1 from orders_import o where o.shop_id = orders_import.shop_id and o.state = 'running' and o.claimed_until >= @now)", ct,
            ("owner", owner), ("now", now.ToUnixTimeMilliseconds()), ("until", (now + Lease).ToUnixTimeMilliseconds()), ("id", id)) > 0;
    }, ct);

    /// <summary>Whoever waited for this import went away: it ends as cancelled and can be taken up again.</summary>
    public Task<int> AbandonAsync(Guid id, Instant now, CancellationToken ct) => database.WriteAsync((c, t) => c.ExecuteAsync(t,
        "update orders_import set state = 'cancelled', ended_at = @now, claimed_by = null, claimed_until = null where id = @id and state in ('uploaded', 'running')", ct, ("id", id), ("now", now.ToUnixTimeMilliseconds())), ct);

    public Task<int> RemoveAsync(Guid id, CancellationToken ct) => database.WriteAsync((c, t) => c.ExecuteAsync(t, "delete from orders_import where id = @id and state = 'uploaded'", ct, ("id", id)), ct);

    /// <summary>On PostgreSQL two claims at once would each not see the other; on SQLite writers wait for each other anyway.</summary>
    private async Task OneAtATimeAsync(DbConnection c, DbTransaction t, CancellationToken ct)
    {
        if (!database.IsSqlite)
        {
            await c.ExecuteAsync(t, "select pg_advisory_xact_lock(@key)", ct, ("key", ClaimLock));
        }
    }

    /// <summary>Says that the process still works on it, whatever it is busy with; false when the import is not its any more.</summary>
    public async Task<bool> BeatAsync(Guid id, string owner, Instant now, CancellationToken ct) => await database.WriteAsync((c, t) => c.ExecuteAsync(t,
        "update orders_import set claimed_until = @until where id = @id and state = 'running' and claimed_by = @owner", ct, ("until", (now + Lease).ToUnixTimeMilliseconds()), ("id", id), ("owner", owner)), ct) > 0;

    /// <summary>Renews the lease; false when somebody cancelled or another process has taken over.</summary>
    public Task<bool> KeepAsync(Guid id, string owner, long rowsChecked, Instant now, CancellationToken ct) => database.WriteAsync(async (c, t) =>
    {
        await c.ExecuteAsync(t, "update orders_import set rows_checked = @checked where id = @id and claimed_by = @owner", ct, ("checked", rowsChecked), ("id", id), ("owner", owner));
        return await KeepAsync(c, t, id, owner, null, now, ct);
    }, ct);

    /// <summary>The same within a chunk's transaction, with how far it came.</summary>
    public async Task<bool> KeepAsync(DbConnection c, DbTransaction t, Guid id, string owner, ImportProgress? reached, Instant now, CancellationToken ct)
    {
        var counts = reached is null ? string.Empty : ", rows_total = @total, rows_done = @rows, line_done = @line, count_new = @new, count_changed = @changed, count_unchanged = @unchanged, count_refused = @refused";
        return await c.ExecuteAsync(t, $"update orders_import set claimed_until = @until{counts} where id = @id and state = 'running' and claimed_by = @owner and wants_cancel = 0", ct,
            [("until", (now + Lease).ToUnixTimeMilliseconds()), ("id", id), ("owner", owner), .. Counts(reached)]) > 0;
    }

    public static Task<int> EndAsync(DbConnection c, DbTransaction t, Guid id, string owner, string state, (string Zh, string En)? failure, Instant now, CancellationToken ct) => c.ExecuteAsync(t,
        "update orders_import set state = case when @state = 'cancelled' and wants_cancel = 2 then 'paused' else @state end, failure_zh = @zh, failure_en = @en, ended_at = @now, claimed_by = null, claimed_until = null where id = @id and claimed_by = @owner and state = 'running'", ct,
        ("state", state), ("zh", failure?.Zh), ("en", failure?.En), ("now", now.ToUnixTimeMilliseconds()), ("id", id), ("owner", owner));

    private static (string, object?)[] Counts(ImportProgress? p) => p is null ? [] :
        [("total", p.RowsTotal), ("rows", p.RowsDone), ("line", p.Line), ("new", p.New), ("changed", p.Changed), ("unchanged", p.Unchanged), ("refused", p.Refused)];

    private static string? Text(Mapping? mapping) => mapping is null ? null : JsonSerializer.Serialize(mapping, HouseJson.Options);

    private static ImportRecord Read(DbDataReader r)
    {
        var id = r.GetGuid(0);
        return new ImportRecord(id, new ShopId(r.GetGuid(1)), r.GetString(2), r.GetString(3), new ShelvedFile(id, r.GetInt64(4), r.GetInt32(5), r.GetString(6)),
            r.IsDBNull(7) ? null : JsonSerializer.Deserialize<Mapping>(r.GetString(7), HouseJson.Options), r.GetInt64(8), TextAt(r, 9),
            new ImportProgress(r.IsDBNull(10) ? null : r.GetInt64(10), r.GetInt64(11), r.GetInt64(12), r.GetInt64(13), r.GetInt64(14), r.GetInt64(15), r.GetInt64(16), r.GetInt64(24)),
            TextAt(r, 17), TextAt(r, 18), Instant.FromUnixTimeMilliseconds(r.GetInt64(19)), r.IsDBNull(20) ? null : new PersonId(r.GetGuid(20)), TimeAt(r, 21), TimeAt(r, 22), !r.IsDBNull(23));
    }

    private static string? TextAt(DbDataReader r, int at) => r.IsDBNull(at) ? null : r.GetString(at);

    private static Instant? TimeAt(DbDataReader r, int at) => r.IsDBNull(at) ? null : Instant.FromUnixTimeMilliseconds(r.GetInt64(at));
}
