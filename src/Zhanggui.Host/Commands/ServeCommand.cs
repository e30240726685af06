using System.CommandLine;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Zhanggui.Host.Backup;
using Zhanggui.Host.Demo;
using Zhanggui.Host.Service;
using Zhanggui.Kernel;
using Zhanggui.People.Contracts;

namespace Zhanggui.Host.Commands;

/// <summary><c>zhanggui serve</c>: migrates and runs until told to stop.</summary>
internal static class ServeCommand
{
    private const int DefaultPort = 5080;

    private static readonly Option<bool> Demo = new("--demo") { Description = "Fill an empty database with the demo shop (also: ZHANGGUI_DEMO=1)." };
    private static readonly Option<int?> Port = new("--port") { Description = "Port to listen on (default 5080; ASPNETCORE_URLS says more)." };
    private static readonly Option<bool> Lan = new("--lan") { Description = "Serve the office network, not only this machine." };
    private static readonly Option<bool> Open = new("--open") { Description = "Open the browser once the server is up." };
    private static readonly Option<bool> AsService = new("--service") { Description = "For the service manager of Windows only; service.cmd writes it.", Hidden = true };
    private static readonly Option<string?> Data = new("--data") { Description = "Data folder (also: ZHANGGUI_DATA_DIR; default: data in the working folder)." };

    public static Command Make()
    {
        var command = new Command("serve", "Runs the server (default command).");
        AddTo(command);
        return command;
    }

    /// <summary>The root command takes the same options, because serve is the default.</summary>
    public static void AddTo(Command command)
    {
        command.Options.Add(Demo);
        command.Options.Add(Port);
        command.Options.Add(Lan);
        command.Options.Add(Open);
        command.Options.Add(Data);
        command.Options.Add(AsService);
        command.SetAction((parsed, ct) => parsed.GetValue(AsService) ? RunAsServiceAsync(parsed) : RunAsync(parsed, ct));
    }

    private static Task<int> RunAsServiceAsync(ParseResult parsed) => CommandErrors.CatchAsync(() =>
    {
        if (!OperatingSystem.IsWindows())
        {
            throw new RefusedException("--service 只供 Windows 使用；Linux 上请用 install.sh（systemd）。 --service is for Windows only; on Linux use install.sh (systemd).");
        }

        CommandErrors.UseDataDir(parsed.GetValue(Data));
        // A service has no console: what would stand there goes to a file in the data folder.
        using var log = ServiceLog.In(Environment.GetEnvironmentVariable("ZHANGGUI_DATA_DIR") ?? new KernelOptions().DataDir);
        Console.SetOut(log);
        Console.SetError(log);
        return Task.FromResult(ServiceControl.Run(stop => RunAsync(parsed, stop)));
    });

    private static Task<int> RunAsync(ParseResult parsed, CancellationToken ct) => CommandErrors.CatchAsync(async () =>
    {
        CommandErrors.UseDataDir(parsed.GetValue(Data));
        var port = parsed.GetValue(Port);
        var lan = parsed.GetValue(Lan);
        var wantsDemo = parsed.GetValue(Demo) || Environment.GetEnvironmentVariable("ZHANGGUI_DEMO") == "1";
        await using var app = HouseServer.Build([], builder =>
        {
            if (wantsDemo)
            {
                // The shop page's own server would sign its buyers; for the demo shop the house does.
                builder.Configuration["Visitors:DemoChannel"] = DemoShop.ChannelKey;
                builder.Configuration["Reception:EndsSilentSessions"] = "false"; // the demo's talks stay open to be looked at
            }

            if (port is not null || lan)
            {
                builder.WebHost.UseUrls($"http://{(lan ? "0.0.0.0" : "127.0.0.1")}:{port ?? DefaultPort}");
            }
        });
        var kernel = app.Services.GetRequiredService<KernelOptions>();
        using var folder = DataFolderLock.Take(kernel.DataDir, alone: kernel.Postgres.Length == 0);
        await HouseServer.PrepareAsync(app, ct);
        var isDemo = wantsDemo && await SowDemoAsync(app, ct);
        await app.StartAsync(ct);
        var lines = await IntroduceAsync(app, isDemo, ct);
        foreach (var line in lines)
        {
            Console.Out.WriteLine(line);
        }

        if (parsed.GetValue(Open))
        {
            Browser.Open(AddressesOf(app)[0]);
        }

        SystemdNotice.Ready();
        if (OperatingSystem.IsWindows())
        {
            ServiceControl.Ready();
        }

        app.Lifetime.ApplicationStopping.Register(SystemdNotice.Stopping);
        await using (ct.Register(app.Lifetime.StopApplication))
        {
            await app.WaitForShutdownAsync(CancellationToken.None);
        }

        return 0;
    });

    private static async Task<bool> SowDemoAsync(WebApplication app, CancellationToken ct)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await ActivatorUtilities.CreateInstance<DemoSeeder>(scope.ServiceProvider).SowAsync(ct);
    }

    private static async Task<List<string>> IntroduceAsync(WebApplication app, bool isDemo, CancellationToken ct)
    {
        var lines = new List<string> { string.Empty, $"掌柜 Zhanggui {Doctor.HouseVersion.Text}" };
        var addresses = AddressesOf(app);
        foreach (var address in addresses)
        {
            lines.Add($"  工作台 workbench   {address}/");
            if (isDemo)
            {
                lines.Add($"  买家页面 shop page  {address}/demo/");
            }
        }

        if (isDemo)
        {
            lines.Add($"  登录 sign in as (password {DemoShop.Password})");
            lines.AddRange(DemoShop.People.Select(p => $"    {p.Account,-10} {p.Name}  {p.Title}"));
            if (addresses.Count > 1)
            {
                lines.Add("  演示密码是公开的：不要把演示店铺放到公共网络上。 The demo's password is public: keep it off public networks.");
            }
        }
        else
        {
            await using var scope = app.Services.CreateAsyncScope();
            if (await scope.ServiceProvider.GetRequiredService<IFirstRun>().CodeAsync(ct) is { } code)
            {
                lines.Add($"  首次设置码 set-up code  {code}");
            }
        }

        lines.Add(string.Empty);
        return lines;
    }

    // "Any address" is no address one could type: name this machine's own instead.
    private static List<string> AddressesOf(WebApplication app)
    {
        var result = new List<string>();
        foreach (var text in app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses)
        {
            var address = new UriBuilder(text.Replace("://+", "://0.0.0.0", StringComparison.Ordinal).Replace("://*", "://0.0.0.0", StringComparison.Ordinal));
            if (address.Host is not ("0.0.0.0" or "[::]"))
            {
                result.Add(text.TrimEnd('/'));
                continue;
            }

            result.Add($"{address.Scheme}://127.0.0.1:{address.Port}");
            result.AddRange(OfficeAddresses().Select(ip => $"{address.Scheme}://{ip}:{address.Port}"));
        }

        return result;
    }

    private static IEnumerable<IPAddress> OfficeAddresses() =>
        NetworkInterface.GetAllNetworkInterfaces()
            .Where(n => n.OperationalStatus == OperationalStatus.Up && n.NetworkInterfaceType != NetworkInterfaceType.Loopback)
            .SelectMany(n => n.GetIPProperties().UnicastAddresses)
            .Select(a => a.Address)
            .Where(a => a.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(a) && !a.ToString().StartsWith("169.254.", StringComparison.Ordinal));
}
