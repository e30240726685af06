using Npgsql;

namespace Zhanggui.Bench.Machinery;

/// <summary>A PostgreSQL of this run's own, started by <c>scripts/postgres</c> and gone afterwards.</summary>
internal sealed class ThrowawayPostgres : IAsyncDisposable
{
    private readonly string folder;
    private int databases;

    private ThrowawayPostgres(string folder, string connectionString)
    {
        this.folder = folder;
        ConnectionString = connectionString;
    }

    public string ConnectionString { get; }

    public int Port => new NpgsqlConnectionStringBuilder(ConnectionString).Port;

    public static bool Installed => Directory.Exists("/usr/lib/postgresql");

    public static async Task<ThrowawayPostgres> StartAsync()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"zgpg-{Guid.CreateVersion7():n}");
        var text = await Child.RunAsync(Repository.Script("postgres"), "start", folder);
        return new ThrowawayPostgres(folder, text.Trim().Split('\n')[^1]);
    }

    /// <summary>An empty database; the connection string of it.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = $"bench{Interlocked.Increment(ref databases)}";
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var create = new NpgsqlCommand($"create database {name}", connection);
        await create.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(ConnectionString) { Database = name }.ToString();
    }

    /// <summary>Ends the database server as a crash would; its data stays.</summary>
    public Task HaltAsync() => Child.RunAsync(Repository.Script("postgres"), "halt", folder);

    public Task ResumeAsync() => Child.RunAsync(Repository.Script("postgres"), "resume", folder);

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await Child.RunAsync(Repository.Script("postgres"), "stop", folder);
    }
}
