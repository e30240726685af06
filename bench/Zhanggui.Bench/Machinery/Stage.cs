using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Zhanggui.Host;
using Zhanggui.Kernel.Checks;
using Zhanggui.People.Contracts;
using Zhanggui.Reception.Contracts;
using Zhanggui.Rules.Contracts;
using Finding = Zhanggui.Kernel.Checks.Finding;

namespace Zhanggui.Bench.Machinery;

/// <summary>
/// A house to put under load: an empty folder or database, one organisation with one shop, its channel and its agents.
/// It is prepared in this process with the house's own seeding and then run as a process of its own.
/// </summary>
internal sealed class Stage : IAsyncDisposable
{
    public const string Password = "a long enough phrase 42";
    private readonly TempFolder? own;

    private Stage(TempFolder? own, string dataDir, string? postgres, string shop, string key)
    {
        (this.own, DataDir, Postgres, Shop, ChannelKey) = (own, dataDir, postgres, shop, key);
    }

    public string DataDir { get; }

    public string? Postgres { get; }

    public string Shop { get; }

    public string ChannelKey { get; }

    /// <summary>Settings that lift what protects a shop from one address: all load comes from this one.</summary>
    public static IReadOnlyDictionary<string, string?> Lifted { get; } = new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["Visitors__ConnectionsPerAddress"] = "1000000",
        ["Visitors__MessagesAtOnce"] = "1000000",
        ["Visitors__MessagesPerMinute"] = "10000000",
        ["Visitors__AddressMessagesAtOnce"] = "1000000",
        ["Visitors__AddressMessagesPerMinute"] = "10000000",
        ["Visitors__SessionsAtOnce"] = "1000000",
        ["Visitors__SessionsPerMinute"] = "10000000",
        ["Visitors__RequestsAtOnce"] = "1000000",
        ["Visitors__RequestsPerMinute"] = "10000000",
        ["Reception__AgentCapacity"] = "1000",
        ["Reception__AutomaticReplies"] = "false", // what is counted is what people say
        ["People__PasswordIterations"] = "100000",
    };

    public static string Account(int agent) => $"agent{agent}";

    public static async Task<Stage> OpenAsync(string? postgres, int agents, string role = "supervisor", string? folder = null, string? book = null)
    {
        var own = folder is null ? new TempFolder("stage") : null;
        var dataDir = folder ?? own!.Path;
        var channel = string.Empty;
        var shop = string.Empty;
        await WithServicesAsync(dataDir, postgres, async services =>
        {
            var people = Enumerable.Range(0, agents).Select(i => new PersonSeed($"a{i}", $"客服{i}", Account(i), Password, [new RoleSeed(role, "shop")])).ToList();
            await using var scope = services.CreateAsyncScope();
            var seeded = await scope.ServiceProvider.GetRequiredService<IPeopleSeed>()
                .SowAsync(new OrganisationSeed("Bench", [new ShopSeed("shop", "杯子铺")], people), CancellationToken.None);
            shop = seeded.Shops["shop"].ToString();
            channel = await ChannelAsync(scope.ServiceProvider, seeded);
            if (book is not null)
            {
                await services.GetRequiredService<IBookSeed>().SowAsync(seeded.Id, seeded.People["a0"], book, new NodaTime.LocalDate(2020, 1, 1), CancellationToken.None);
            }
        });
        return new Stage(own, dataDir, postgres, shop, channel);
    }

    /// <summary>Makes the house's tables in an empty folder or database.</summary>
    public static Task MigrateAsync(string dataDir, string? postgres) => WithServicesAsync(dataDir, postgres, _ => Task.CompletedTask);

    /// <summary>The server process for this stage.</summary>
    public HouseProcess House(int? port = null, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var all = new Dictionary<string, string?>(Lifted, StringComparer.Ordinal);
        foreach (var (name, value) in settings ?? new Dictionary<string, string?>(StringComparer.Ordinal))
        {
            all[name] = value;
        }

        return new HouseProcess(DataDir, Postgres, port, all);
    }

    /// <summary>The server inside this process, for what can only be counted from inside.</summary>
    public Task HereAsync(Func<string, Task> work) => WithHouseAsync(DataDir, Postgres, async app =>
    {
        await app.StartAsync();
        await work(app.Urls.First());
        await app.StopAsync();
    });

    /// <summary>Runs every check of <c>zhanggui doctor</c> on the data and gives what they found.</summary>
    public async Task<IReadOnlyList<Finding>> DoctorAsync()
    {
        var found = new List<Finding>();
        await WithServicesAsync(DataDir, Postgres, async services =>
        {
            foreach (var check in services.GetServices<IHouseCheck>())
            {
                found.AddRange(await check.RunAsync(CancellationToken.None));
            }
        });
        return found;
    }

    public ValueTask DisposeAsync()
    {
        own?.Dispose();
        return default;
    }

    private static Task WithServicesAsync(string dataDir, string? postgres, Func<IServiceProvider, Task> work) => WithHouseAsync(dataDir, postgres, app => work(app.Services));

    private static async Task WithHouseAsync(string dataDir, string? postgres, Func<WebApplication, Task> work)
    {
        await using var app = HouseServer.Build([], builder =>
        {
            builder.Configuration["ZHANGGUI_DATA_DIR"] = dataDir;
            builder.Configuration["ZHANGGUI_POSTGRES"] = postgres ?? string.Empty;
            foreach (var (name, value) in Lifted)
            {
                builder.Configuration[name.Replace("__", ":", StringComparison.Ordinal)] = value;
            }

            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Logging.SetMinimumLevel(LogLevel.Warning);
        });
        await HouseServer.PrepareAsync(app, CancellationToken.None);
        await work(app);
    }

    private static async Task<string> ChannelAsync(IServiceProvider services, SeededOrganisation organisation) =>
        (await services.GetRequiredService<IChannels>().AddWebAsync(organisation.Id, organisation.Shops["shop"], "网页")).PublicKey;
}
