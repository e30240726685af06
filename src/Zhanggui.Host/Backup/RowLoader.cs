using System.Data.Common;
using Npgsql;
using NpgsqlTypes;
using Zhanggui.Host.Commands;
using Zhanggui.Kernel.Db;

namespace Zhanggui.Host.Backup;

/// <summary>Puts rows of a backup into freshly made tables: by COPY on PostgreSQL, by a prepared insert on SQLite.</summary>
internal sealed class RowLoader(Database database, DbConnection connection, DbTransaction transaction)
{
    private Dictionary<string, LiveTable> live = [];
    private List<(string Table, string Name, string Definition)> foreignKeys = [];

    public Database Database => database;

    public DbConnection Connection => connection;

    public DbTransaction Transaction => transaction;

    /// <summary>Empties what migrations have put in, and on PostgreSQL sets references aside: tables come in any order.</summary>
    public async Task BeginAsync(CancellationToken ct)
    {
        live = (await Catalogue.ReadAsync(database, connection, transaction, ct)).ToDictionary(t => t.Name, StringComparer.Ordinal);
        if (!database.IsSqlite)
        {
            foreignKeys = await connection.ReadAllAsync(transaction, "select conrelid::regclass::text, conname::text, pg_get_constraintdef(oid) from pg_constraint where contype = 'f' and connamespace = current_schema()::regnamespace",
                r => (r.GetString(0), r.GetString(1), r.GetString(2)), ct);
            foreach (var (table, name, _) in foreignKeys)
            {
                await connection.ExecuteAsync(transaction, $"alter table {table} drop constraint \"{name}\"", ct);
            }
        }

        foreach (var table in live.Keys)
        {
            if (await connection.ReadLongAsync(transaction, $"select count(*) from (select 1 from \"{table}\" limit 1) t", ct) > 0)
            {
                await connection.ExecuteAsync(transaction, $"delete from \"{table}\"", ct);
            }
        }
    }

    public async Task LoadAsync(BackupTable table, Stream rows, CancellationToken ct)
    {
        if (!live.TryGetValue(table.Name, out var target))
        {
            if (table.Rows == 0)
            {
                return;
            }

            throw new RefusedException($"表 {table.Name} 在这种数据库里没有。 This database has no table {table.Name}.");
        }

        var columns = table.Columns.Select(c => target.Columns.FirstOrDefault(l => l.Name == c.Name)
            ?? throw new RefusedException($"列 {table.Name}.{c.Name} 在这种数据库里没有。 This database has no column {table.Name}.{c.Name}.")).ToList();
        using var reader = new StreamReader(rows);
        var loaded = database.IsSqlite ? await InsertAsync(table, columns, reader, ct) : await CopyAsync(table, columns, reader, ct);
        if (loaded != table.Rows)
        {
            throw new RefusedException($"{table.Name}: {loaded} / {table.Rows} 行。 Rows are missing in the backup.");
        }
    }

    /// <summary>Puts references back, which checks them, and moves counters behind the rows.</summary>
    public async Task EndAsync(CancellationToken ct)
    {
        if (database.IsSqlite)
        {
            return;
        }

        foreach (var (table, name, definition) in foreignKeys)
        {
            await connection.ExecuteAsync(transaction, $"alter table {table} add constraint \"{name}\" {definition}", ct);
        }

        var counters = await connection.ReadAllAsync(transaction,
            "select c.relname::text, a.attname::text, pg_get_serial_sequence(quote_ident(c.relname), a.attname) from pg_class c join pg_attribute a on a.attrelid = c.oid " +
            "where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped and pg_get_serial_sequence(quote_ident(c.relname), a.attname) is not null",
            r => (Table: r.GetString(0), Column: r.GetString(1), Sequence: r.GetString(2)), ct);
        foreach (var (table, column, sequence) in counters)
        {
            await connection.ReadLongAsync(transaction, $"select setval('{sequence}', coalesce(max(\"{column}\"), 0) + 1, false) from \"{table}\"", ct);
        }
    }

    private async Task<long> InsertAsync(BackupTable table, List<LiveColumn> columns, StreamReader rows, CancellationToken ct)
    {
        await using var command = connection.Sql(transaction, $"insert into \"{table.Name}\" ({Names(columns)}) values ({string.Join(", ", columns.Select((_, i) => $"@p{i}"))})",
            [.. columns.Select((_, i) => ($"p{i}", (object?)null))]);
        long count = 0;
        while (await rows.ReadLineAsync(ct) is { } line)
        {
            var values = RowForm.Read(line);
            for (var i = 0; i < values.Length; i++)
            {
                // Identifiers are text on SQLite, in the form in which its driver writes them.
                var value = table.Columns[i].Form == "uuid" && values[i] is string id ? Guid.Parse(id) : values[i];
                command.Parameters[i].Value = value ?? DBNull.Value;
            }

            await command.ExecuteNonQueryAsync(ct);
            count++;
        }

        return count;
    }

    private async Task<long> CopyAsync(BackupTable table, List<LiveColumn> columns, StreamReader rows, CancellationToken ct)
    {
        var types = columns.Select(c => TypeOf(table.Name, c)).ToList();
        await using var copy = await ((NpgsqlConnection)connection).BeginBinaryImportAsync($"copy \"{table.Name}\" ({Names(columns)}) from stdin (format binary)", ct);
        long count = 0;
        while (await rows.ReadLineAsync(ct) is { } line)
        {
            await copy.StartRowAsync(ct);
            var values = RowForm.Read(line);
            for (var i = 0; i < values.Length; i++)
            {
                if (Fit(values[i], types[i]) is { } value)
                {
                    await copy.WriteAsync(value, types[i], ct);
                }
                else
                {
                    await copy.WriteNullAsync(ct);
                }
            }

            count++;
        }

        await copy.CompleteAsync(ct);
        return count;
    }

    private static NpgsqlDbType TypeOf(string table, LiveColumn column) => column.Type switch
    {
        "uuid" => NpgsqlDbType.Uuid,
        "bigint" => NpgsqlDbType.Bigint,
        "integer" => NpgsqlDbType.Integer,
        "smallint" => NpgsqlDbType.Smallint,
        "boolean" => NpgsqlDbType.Boolean,
        "text" or "character varying" => NpgsqlDbType.Text,
        "bytea" => NpgsqlDbType.Bytea,
        "double precision" => NpgsqlDbType.Double,
        "jsonb" => NpgsqlDbType.Jsonb,
        "json" => NpgsqlDbType.Json,
        _ => throw new NotSupportedException($"{table}.{column.Name} has the type {column.Type}, which a backup cannot carry."),
    };

    private static object? Fit(object? value, NpgsqlDbType type) => (value, type) switch
    {
        (null, _) => null,
        (string id, NpgsqlDbType.Uuid) => Guid.Parse(id),
        (byte[] id, NpgsqlDbType.Uuid) => new Guid(id),
        (long number, NpgsqlDbType.Integer) => checked((int)number),
        (long number, NpgsqlDbType.Smallint) => checked((short)number),
        (long number, NpgsqlDbType.Boolean) => number != 0,
        (long number, NpgsqlDbType.Double) => (double)number,
        _ => value,
    };

    private static string Names(List<LiveColumn> columns) => string.Join(", ", columns.Select(c => $"\"{c.Name}\""));
}
