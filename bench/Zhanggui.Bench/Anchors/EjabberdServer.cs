using System.Net.Sockets;
using Npgsql;
using Zhanggui.Bench.Machinery;

namespace Zhanggui.Bench.Anchors;

/// <summary>
/// ejabberd from Debian on a loopback port, archiving every message (mod_mam, always) in a PostgreSQL of this run.
/// It runs without Erlang distribution, so nothing else of it listens; accounts are rows of its own users table.
/// </summary>
internal sealed class EjabberdServer : IAsyncDisposable
{
    private readonly TempFolder folder;
    private readonly ThrowawayPostgres postgres;
    private readonly Child process;

    private EjabberdServer(TempFolder folder, ThrowawayPostgres postgres, Child process, int port, string database)
    {
        (this.folder, this.postgres, this.process, Port, Database) = (folder, postgres, process, port, database);
    }

    public int Port { get; }

    public string Database { get; }

    public static bool Installed => File.Exists("/usr/share/ejabberd/sql/pg.sql") && File.Exists("/usr/bin/erl")
        && Directory.EnumerateDirectories("/usr/lib", "p1_pgsql*", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 3, IgnoreInaccessible = true }).Any();

    public double CpuSeconds() => process.CpuSeconds();

    public static async Task<EjabberdServer> StartAsync(int accounts)
    {
        var folder = new TempFolder("ejabberd");
        var postgres = await ThrowawayPostgres.StartAsync();
        var database = await postgres.CreateDatabaseAsync();
        await CreateTablesAsync(database, accounts);
        var port = FreePort();
        var name = new NpgsqlConnectionStringBuilder(database).Database!;
        await File.WriteAllTextAsync(folder["ejabberd.yml"], Configuration(port, postgres.Port, name));
        Directory.CreateDirectory(folder["spool"]);
        File.Copy("/etc/ejabberd/inetrc", folder["inetrc"]);
        var process = Child.Start("/usr/bin/erl",
            ["+K", "true", "+P", "250000", "-mnesia", "dir", $"\"{folder["spool"]}\"", "-s", "ejabberd", "-noinput"],
            new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["EJABBERD_CONFIG_PATH"] = folder["ejabberd.yml"],
                ["EJABBERD_LOG_PATH"] = folder["ejabberd.log"],
                ["ERL_LIBS"] = "/usr/lib/x86_64-linux-gnu",
                ["ERL_INETRC"] = folder["inetrc"],
                ["HOME"] = folder.Path,
            }, folder.Path);
        for (var i = 0; i < 300 && !await ListensAsync(port); i++)
        {
            if (process.HasExited)
            {
                throw new InvalidOperationException($"ejabberd ended early:\n{process.Output}");
            }

            await Task.Delay(100);
        }

        return new EjabberdServer(folder, postgres, process, port, database);
    }

    /// <summary>Rows in the archive, to show that it did archive what was measured.</summary>
    public async Task<long> ArchivedAsync()
    {
        await using var connection = new NpgsqlConnection(Database);
        await connection.OpenAsync();
        await using var count = new NpgsqlCommand("select count(*) from archive", connection);
        return (long)(await count.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        await process.DisposeAsync();
        await postgres.DisposeAsync();
        folder.Dispose();
    }

    internal static int FreePort()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task<bool> ListensAsync(int port)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(System.Net.IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static async Task CreateTablesAsync(string database, int accounts)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using (var tables = new NpgsqlCommand(await File.ReadAllTextAsync("/usr/share/ejabberd/sql/pg.sql"), connection))
        {
            await tables.ExecuteNonQueryAsync();
        }

        await using var people = new NpgsqlCommand("insert into users (username, password) select k || i, 'p' from generate_series(0, @n) i, unnest(array['v', 'a']) k", connection);
        people.Parameters.AddWithValue("n", accounts);
        await people.ExecuteNonQueryAsync();
    }

    private static string Configuration(int port, int databasePort, string database) => $$"""
        hosts: [localhost]
        loglevel: warning
        language: en
        listen:
          - port: {{port}}
            ip: 127.0.0.1
            module: ejabberd_c2s
            starttls: false
            access: all
            shaper: none
            max_stanza_size: 262144
        auth_method: sql
        auth_password_format: plain
        sql_type: pgsql
        sql_server: 127.0.0.1
        sql_port: {{databasePort}}
        sql_database: {{database}}
        sql_username: zhanggui
        sql_password: ""
        sql_pool_size: 10
        default_db: sql
        new_sql_schema: false
        modules:
          mod_mam:
            db_type: sql
            default: always
            assume_mam_usage: true
          mod_roster: {}
          mod_offline: {}
          mod_disco: {}
        """;
}
