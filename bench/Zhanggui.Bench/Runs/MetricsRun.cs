using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Zhanggui.Bench.Machinery;
using Zhanggui.Bench.Measure;
using Zhanggui.Facts;
using Zhanggui.Facts.Demo;
using Zhanggui.Facts.Records;
using Zhanggui.Facts.Schema;
using Zhanggui.Guard;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Metrics;
using Zhanggui.Metrics.Cells;
using Zhanggui.Metrics.Measuring;
using Zhanggui.Metrics.Rules;
using Zhanggui.Orders;
using Zhanggui.Orders.Contracts;
using Zhanggui.Pay;
using Zhanggui.Promises;
using Zhanggui.Reception;
using Zhanggui.Rules;
using Zhanggui.Rules.Contracts;
using Zhanggui.Shifts;
using Zhanggui.Shop;

namespace Zhanggui.Bench.Runs;

/// <summary>
/// <c>metrics</c>: a generated month of a size; the first shop is counted into cells of days, which are kept once for every shop of the size, and then the boards of the
/// month are read from SQLite: every figure of every shop, team and person, of products, and the lines by day and hour.
/// </summary>
internal static class MetricsRun
{
    private const int DaysPerSpan = 10;
    private static readonly YearMonth Month = new(2026, 10);

    public static async Task<int> RunAsync(Options options)
    {
        var scale = DemoScale.Find(options.Text("size", "L"))!;
        var (facts, load) = Timed(() => Make(scale));
        Console.WriteLine($"made: one shop of {scale.Shops}, {facts.Messages.Count:N0} messages, {facts.Orders.Count:N0} orders in {Figures.Text(load)} ms");
        using var services = Services();
        var (report, decided) = Timed(() => services.GetRequiredService<IAttributionDesk>().Decide(facts, Text(services), null, month: null));
        Console.WriteLine($"decided in {Figures.Text(decided)} ms");

        using var folder = new TempFolder("metrics");
        await Stage.MigrateAsync(folder.Path, null);
        await using var database = new Database(DatabaseKind.Sqlite, $"Data Source={folder["zhanggui.db"]}");
        var shops = Enumerable.Range(0, scale.Shops).Select(_ => new ShopId(Guid.CreateVersion7())).ToList();
        var (cells, counted, written) = await CountAsync(services, facts, report, database, shops);
        Console.WriteLine($"counted {DaysIn} days in {Figures.Text(counted)} ms ({Figures.Text(counted / DaysIn)} ms a day), {cells:N0} cells a shop; {scale.Shops} shops written in {Figures.Text(written)} ms");
        for (var round = 0; round < options.Number("rounds", 3); round++)
        {
            var spin = SpinLoop.Milliseconds();
            var started = Stopwatch.GetTimestamp();
            var busy = Process.GetCurrentProcess().TotalProcessorTime;
            var rows = 0;
            foreach (var shop in shops)
            {
                rows += await ReadAsync(database, shop, $"shop:{facts.Shops[0].Shop}");
            }

            Console.WriteLine($"round {round + 1}: month of {scale.Shops} shops read and added up in {Figures.Text(Stopwatch.GetElapsedTime(started).TotalMilliseconds)} ms ({Figures.Text((Process.GetCurrentProcess().TotalProcessorTime - busy).TotalMilliseconds)} ms processor time), {rows:N0} figures (goal 2000); fixed loop {Figures.Text(spin)} ms");
        }

        return 0;
    }

    private static LocalDate First => Month.OnDayOfMonth(1);

    private static LocalDate End => First.PlusMonths(1);

    private static int DaysIn => Period.DaysBetween(First, End);

    private static (T Result, double Milliseconds) Timed<T>(Func<T> work)
    {
        var started = Stopwatch.GetTimestamp();
        var result = work();
        return (result, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }

    private static ServiceProvider Services()
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

    private static string Text(IServiceProvider services) => services.GetRequiredService<IBookDesk>().FindPreset("new-shop")!;

    private static FactSet Make(DemoScale scale)
    {
        var sink = new OneShop();
        DemoMonth.Write(scale, Month, 1, sink);
        return sink.Build();
    }

    private static async Task<(int Cells, double Counted, double Written)> CountAsync(ServiceProvider services, FactSet facts, AttributionReport report, Database database, IReadOnlyList<ShopId> shops)
    {
        var rules = services.GetRequiredService<IBookDesk>().Read(MetricsSection.Section, Text(services), null, []).Rules;
        var staff = new Staff(facts);
        var (cells, counted, written) = (0, 0d, 0d);
        for (var from = First; from < End; from = from.PlusDays(DaysPerSpan))
        {
            var to = LocalDate.Min(End, from.PlusDays(DaysPerSpan));
            var (ledger, took) = Timed(() =>
            {
                var zone = DateTimeZoneProviders.Tzdb[ShopDays.Default];
                var (first, last) = (zone.AtStartOfDay(from.PlusDays(-ShopFacts.DaysBefore)).ToInstant(), zone.AtStartOfDay(to.PlusDays(ShopFacts.DaysAfter)).ToInstant());
                var made = new Ledger(staff, new Wish(from, to) { IsFine = true });
                Measurer.Measure(made, facts with { Messages = [.. facts.Messages.Where(m => m.SentAt >= first && m.SentAt < last)] }, report, facts.Shops[0], rules, staff);
                return made;
            });
            counted += took;
            cells += ledger.Figures.Sum(f => f.Cells.Count);
            var started = Stopwatch.GetTimestamp();
            foreach (var shop in shops)
            {
                await database.WriteAsync(async (c, t) =>
                {
                    await CellStore.WriteAsync(c, t, shop, DayBook.Days(from, to), ledger.Figures, new Dictionary<string, string?>(StringComparer.Ordinal), default);
                    return 0;
                }, default);
            }

            written += Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }

        return (cells, counted, written);
    }

    /// <summary>What the boards of shop, team, products and the charts ask for.</summary>
    private static async Task<int> ReadAsync(Database database, ShopId shop, string shopScope)
    {
        var store = new CellStore(database);
        var scopes = new List<string> { shopScope };
        foreach (var kind in new[] { "team", "person", "product" })
        {
            scopes.AddRange((await store.ScopesAsync(shop, kind, default)).Select(s => s.Scope));
        }

        var figures = (await store.SumAsync(shop, scopes, First, End, null, default)).Count;
        figures += (await store.ReadAsync(shop, [shopScope], First, End, ["shop_sales", "conversion_final"], default)).Count;
        return figures + (await store.ReadAsync(shop, [.. Enumerable.Range(0, 24).Select(h => string.Create(CultureInfo.InvariantCulture, $"hour:{h:00}"))], First, End, ["consulting_buyers"], default)).Count;
    }

    /// <summary>Keeps the rows of the first shop; words of messages are not needed to count.</summary>
    private sealed class OneShop : IFactsSink
    {
        private readonly FactSetBuilder rows = new();
        private readonly HashSet<string> orders = new(StringComparer.Ordinal);
        private string? shop;

        public FactSet Build() => rows.Build();

        public void Add<T>(FactsFile<T> file, T row)
            where T : class
        {
            if (row is ShopFact first)
            {
                shop ??= first.Shop;
            }

            if (row switch
            {
                ShopFact s => s.Shop == shop,
                MessageFact m => m.Shop == shop,
                SessionFact s => s.Shop == shop,
                OrderFact o => o.Shop == shop && orders.Add(o.OrderId),
                OrderLineFact l => orders.Contains(l.OrderId),
                OrderEventFact e => orders.Contains(e.OrderId),
                _ => true,
            })
            {
                rows.Add(file, row is MessageFact said ? (T)(object)(said with { Text = null }) : row);
            }
        }
    }
}
