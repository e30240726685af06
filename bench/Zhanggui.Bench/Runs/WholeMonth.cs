using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Zhanggui.Bench.Machinery;
using Zhanggui.Bench.Measure;
using Zhanggui.Facts;
using Zhanggui.Facts.Records;
using Zhanggui.Kernel.Money;
using Zhanggui.Pay.Contracts;

namespace Zhanggui.Bench.Runs;

/// <summary>
/// A month from stored facts to slips with their reasons: read the folder, decide who earned what, settle, write. Beside it DuckDB
/// over the same files: load, the same rule as a query, 1 % a person, write.
/// </summary>
internal static class WholeMonth
{
    private const string Book = "book: bench\ntitle: 量\nextends: new-shop\n";
    private static readonly YearMonth Month = new(2026, 10);
    private static readonly Instant Start = Instant.FromUtc(2026, 9, 30, 16, 0);

    public static async Task RunAsync(ServiceProvider house, Options options)
    {
        var (orders, talks, people) = (options.Number("orders", 1_000_000), options.Number("talks", 2_000_000), options.Number("people", 300));
        using var temp = new TempFolder("settle");
        FactsFolder.Write(Make(orders, talks, people), temp.Path);
        var (ours, theirs) = (new List<double>(), new List<double>());
        for (var round = 0; round < options.Number("rounds", 3); round++)
        {
            GC.Collect();
            var spin = SpinLoop.Milliseconds();
            var spent = Process.GetCurrentProcess().TotalProcessorTime;
            var started = Stopwatch.GetTimestamp();
            var facts = FactsFolder.Read(temp.Path, default).Facts;
            var read = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            var settled = house.GetRequiredService<IPayDesk>().Settle(facts, Book, null, Month, null);
            var known = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            using (var file = File.Create(Path.Combine(temp.Path, "slips.json")))
            {
                SettlementJson.Write(settled, file);
            }

            ours.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            var cpu = (Process.GetCurrentProcess().TotalProcessorTime - spent).TotalMilliseconds;
            var fen = settled.Slips.Sum(s => s.Lines.Single(l => l.Code == "commission").Amount.Value);
            var duck = await DuckAsync(options, temp.Path);
            var beside = "DuckDB not run";
            if (duck is { } told)
            {
                theirs.Add(told.Load + told.Query);
                beside = $"DuckDB load {Figures.Text(told.Load)} ms, query and write {Figures.Text(told.Query)} ms, ratio {Figures.Text(ours[^1] / theirs[^1])}, processor {Figures.Text(cpu)} to {Figures.Text(told.Processor)} ms, ratio {Figures.Text(cpu / told.Processor)}";
                if (told.Fen != fen)
                {
                    throw new InvalidOperationException($"DuckDB says {told.Fen} fen and the slips {fen}.");
                }
            }

            Console.WriteLine($"whole month, round {round + 1}: {Figures.Text(ours[^1])} ms (read {Figures.Text(read)}, decide and settle {Figures.Text(known - read)}, write {Figures.Text(ours[^1] - known)}), {settled.Slips.Count} slips, {fen} fen; {beside}; fixed loop {Figures.Text(spin)} ms");
        }

        Console.WriteLine($"whole month, median: {Figures.Text(Median(ours))} ms{(theirs.Count > 0 ? $", DuckDB {Figures.Text(Median(theirs))} ms, ratio {Figures.Text(Median(ours) / Median(theirs))} (goal 2)" : string.Empty)}");
    }

    private static double Median(List<double> of) => of.Order().ElementAt(of.Count / 2);

    private static async Task<(double Load, double Query, long Fen, double Processor)?> DuckAsync(Options options, string facts)
    {
        if (options.Text("duckdb", string.Empty) is not { Length: > 0 } folder)
        {
            return null;
        }

        using var node = Process.Start(new ProcessStartInfo("node", [Path.Combine(Repository.Root, "bench", "anchors", "settle.mjs"), facts, Path.Combine(facts, "duck.out")]) { RedirectStandardOutput = true, UseShellExecute = false, WorkingDirectory = folder })!;
        var parts = (await node.StandardOutput.ReadToEndAsync()).Split(' ', StringSplitOptions.TrimEntries);
        await node.WaitForExitAsync();
        return node.ExitCode == 0 ? (double.Parse(parts[0], CultureInfo.InvariantCulture), double.Parse(parts[1], CultureInfo.InvariantCulture), long.Parse(parts[2], CultureInfo.InvariantCulture), double.Parse(parts[3], CultureInfo.InvariantCulture)) : throw new InvalidOperationException("The DuckDB side failed.");
    }

    /// <summary>Rows of a fixed sequence; people are named so that account and person are the same.</summary>
    private static FactSet Make(int orders, int talks, int people)
    {
        var buyers = orders / 2;
        return new FactSet
        {
            People = [.. Enumerable.Range(0, people).Select(i => new PersonFact { Person = $"p{i:000}", Role = "agent", Grade = "junior" })],
            Accounts = [.. Enumerable.Range(0, people).Select(i => new AccountFact { Account = $"p{i:000}", Person = $"p{i:000}" })],
            Messages = [.. Enumerable.Range(0, talks).Select(i => new MessageFact { Id = $"m{i:00000000}", Shop = "s", Buyer = $"b{Pick(i, 1, buyers)}", Account = $"p{Pick(i, 2, people):000}", Sender = SenderKind.Agent, SentAt = At(i, 3) })],
            Orders = [.. Enumerable.Range(0, orders).Select(i => new OrderFact
            {
                OrderId = $"o{i:00000000}", Shop = "s", Buyer = $"b{Pick(i, 4, buyers)}", PlacedAt = At(i, 5), PaidAt = At(i, 5) + Duration.FromMinutes(Pick(i, 6, 600)), Status = OrderStatus.Paid,
                Amount = new Fen(100 + Pick(i, 7, 50_000)), Paid = new Fen(100 + Pick(i, 7, 50_000)), Postage = Fen.Zero,
            })],
        };
    }

    /// <summary>Within the month, so that every order is paid in it: ten hours are kept free at its end.</summary>
    private static Instant At(int row, int salt) => Start + Duration.FromSeconds(Pick(row, salt, (31 * 86_400) - 36_000)) + Duration.FromMilliseconds(row % 1000);

    private static int Pick(int row, int salt, int below)
    {
        unchecked
        {
            var x = (((uint)row * 2654435761u) ^ ((uint)salt * 2246822519u)) * 3266489917u;
            return (int)((x >> 4) % (uint)below);
        }
    }
}
