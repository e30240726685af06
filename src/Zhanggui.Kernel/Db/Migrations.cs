using System.Data.Common;
using System.Reflection;
using Microsoft.Extensions.Logging;
using Zhanggui.Kernel.Time;

namespace Zhanggui.Kernel.Db;

/// <summary>The numbered SQL files of one room, embedded as <c>Sql.Sqlite/0001_name.sql</c> and <c>Sql.Postgres/0001_name.sql</c>.</summary>
public sealed record RoomMigrations(string Room, Assembly Assembly);

/// <summary>Brings the schema up to date at start: roll forward only, in order of rooms, under a lock, with a journal.</summary>
public sealed class Migrator(Database database, IEnumerable<RoomMigrations> rooms, TimeProvider clock, ILogger<Migrator> log)
{
    private const long LockKey = 0x7A68616E67677569; // "zhanggui"

    private const string Journal = "create table if not exists kernel_migration (room text not null, name text not null, at bigint not null, primary key (room, name))";

    /// <summary>Names (room/file) that this program knows, in the order in which they run.</summary>
    public IReadOnlyList<(string Room, string Name, string Text)> Known() =>
        [.. rooms.SelectMany(room => Files(room).Select(f => (room.Room, f.Name, f.Text)))];

    public async Task RunAsync(CancellationToken ct)
    {
        using var permit = await database.EnterWriteAsync(ct);
        await using var connection = await database.OpenAsync(ct);
        if (!database.IsSqlite)
        {
            await connection.ExecuteAsync(null, "select pg_advisory_lock(@key)", ct, ("key", LockKey));
        }

        await connection.ExecuteAsync(null, Journal, ct);
        var done = (await connection.ReadAllAsync(null, "select room, name from kernel_migration", r => (r.GetString(0), r.GetString(1)), ct)).ToHashSet();
        foreach (var (room, name, text) in Known().Where(k => !done.Contains((k.Room, k.Name))))
        {
            await RunOneAsync(connection, room, name, text, ct);
        }

        if (!database.IsSqlite)
        {
            await connection.ExecuteAsync(null, "select pg_advisory_unlock(@key)", ct, ("key", LockKey));
        }
    }

    /// <summary>The same rooms on another database (a restore builds aside).</summary>
    public Migrator For(Database other) => new(other, rooms, clock, log);

    /// <summary>
    /// Builds the schema in the caller's transaction, only the migrations that <paramref name="include"/> names: a
    /// backup is restored at the level at which it was taken and then brought up to date, all or nothing.
    /// </summary>
    public async Task ApplyAsync(DbConnection connection, DbTransaction transaction, Func<string, string, bool> include, CancellationToken ct)
    {
        await connection.ExecuteAsync(transaction, Journal, ct);
        foreach (var (room, name, text) in Known().Where(k => include(k.Room, k.Name)))
        {
            await ApplyOneAsync(connection, transaction, room, name, text, ct);
        }
    }

    private async Task RunOneAsync(DbConnection connection, string room, string name, string text, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await ApplyOneAsync(connection, transaction, room, name, text, ct))
        {
            await transaction.CommitAsync(ct);
            log.LogInformation("Migrated {Room} {Name}", room, name);
        }
    }

    private async Task<bool> ApplyOneAsync(DbConnection connection, DbTransaction transaction, string room, string name, string text, CancellationToken ct)
    {
        // Asked again inside the transaction: another process may have been first (SQLite has no advisory lock).
        var done = await connection.ReadLongAsync(transaction, "select count(*) from kernel_migration where room = @room and name = @name", ct, ("room", room), ("name", name));
        if (done > 0)
        {
            return false;
        }

        await connection.ExecuteAsync(transaction, text, ct);
        await connection.ExecuteAsync(transaction, "insert into kernel_migration (room, name, at) values (@room, @name, @at)", ct,
            ("room", room), ("name", name), ("at", clock.GetCurrentInstant().ToUnixTimeMilliseconds()));
        return true;
    }

    private IEnumerable<(string Name, string Text)> Files(RoomMigrations room)
    {
        var folder = $"Sql.{database.Kind}/";
        return room.Assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith(folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(n =>
            {
                using var reader = new StreamReader(room.Assembly.GetManifestResourceStream(n)!);
                return (n[folder.Length..], reader.ReadToEnd());
            });
    }
}
