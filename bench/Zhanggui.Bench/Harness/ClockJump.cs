using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Zhanggui.Bench.Machinery;
using Zhanggui.Host;

namespace Zhanggui.Bench.Harness;

/// <summary>The house's clock jumps under load, forwards and back. Order is by number, so nothing may be lost or change places.</summary>
internal static class ClockJump
{
    /// <summary>Hours the clock jumps by, one after the other: a bad time server, its correction, a machine waking from sleep.</summary>
    private static readonly double[] Jumps = [2, -3, 26, -26, 0.5];

    public static async Task<TrialResult> RunAsync()
    {
        var started = Stopwatch.GetTimestamp();
        await using var stage = await Stage.OpenAsync(null, 2);
        var clock = new JumpingClock();
        await using var app = HouseServer.Build([], builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(clock);
            builder.Configuration["ZHANGGUI_DATA_DIR"] = stage.DataDir;
            builder.Configuration["ZHANGGUI_POSTGRES"] = string.Empty;
            foreach (var (name, value) in Stage.Lifted)
            {
                builder.Configuration[name.Replace("__", ":", StringComparison.Ordinal)] = value;
            }

            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Logging.SetMinimumLevel(LogLevel.Error);
        });
        await HouseServer.PrepareAsync(app, CancellationToken.None);
        await app.StartAsync();
        var address = new Uri(app.Urls.First() + "/");
        await using var talk = await Talk.OpenAsync(stage, _ => address, 5, 2);
        talk.Start(TimeSpan.FromMilliseconds(40));
        foreach (var hours in Jumps)
        {
            var before = talk.Ledger.AckCount;
            clock.Jump(TimeSpan.FromHours(hours));
            for (var i = 0; i < 300 && talk.Ledger.AckCount < before + 40; i++)
            {
                await Task.Delay(50);
            }

            if (talk.Ledger.AckCount < before + 40)
            {
                talk.Ledger.Fault($"after a jump of {hours} h the talk stands still");
            }
        }

        foreach (var agent in talk.Agents.Where(a => a.SignedOut > 0))
        {
            talk.Ledger.Fault($"{agent.Name} was signed out");
        }

        var result = await Trial.FinishAsync("clock jumps", stage, talk, started, $"jumps of {string.Join(", ", Jumps)} hours", [], "house.clock.behind");
        await app.StopAsync();
        return result;
    }

    private sealed class JumpingClock : TimeProvider
    {
        private long shift;

        public void Jump(TimeSpan by) => Interlocked.Add(ref shift, by.Ticks);

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + new TimeSpan(Interlocked.Read(ref shift));
    }
}
