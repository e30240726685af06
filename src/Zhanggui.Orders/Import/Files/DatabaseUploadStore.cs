using Zhanggui.Kernel.Db;

namespace Zhanggui.Orders.Import.Files;

/// <summary>Pieces as rows: for a house on PostgreSQL, where another process may do the import than the one that took the file.</summary>
internal sealed class DatabaseUploadStore(Database database) : IUploadStore
{
    public void Put(Guid import, int number, byte[] sealedBytes) =>
        Run("insert into orders_import_chunk (import_id, number, sealed) values (@import, @number, @sealed) on conflict (import_id, number) do update set sealed = @sealed",
            ("import", import), ("number", number), ("sealed", sealedBytes));

    public byte[]? Find(Guid import, int number)
    {
        using var connection = database.CreateConnection();
        connection.Open();
        using var command = connection.Sql(null, "select sealed from orders_import_chunk where import_id = @import and number = @number", ("import", import), ("number", number));
        return command.ExecuteScalar() as byte[];
    }

    public void Delete(Guid import, int chunks) => Run("delete from orders_import_chunk where import_id = @import", ("import", import));

    // Table readers ask synchronously; on PostgreSQL nobody waits for a turn to write.
    private void Run(string sql, params (string Name, object? Value)[] parameters)
    {
        using var connection = database.CreateConnection();
        connection.Open();
        using var command = connection.Sql(null, sql, parameters);
        command.ExecuteNonQuery();
    }
}
