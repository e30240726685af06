using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Text;
using Zhanggui.Facts.Records;
using Zhanggui.Facts.Schema;
using Zhanggui.HttpTests.Metrics;
using Zhanggui.HttpTests.Orders;
using Zhanggui.Kernel.Db;
using Zhanggui.People.Contracts;
using Zhanggui.Records.Contracts;
using Zhanggui.Rules.Contracts;
using static Zhanggui.HttpTests.Orders.OrdersHttp;

namespace Zhanggui.HttpTests.Pay;

/// <summary>
/// A shop with three juniors, the mural book and a month of August: the first agent sold an order, made a content error found before production (20) and was late.
/// </summary>
public static class PayScene
{
    public const string Month = "2026-08";
    public const string Next = "2026-09";

    public static async Task<TestShop> OpenAsync(TestHouse house)
    {
        var shop = await TestShop.OpenAsync(house);
        await FillAsync(shop);
        return shop;
    }

    /// <summary>The scene in a shop that is there.</summary>
    public static async Task FillAsync(TestShop shop)
    {
        var house = shop.House;
        var (books, staff) = (house.Services.GetRequiredService<IBookSeed>(), house.Services.GetRequiredService<IStaffIntake>());
        await books.SowAsync(shop.Organisation, shop.Owner.Id, BookText(house), new LocalDate(2026, 1, 1), default);
        foreach (var agent in shop.Agents)
        {
            // The shop of tests hires today; these have been there since January.
            (await staff.TakePersonAsync(shop.Id, new StaffRow(agent.Id, agent.Name, null, "agent", null, "junior", new LocalDate(2026, 1, 1), new LocalDate(2026, 10, 1), new LocalDate(2026, 1, 1), null), null, default)).IsDone.ShouldBeTrue();
        }

        using var owner = await shop.SignInAsync(shop.Owner);
        await ReportScene.TalkAsync(shop, "买家甲", shop.Agents[0], "2026-08-14T01:00:00Z", 30);
        (await owner.ImportAsync(shop, Taobao(Row("A1", buyer: "买家甲", amount: "2008.00", paid: "2008.00", placed: "2026-08-14 10:00:00", paidAt: "2026-08-14 10:00:35")))).ShouldBe("1/0/0/0");
        await AddAsync(shop, FactsFiles.Scores, new ScoreFact { Period = Month, Kind = "team_score", Value = 100 }, new ScoreFact { Period = Next, Kind = "team_score", Value = 100 });
        await MistakeAsync(shop, Mistake(shop, "I1", "content_error", "2026-08-14T06:00:00Z") with { OrderId = "A1", Stage = "before_production", Note = "尺寸写错" });
    }

    /// <summary>The mural book with three days for objections.</summary>
    public static string BookText(TestHouse house) =>
        house.Services.GetRequiredService<IBookDesk>().FindPreset("mural-shop")!.Replace("\n  switches:\n", "\n  objections:\n    days: 3\n  switches:\n", StringComparison.Ordinal);

    public static IncidentFact Mistake(TestShop shop, string id, string kind, string at) => new()
    {
        Id = $"{id}-{shop.Id.Value.ToString("n")[^6..]}",
        At = InstantPattern.General.Parse(at).Value,
        Person = shop.Agents[0].Id.ToString(),
        Kind = kind,
        DecidedBy = shop.Owner.Id.ToString(),
    };

    public static Task AddAsync<T>(TestShop shop, FactsFile<T> file, params T[] rows)
        where T : class => shop.House.Services.GetRequiredService<IRecordStore>().StoreAsync(shop.Id, file, rows, null, default);

    /// <summary>Brings a mistake as a file does, and waits until it stands among the mistakes of the house.</summary>
    public static async Task MistakeAsync(TestShop shop, IncidentFact mistake)
    {
        await AddAsync(shop, FactsFiles.Incidents, mistake);
        await CreditHttp.WaitAsync<long>(async () =>
        {
            await using var c = await shop.House.Services.GetRequiredService<Database>().OpenAsync(default);
            return await c.ReadLongAsync(null, "select count(*) from pay_incident where shop_id = @shop and fact_id = @fact", default, ("shop", shop.Id.Value), ("fact", mistake.Id)) is > 0 and var found ? found : null;
        });
    }

    /// <summary>Asks for the month and waits until it is computed.</summary>
    public static async Task<JsonElement> ComputeAsync(this HttpClient http, TestShop shop, string month)
    {
        await http.PostAsync($"/api/pay/months/{month}/compute", new { shop = shop.Id.Value });
        return await http.ComputedAsync(shop, month);
    }

    public static Task<JsonElement> ComputedAsync(this HttpClient http, TestShop shop, string month) => CreditHttp.WaitAsync<JsonElement>(async () =>
        await http.JsonAsync($"/api/pay/months/{month}?shop={shop.Id}") is var page && !page.GetProperty("isComputing").GetBoolean() ? page : null);

    public static Task<JsonElement> SlipAsync(this HttpClient http, TestShop shop, string month, TestPerson person) => http.JsonAsync($"/api/pay/months/{month}/slips/{person.Id}?shop={shop.Id}");

    /// <summary>Everybody says yes to the own slip.</summary>
    public static async Task AgreeAllAsync(TestShop shop, string month)
    {
        foreach (var agent in shop.Agents)
        {
            using var http = await shop.SignInAsync(agent);
            var slip = await http.SlipAsync(shop, month, agent);
            await http.PostAsync($"/api/pay/slips/{month}/agree", new { shop = shop.Id.Value, digest = slip.GetProperty("digest").GetString() });
        }
    }

    /// <summary>Amounts of a slip in fen by code.</summary>
    public static IReadOnlyDictionary<string, long> Amounts(this JsonElement slip) =>
        slip.GetProperty("lines").EnumerateArray().ToDictionary(l => l.GetProperty("code").GetString()!, l => l.GetProperty("amount").GetInt64(), StringComparer.Ordinal);
}
