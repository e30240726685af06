using System.Data.Common;
using Zhanggui.Kernel;
using Zhanggui.Kernel.Checks;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Privacy;

namespace Zhanggui.Host.Doctor;

/// <summary>The database is there, holds the schema of this program, and the master key fits it.</summary>
internal sealed class DatabaseCheck(Database database, Migrator migrator, KernelOptions options, IServiceProvider services) : IHouseCheck
{
    public string Name => "house.database";

    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken ct)
    {
        if (database.IsSqlite && !File.Exists(HousePaths.SqliteFile(options)))
        {
            return [new Finding(FindingLevel.Error, "house.database.absent", "数据目录里还没有数据库；先运行 zhanggui serve。", "There is no database in the data folder yet; run zhanggui serve first.", Path.GetFullPath(options.DataDir))];
        }

        try
        {
            await using var connection = await database.OpenAsync(ct);
            var missing = await MissingMigrationsAsync(connection, ct);
            return missing.Count > 0 ? missing : await KeyAsync(ct);
        }
        catch (DbException error)
        {
            return [new Finding(FindingLevel.Error, "house.database.unreachable", $"数据库连不上：{error.Message}", $"The database cannot be reached: {error.Message}")];
        }
    }

    private async Task<IReadOnlyList<Finding>> MissingMigrationsAsync(DbConnection connection, CancellationToken ct)
    {
        var known = migrator.Known().Select(k => (k.Room, k.Name)).ToHashSet();
        HashSet<(string, string)> done;
        try
        {
            done = [.. await connection.ReadAllAsync(null, "select room, name from kernel_migration", r => (r.GetString(0), r.GetString(1)), ct)];
        }
        catch (DbException)
        {
            done = [];
        }

        return
        [
            .. known.Except(done).Select(m => new Finding(FindingLevel.Error, "house.database.behind", "数据库结构比程序旧；启动一次新版服务即可升级。", "The schema is older than the program; starting the new server upgrades it.", $"{m.Item1}/{m.Item2}")),
            .. done.Except(known).Select(m => new Finding(FindingLevel.Error, "house.database.ahead", "数据库结构比程序新；请使用写入它的那个版本。", "The schema is newer than the program; use the version that wrote it.", $"{m.Item1}/{m.Item2}")),
        ];
    }

    private async Task<IReadOnlyList<Finding>> KeyAsync(CancellationToken ct)
    {
        if (options.MasterKey.Length == 0 && !File.Exists(MasterKey.PathOf(options.DataDir)))
        {
            return [new Finding(FindingLevel.Error, "house.key.absent", "主密钥文件不见了，加密的内容无法读取；请从备份恢复 keys/master.key。", "The master key file is gone, sealed content cannot be read; bring keys/master.key back from a backup.")];
        }

        try
        {
            await services.GetRequiredService<MasterKeyCheck>().RunAsync(ct);
            return [];
        }
        catch (InvalidOperationException)
        {
            return [new Finding(FindingLevel.Error, "house.key.foreign", "主密钥与数据库不匹配。", "The master key does not belong to this database.")];
        }
    }
}

/// <summary>The database's own opinion of its files.</summary>
internal sealed class IntegrityCheck(Database database) : IHouseCheck
{
    public string Name => "house.integrity";

    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken ct)
    {
        if (!database.IsSqlite)
        {
            await using var server = await database.OpenAsync(ct);
            return await server.ReadAllAsync(null, "select c.relname::text from pg_index i join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace where not i.indisvalid and n.nspname = current_schema()",
                r => new Finding(FindingLevel.Error, "house.integrity.index_invalid", "索引无效，需要重建（reindex）。", "The index is invalid and must be rebuilt (reindex).", r.GetString(0)), ct);
        }

        await using var connection = await database.OpenAsync(ct);
        var faults = await connection.ReadAllAsync(null, "pragma integrity_check(20)", r => r.GetString(0), ct);
        var orphans = await connection.ReadAllAsync(null, "select \"table\", parent, count(*) from pragma_foreign_key_check group by 1, 2 limit 20", r => $"{r.GetString(0)} -> {r.GetString(1)}: {r.GetInt64(2)}", ct);
        return
        [
            .. faults.Where(f => f != "ok").Select(f => new Finding(FindingLevel.Error, "house.integrity.damaged", "数据库文件已损坏，请停止服务并从备份恢复。", "The database file is damaged; stop the server and restore a backup.", f)),
            .. orphans.Select(o => new Finding(FindingLevel.Error, "house.integrity.orphan", "有记录引用了不存在的记录。", "Rows refer to rows that do not exist.", o)),
        ];
    }
}

/// <summary>Every feed has all numbers from its floor to its head: clients resume by them.</summary>
internal sealed class FeedCheck(Database database) : IHouseCheck
{
    private const int MostSubjects = 100;

    public string Name => "kernel.feed-gapless";

    public Task<IReadOnlyList<Finding>> RunAsync(CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<Finding>>(async (connection, transaction) => await connection.ReadAllAsync(transaction,
            "select h.stream, h.floor, h.last, count(f.number), min(f.number), max(f.number) from kernel_feed_head h left join kernel_feed f on f.stream = h.stream and f.number > h.floor " +
            "group by h.stream, h.floor, h.last having count(f.number) <> h.last - h.floor or (count(f.number) > 0 and (max(f.number) <> h.last or min(f.number) <> h.floor + 1)) " +
            $"limit {MostSubjects}",
            r => new Finding(FindingLevel.Error, "kernel.feed.gap", "事件编号有缺口，客户端可能漏掉变化。", "The feed has a gap; clients may miss a change.", $"{r.GetGuid(0)}: floor {r.GetInt64(1)}, head {r.GetInt64(2)}, events {r.GetInt64(3)}"), ct), ct);
}

/// <summary>Events between rooms arrive; one that keeps failing is named.</summary>
internal sealed class OutboxCheck(Database database, TimeProvider clock) : IHouseCheck
{
    private const int PatientAttempts = 5;
    private const int LateMinutes = 10;
    private const int MostSubjects = 100;

    public string Name => "kernel.outbox-delivered";

    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var late = clock.GetUtcNow().AddMinutes(-LateMinutes).ToUnixTimeMilliseconds();
        return await connection.ReadAllAsync(null, $"select id, type, attempts, last_error from kernel_outbox where done_at is null and (attempts >= {PatientAttempts} or at < @late) order by at limit {MostSubjects}",
            r => new Finding(r.GetInt32(2) >= PatientAttempts ? FindingLevel.Error : FindingLevel.Warning, "kernel.outbox.stuck", "有事件一直没有处理成功。", "An event has not been handled.", $"{r.GetString(1)} {r.GetGuid(0)}: {r.GetInt32(2)} attempts, {(r.IsDBNull(3) ? "not tried" : r.GetString(3))}"), ct, ("late", late));
    }
}
