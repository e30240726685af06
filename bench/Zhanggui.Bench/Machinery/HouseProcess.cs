using System.Net;
using System.Net.Sockets;
using Zhanggui.Bench.Anchors;

namespace Zhanggui.Bench.Machinery;

/// <summary>
/// The real server as a process of its own, on a port that stays the same when it is killed and started again.
/// The program is the one beside this (the benchmarks reference it), so its build configuration is ours.
/// </summary>
internal sealed class HouseProcess : IAsyncDisposable
{
    private readonly Dictionary<string, string?> environment;
    private Child? process;

    public HouseProcess(string dataDir, string? postgres, int? port = null, IReadOnlyDictionary<string, string?>? settings = null)
    {
        DataDir = dataDir;
        Port = port ?? EjabberdServer.FreePort();
        environment = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["ZHANGGUI_DATA_DIR"] = dataDir,
            ["ZHANGGUI_POSTGRES"] = postgres ?? string.Empty,
            ["ASPNETCORE_URLS"] = Url,
            ["Logging__LogLevel__Default"] = "Warning",
            ["DOTNET_gcServer"] = "0",
        };
        foreach (var (name, value) in settings ?? new Dictionary<string, string?>(StringComparer.Ordinal))
        {
            environment[name] = value;
        }
    }

    public string DataDir { get; }

    public int Port { get; }

    public string Url => $"http://127.0.0.1:{Port}";

    public bool IsRunning => process is { HasExited: false };

    public string Output => process?.Output ?? string.Empty;

    /// <summary>The folder the server program lies in.</summary>
    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "zhanggui.dll");

    /// <summary>Starts the process and waits until it answers.</summary>
    public async Task StartAsync(TimeSpan? within = null)
    {
        process = Child.Start("dotnet", [Program, "serve"], environment, DataDir);
        var deadline = DateTimeOffset.UnixEpoch + TimeSpan.FromMilliseconds(Environment.TickCount64) + (within ?? TimeSpan.FromSeconds(60));
        while (!await AnswersAsync())
        {
            if (process.HasExited)
            {
                throw new InvalidOperationException($"The server ended early ({process.ExitCode}):\n{process.Output}");
            }

            if (DateTimeOffset.UnixEpoch + TimeSpan.FromMilliseconds(Environment.TickCount64) > deadline)
            {
                throw new TimeoutException($"The server does not answer:\n{process.Output}");
            }

            await Task.Delay(10);
        }
    }

    public async Task KillAsync()
    {
        if (process is not null)
        {
            await process.DisposeAsync();
            process = null;
        }
    }

    public Task SignalAsync(string signal) => process!.SignalAsync(signal);

    public Task ExitedAsync(TimeSpan within) => process!.ExitedAsync(within);

    public long ResidentBytes() => process!.ResidentBytes();

    public double CpuSeconds() => process?.CpuSeconds() ?? 0;

    public async ValueTask DisposeAsync() => await KillAsync();

    private async Task<bool> AnswersAsync()
    {
        try
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(IPAddress.Loopback, Port);
            await socket.SendAsync("GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"u8.ToArray());
            var answer = new byte[32];
            var read = await socket.ReceiveAsync(answer);
            return answer.AsSpan(0, read).IndexOf(" 200 "u8) > 0;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
