using System.Data.Common;
using Zhanggui.Host.Commands;
using Zhanggui.Kernel.Db;

namespace Zhanggui.Host.Backup;

/// <summary>What a restore needs to know and clear on PostgreSQL; only objects that carry a room's name are touched.</summary>
internal static class PostgresHouse
{
    private const int PatientTries = 10;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    public static async Task RefuseInUseAsync(DbConnection connection, DbTransaction transaction, CancellationToken ct)
    {
        var others = await OthersAsync(connection, transaction, ct);
        for (var i = 0; others > 0 && i < PatientTries; i++)
        {
            await Task.Delay(Pause, ct); // a server that has just stopped is still hanging up
            others = await OthersAsync(connection, transaction, ct);
        }

        if (others > 0)
        {
            throw new RefusedException($"数据库还有 {others} 个连接；请先停止所有掌柜进程。 {others} other connection(s) use the database; stop every Zhanggui process first.");
        }
    }

    // pg_stat_activity is frozen for a transaction unless the snapshot is thrown away.
    private static Task<long?> OthersAsync(DbConnection connection, DbTransaction transaction, CancellationToken ct) =>
        connection.ReadLongAsync(transaction, "select count(*) from (select pg_stat_clear_snapshot()) s, lateral (select pid, datname, backend_type from pg_stat_activity) a where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'", ct);

    public static async Task ClearAsync(DbConnection connection, DbTransaction transaction, IReadOnlyList<string> rooms, bool replace, CancellationToken ct)
    {
        var ours = await connection.ReadAllAsync(transaction, "select relname::text, relkind::text from pg_class where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p', 'v', 'm') and not relispartition order by relkind desc",
            r => (Name: r.GetString(0), Kind: r.GetString(1)), ct);
        ours = [.. ours.Where(o => rooms.Any(room => o.Name.StartsWith($"{room}_", StringComparison.Ordinal) || o.Name.StartsWith($"v_{room}_", StringComparison.Ordinal)))];
        if (ours.Count == 0)
        {
            return;
        }

        if (!replace)
        {
            throw new RefusedException("数据库不是空的；确认要覆盖请加 --replace（请先备份现有数据库）。 The database is not empty; say --replace to replace it (back it up first).");
        }

        foreach (var (name, kind) in ours)
        {
            var what = kind switch { "v" => "view", "m" => "materialized view", _ => "table" };
            await connection.ExecuteAsync(transaction, $"drop {what} if exists \"{name}\" cascade", ct);
        }

        var functions = await connection.ReadAllAsync(transaction, "select p.oid::regprocedure::text, p.proname::text from pg_proc p left join pg_depend d on d.objid = p.oid and d.deptype = 'e' where p.pronamespace = current_schema()::regnamespace and d.objid is null",
            r => (Signature: r.GetString(0), Name: r.GetString(1)), ct);
        foreach (var (signature, _) in functions.Where(f => rooms.Any(room => f.Name.StartsWith($"{room}_", StringComparison.Ordinal))))
        {
            await connection.ExecuteAsync(transaction, $"drop function if exists {signature} cascade", ct);
        }
    }
}
