using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Zhanggui.Bench.Machinery;
using Zhanggui.Bench.Measure;
using Zhanggui.Facts.Records;
using Zhanggui.Guard;
using Zhanggui.Kernel.Money;
using Zhanggui.Metrics;
using Zhanggui.Orders;
using Zhanggui.Orders.Contracts;
using Zhanggui.Pay;
using Zhanggui.Pay.Rules;
using Zhanggui.Pay.Settling;
using Zhanggui.Promises;
using Zhanggui.Reception;
using Zhanggui.Rules;
using Zhanggui.Rules.Contracts;
using Zhanggui.Shifts;
using Zhanggui.Shop;

namespace Zhanggui.Bench.Runs;

/// <summary>
/// <c>settle</c>: slips of many people by the mural shop's book from decided credits, with the facts of every line; beside it the
/// least anybody could do, one plain loop that adds the credits up per person and takes the commission. Before it a whole month from
/// its files, beside DuckDB; after it a what-if over a year.
/// </summary>
internal static class SettleRun
{
    private const int MonthsOfYear = 12;
    private static readonly YearMonth First = new(2026, 1);

    public static async Task<int> RunAsync(Options options)
    {
        using var house = House();
        await WholeMonth.RunAsync(house, options);
        var (orders, people, months) = (options.Number("orders", 1_000_000), options.Number("people", 300), options.Number("months", MonthsOfYear));
        var rules = Rules(house, "mural-shop");
        var (facts, credits) = Make(orders, people, 1);
        var (ours, plain) = (new List<double>(), new List<double>());
        for (var round = 0; round < options.Number("rounds", 3); round++)
        {
            GC.Collect();
            var spin = SpinLoop.Milliseconds();
            var started = Stopwatch.GetTimestamp();
            var (slips, _) = PayRun.Settle(new PayCase(facts, rules, credits, _ => []), First, "bench", 1);
            ours.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            started = Stopwatch.GetTimestamp();
            var least = Least(credits);
            plain.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            var paid = slips.Sum(s => s.Lines.Single(l => l.Code == "commission").Amount.Value);
            if (least.Values.Sum() != paid)
            {
                throw new InvalidOperationException($"The plain loop says {least.Values.Sum()} and the slips {paid}.");
            }

            Console.WriteLine($"round {round + 1}: {people} slips of {orders:N0} orders {Figures.Text(ours[^1])} ms, plain loop {Figures.Text(plain[^1])} ms, {Figures.Text(ours[^1] / plain[^1])} times; fixed loop {Figures.Text(spin)} ms");
        }

        Console.WriteLine($"median: {Figures.Text(Median(ours))} ms, plain loop {Figures.Text(Median(plain))} ms, ratio {Figures.Text(Median(ours) / Median(plain))}");
        Year(rules, orders / MonthsOfYear, people, months);
        return 0;
    }

    /// <summary>A year by two books, with as many orders a month as the year has in all ÷ 12.</summary>
    private static void Year(PayRules rules, int orders, int people, int months)
    {
        var (facts, credits) = Make(orders * months, people, months);
        var changed = rules with { Components = [.. rules.Components.Select(c => c.Id == "living" ? c with { Fixed = new Fen(25_000) } : c)] };
        var started = Stopwatch.GetTimestamp();
        var rows = SideBySide.Of(new PayCase(facts, rules, credits, _ => []), new PayCase(facts, changed, credits, _ => []), First, First.PlusMonths(months), default, null, out var before, out var after);
        Console.WriteLine($"what-if: {months} months, {people} people, {orders * months:N0} orders: {Figures.Text(Stopwatch.GetElapsedTime(started).TotalMilliseconds)} ms, {rows.Count:N0} rows, {before.Sum} to {after.Sum}");
    }

    private static Dictionary<string, long> Least(CreditReport credits)
    {
        var sums = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var credit in credits.Credits)
        {
            if (credit.Person is { } person && credit.Month == First)
            {
                sums[person] = sums.GetValueOrDefault(person) + credit.Amount.Value;
            }
        }

        return sums.ToDictionary(s => s.Key, s => ((s.Value * 5) + 500) / 1000, StringComparer.Ordinal);
    }

    private static ServiceProvider House()
    {
        var services = new ServiceCollection();
        var configuration = new ConfigurationBuilder().Build();
        services.AddRules(configuration);
        services.AddGuard(configuration);
        services.AddShifts(configuration);
        services.AddShopRules();
        services.AddReception(configuration);
        services.AddPromises();
        services.AddOrders(configuration);
        services.AddMetrics(configuration);
        services.AddPay(configuration);
        return services.BuildServiceProvider();
    }

    private static PayRules Rules(ServiceProvider house, string preset)
    {
        var books = house.GetRequiredService<IBookDesk>();
        return books.Read(PaySection.Section, books.FindPreset(preset) ?? throw new InvalidOperationException($"There is no preset {preset}."), null, []).Rules;
    }

    private static (FactSet Facts, CreditReport Credits) Make(int orders, int people, int months)
    {
        var names = Enumerable.Range(0, people).Select(i => $"p{i:000}").ToArray();
        var facts = new FactSet
        {
            People = [.. names.Select(p => new PersonFact { Person = p, Role = "agent", Grade = "junior", Team = "t" })],
            Scores = [.. names.SelectMany(p => Enumerable.Range(0, months).Select(m => new ScoreFact { Period = PayCase.Period(First.PlusMonths(m)), Person = p, Kind = "team_score", Value = 90 }))],
            Incidents = [.. names.SelectMany((p, i) => Enumerable.Range(0, 5 * months).Select(n => new IncidentFact { Id = $"i{i:000}{n:000}", Person = p, Kind = "late", Value = 5 + n, At = First.PlusMonths(n / 5).OnDayOfMonth(3 + (n % 5)).AtMidnight().InUtc().ToInstant(), DecidedBy = "boss" }))],
        };
        var credits = new CreditRow[orders];
        for (var i = 0; i < orders; i++)
        {
            var month = First.PlusMonths(i % months);
            credits[i] = new CreditRow($"o{i:00000000}", "s", month, month.OnDayOfMonth(1 + (i % 28)), names[(int)((i * 2654435761L >> 8) % people)], "order", new Fen(100 + (i * 7919L % 50_000)));
        }

        return (facts, new CreditReport("bench", 1, credits, [], []));
    }

    private static double Median(List<double> of) => of.Order().ElementAt(of.Count / 2);
}
