using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Text;
using Zhanggui.Facts;
using Zhanggui.Facts.Gathering;
using Zhanggui.Facts.Records;
using Zhanggui.Facts.Schema;
using Zhanggui.HttpTests.Orders;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Money;
using Zhanggui.Metrics.Contracts;
using Zhanggui.Orders.Contracts;
using Zhanggui.People.Contracts;
using Zhanggui.Records.Contracts;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.HttpTests.Metrics;

/// <summary>Screen, file and command say the same: figures come from one place, and the exported facts of a month give every one of them again.</summary>
public sealed class AgreementTests
{
    private const string Month = "from=2026-10-01&to=2026-11-01";

    [Theory, BothDatabases]
    public async Task Every_figure_of_the_boards_is_that_of_the_exported_facts(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var (shop, http) = await ReportScene.OpenAsync(house);
        using var owner = http;
        await FillAsync(shop, http);
        var scope = $"shop:{shop.Id}";
        await http.UntilAsync(shop, "shop", Month, f => f.Figure("agent_sales", scope) == "20000" && f.Figure("satisfaction", scope) == "1 of 1" && f.Figure("refunded_amount", scope) == "2000" && f.Figure("neutral_bad_rate", scope) == "1 of 1");

        var command = await MeasureAsync(house, shop);
        var compared = 0;
        foreach (var kind in new[] { "shop", "team", "person" })
        {
            var screen = await http.JsonAsync($"/api/metrics/figures?shop={shop.Id}&{Month}&by={kind}");
            var there = screen.GetProperty("rows").EnumerateArray().ToDictionary(Key, r => r);
            foreach (var row in command.Where(r => r.Scope.StartsWith($"{kind}:", StringComparison.Ordinal)))
            {
                // Without any row of a file that may be empty the house says 0, and the command that the file is missing.
                if (row.Reason is not null)
                {
                    continue;
                }

                there.ContainsKey((row.Metric, row.Set, row.Scope)).ShouldBeTrue($"{row} is not on the screen");
                var shown = there[(row.Metric, row.Set, row.Scope)];
                (Number(shown, "numerator"), Number(shown, "denominator"), shown.GetProperty("isJudged").GetBoolean()).ShouldBe((row.Numerator, row.Denominator, row.IsJudged), $"{row.Metric} {row.Set} {row.Scope}");
                compared++;
            }

            foreach (var shown in there.Where(r => Number(r.Value, "numerator") is not null and not 0))
            {
                command.ShouldContain(r => r.Metric == shown.Key.Metric && r.Set == shown.Key.Set && r.Scope == shown.Key.Scope, $"{shown.Key} is on the screen only");
            }
        }

        compared.ShouldBeGreaterThan(150);
    }

    [Theory, BothDatabases]
    public async Task The_file_says_every_figure_of_the_screen_to_the_last_digit(DatabaseKind db)
    {
        var (shop, http) = await ReportScene.OpenAsync(await TestHouse.SharedAsync(db));
        using var owner = http;
        await FillAsync(shop, http);
        await http.UntilAsync(shop, "shop", Month, f => f.Figure("agent_sales", $"shop:{shop.Id}") == "20000" && f.Figure("satisfaction", $"shop:{shop.Id}") == "1 of 1");

        var lines = (await http.GetStringAsync(new Uri($"/api/metrics/figures/export?shop={shop.Id}&{Month}&by=person&format=csv", UriKind.Relative))).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(l => l.Split(',')).ToList();
        var screen = await http.JsonAsync($"/api/metrics/figures?shop={shop.Id}&{Month}&by=person");
        var units = (await http.JsonAsync("/api/metrics/definitions")).EnumerateArray().ToDictionary(d => d.GetProperty("metric").GetString()!, d => d.GetProperty("unit").GetString()!);
        var names = screen.GetProperty("scopes").EnumerateArray().ToDictionary(s => s.GetProperty("scope").GetString()!, s => s.GetProperty("name").GetString()!);
        lines.Count.ShouldBe(screen.GetProperty("rows").GetArrayLength());
        foreach (var row in screen.GetProperty("rows").EnumerateArray())
        {
            var (metric, set, scope) = Key(row);
            var line = lines.Single(l => l[^1] == metric && l[4] == set && l[1] == names[scope]);
            if (units[metric] is "count" or "share")
            {
                line[6].ShouldBe(row.GetProperty("numerator").ToString());
            }
            else if (units[metric] is "money")
            {
                line[6].ShouldBe(new Fen(row.GetProperty("numerator").GetInt64()).ToString());
            }
        }
    }

    /// <summary>What <c>zhanggui export facts</c> and then <c>zhanggui metrics</c> do.</summary>
    private static async Task<IReadOnlyList<MetricRow>> MeasureAsync(TestHouse house, TestShop shop)
    {
        var card = (await house.Services.GetRequiredService<IShops>().FindAsync(shop.Id, default))!;
        var (from, to) = (new LocalDate(2026, 10, 1), new LocalDate(2026, 11, 1));
        var end = card.TimeZone.AtStartOfDay(to).ToInstant();
        var window = await house.Services.GetRequiredService<IFactsWindow>().LongestAsync(shop.Id, end, default);
        var facts = await house.Services.GetRequiredService<FactsGatherer>().GatherAsync(new FactsWanted { Organisation = card.Organisation, Shop = shop.Id, From = card.TimeZone.AtStartOfDay(from).ToInstant() - window, To = end }, default);
        var folder = Directory.CreateTempSubdirectory("zhanggui-agree-").FullName;
        FactsFolder.Write(facts, folder);
        var reading = FactsFolder.Read(folder);
        var book = house.Services.GetRequiredService<IBookDesk>().FindPreset("new-shop")!;
        return house.Services.GetRequiredService<IMetricsDesk>().Measure(reading.Facts, book, null, from, to);
    }

    private static async Task FillAsync(TestShop shop, HttpClient http)
    {
        var store = shop.House.Services.GetRequiredService<IRecordStore>();
        var (first, second) = (shop.Agents[0].Id.ToString(), shop.Agents[1].Id.ToString());
        Instant At(string time) => InstantPattern.General.Parse($"2026-10-15T{time}Z").Value;
        Task Store<T>(FactsFile<T> file, params T[] rows) where T : class => store.StoreAsync(shop.Id, file, rows, null, default);

        // As an import of refunds leaves it; the order that comes after it asks for its day.
        await shop.House.Services.GetRequiredService<Database>().WriteAsync((c, t) => c.ExecuteAsync(t,
            "insert into orders_refund (shop_id, refund_id, order_id, amount, applied_at, succeeded_at, changed_at) values (@shop, 'RF1', 'T6', 2000, @applied, @succeeded, 1)", default,
            ("shop", shop.Id.Value), ("applied", InstantPattern.General.Parse("2026-10-19T03:00:00Z").Value.ToUnixTimeMilliseconds()), ("succeeded", InstantPattern.General.Parse("2026-10-20T03:00:00Z").Value.ToUnixTimeMilliseconds())), default);
        await shop.House.Services.GetRequiredService<Database>().WriteAsync((c, t) => c.ExecuteAsync(t,
            "insert into orders_line (shop_id, order_id, line, item, title, quantity, amount, paid, changed_at) values (@shop, 'T6', '1', '6300100', '壁画', 2, 10000, 10000, 1)", default, ("shop", shop.Id.Value)), default);
        await ReportScene.TalkAsync(shop, "买家己", shop.Agents[1], "2026-10-18T03:00:00Z", 90);
        (await http.ImportAsync(shop, OrdersHttp.Taobao(OrdersHttp.Row("T6", buyer: "买家己", placed: "2026-10-18 12:00:00", paidAt: "2026-10-19 09:00:35")))).ShouldBe("1/0/0/0");
        await Store(FactsFiles.Sessions, new SessionFact { Id = "c1", Shop = shop.Id.ToString(), Buyer = "买家甲", Account = first, From = At("01:00:00"), To = At("01:20:00") });
        await Store(FactsFiles.Ratings, new RatingFact { Session = "c1", At = At("01:21:00"), InvitedAt = At("01:20:30"), Stars = 5 });
        await Store(FactsFiles.Reviews, new ReviewFact { OrderId = "T1", At = At("12:00:00"), Rating = "neutral", Cause = "agent", ChangedTo = "good", ChangedAt = At("13:00:00") });
        await Store(FactsFiles.Costs, new CostFact { Id = "k1", At = At("12:00:00"), OrderId = "T1", Kind = "return_postage", Amount = new(1200), Responsible = "agent", Person = first });
        await Store(FactsFiles.Presence, new PresenceFact { Account = first, From = At("00:30:00"), To = At("09:00:00"), State = PresenceState.Online }, new PresenceFact { Account = second, From = At("00:30:00"), To = At("01:00:00"), State = PresenceState.Away });
        await Store(FactsFiles.Roster, new RosterFact { Person = first, Date = new LocalDate(2026, 10, 15), Shift = "早", Start = new LocalTime(9, 0), End = new LocalTime(17, 0) });
        await Store(FactsFiles.Promises, new PromiseFact { Id = "p1", At = At("02:00:00"), Person = second, Buyer = "买家丙", What = "回电", DueAt = At("04:00:00"), EndedAt = At("03:00:00"), Outcome = "kept" });
        await Store(FactsFiles.Complaints, new ComplaintFact { Id = "x1", At = At("05:00:00"), Shop = shop.Id.ToString(), Buyer = "买家丙", Account = second, Upheld = true });
    }

    private static (string Metric, string Set, string Scope) Key(JsonElement row) => (row.GetProperty("metric").GetString()!, row.GetProperty("set").GetString()!, row.GetProperty("scope").GetString()!);

    private static long? Number(JsonElement row, string name) => row.GetProperty(name).ValueKind == JsonValueKind.Null ? null : row.GetProperty(name).GetInt64();
}
