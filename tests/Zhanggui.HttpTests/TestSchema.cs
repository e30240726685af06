using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Zhanggui.Host;
using Zhanggui.Kernel.Db;

namespace Zhanggui.HttpTests;

/// <summary>
/// The tables as the program of this run makes them, built once for each database and copied for every house that a test opens.
/// The migrations themselves are run by the first copy and by <see cref="MigrationTests"/>.
/// </summary>
internal static class TestSchema
{
    private const string FileName = "zhanggui.db";
    private static readonly Lazy<Task<string>> Sqlite = new(BuildSqliteAsync);
    private static readonly Lazy<Task<string>> Postgres = new(BuildPostgresAsync);
    private static readonly SemaphoreSlim OneCopy = new(1, 1);

    /// <summary>Gives the data folder its tables; on PostgreSQL the connection string of a new database, else null.</summary>
    public static async Task<string?> CopyAsync(DatabaseKind db, string dataDir)
    {
        if (db == DatabaseKind.Sqlite)
        {
            File.Copy(await Sqlite.Value, Path.Combine(dataDir, FileName));
            return null;
        }

        var template = await Postgres.Value;
        await OneCopy.WaitAsync(); // PostgreSQL copies a template for one at a time
        try
        {
            return await TestHouse.CreateDatabaseAsync(template);
        }
        finally
        {
            OneCopy.Release();
        }
    }

    private static async Task<string> BuildSqliteAsync()
    {
        var dataDir = Directory.CreateTempSubdirectory("zhanggui-tables-").FullName;
        await MigrateAsync(dataDir, null);
        var made = Path.Combine(dataDir, "tables.db");
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(dataDir, FileName)};Pooling=false");
        await connection.OpenAsync();
        await using var copy = connection.CreateCommand();
        copy.CommandText = "vacuum into $made"; // with what still stands in the log beside the file
        copy.Parameters.AddWithValue("$made", made);
        await copy.ExecuteNonQueryAsync();
        return made;
    }

    private static async Task<string> BuildPostgresAsync()
    {
        var connection = await TestHouse.CreateDatabaseAsync();
        await MigrateAsync(Directory.CreateTempSubdirectory("zhanggui-tables-").FullName, connection);
        return new NpgsqlConnectionStringBuilder(connection).Database!;
    }

    private static async Task MigrateAsync(string dataDir, string? postgres)
    {
        await using var app = HouseServer.Build([], builder =>
        {
            builder.Configuration["ZHANGGUI_DATA_DIR"] = dataDir;
            builder.Configuration["ZHANGGUI_POSTGRES"] = postgres ?? string.Empty;
            builder.Logging.SetMinimumLevel(LogLevel.Warning);
        });
        await app.Services.GetRequiredService<Migrator>().RunAsync(CancellationToken.None);
    }
}
