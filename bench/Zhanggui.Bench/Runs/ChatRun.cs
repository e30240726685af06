using Zhanggui.Bench.Anchors;
using Zhanggui.Bench.Machinery;
using Zhanggui.Bench.Measure;

namespace Zhanggui.Bench.Runs;

/// <summary><c>chat</c>: closed loop; <c>latency</c>: at a fixed rate. All sides in one run, round by round.</summary>
internal static class ChatRun
{
    public const string DefaultSides = "house-sqlite,house-postgres,relay-sqlite,relay-postgres,relay-none,ejabberd";

    public static async Task<int> RunAsync(Options options)
    {
        var latency = options.Command == "latency";
        var conversations = options.Number("conversations", 50);
        var agents = options.Number("agents", 5);
        var rounds = options.Number("rounds", 3);
        var rate = options.Number("rate", 200);
        var time = TimeSpan.FromSeconds(options.Number("seconds", latency ? 10 : 8));
        await using var postgres = await ThrowawayPostgres.StartAsync();
        var sides = new List<IChatSide>();
        try
        {
            foreach (var name in options.List("sides", DefaultSides))
            {
                var side = Make(name, postgres);
                if (side is null)
                {
                    Console.WriteLine($"left out: {name} (ejabberd, erlang-p1-pgsql not installed)");
                    continue;
                }

                sides.Add(side);
                await side.OpenAsync(conversations, agents);
            }

            await WarmUpAsync(sides, conversations, options.Number("warmup", 5));

            var results = new List<RoundResult>();
            Console.WriteLine();
            Console.WriteLine(latency ? $"{rate}/s over {conversations} conversations, {agents} agents, {time.TotalSeconds:F0} s a round" : $"closed loop, {conversations} conversations, {agents} agents, {time.TotalSeconds:F0} s a round");
            Console.WriteLine("round  side              msg/s    p50 ms    p99 ms    max ms   cpu us/msg  errors   spin ms");
            for (var round = 1; round <= rounds; round++)
            {
                foreach (var side in sides)
                {
                    var r = latency ? await ChatLoad.OpenAsync(side, conversations, rate, time) : await ChatLoad.ClosedAsync(side, conversations, time);
                    results.Add(r);
                    Console.WriteLine($"{round,5}  {r.Side,-16}{Figures.Text(r.PerSecond),7}{Figures.Text(r.P50),10}{Figures.Text(r.P99),10}{Figures.Text(r.Max),10}{Figures.Text(r.ServerCpuSeconds * 1e6 / Math.Max(1, r.Count)),13}{r.Errors,8}{r.SpinMs,10:F0}");
                }
            }

            Report(results, sides.Select(s => s.Name).ToList(), latency);
            return results.Any(r => r.Errors > 0) ? 1 : 0;
        }
        finally
        {
            foreach (var side in sides)
            {
                await side.DisposeAsync();
            }
        }
    }

    /// <summary>In slices, side by side: a visitor who says nothing for a minute is taken for gone.</summary>
    private static async Task WarmUpAsync(List<IChatSide> sides, int conversations, int seconds)
    {
        const int Slice = 5;
        for (var done = 0; done < seconds; done += Slice)
        {
            foreach (var side in sides)
            {
                await ChatLoad.ClosedAsync(side, conversations, TimeSpan.FromSeconds(Math.Min(Slice, seconds - done)));
            }
        }
    }

    private static IChatSide? Make(string name, ThrowawayPostgres postgres) => name switch
    {
        "ejabberd" => EjabberdServer.Installed ? new EjabberdSide() : null,
        "relay-sqlite" => new RelaySide("sqlite", null),
        "relay-postgres" => new RelaySide("postgres", postgres),
        "relay-none" => new RelaySide("none", null),
        "house-sqlite" => new HouseSide("sqlite", null),
        "house-postgres" => new HouseSide("postgres", postgres),
        _ => throw new ArgumentException($"No such side: {name}. Sides: {DefaultSides}"),
    };

    private static void Report(List<RoundResult> results, List<string> sides, bool latency)
    {
        Console.WriteLine();
        Console.WriteLine("median            msg/s    p50 ms    p99 ms");
        foreach (var side in sides)
        {
            Console.WriteLine($"{side,-16}{Figures.Text(results.Of(side, r => r.PerSecond)),7}{Figures.Text(results.Of(side, r => r.P50)),10}{Figures.Text(results.Of(side, r => r.P99)),10}");
        }

        Console.WriteLine();
        foreach (var (house, anchor) in from house in sides where house.StartsWith("house", StringComparison.Ordinal) from anchor in sides where !anchor.StartsWith("house", StringComparison.Ordinal) select (house, anchor))
        {
            Console.WriteLine(latency
                ? $"{house} / {anchor}: p50 {Figures.Text(results.Ratio(house, anchor, r => r.P50))} x, p99 {Figures.Text(results.Ratio(house, anchor, r => r.P99))} x"
                : $"{house} / {anchor}: {Figures.Text(results.Ratio(house, anchor, r => r.PerSecond))} x msg/s, p50 {Figures.Text(results.Ratio(house, anchor, r => r.P50))} x, p99 {Figures.Text(results.Ratio(house, anchor, r => r.P99))} x");
        }
    }
}
