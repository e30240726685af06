using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Text;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Time;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.HttpTests.Shop;

public sealed class ShopCareTests
{
    [Theory, BothDatabases]
    public async Task Nobody_is_cared_for_without_consent_and_whoever_declines_is_left_alone(DatabaseKind db)
    {
        var (shop, agent, buyer) = await OpenAsync(db);
        var today = Today(shop);
        var care = $"/api/shop/buyers/{buyer}/care";

        (await RefusedAsync(agent, care, new { months = 3 })).ShouldBe("shop.buyer.no_consent");
        await ConsentAsync(agent, buyer);
        (await RefusedAsync(agent, care, new { months = 3, first = Text(today.PlusDays(-1)) })).ShouldBe("shop.buyer.care_first_past");
        var view = await PostAsync(agent, care, new { months = 3, first = Text(today) });
        (view.Text("nextOn"), view.Number("months"), view.Text("ownerName")).ShouldBe((Text(today), 3, shop.Agent.Name));
        var line = (await agent.GetJsonAsync($"/api/shop/callbacks?shop={shop.Id}"))["care"]!.AsArray().ShouldHaveSingleItem()!;
        (line.Text("buyer"), line.Number("lateDays")).ShouldBe((buyer.ToString(), 0));

        var id = Guid.CreateVersion7();
        var act = new { id, version = line.Number("version"), result = "reached", note = "很满意，下月再买" };
        view = await PostAsync(agent, $"{care}/act", act);
        view.Text("nextOn").ShouldBe(Text(today.PlusMonths(3)));
        (await PostAsync(agent, $"{care}/act", act))["acts"]!.AsArray().ShouldHaveSingleItem()!.Text("note").ShouldBe("很满意，下月再买");
        (await RefusedAsync(agent, $"{care}/act", new { id = Guid.CreateVersion7(), version = line.Number("version"), result = "reached" })).ShouldBe("shop.buyer.care_not_there");
        (await agent.GetJsonAsync($"/api/shop/callbacks?shop={shop.Id}"))["care"]!.AsArray().ShouldBeEmpty();

        view = await PostAsync(agent, $"{care}/act", new { id = Guid.CreateVersion7(), version = view.Number("version"), result = "declined" });
        (view["months"], view["hasConsent"]!.GetValue<bool>()).ShouldBe((null, false));
        (await agent.GetJsonAsync($"/api/shop/buyers/{buyer}/dossier"))["consents"]!.AsArray().Count(c => c!["isStanding"]!.GetValue<bool>() && c["isGiven"]!.GetValue<bool>()).ShouldBe(0);
    }

    [Theory, BothDatabases]
    public async Task Withdrawn_consent_rests_the_care_and_others_calls_are_not_mine(DatabaseKind db)
    {
        var (shop, agent, buyer) = await OpenAsync(db);
        using var other = await shop.SignInAsync(shop.Agents[1]);
        await ConsentAsync(agent, buyer);
        await PostAsync(agent, $"/api/shop/buyers/{buyer}/care", new { months = 1, first = Text(Today(shop)) });

        (await other.GetJsonAsync($"/api/shop/callbacks?shop={shop.Id}"))["care"]!.AsArray().ShouldBeEmpty();
        (await other.GetJsonAsync($"/api/shop/callbacks?shop={shop.Id}&whose=all"))["care"]!.AsArray().Count.ShouldBe(1);
        await ConsentAsync(agent, buyer, given: false);
        var after = await agent.GetJsonAsync($"/api/shop/callbacks?shop={shop.Id}");
        (after["care"]!.AsArray().Count, after.Number("resting")).ShouldBe((0, 1));
    }

    [Theory, BothDatabases]
    public async Task Referral_needs_its_fields_stands_once_and_names_both(DatabaseKind db)
    {
        var (shop, agent, buyer) = await OpenAsync(db);
        var referrer = await shop.House.Services.GetRequiredService<IBuyers>().FindOrCreateAsync(shop.Id, "web", "old", new BuyerProfile("老顾客", BuyerIdentity.Signed), CancellationToken.None);
        var path = $"/api/shop/buyers/{buyer}/referral";
        object Form(long number, string? relation = "同事") => new { id = Guid.CreateVersion7(), referrer = number, relation, on = "2026-11-01", need = "新房要三幅画" };

        (await RefusedAsync(agent, path, Form(referrer.Number, relation: null))).ShouldBe("shop.buyer.text_missing");
        (await RefusedAsync(agent, path, Form(99_999))).ShouldBe("shop.buyer.referral_wrong");
        (await RefusedAsync(agent, path, Form((await agent.GetJsonAsync($"/api/shop/buyers/{buyer}")).Number("number")))).ShouldBe("shop.buyer.referral_wrong");
        await PostAsync(agent, path, Form(referrer.Number));
        (await RefusedAsync(agent, path, Form(referrer.Number))).ShouldBe("shop.buyer.referral_there");
        var line = (await agent.GetJsonAsync($"/api/shop/referrals?shop={shop.Id}&buyer={referrer.Id.Value}"))["referrals"]!.AsArray().ShouldHaveSingleItem()!;
        (line.Text("referrerName"), line.Text("broughtName"), line.Text("need")).ShouldBe(("老顾客", "小雨", "新房要三幅画"));
    }

    private static async Task<(TestShop Shop, HttpClient Agent, Guid Buyer)> OpenAsync(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        var buyer = await shop.House.Services.GetRequiredService<IBuyers>().FindOrCreateAsync(shop.Id, "web", "first", new BuyerProfile("小雨", BuyerIdentity.Signed), CancellationToken.None);
        return (shop, await shop.SignInAsync(shop.Agent), buyer.Id.Value);
    }

    private static Task ConsentAsync(HttpClient agent, Guid buyer, bool given = true) =>
        PostAsync(agent, $"/api/shop/buyers/{buyer}/consents", new { id = Guid.CreateVersion7(), purpose = "care", channel = "phone", given, how = "phone", note = "电话里问过" });

    private static LocalDate Today(TestShop shop) => shop.House.Services.GetRequiredService<TimeProvider>().GetCurrentInstant().InZone(DateTimeZoneProviders.Tzdb["Asia/Shanghai"]).Date;

    private static string Text(LocalDate day) => LocalDatePattern.Iso.Format(day);

    private static async Task<JsonObject> PostAsync(HttpClient http, string path, object body)
    {
        using var response = await http.PostAsJsonAsync(new Uri(path, UriKind.Relative), body);
        var text = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.ShouldBeTrue($"{path}: {(int)response.StatusCode} {text}");
        return JsonNode.Parse(text)!.AsObject();
    }

    private static async Task<string> RefusedAsync(HttpClient http, string path, object body)
    {
        using var response = await http.PostAsJsonAsync(new Uri(path, UriKind.Relative), body);
        response.IsSuccessStatusCode.ShouldBeFalse(path);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!.Text("code");
    }
}
