using System.Data.Common;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Zhanggui.Kernel;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Privacy;
using Zhanggui.Kernel.Time;

namespace Zhanggui.Host.Backup;

/// <summary>
/// Writes everything the house knows into one file while the house runs: all rows from one snapshot, then files and keys.
/// Files are written before the rows that name them, so whatever the snapshot names is there.
/// </summary>
internal sealed class BackupWriter(Database database, Migrator migrator, KernelOptions options, TimeProvider clock)
{
    private readonly List<BackupEntry> entries = [];

    public async Task<BackupReport> WriteAsync(string path, bool overwrite, Action<string> progress, CancellationToken ct)
    {
        var target = Path.GetFullPath(path);
        if (File.Exists(target) && !overwrite)
        {
            throw new Commands.RefusedException($"{target} 已存在；换一个文件名，或加 --force。 It exists already; choose another name or say --force.");
        }

        var partial = $"{target}.partial";
        try
        {
            var (manifest, files) = await WritePartialAsync(partial, progress, ct);
            File.Move(partial, target, overwrite);
            return new BackupReport(target, manifest.Database, manifest.At, new FileInfo(target).Length, manifest.Tables.Count, manifest.Tables.Sum(t => t.Rows), files, manifest.HasMasterKey, Warnings(manifest));
        }
        finally
        {
            File.Delete(partial);
        }
    }

    private async Task<(BackupManifest Manifest, int Files)> WritePartialAsync(string partial, Action<string> progress, CancellationToken ct)
    {
        await using var file = CreatePrivate(partial);
        BackupManifest manifest;
        int files;
        await using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            var at = clock.GetCurrentInstant();
            var (tables, migrations) = await database.ReadAsync((connection, transaction) => WriteRowsAsync(archive, connection, transaction, progress, ct), ct);
            progress("files");
            files = await WriteFilesAsync(archive, ct);
            manifest = new BackupManifest(BackupManifest.CurrentFormat, Doctor.HouseVersion.Text, at, database.IsSqlite ? "sqlite" : "postgres", migrations,
                File.Exists(MasterKey.PathOf(options.DataDir)) && options.MasterKey.Length == 0, tables, entries);
            await using var last = await archive.CreateEntry(BackupManifest.EntryName, CompressionLevel.Fastest).OpenAsync(ct);
            await JsonSerializer.SerializeAsync(last, manifest, HouseJson.Options, ct);
        }

        file.Flush(flushToDisk: true);
        return (manifest, files);
    }

    private async Task<(List<BackupTable> Tables, List<string> Migrations)> WriteRowsAsync(ZipArchive archive, DbConnection connection, DbTransaction transaction, Action<string> progress, CancellationToken ct)
    {
        var known = migrator.Known().Select(k => $"{k.Room}/{k.Name}").ToHashSet(StringComparer.Ordinal);
        var migrations = await connection.ReadAllAsync(transaction, "select room, name from kernel_migration", r => $"{r.GetString(0)}/{r.GetString(1)}", ct);
        if (migrations.Find(m => !known.Contains(m)) is { } unknown)
        {
            throw new Commands.RefusedException($"数据库比程序新（{unknown}）；请用写入它的版本备份。 The database is newer than this program ({unknown}); back it up with the version that wrote it.");
        }

        var tables = new List<BackupTable>();
        foreach (var table in await Catalogue.ReadAsync(database, connection, transaction, ct))
        {
            progress(table.Name);
            await using var command = connection.Sql(transaction, $"select {string.Join(", ", table.Columns.Select(c => $"\"{c.Name}\""))} from \"{table.Name}\"");
            await using var reader = await command.ExecuteReaderAsync(ct);
            long rows = 0;
            await AddAsync(archive, $"{BackupManifest.RowsFolder}{table.Name}.jsonl", async stream => rows = await RowForm.WriteAllAsync(reader, stream, table.Name, ct), ct);
            tables.Add(new BackupTable(table.Name, [.. table.Columns.Select(c => new BackupColumn(c.Name, c.Type is "uuid" ? "uuid" : "plain"))], rows));
        }

        migrations.Sort(StringComparer.Ordinal);
        return (tables, migrations);
    }

    private async Task<int> WriteFilesAsync(ZipArchive archive, CancellationToken ct)
    {
        var count = 0;
        foreach (var path in DataFolder.Files(options.DataDir))
        {
            try
            {
                await using var source = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                await AddAsync(archive, BackupManifest.DataFolder + DataFolder.NameOf(options.DataDir, path), stream => source.CopyToAsync(stream, ct), ct);
                count++;
            }
            catch (FileNotFoundException)
            {
                // Erased while the backup ran: then it must not be in it either.
            }
        }

        return count;
    }

    private async Task AddAsync(ZipArchive archive, string name, Func<Stream, Task> write, CancellationToken ct)
    {
        await using var entry = await archive.CreateEntry(name, CompressionLevel.Fastest).OpenAsync(ct);
        await using var counted = new HashingStream(entry);
        await write(counted);
        entries.Add(new BackupEntry(name, counted.Written, counted.Finish()));
    }

    // Only its owner may read it: it holds the keys.
    private static FileStream CreatePrivate(string path)
    {
        var how = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            how.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, how);
    }

    private static List<string> Warnings(BackupManifest manifest) =>
        manifest.HasMasterKey
            ? ["备份里有密钥：谁拿到这个文件，谁就能读取全部内容。请加密保存。 The backup holds the keys: whoever has the file can read everything. Keep it encrypted."]
            : ["主密钥不在备份里（由 ZHANGGUI_MASTER_KEY 提供）：请另行保存，没有它备份无法读取。 The master key is not inside (ZHANGGUI_MASTER_KEY supplies it): keep it elsewhere, without it the backup cannot be read."];
}

/// <summary>Counts and hashes what passes through.</summary>
internal sealed class HashingStream(Stream inner) : Stream
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public long Written { get; private set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => Written;

    public override long Position { get => Written; set => throw new NotSupportedException(); }

    public string Finish() => Convert.ToHexStringLower(hash.GetHashAndReset());

    public override void Flush() => inner.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count)
    {
        hash.AppendData(buffer, offset, count);
        Written += count;
        inner.Write(buffer, offset, count);
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        hash.AppendData(buffer.Span);
        Written += buffer.Length;
        await inner.WriteAsync(buffer, cancellationToken);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    protected override void Dispose(bool disposing)
    {
        hash.Dispose();
        base.Dispose(disposing);
    }
}
