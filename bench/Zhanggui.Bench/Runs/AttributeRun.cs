using System.Diagnostics;
using System.Globalization;
using NodaTime;
using Zhanggui.Bench.Machinery;
using Zhanggui.Bench.Measure;
using Zhanggui.Facts.Records;
using Zhanggui.Kernel.Money;
using Zhanggui.Orders.Attribution;
using Zhanggui.Orders.Rules;

namespace Zhanggui.Bench.Runs;

/// <summary>
/// <c>attribute</c>: order-first with a window of three days over orders and conversations from rows in memory, winner and
/// rule inside the time; beside it DuckDB with the same rule as a query over its own tables, in interleaved rounds.
/// </summary>
internal static class AttributeRun
{
    private const long Day = NodaConstants.TicksPerDay;
    private static readonly Instant Start = Instant.FromUtc(2026, 10, 1, 0, 0);

    private static readonly RulesInForce Rules = new(new AttributionRules { Stack = [AttributionRule.OrderFirst], InquiryDays = 3, ContactSilence = Duration.FromMinutes(30) }, "bench", 1);

    public static async Task<int> RunAsync(Options options)
    {
        var (orders, talks) = (options.Number("orders", 1_000_000), options.Number("talks", 2_000_000));
        var facts = Make(orders, talks);
        var (ours, theirs) = (new List<double>(), new List<double>());
        for (var round = 0; round < options.Number("rounds", 3); round++)
        {
            GC.Collect();
            var spin = SpinLoop.Milliseconds();
            var started = Stopwatch.GetTimestamp();
            var result = AttributionRun.Decide(facts, (_, _) => Rules);
            ours.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            var won = result.Orders.Count(o => o.Credits[0].Person is not null);
            var anchor = await DuckAsync(options, orders, talks);
            var beside = anchor is { } duck ? $"DuckDB query {Figures.Text(duck.Milliseconds)} ms, {duck.Won:N0} won, {Figures.Text(ours[^1] / duck.Milliseconds)} times" : "DuckDB not run";
            Console.WriteLine($"round {round + 1}: zhanggui {Figures.Text(ours[^1])} ms, {won:N0} won; {beside}; fixed loop {Figures.Text(spin)} ms");
            if (anchor is { } told)
            {
                theirs.Add(told.Milliseconds);
            }
        }

        Console.WriteLine($"median: zhanggui {Figures.Text(Median(ours))} ms{(theirs.Count > 0 ? $", DuckDB {Figures.Text(Median(theirs))} ms, ratio {Figures.Text(Median(ours) / Median(theirs))} (goal 0.6)" : string.Empty)}");
        return 0;
    }

    private static double Median(List<double> of) => of.Order().ElementAt(of.Count / 2);

    /// <summary>The folder that holds <c>node_modules/@duckdb/node-api</c> is named by <c>--duckdb</c>; without it only our side runs.</summary>
    private static async Task<(double Milliseconds, long Won)?> DuckAsync(Options options, int orders, int talks)
    {
        if (options.Text("duckdb", string.Empty) is not { Length: > 0 } folder)
        {
            return null;
        }

        var script = Path.Combine(Repository.Root, "bench", "anchors", "attribute.mjs");
        using var node = Process.Start(new ProcessStartInfo("node", [script, orders.ToString(CultureInfo.InvariantCulture), talks.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
            WorkingDirectory = folder,
        })!;
        var parts = (await node.StandardOutput.ReadToEndAsync()).Split(' ', StringSplitOptions.TrimEntries);
        await node.WaitForExitAsync();
        return node.ExitCode == 0 ? (double.Parse(parts[0], CultureInfo.InvariantCulture), long.Parse(parts[1], CultureInfo.InvariantCulture)) : throw new InvalidOperationException("The DuckDB side failed.");
    }

    /// <summary>The same rows that the anchor makes for itself: numbers from a fixed sequence, no randomness of the platform.</summary>
    private static FactSet Make(int orders, int talks)
    {
        var buyers = orders / 2;
        var agents = Enumerable.Range(0, 50).Select(i => $"a{i}").ToArray();
        var names = Enumerable.Range(0, buyers).Select(i => $"b{i}").ToArray();
        return new FactSet
        {
            Accounts = [.. agents.Select(a => new AccountFact { Account = a, Person = a })],
            Messages = [.. Enumerable.Range(0, talks).Select(i => new MessageFact
            {
                Id = $"m{i:00000000}", Shop = "s", Buyer = names[Pick(i, 1, buyers)], Account = agents[Pick(i, 2, agents.Length)], Sender = SenderKind.Agent, SentAt = At(i, 3),
            })],
            Orders = [.. Enumerable.Range(0, orders).Select(i => new OrderFact
            {
                OrderId = $"o{i:00000000}", Shop = "s", Buyer = names[Pick(i, 4, buyers)], PlacedAt = At(i, 5), PaidAt = At(i, 5) + Duration.FromMinutes(Pick(i, 6, 600)), Status = OrderStatus.Paid, Paid = new Fen(100 + Pick(i, 7, 50_000)),
            })],
        };
    }

    private static Instant At(int row, int salt) => Start + Duration.FromTicks(Pick(row, salt, 31 * 86_400) * (Day / 86_400));

    private static int Pick(int row, int salt, int below)
    {
        unchecked
        {
            var x = (((uint)row * 2654435761u) ^ ((uint)salt * 2246822519u)) * 3266489917u;
            return (int)((x >> 4) % (uint)below);
        }
    }
}
