using NodaTime;
using Zhanggui.Kernel;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Kernel.Time;

namespace Zhanggui.Orders.Import.Watched;

/// <summary>A shop's folder inside the root. Files in it are brought in with the rights of whoever switched it on.</summary>
internal sealed record WatchSetting(ShopId Shop, bool IsOn, string Folder, PersonId? By);

/// <summary>What became of a file that lay in the folder.</summary>
internal sealed record WatchedFile(string FileName, Instant At, Guid? Import, bool IsDone, string Zh, string En);

/// <summary>The watched folders of the shops, and what became of their files.</summary>
internal sealed class WatchBook(Database database, OrdersOptions options, KernelOptions kernel, TimeProvider clock)
{
    private const int Kept = 50;
    private const int MostShops = 10_000;
    private const long PlaceLock = 0x7761746368; // "watch"

    /// <summary>No shop's folder lies anywhere else.</summary>
    public string Root => Path.GetFullPath(options.WatchFolder.Length > 0 ? options.WatchFolder : Path.Combine(kernel.DataDir, "inbox"));

    public async Task<IReadOnlyList<WatchSetting>> ListAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.ReadAllAsync(null, $"select shop_id, is_on, folder, changed_by from orders_watched where is_on = 1 order by folder limit {MostShops}", Read, ct);
    }

    public async Task<WatchSetting?> FindAsync(ShopId shop, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var found = await connection.ReadAllAsync(null, "select shop_id, is_on, folder, changed_by from orders_watched where shop_id = @shop", Read, ct, ("shop", shop.Value));
        return found.Count == 0 ? null : found[0];
    }

    public async Task<IReadOnlyList<WatchedFile>> FilesAsync(ShopId shop, int most, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.ReadAllAsync(null, "select file_name, at, import_id, is_done, zh, en from orders_watched_file where shop_id = @shop order by at desc, id desc limit @most",
            r => new WatchedFile(r.GetString(0), Instant.FromUnixTimeMilliseconds(r.GetInt64(1)), r.IsDBNull(2) ? null : r.GetGuid(2), r.GetInt32(3) == 1, r.GetString(4), r.GetString(5)), ct, ("shop", shop.Value), ("most", most));
    }

    /// <summary>Refused where another shop has the folder, or one in or around it.</summary>
    public Task<Outcome<WatchSetting>> SetAsync(WatchSetting wish, OrganisationId organisation, CancellationToken ct) => database.WriteAsync<Outcome<WatchSetting>>(async (c, t) =>
    {
        if (!database.IsSqlite)
        {
            await c.ExecuteAsync(t, "select pg_advisory_xact_lock(@key)", ct, ("key", PlaceLock));
        }

        var others = await c.ReadAllAsync(t, $"select folder from orders_watched where shop_id <> @shop limit {MostShops}", r => r.GetString(0), ct, ("shop", wish.Shop.Value));
        if (others.Exists(o => WatchedPlace.Meet(o, wish.Folder)))
        {
            return new WatchFolderTaken();
        }

        var now = clock.GetCurrentInstant().ToUnixTimeMilliseconds();
        await c.ExecuteAsync(t, "insert into orders_watched (shop_id, is_on, folder, changed_at, changed_by) values (@shop, @on, @folder, @at, @by) on conflict (shop_id) do update set is_on = @on, folder = @folder, changed_at = @at, changed_by = @by", ct,
            ("shop", wish.Shop.Value), ("on", wish.IsOn ? 1 : 0), ("folder", wish.Folder), ("at", now), ("by", wish.By?.Value));
        await AuditStore.InsertAsync(c, t, NewId.Create(clock), now, new AuditEntry(organisation, wish.Shop, wish.By, "orders.import.watch", "shop", wish.Shop.ToString(), After: new { wish.IsOn, wish.Folder }), ct);
        return wish;
    }, ct);

    public Task NoteAsync(ShopId shop, WatchedFile file, CancellationToken ct) => database.WriteAsync(async (c, t) =>
    {
        await c.ExecuteAsync(t, "insert into orders_watched_file (id, shop_id, at, file_name, import_id, is_done, zh, en) values (@id, @shop, @at, @name, @import, @done, @zh, @en)", ct,
            ("id", NewId.Create(clock)), ("shop", shop.Value), ("at", file.At.ToUnixTimeMilliseconds()), ("name", file.FileName), ("import", file.Import), ("done", file.IsDone ? 1 : 0), ("zh", file.Zh), ("en", file.En));
        return await c.ExecuteAsync(t, $"delete from orders_watched_file where shop_id = @shop and id not in (select id from orders_watched_file where shop_id = @shop order by at desc, id desc limit {Kept})", ct, ("shop", shop.Value));
    }, ct);

    private static WatchSetting Read(System.Data.Common.DbDataReader r) => new(new ShopId(r.GetGuid(0)), r.GetInt32(1) == 1, r.GetString(2), r.IsDBNull(3) ? null : new PersonId(r.GetGuid(3)));
}
