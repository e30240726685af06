using Zhanggui.Kernel.Db;

namespace Zhanggui.Reception.Files;

/// <summary>Pieces as rows: for a house on PostgreSQL, so that every process can serve every file and holds none.</summary>
internal sealed class DatabaseFileStore(Database database) : IFileStore
{
    public Task PutAsync(Guid file, int number, byte[] sealedBytes, CancellationToken ct) =>
        database.WriteAsync((c, t) => c.ExecuteAsync(t,
            "insert into reception_file_chunk (file_id, number, sealed) values (@file, @number, @sealed) on conflict (file_id, number) do update set sealed = @sealed", ct,
            ("file", file), ("number", number), ("sealed", sealedBytes)), ct);

    public async Task<byte[]?> FindAsync(Guid file, int number, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var rows = await connection.ReadAllAsync(null, "select sealed from reception_file_chunk where file_id = @file and number = @number",
            r => r.GetFieldValue<byte[]>(0), ct, ("file", file), ("number", number));
        return rows.Count == 0 ? null : rows[0];
    }

    public Task DeleteAsync(Guid file, int chunks, CancellationToken ct) =>
        database.WriteAsync((c, t) => c.ExecuteAsync(t, "delete from reception_file_chunk where file_id = @file", ct, ("file", file)), ct);
}
