using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Zhanggui.Kernel.Db;

public enum DatabaseKind
{
    Sqlite,
    Postgres,
}

/// <summary>
/// Where the house keeps its rows. On SQLite all writers of this process pass one gate, so that nobody spins on
/// the busy timeout; on PostgreSQL the gate is always open.
/// </summary>
public sealed class Database : IAsyncDisposable
{
    private readonly SemaphoreSlim sqliteGate = new(1, 1);
    private readonly AsyncLocal<WriteTurn?> turn = new();
    private readonly NpgsqlDataSource? postgres;

    public Database(DatabaseKind kind, string connectionString)
    {
        Kind = kind;
        if (kind == DatabaseKind.Sqlite)
        {
            ConnectionString = new SqliteConnectionStringBuilder(connectionString)
            {
                Mode = SqliteOpenMode.ReadWriteCreate,
                ForeignKeys = true,
                DefaultTimeout = 30,
                Pooling = true,
            }.ToString();
        }
        else
        {
            ConnectionString = connectionString;
            postgres = new NpgsqlDataSourceBuilder(connectionString).Build();
        }
    }

    public DatabaseKind Kind { get; }

    public bool IsSqlite => Kind == DatabaseKind.Sqlite;

    public string ConnectionString { get; }

    /// <summary>The pool of PostgreSQL connections; asking for it on SQLite is a bug.</summary>
    public NpgsqlDataSource Postgres => postgres ?? throw new InvalidOperationException("This house runs on SQLite.");

    /// <summary>An unopened connection, for a context that manages opening itself.</summary>
    public DbConnection CreateConnection() =>
        IsSqlite ? new SqliteConnection(ConnectionString) : Postgres.CreateConnection();

    /// <summary>Opens a connection; on SQLite with write-ahead log, full synchronisation and foreign keys.</summary>
    public async Task<DbConnection> OpenAsync(CancellationToken ct)
    {
        var connection = CreateConnection();
        try
        {
            await connection.OpenAsync(ct);
            if (IsSqlite)
            {
                await PrepareSqliteAsync(connection, ct);
            }

            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Waits for the right to write; dispose it after the commit. Asking again while holding it would wait for
    /// oneself for ever, so that is an exception: make keys and read other rooms before the transaction begins.
    /// </summary>
    public ValueTask<WritePermit> EnterWriteAsync(CancellationToken ct)
    {
        if (!IsSqlite)
        {
            return default;
        }

        if (turn.Value is { IsOver: false })
        {
            throw new InvalidOperationException("A write inside a write: the outer one holds the only turn.");
        }

        // Set here and not after the wait: a value set inside an async method would not reach the caller.
        var mine = new WriteTurn();
        turn.Value = mine;
        return WaitAsync(mine, ct);
    }

    private async ValueTask<WritePermit> WaitAsync(WriteTurn mine, CancellationToken ct)
    {
        try
        {
            await sqliteGate.WaitAsync(ct);
        }
        catch
        {
            mine.IsOver = true;
            throw;
        }

        return new WritePermit(sqliteGate, mine);
    }

    /// <summary>Runs work in one write transaction on a fresh connection and commits it.</summary>
    public async Task<T> WriteAsync<T>(Func<DbConnection, DbTransaction, Task<T>> work, CancellationToken ct)
    {
        using var permit = await EnterWriteAsync(ct);
        await using var connection = await OpenAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.Unspecified, ct);
        var result = await work(connection, transaction);
        await transaction.CommitAsync(ct);
        return result;
    }

    /// <summary>Runs reads that must agree with each other: one snapshot on both databases.</summary>
    public async Task<T> ReadAsync<T>(Func<DbConnection, DbTransaction, Task<T>> work, CancellationToken ct)
    {
        await using var connection = await OpenAsync(ct);
        await using var transaction = connection is SqliteConnection sqlite
            ? sqlite.BeginTransaction(IsolationLevel.Serializable, deferred: true)
            : await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        return await work(connection, transaction);
    }

    /// <summary>
    /// How every SQLite connection of the house is set up. FULL in write-ahead mode syncs the log at every commit: an
    /// acknowledged row survives a power cut.
    /// </summary>
    public const string SqlitePragmas = "pragma journal_mode = wal; pragma synchronous = full; pragma busy_timeout = 30000; pragma foreign_keys = on;";

    /// <summary>
    /// Besides, for the one connection that writes all the time: hot pages stay in memory and the log is folded back
    /// every 16 MiB instead of every 4, which measured a quarter more commits a second.
    /// </summary>
    public const string SqliteWriterPragmas = "pragma wal_autocheckpoint = 4000; pragma cache_size = -65536;";

    public static async Task PrepareSqliteAsync(DbConnection connection, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = SqlitePragmas;
        await command.ExecuteNonQueryAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        if (postgres is not null)
        {
            await postgres.DisposeAsync();
        }

        sqliteGate.Dispose();
    }
}

/// <summary>Marks the flow of calls that holds the turn; a flow that outlives it may write again.</summary>
internal sealed class WriteTurn
{
    private volatile bool isOver;

    public bool IsOver
    {
        get => isOver;
        set => isOver = value;
    }
}

/// <summary>The right to write, held until disposed.</summary>
public readonly struct WritePermit : IDisposable
{
    private readonly SemaphoreSlim? gate;
    private readonly WriteTurn? turn;

    internal WritePermit(SemaphoreSlim gate, WriteTurn turn) => (this.gate, this.turn) = (gate, turn);

    public void Dispose()
    {
        if (turn is not null)
        {
            turn.IsOver = true;
        }

        gate?.Release();
    }
}
