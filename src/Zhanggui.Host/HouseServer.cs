using Zhanggui.Kernel;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Privacy;
using Zhanggui.People;
using Zhanggui.Reception;
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
            Args = [],
        });
        builder.Logging.AddSimpleConsole(o => o.SingleLine = true);
        if (string.IsNullOrEmpty(builder.Configuration["URLS"]))
        {
            builder.WebHost.UseUrls(DefaultUrl);
        }

        adjust?.Invoke(builder);
        var services = builder.Services;
        services.AddKernel(ReadKernelOptions(builder.Configuration));
        services.AddPeople(builder.Configuration);
        services.AddRules(builder.Configuration);
        services.AddShop(builder.Configuration);
        services.AddShifts(builder.Configuration);
        services.AddReception(builder.Configuration);
        services.AddAuthorization();
        services.AddOpenApi();

        var app = builder.Build();
        app.UseWebSockets();
        app.UsePeople();
        app.MapGet("/health", () => Results.Text("ok")).AllowAnonymous();
        app.MapPeople();
        app.MapRules();
        app.MapShop();
        app.MapShifts();
        app.MapReception();
        return app;
    }

    /// <summary>Brings the database up to date; must be done before the server starts.</summary>
    public static async Task PrepareAsync(WebApplication app, CancellationToken ct)
    {
        await app.Services.GetRequiredService<Migrator>().RunAsync(ct);
        await app.Services.GetRequiredService<MasterKeyCheck>().RunAsync(ct);
    }

    private static KernelOptions ReadKernelOptions(IConfiguration configuration)
    {
        var options = configuration.GetSection("Kernel").Get<KernelOptions>() ?? new KernelOptions();
        options.DataDir = configuration["ZHANGGUI_DATA_DIR"] ?? options.DataDir;
        options.Postgres = configuration["ZHANGGUI_POSTGRES"] ?? options.Postgres;
        options.MasterKey = configuration["ZHANGGUI_MASTER_KEY"] ?? options.MasterKey;
        return options;
    }
}
