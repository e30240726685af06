using System.Data.Common;
using System.Diagnostics.Metrics;

namespace Zhanggui.Kernel.Db;

/// <summary>Small helpers for raw SQL with named parameters; the same text runs on both databases.</summary>
public static class SqlCommands
{
    /// <summary>The meter of the database's work; free of cost while nobody listens.</summary>
    public const string MeterName = "Zhanggui.Database";

    private static readonly Counter<long> Commands = new Meter(MeterName).CreateCounter<long>("zhanggui.database.commands", description: "Commands made for the database by raw SQL");

    public static DbCommand Sql(this DbConnection connection, DbTransaction? transaction, string text, params (string Name, object? Value)[] parameters)
    {
        Commands.Add(1);
        var command = connection.CreateCommand();
        command.CommandText = text;
        command.Transaction = transaction;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }

        return command;
    }

    public static async Task<int> ExecuteAsync(this DbConnection connection, DbTransaction? transaction, string text, CancellationToken ct, params (string Name, object? Value)[] parameters)
    {
        await using var command = connection.Sql(transaction, text, parameters);
        return await command.ExecuteNonQueryAsync(ct);
    }

    public static async Task<long?> ReadLongAsync(this DbConnection connection, DbTransaction? transaction, string text, CancellationToken ct, params (string Name, object? Value)[] parameters)
    {
        await using var command = connection.Sql(transaction, text, parameters);
        var value = await command.ExecuteScalarAsync(ct);
        return value is null or DBNull ? null : Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture);
    }

    public static async Task<List<T>> ReadAllAsync<T>(this DbConnection connection, DbTransaction? transaction, string text, Func<DbDataReader, T> read, CancellationToken ct, params (string Name, object? Value)[] parameters)
    {
        await using var command = connection.Sql(transaction, text, parameters);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<T>();
        while (await reader.ReadAsync(ct))
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    /// <summary>The same rows, so many at a time: for answers that do not fit into memory. The connection is taken until the last.</summary>
    public static async IAsyncEnumerable<List<T>> ReadManyAsync<T>(this DbConnection connection, string text, Func<DbDataReader, T> read, int atOnce, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct, params (string Name, object? Value)[] parameters)
    {
        await using var command = connection.Sql(null, text, parameters);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<T>(atOnce);
        while (await reader.ReadAsync(ct))
        {
            rows.Add(read(reader));
            if (rows.Count == atOnce)
            {
                yield return rows;
                rows = new List<T>(atOnce);
            }
        }

        if (rows.Count > 0)
        {
            yield return rows;
        }
    }
}
