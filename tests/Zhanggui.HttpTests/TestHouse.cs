using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Zhanggui.Host;
using Zhanggui.Kernel.Db;
using Zhanggui.People;
using Zhanggui.People.SignIn;

namespace Zhanggui.HttpTests;

/// <summary>
/// A whole server on a free loopback port. Tests share one per database (<see cref="SharedAsync"/>) and make their
/// own organisation in it; a test that stops or starves the server opens its own (<see cref="OpenAsync"/>).
/// </summary>
public sealed class TestHouse : IAsyncDisposable
{
    private static readonly ConcurrentDictionary<DatabaseKind, Lazy<Task<TestHouse>>> Shared = new();

    private TestHouse(WebApplication app, string dataDir, string? postgres)
    {
        App = app;
        DataDir = dataDir;
        Postgres = postgres;
        Url = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
    }

    public WebApplication App { get; }

    /// <summary>Base address, such as <c>http://127.0.0.1:40123</c>.</summary>
    public string Url { get; }

    public string DataDir { get; }

    /// <summary>The connection string of this house's own database; null on SQLite.</summary>
    public string? Postgres { get; }

    public IServiceProvider Services => App.Services;

    /// <summary>The server that all tests of this run share for one database.</summary>
    public static Task<TestHouse> SharedAsync(DatabaseKind db)
    {
        SkipWithout(db);
        return Shared.GetOrAdd(db, kind => new Lazy<Task<TestHouse>>(() => OpenAsync(kind))).Value;
    }

    /// <summary>At the end of a run: what still writes would find its folder gone.</summary>
    public static async Task CloseSharedAsync()
    {
        foreach (var house in Shared.Values.Where(h => h.IsValueCreated && h.Value.IsCompletedSuccessfully))
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
            var shared = await house.Value;
            await shared.App.StopAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // no test of anything
            await shared.DisposeAsync();
        }
    }

    /// <summary>A server of one's own on an empty database.</summary>
    public static async Task<TestHouse> OpenAsync(DatabaseKind db, Action<WebApplicationBuilder>? adjust = null, Func<IServiceProvider, Task>? prepare = null)
    {
        SkipWithout(db);
        var dataDir = Directory.CreateTempSubdirectory("zhanggui-test-").FullName;
        return await StartAsync(dataDir, await TestSchema.CopyAsync(db, dataDir), adjust, prepare);
    }

    /// <summary>Another server process' worth of house on the same data (a second node, or a restart).</summary>
    public static async Task<TestHouse> StartAsync(string dataDir, string? postgres, Action<WebApplicationBuilder>? adjust = null, Func<IServiceProvider, Task>? prepare = null)
    {
        var app = HouseServer.Build([], builder =>
        {
            builder.Configuration["ZHANGGUI_DATA_DIR"] = dataDir;
            builder.Configuration["ZHANGGUI_POSTGRES"] = postgres ?? string.Empty;
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Logging.SetMinimumLevel(LogLevel.Warning);
            // All tests share one address; those about the limits set their own.
            builder.Configuration["Visitors:SessionsAtOnce"] = "1000000";
            builder.Configuration["Visitors:AddressMessagesAtOnce"] = "1000000";
            builder.Configuration["Visitors:ConnectionsPerAddress"] = "1000000";
            // Tests count what people say; those about automatic replies switch them on.
            builder.Configuration["Reception:AutomaticReplies"] = "false";
            // Repeats are found by the unique index in every test; the trials of bench/ run with the look beforehand.
            builder.Configuration["Reception:RepeatLookCommits"] = "0";
            builder.Configuration["Reception:HeadLookCommits"] = "0";
            // A busy machine must not look like a dead process; the test of it sets its own.
            builder.Configuration["Orders:ImportLeaseSeconds"] = "120";
            // Everybody of every test's own organisation gets a password and signs in: at full strength that is most of a run's time.
            builder.Services.AddSingleton(new Passwords(new PeopleOptions { PasswordIterations = 1_000 }));
            adjust?.Invoke(builder);
        });
        await HouseServer.PrepareAsync(app, CancellationToken.None);
        if (prepare is not null)
        {
            await prepare(app.Services);
        }

        await app.StartAsync();
        return new TestHouse(app, dataDir, postgres);
    }

    internal static void SkipWithout(DatabaseKind db) =>
        Assert.SkipWhen(db == DatabaseKind.Postgres && Server is null, "PostgreSQL is absent (ZHANGGUI_TEST_POSTGRES is not set; scripts/test sets it).");

    internal static string? Server => Environment.GetEnvironmentVariable("ZHANGGUI_TEST_POSTGRES") is { Length: > 0 } text ? text : null;

    /// <summary>A database on the test server: an empty one, or one like <paramref name="template"/>, to which nobody may be connected.</summary>
    public static async Task<string> CreateDatabaseAsync(string? template = null)
    {
        var name = $"zg_{Guid.CreateVersion7():n}";
        await using var connection = new NpgsqlConnection(Server);
        await connection.OpenAsync();
        await using var create = new NpgsqlCommand($"create database {name}{(template is null ? string.Empty : $" template {template}")}", connection);
        await create.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(Server) { Database = name }.ToString();
    }

    /// <summary>A client that keeps cookies like a browser.</summary>
    public HttpClient Client() => new(new SocketsHttpHandler { UseCookies = true }) { BaseAddress = new Uri(Url) };

    public async ValueTask DisposeAsync() => await App.DisposeAsync();
}
