using System.Data.Common;

namespace Zhanggui.Kernel.Db;

/// <summary>One statement for many rows: a prepared command on SQLite, one round trip on PostgreSQL.</summary>
public static class ManyRows
{
    /// <summary>Runs the statement for every row; the values of a row stand in the order of <paramref name="names"/>.</summary>
    public static async Task ExecuteAsync(DbConnection connection, DbTransaction? transaction, string sql, IReadOnlyList<string> names, IReadOnlyCollection<object?[]> rows, CancellationToken ct)
    {
        if (rows.Count == 0)
        {
            return;
        }

        if (connection.CanCreateBatch)
        {
            await BatchAsync(connection, transaction, sql, names, rows, ct);
            return;
        }

        await using var command = connection.CreateCommand();
        (command.CommandText, command.Transaction) = (sql, transaction);
        foreach (var name in names)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            command.Parameters.Add(parameter);
        }

        foreach (var row in rows)
        {
            for (var i = 0; i < names.Count; i++)
            {
                command.Parameters[i].Value = row[i] ?? DBNull.Value;
            }

            await command.ExecuteNonQueryAsync(ct);
        }
    }

    private static async Task BatchAsync(DbConnection connection, DbTransaction? transaction, string sql, IReadOnlyList<string> names, IReadOnlyCollection<object?[]> rows, CancellationToken ct)
    {
        await using var batch = connection.CreateBatch();
        batch.Transaction = transaction;
        Add(batch, sql, names, rows);
        await batch.ExecuteNonQueryAsync(ct);
    }

    /// <summary>The same into a batch that somebody else sends.</summary>
    public static void Add(DbBatch batch, string sql, IReadOnlyList<string> names, IEnumerable<object?[]> rows)
    {
        foreach (var row in rows)
        {
            var command = batch.CreateBatchCommand();
            command.CommandText = sql;
            for (var i = 0; i < names.Count; i++)
            {
                var parameter = command.CreateParameter();
                (parameter.ParameterName, parameter.Value) = (names[i], row[i] ?? DBNull.Value);
                command.Parameters.Add(parameter);
            }

            batch.BatchCommands.Add(command);
        }
    }
}
