using System.Data.Common;
using System.Globalization;
using Zhanggui.Kernel.Db;

namespace Zhanggui.Reception.Files;

/// <summary>
/// Brings the pieces of files to where the restored house keeps them: a house on SQLite has them in its folder, one on
/// PostgreSQL in rows. The pieces stay sealed as they are; one at a time is in memory.
/// </summary>
internal sealed class MoveFiles : IRestoreStep
{
    public async Task RunAsync(RestoreInProgress restore, CancellationToken ct)
    {
        if (restore.From == restore.Into)
        {
            return;
        }

        var folder = FolderFileStore.RootOf(restore.DataDir);
        if (restore.Into == DatabaseKind.Postgres)
        {
            await IntoRowsAsync(restore, folder, ct);
        }
        else
        {
            await IntoFolderAsync(restore, folder, ct);
        }
    }

    /// <summary>Only what is named as a piece; whatever else lies there is not ours and stays.</summary>
    private static async Task IntoRowsAsync(RestoreInProgress restore, string folder, CancellationToken ct)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).ToList())
        {
            var parts = Path.GetFileName(path).Split('.');
            if (parts.Length != 2 || !Guid.TryParseExact(parts[0], "n", out var file) || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                continue;
            }

            await restore.Connection.ExecuteAsync(restore.Transaction,
                "insert into reception_file_chunk (file_id, number, sealed) values (@file, @number, @sealed) on conflict (file_id, number) do update set sealed = @sealed", ct,
                ("file", file), ("number", number), ("sealed", await File.ReadAllBytesAsync(path, ct)));
            File.Delete(path);
        }
    }

    private static async Task IntoFolderAsync(RestoreInProgress restore, string folder, CancellationToken ct)
    {
        await using (var command = restore.Connection.Sql(restore.Transaction, "select file_id, number, sealed from reception_file_chunk"))
        await using (var rows = await command.ExecuteReaderAsync(ct))
        {
            while (await rows.ReadAsync(ct))
            {
                await WriteAsync(folder, rows, ct);
            }
        }

        await restore.Connection.ExecuteAsync(restore.Transaction, "delete from reception_file_chunk", ct);
    }

    private static async Task WriteAsync(string folder, DbDataReader row, CancellationToken ct)
    {
        var path = FolderFileStore.PathIn(folder, row.GetGuid(0), row.GetInt32(1));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await using var stream = new FileStream(path, FileMode.Create, FileAccess.Write);
        await stream.WriteAsync(row.GetFieldValue<byte[]>(2), ct);
        stream.Flush(flushToDisk: true);
    }
}
