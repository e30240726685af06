using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Text;
using Zhanggui.Facts.Records;
using Zhanggui.Facts.Schema;
using Zhanggui.HttpTests.Orders;
using Zhanggui.Kernel.Ids;
using Zhanggui.Records.Contracts;
using static Zhanggui.HttpTests.Orders.OrdersHttp;

namespace Zhanggui.HttpTests.Metrics;

/// <summary>A shop with two agents and a few buyers on 15 October: 甲 buys from the first, 乙 orders and does not pay, 丙 only asks the second, 丁 buys in silence.</summary>
public static class ReportScene
{
    public const string Range = "from=2026-10-15&to=2026-10-16";

    public static async Task<(TestShop Shop, HttpClient Owner)> OpenAsync(TestHouse house)
    {
        var shop = await TestShop.OpenAsync(house);
        return (shop, await FillAsync(shop));
    }

    /// <summary>The scene in a shop that is there; gives a client of the owner.</summary>
    public static async Task<HttpClient> FillAsync(TestShop shop)
    {
        var http = await shop.SignInAsync(shop.Owner);
        await TalkAsync(shop, "买家甲", shop.Agents[0], "2026-10-15T01:00:00Z", 30);
        await TalkAsync(shop, "买家乙", shop.Agents[0], "2026-10-15T01:10:00Z", 50);
        await TalkAsync(shop, "买家丙", shop.Agents[1], "2026-10-15T02:00:00Z", 400);
        (await http.ImportAsync(shop, Taobao(
            Row("T1", buyer: "买家甲", placed: "2026-10-15 10:00:00", paidAt: "2026-10-15 10:00:35"),
            Row("T2", buyer: "买家乙", placed: "2026-10-15 10:00:00", paidAt: "", status: "等待买家付款", paid: "0.00"),
            Row("T4", buyer: "买家丁", placed: "2026-10-15 11:00:00", paidAt: "2026-10-15 11:00:35")))).ShouldBe("3/0/0/0");
        return http;
    }

    public static Task TalkAsync(TestShop shop, string buyer, TestPerson agent, string at, int seconds) =>
        TalkAsync(shop.House, shop.Id, buyer, agent.Id.ToString(), InstantPattern.General.Parse(at).Value, seconds);

    public static async Task TalkAsync(TestHouse house, ShopId shop, string buyer, string agent, Instant start, int seconds)
    {
        MessageFact Say(string id, SenderKind sender, int after) => new()
        {
            Id = $"{buyer}-{InstantPattern.General.Format(start)}-{id}",
            Shop = shop.ToString(),
            Buyer = buyer,
            Account = agent,
            Sender = sender,
            SentAt = start + Duration.FromSeconds(after),
            Text = id,
        };
        await house.Services.GetRequiredService<IRecordStore>().StoreAsync(shop, FactsFiles.Messages, [Say("有货吗", SenderKind.Buyer, 0), Say("有的", SenderKind.Agent, seconds)], null, default);
    }

    public static async Task<HttpClient> SignInAsync(TestHouse house, string account)
    {
        var http = new HttpClient(new SocketsHttpHandler { UseCookies = true }) { BaseAddress = new Uri(house.Url) };
        for (var left = 5; ; left--)
        {
            using var response = await http.PostAsJsonAsync("/api/people/session", new { account, password = TestShop.Password });
            if (response.IsSuccessStatusCode || left == 0)
            {
                response.EnsureSuccessStatusCode();
                return http;
            }

            await Task.Delay(1100);
        }
    }

    /// <summary>"1 of 3", "7", "none" or "-" where no such figure stands.</summary>
    public static string Figure(this JsonElement figures, string metric, string scope, string set = "shop", string part = "rows")
    {
        var row = figures.GetProperty(part).EnumerateArray().SingleOrDefault(r => r.GetProperty("metric").GetString() == metric && r.GetProperty("scope").GetString() == scope && r.GetProperty("set").GetString() == set);
        return row.ValueKind == JsonValueKind.Undefined ? "-"
            : row.GetProperty("numerator").ValueKind == JsonValueKind.Null ? "none"
            : row.GetProperty("denominator").ValueKind == JsonValueKind.Null ? $"{row.GetProperty("numerator")}" : $"{row.GetProperty("numerator")} of {row.GetProperty("denominator")}";
    }

    /// <summary>The figures once they say so: facts come, decisions follow, days are counted.</summary>
    public static async Task<JsonElement> UntilAsync(this HttpClient http, TestShop shop, string by, string range, Func<JsonElement, bool> holds) => await http.UntilAsync(shop.Id, by, range, holds);

    public static async Task<JsonElement> UntilAsync(this HttpClient http, ShopId shop, string by, string range, Func<JsonElement, bool> holds)
    {
        JsonElement figures = default;
        for (var i = 0; i < 900; i++)
        {
            figures = await http.JsonAsync($"/api/metrics/figures?shop={shop}&{range}&by={by}");
            if (figures.GetProperty("counting").GetProperty("waiting").GetInt32() == 0 && holds(figures))
            {
                return figures;
            }

            await Task.Delay(100);
        }

        throw new TimeoutException($"The figures never held: {figures}");
    }
}
