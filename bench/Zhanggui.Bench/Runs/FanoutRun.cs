using Zhanggui.Bench.Machinery;
using Zhanggui.Bench.Measure;

namespace Zhanggui.Bench.Runs;

/// <summary>
/// <c>fanout</c>: what a message costs the server with 5, 50 and 200 agents listening, each to his own conversations (mine)
/// or to all of them. Five agents own the conversations in every case, so that only the listeners grow.
/// </summary>
internal static class FanoutRun
{
    public static async Task<int> RunAsync(Options options)
    {
        var rounds = options.Number("rounds", 3);
        var rate = options.Number("rate", 200);
        var time = TimeSpan.FromSeconds(options.Number("seconds", 6));
        var db = options.Text("db", "sqlite");
        await using var postgres = db == "postgres" ? await ThrowawayPostgres.StartAsync() : null;
        var rows = new List<(int Listeners, string Scope, RoundResult Result, double BytesPerMessage)>();
        Console.WriteLine("listeners  scope  round     rate/s    p50 ms    p99 ms   cpu us/msg   bytes to agents/msg   spin ms");
        foreach (var scope in options.List("scopes", "mine,all"))
        {
            foreach (var listeners in options.List("listeners", "5,50,200").Select(int.Parse))
            {
                await using var side = new HouseSide(db, postgres, scope) { Owners = 5 };
                await side.OpenAsync(50, listeners);
                await ChatLoad.OpenAsync(side, 50, rate, TimeSpan.FromSeconds(3));
                for (var round = 1; round <= rounds; round++)
                {
                    var before = side.BytesToAgents;
                    var r = await ChatLoad.OpenAsync(side, 50, rate, time);
                    var bytes = (side.BytesToAgents - before) / (double)Math.Max(1, r.Count);
                    rows.Add((listeners, scope, r, bytes));
                    Console.WriteLine($"{listeners,9}  {scope,-5}{round,7}{Figures.Text(r.PerSecond),11}{Figures.Text(r.P50),10}{Figures.Text(r.P99),10}{Figures.Text(Cpu(r)),13}{bytes,22:N0}{r.SpinMs,10:F0}");
                }
            }
        }

        Console.WriteLine();
        foreach (var group in rows.GroupBy(r => (r.Scope, r.Listeners)))
        {
            Console.WriteLine($"{group.Key.Scope} x {group.Key.Listeners}: {Figures.Text(Figures.Median(group.Select(g => Cpu(g.Result))))} us processor time a message, p50 {Figures.Text(Figures.Median(group.Select(g => g.Result.P50)))} ms, p99 {Figures.Text(Figures.Median(group.Select(g => g.Result.P99)))} ms");
        }

        return rows.Any(r => r.Result.Errors > 0) ? 1 : 0;
    }

    private static double Cpu(RoundResult r) => r.ServerCpuSeconds * 1e6 / Math.Max(1, r.Count);
}
