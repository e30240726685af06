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
/// <c>attribute</c>: order-first with a window of three days over orders and conversations, winner and rule inside the time; beside it DuckDB with the same
/// rule as a query over its own tables, in interleaved rounds. Our rows in memory have their buyers numbered, as the anchor's have; making them of the facts' records and names is
/// told apart (packing), and so is judging the same facts again by a changed rule, and writing every decision's record.
/// </summary>
internal static class AttributeRun
{
    private const long Day = NodaConstants.TicksPerDay;
    private static readonly Instant Start = Instant.FromUtc(2026, 10, 1, 0, 0);

    private static readonly RulesInForce Rules = new(new AttributionRules { Stack = [AttributionRule.OrderFirst], InquiryDays = 3, ContactSilence = Duration.FromMinutes(30) }, "bench", 1);

    private static readonly RulesInForce Changed = Rules with { Rules = Rules.Rules with { InquiryDays = 2, ContactSilence = Duration.FromMinutes(60) } };

    public static async Task<int> RunAsync(Options options)
    {
        var (orders, talks) = (options.Number("orders", 1_000_000), options.Number("talks", 2_000_000));
        var facts = Make(orders, talks);
        var (ours, whole, theirs) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < options.Number("rounds", 3); round++)
        {
            GC.Collect();
            var spin = SpinLoop.Milliseconds();
            var (file, packing) = Timed(() =>
            {
                var made = new CaseFile(facts, AttributionInputs.None);
                made.Packed(Duration.Zero);
                return made;
            });
            var busy = Process.GetCurrentProcess().TotalProcessorTime;
            var (result, judging) = Timed(() => new Judging(file, (_, _) => Rules).All());
            var used = (Process.GetCurrentProcess().TotalProcessorTime - busy).TotalMilliseconds;
            ours.Add(judging);
            whole.Add(packing + judging);
            var anchor = await DuckAsync(options, orders, talks);
            var (_, again) = Timed(() => new Judging(file, (_, _) => Changed).All());
            var (won, reading) = Timed(() => result.Count(o => o.Credits[0].Person is not null));
            var beside = anchor is { } duck ? $"DuckDB query {Figures.Text(duck.Milliseconds)} ms, {duck.Won:N0} won, {Figures.Text(ours[^1] / duck.Milliseconds)} times" : "DuckDB not run";
            Console.WriteLine($"round {round + 1}: zhanggui {Figures.Text(judging)} ms ({Figures.Text(used)} ms processor time), {won:N0} won; {beside}; packing {Figures.Text(packing)} ms, again by a changed rule {Figures.Text(again)} ms, records of all decisions {Figures.Text(reading)} ms; fixed loop {Figures.Text(spin)} ms");
            if (anchor is { } told)
            {
                theirs.Add(told.Milliseconds);
            }
        }

        var ratios = ours.Zip(theirs, (a, b) => a / b).ToList();
        Console.WriteLine($"median: zhanggui {Figures.Text(Median(ours))} ms, with packing {Figures.Text(Median(whole))} ms{(theirs.Count > 0 ? $", DuckDB {Figures.Text(Median(theirs))} ms, ratio {Figures.Text(Median(ratios))} (goal 0.6), with packing {Figures.Text(Median([.. whole.Zip(theirs, (a, b) => a / b)]))}" : string.Empty)}");
        return 0;
    }

    private static (T Result, double Milliseconds) Timed<T>(Func<T> work)
    {
        var started = Stopwatch.GetTimestamp();
        var result = work();
        return (result, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
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
