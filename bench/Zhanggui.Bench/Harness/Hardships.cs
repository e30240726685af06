using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Zhanggui.Bench.Machinery;
using Zhanggui.Bench.Wire;

namespace Zhanggui.Bench.Harness;

/// <summary>Trials in which not the house but what it stands on gives way.</summary>
internal static class Hardships
{
    /// <summary>PostgreSQL crashes under load and comes back, so many times. Meanwhile nothing may be acknowledged; afterwards all goes on by itself.</summary>
    public static async Task<TrialResult> DatabaseGoneAsync(int times, TimeSpan away)
    {
        var started = Stopwatch.GetTimestamp();
        await using var postgres = await ThrowawayPostgres.StartAsync();
        await using var stage = await Stage.OpenAsync(await postgres.CreateDatabaseAsync(), 2);
        await using var house = stage.House();
        await house.StartAsync();
        var address = new Uri(house.Url + "/");
        await using var talk = await Talk.OpenAsync(stage, _ => address, 5, 2, TimeSpan.FromSeconds(8));
        talk.Start(TimeSpan.FromMilliseconds(60));
        for (var i = 0; i < times; i++)
        {
            await Task.Delay(Random.Shared.Next(500, 1500));
            await postgres.HaltAsync();
            var before = talk.Ledger.Acknowledged;
            await Task.Delay(away);
            if (talk.Ledger.Acknowledged > before + 200)
            {
                talk.Ledger.Fault($"{talk.Ledger.Acknowledged - before} acknowledgements while the database was gone");
            }

            await postgres.ResumeAsync();
            await TalkingAgainAsync(talk, TimeSpan.FromSeconds(30));
        }

        return await Trial.FinishAsync($"PostgreSQL gone {times} times for {away.TotalSeconds:F0} s", stage, talk, started, $"server process the same throughout: {house.IsRunning}", [house]);
    }

    /// <summary>The disk under the data folder fills up under load and is freed again. Needs the right to mount a small memory disk; null without it.</summary>
    public static async Task<TrialResult?> DiskFullAsync()
    {
        var started = Stopwatch.GetTimestamp();
        using var parent = new TempFolder("full");
        var disk = parent["disk"];
        Directory.CreateDirectory(disk);
        if (!await MountAsync(disk, megabytes: 64))
        {
            return null;
        }

        try
        {
            await using var stage = await Stage.OpenAsync(null, 2, folder: disk);
            await using var house = stage.House();
            await house.StartAsync();
            var address = new Uri(house.Url + "/");
            await using var talk = await Talk.OpenAsync(stage, _ => address, 5, 2, TimeSpan.FromSeconds(8));
            talk.Start(TimeSpan.FromMilliseconds(30));
            var detail = new StringBuilder();
            for (var i = 0; i < 2; i++)
            {
                await Task.Delay(1500);
                var filler = Path.Combine(disk, "filler");
                Fill(filler);
                await Task.Delay(1500);
                var before = talk.Ledger.Acknowledged;
                await Task.Delay(2500);
                detail.Append($"acknowledged while full: {talk.Ledger.Acknowledged - before}; ");
                await talk.Agents[0].FreshAsync(); // reading goes on
                File.Delete(filler);
                await TalkingAgainAsync(talk, TimeSpan.FromSeconds(30));
            }

            var result = await Trial.FinishAsync("disk full twice (sqlite)", stage, talk, started, detail + $"server alive throughout: {house.IsRunning}", [house], "house.disk.full");
            return result;
        }
        finally
        {
            await Child.RunAsync("umount", "-l", disk);
        }
    }

    /// <summary>Clients that never read beside healthy ones: the healthy ones notice nothing, and the server's memory stays.</summary>
    public static async Task<TrialResult> SlowAsync(int slow, TimeSpan time)
    {
        var started = Stopwatch.GetTimestamp();
        await using var stage = await Stage.OpenAsync(null, 3);
        await using var house = stage.House(settings: new Dictionary<string, string?>(StringComparer.Ordinal) { ["Reception__SocketBufferBytes"] = "65536" });
        await house.StartAsync();
        var address = new Uri(house.Url + "/");
        await using var talk = await Talk.OpenAsync(stage, _ => address, 10, 2);
        var deaf = new List<DeafSocket>();
        try
        {
            var desk = await AgentDesk.SignInAsync(house.Url, stage.Shop, Stage.Account(2));
            var n = (await desk.SnapshotAsync("all"))["n"]!.GetValue<long>();
            for (var i = 0; i < slow; i++)
            {
                deaf.Add(await DeafSocket.OpenAsync(house.Port, $"/api/reception/socket?shop={stage.Shop}", desk.CookieHeader,
                    new JsonObject { ["t"] = "hello", ["after"] = n, ["scope"] = "all" }.ToJsonString()));
            }

            var before = house.ResidentBytes();
            talk.Start(TimeSpan.FromMilliseconds(10));
            await Task.Delay(time);
            var grown = (house.ResidentBytes() - before) / 1048576.0;
            if (grown > 300)
            {
                talk.Ledger.Fault($"the server grew by {grown:F0} MiB");
            }

            return await Trial.FinishAsync($"{slow} agents who never read", stage, talk, started, $"server grew by {grown:F0} MiB; the server let {deaf.Count(d => d.WasDropped)} of the {slow} go", [house]);
        }
        finally
        {
            deaf.ForEach(d => d.Dispose());
        }
    }

    private static async Task TalkingAgainAsync(Talk talk, TimeSpan within)
    {
        var before = talk.Ledger.Acknowledged;
        var until = Environment.TickCount64 + (long)within.TotalMilliseconds;
        while (talk.Ledger.Acknowledged < before + 20)
        {
            if (Environment.TickCount64 > until)
            {
                talk.Ledger.Fault($"nothing is acknowledged {within.TotalSeconds:F0} s after it came back");
                return;
            }

            await Task.Delay(50);
        }
    }

    private static async Task<bool> MountAsync(string folder, int megabytes)
    {
        try
        {
            await Child.RunAsync("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", folder);
            return true;
        }
        catch (Exception error) when (error is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static void Fill(string path)
    {
        var block = new byte[64 * 1024];
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            while (true)
            {
                file.Write(block);
            }
        }
        catch (IOException)
        {
            // full
        }
    }
}
