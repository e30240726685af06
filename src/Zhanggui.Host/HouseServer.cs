using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.OpenApi;
using Zhanggui.Facts.Gathering;
using Zhanggui.Guard;
using Zhanggui.Host.Doctor;
using Zhanggui.Host.House;
using Zhanggui.Host.Web;
using Zhanggui.Kernel;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Privacy;
using Zhanggui.Metrics;
using Zhanggui.Orders;
using Zhanggui.Pay;
using Zhanggui.People;
using Zhanggui.Promises;
using Zhanggui.Reception;
using Zhanggui.Records;
using Zhanggui.Rules;
using Zhanggui.Shifts;
using Zhanggui.Shop;

namespace Zhanggui.Host;

/// <summary>Composes the rooms into one server; used by the program and by the tests alike.</summary>
public static class HouseServer
{
    /// <summary>Where the server listens when nothing else is said.</summary>
    public const string DefaultUrl = "http://127.0.0.1:5080";

    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? adjust = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory,
            Args = args,
        });
        builder.Logging.AddSimpleConsole(o => o.SingleLine = true);
        // The framework writes addresses with their queries at Information: people's search words stay out of the log.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        builder.Configuration.AddSettingsFile();
        if (string.IsNullOrEmpty(builder.Configuration["URLS"]))
        {
            builder.WebHost.UseUrls(DefaultUrl);
        }

        adjust?.Invoke(builder);
        var options = HouseConfiguration.ReadHost(builder.Configuration);
        builder.AddLimits(options);
        AddRooms(builder.Services, builder.Configuration);
        builder.Services.AddDoctor();
        builder.Services.AddTransient<Demo.DemoPay>();
        builder.Services.AddTransient<Demo.DemoCare>();
        builder.Services.AddTransient<Demo.DemoFloor>();
        builder.Services.AddHouseRoutes(options);
        builder.Services.AddDataProtection().SetApplicationName("zhanggui").PersistKeysToFileSystem(
            new DirectoryInfo(Path.Combine(HouseConfiguration.ReadKernel(builder.Configuration).DataDir, "keys", "protection")));
        builder.Services.AddAuthorization();
        builder.Services.AddOpenApi(o => o.CreateSchemaReferenceId = type => SchemaNames.Of(type, OpenApiOptions.CreateDefaultSchemaReferenceId(type)));

        var app = builder.Build();
        UsePipeline(app, options);
        MapRooms(app);
        return app;
    }

    /// <summary>Brings the database up to date; must be done before the server starts.</summary>
    public static async Task PrepareAsync(WebApplication app, CancellationToken ct)
    {
        await app.Services.GetRequiredService<Migrator>().RunAsync(ct);
        await app.Services.GetRequiredService<MasterKeyCheck>().RunAsync(ct);
    }

    private static void AddRooms(IServiceCollection services, ConfigurationManager configuration)
    {
        services.AddKernel(HouseConfiguration.ReadKernel(configuration));
        services.AddPeople(configuration);
        services.AddRules(configuration);
        services.AddShop(configuration);
        services.AddGuard(configuration);
        services.AddShifts(configuration);
        services.AddReception(configuration);
        services.AddPromises();
        services.AddRecords();
        services.AddOrders(configuration);
        services.AddMetrics(configuration);
        services.AddPay(configuration);
        services.AddSingleton<FactsGatherer>();
    }

    // The order matters: whose address it is, then the headers of every answer, then the net under everything else.
    private static void UsePipeline(WebApplication app, HouseHostOptions options)
    {
        app.UseTrustedProxies(options);
        app.UseSecurityHeaders(options);
        app.UseErrorAnswers();
        app.UseRateLimiter();
        app.UseBodyLimits(options);
        app.UseRouting();
        app.UseWebFiles();
        app.UsePeople();
        app.UseReception();
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.FromSeconds(20), KeepAliveTimeout = TimeSpan.FromSeconds(20) });
    }

    private static void MapRooms(WebApplication app)
    {
        app.MapHealth();
        app.MapOpenApi("/api/openapi.json").Open("describes the API; tells nothing of anybody");
        app.MapHouse();
        app.MapPeople();
        app.MapRules();
        app.MapShop();
        app.MapGuard();
        app.MapShifts();
        app.MapReception();
        app.MapPromises();
        app.MapOrders();
        app.MapRecords();
        app.MapMetrics();
        app.MapPay();
    }
}
