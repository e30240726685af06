using System.Data.Common;
using Microsoft.Data.Sqlite;
using Zhanggui.Host.Commands;
using Zhanggui.Kernel;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Privacy;
using Zhanggui.Kernel.Time;

namespace Zhanggui.Host.Backup;

/// <summary>
/// Puts a backup into an empty house. Rows go in by one transaction at the schema level of the backup and are then
/// brought up to date; files are made ready aside and moved in last. Until then nothing has changed, and what
/// <c>--replace</c> takes away is kept in the data folder (SQLite) or must be backed up before (PostgreSQL).
/// </summary>
internal sealed class Restorer(Database database, Migrator migrator, KernelOptions options, IEnumerable<IRestoreStep> steps, TimeProvider clock)
{
    public async Task<BackupReport> RestoreAsync(string path, bool replace, Action<string> progress, CancellationToken ct)
    {
        using var alone = DataFolderLock.Take(options.DataDir, alone: true);
        using var archive = await BackupArchive.OpenAsync(path, progress, ct);
        RefuseUnknownSchema(archive.Manifest);
        if (!replace && DataFolder.Top(options.DataDir).Any(p => Path.GetFileName(p) is not HouseConfiguration.FileName))
        {
            throw new RefusedException($"{Path.GetFullPath(options.DataDir)} 不是空的；确认要覆盖请加 --replace（原有内容会移到旁边保留）。 The data folder is not empty; say --replace to replace it (what is there is kept aside).");
        }

        var staging = DataFolder.StagingFor(options.DataDir, Environment.ProcessId);
        Directory.CreateDirectory(staging);
        try
        {
            var files = await UnpackAsync(archive, staging, progress, ct);
            RefuseForeignKey(archive.Manifest, staging);
            if (database.IsSqlite)
            {
                await LoadSqliteAsync(archive, staging, progress, ct);
                await Task.Run(() => MoveIn(staging), CancellationToken.None);
            }
            else
            {
                await LoadPostgresAsync(archive, staging, replace, progress, ct);
            }

            var m = archive.Manifest;
            return new BackupReport(Path.GetFullPath(path), database.IsSqlite ? "sqlite" : "postgres", m.At, new FileInfo(path).Length, m.Tables.Count, m.Tables.Sum(t => t.Rows), files, m.HasMasterKey, []);
        }
        finally
        {
            Directory.Delete(staging, recursive: true);
        }
    }

    private void RefuseUnknownSchema(BackupManifest manifest)
    {
        var known = migrator.Known().Select(k => $"{k.Room}/{k.Name}").ToHashSet(StringComparer.Ordinal);
        if (manifest.Migrations.FirstOrDefault(m => !known.Contains(m)) is { } unknown)
        {
            throw new RefusedException($"备份来自更新的版本 {manifest.Program}（{unknown}）；请用那个版本恢复。 The backup comes from a newer version, {manifest.Program} ({unknown}); restore it with that one.");
        }
    }

    private void RefuseForeignKey(BackupManifest manifest, string staging)
    {
        if (options.MasterKey.Length == 0 && !manifest.HasMasterKey)
        {
            throw new RefusedException("备份里没有主密钥；请先设置 ZHANGGUI_MASTER_KEY。 The backup has no master key; set ZHANGGUI_MASTER_KEY first.");
        }

        if (options.MasterKey.Length > 0 && File.Exists(MasterKey.PathOf(staging)) && File.ReadAllText(MasterKey.PathOf(staging)).Trim() != options.MasterKey)
        {
            throw new RefusedException("ZHANGGUI_MASTER_KEY 与备份里的主密钥不同。 ZHANGGUI_MASTER_KEY differs from the key in the backup; unset it to use the backup's.");
        }
    }

    private static async Task<int> UnpackAsync(BackupArchive archive, string staging, Action<string> progress, CancellationToken ct)
    {
        progress("files");
        var count = 0;
        foreach (var name in archive.DataEntries)
        {
            var relative = name[BackupManifest.DataFolder.Length..];
            var path = DataFolder.PathFor(staging, relative);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var how = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                how.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            await using var source = await archive.OpenEntryAsync(name, ct);
            await using var target = new FileStream(path, how);
            await source.CopyToAsync(target, ct);
            target.Flush(flushToDisk: true);
            count++;
        }

        return count;
    }

    private async Task LoadSqliteAsync(BackupArchive archive, string staging, Action<string> progress, CancellationToken ct)
    {
        await using var fresh = new Database(DatabaseKind.Sqlite, $"Data Source={Path.Combine(staging, HousePaths.Database)};Pooling=false");
        await using (var connection = new SqliteConnection($"Data Source={Path.Combine(staging, HousePaths.Database)};Pooling=false"))
        {
            await connection.OpenAsync(ct);
            await Database.PrepareSqliteAsync(connection, ct);
            await connection.ExecuteAsync(null, "pragma foreign_keys = off", ct);
            await using var transaction = await connection.BeginTransactionAsync(ct);
            await LoadAsync(new RowLoader(fresh, connection, transaction), archive, staging, progress, ct);
            var orphans = await connection.ReadLongAsync(transaction, "select count(*) from pragma_foreign_key_check", ct);
            if (orphans > 0)
            {
                throw new RefusedException("备份中的记录互相不符，没有恢复。 Rows of the backup refer to rows that are not in it; nothing was restored.");
            }

            await transaction.CommitAsync(ct);
            // One file without a log beside it: that is what is moved.
            await connection.ExecuteAsync(null, "pragma wal_checkpoint(truncate)", ct);
        }

        SqliteConnection.ClearAllPools();
    }

    private async Task LoadPostgresAsync(BackupArchive archive, string staging, bool replace, Action<string> progress, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await PostgresHouse.RefuseInUseAsync(connection, transaction, ct);
        await PostgresHouse.ClearAsync(connection, transaction, [.. migrator.Known().Select(k => k.Room).Distinct(StringComparer.Ordinal)], replace, ct);
        await LoadAsync(new RowLoader(database, connection, transaction), archive, staging, progress, ct);
        // Files first: more files than rows is harmless, the other way round is not.
        await Task.Run(() => MoveIn(staging), CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
    }

    private async Task LoadAsync(RowLoader loader, BackupArchive archive, string staging, Action<string> progress, CancellationToken ct)
    {
        var wanted = archive.Manifest.Migrations.ToHashSet(StringComparer.Ordinal);
        var target = migrator.For(loader.Database);
        await target.ApplyAsync(loader.Connection, loader.Transaction, (room, name) => wanted.Contains($"{room}/{name}"), ct);
        await loader.BeginAsync(ct);
        foreach (var table in archive.Manifest.Tables)
        {
            progress(table.Name);
            await using var rows = await archive.OpenEntryAsync($"{BackupManifest.RowsFolder}{table.Name}.jsonl", ct);
            await loader.LoadAsync(table, rows, ct);
        }

        await loader.EndAsync(ct);
        await target.ApplyAsync(loader.Connection, loader.Transaction, (_, _) => true, ct);
        var from = archive.Manifest.Database == "sqlite" ? DatabaseKind.Sqlite : DatabaseKind.Postgres;
        foreach (var step in steps)
        {
            await step.RunAsync(new RestoreInProgress(loader.Connection, loader.Transaction, from, loader.Database.Kind, staging), ct);
        }

        // Numbers given after the backup were told to clients and are gone: a new epoch makes everybody reload.
        await loader.Connection.ExecuteAsync(loader.Transaction, "update kernel_feed_head set epoch = @epoch", ct, ("epoch", NewId.Create(clock)));
    }

    private void MoveIn(string staging)
    {
        var stamp = clock.GetCurrentInstant().ToString("uuuuMMdd'-'HHmmss", System.Globalization.CultureInfo.InvariantCulture);
        var aside = DataFolder.AsideFor(options.DataDir, stamp);
        foreach (var old in DataFolder.Top(options.DataDir).ToList())
        {
            Directory.CreateDirectory(aside);
            Directory.Move(old, Path.Combine(aside, Path.GetFileName(old)));
        }

        foreach (var fresh in Directory.EnumerateFileSystemEntries(staging).ToList())
        {
            Directory.Move(fresh, Path.Combine(Path.GetFullPath(options.DataDir), Path.GetFileName(fresh)));
        }

        // The settings of this machine stay where the backup brings none.
        var settings = Path.Combine(aside, HouseConfiguration.FileName);
        var here = Path.Combine(Path.GetFullPath(options.DataDir), HouseConfiguration.FileName);
        if (File.Exists(settings) && !File.Exists(here))
        {
            File.Copy(settings, here);
        }
    }
}
