using System.Diagnostics;
using Zhanggui.Bench.Machinery;
using Zhanggui.Bench.Measure;

namespace Zhanggui.Bench.Runs;

/// <summary><c>start</c>: from the command to the first answer, on an empty folder and on the same folder again.</summary>
internal static class StartRun
{
    public static async Task<int> RunAsync(Options options)
    {
        await using var postgres = options.Text("db", "sqlite") == "postgres" ? await ThrowawayPostgres.StartAsync() : null;
        var cold = new List<double>();
        var warm = new List<double>();
        for (var round = 1; round <= options.Number("rounds", 5); round++)
        {
            using var folder = new TempFolder("start");
            var spin = SpinLoop.Milliseconds();
            await using var house = new HouseProcess(folder.Path, postgres is null ? null : await postgres.CreateDatabaseAsync());
            cold.Add(await TimedAsync(house));
            await house.KillAsync();
            warm.Add(await TimedAsync(house));
            Console.WriteLine($"round {round}: empty folder {cold[^1]:F0} ms, again {warm[^1]:F0} ms, spin {spin:F0} ms");
        }

        Console.WriteLine($"median: empty folder {Figures.Median(cold):F0} ms, again {Figures.Median(warm):F0} ms");
        return Figures.Median(cold) < 3000 ? 0 : 1;
    }

    private static async Task<double> TimedAsync(HouseProcess house)
    {
        var started = Stopwatch.GetTimestamp();
        await house.StartAsync();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }
}
