using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Time;
using Zhanggui.Shifts.Contracts;

namespace Zhanggui.HttpTests.Shifts;

/// <summary>How many must be at their posts: warned of while planning, on the board, and when somebody would leave.</summary>
public sealed class PresenceTests
{
    private const string AllDay = "  presence:\n    all_day:\n      name: 全天\n      from: \"00:00\"\n      to: \"24:00\"\n      at_least: 2\n";

    [Theory, BothDatabases]
    public async Task Whoever_would_leave_too_few_is_told_who_is_left_and_goes_after_confirming(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        await PutInForceAsync(shop, $"duty:\n{AllDay}");
        using var agent = await shop.SignInAsync(shop.Agent);
        using var other = await shop.SignInAsync(shop.Agents[1]);
        using var supervisor = await shop.SignInAsync(shop.Supervisor);
        (await SetAsync(agent, shop, "ready")).Status.ShouldBe(HttpStatusCode.OK);
        (await supervisor.GetJsonAsync($"/api/reception/floor?shop={shop.Id}"))["gaps"]!.AsArray().Single()!["there"]!.AsArray().Select(n => n!.GetValue<string>()).ShouldBe([shop.Agent.Name]);
        (await SetAsync(other, shop, "busy")).Status.ShouldBe(HttpStatusCode.OK);

        var asked = await SetAsync(agent, shop, "on-hold");
        (asked.Status, asked.Code).ShouldBe((HttpStatusCode.Conflict, "shifts.duty.asks_first"));
        asked.Detail.ShouldContain(shop.Agents[1].Name);
        asked.Detail.ShouldNotContain(shop.Agent.Name);
        (await SetAsync(agent, shop, "on-hold", confirmed: true)).Status.ShouldBe(HttpStatusCode.OK);
        (await ReceptionDesk.CountAsync(shop.House, "select count(*) from kernel_audit where shop_id = @shop and act = 'shifts.duty.past-warning'", ("shop", shop.Id.Value))).ShouldBe(1);

        (await SetAsync(agent, shop, "off")).Status.ShouldBe(HttpStatusCode.OK); // not at their post any more: nothing gets worse
        await shop.House.Services.GetRequiredService<IDuty>().SetAsync(shop.Id, shop.Agents[1].Id, DutyState.Off, null, null, CancellationToken.None); // the house goes past it
        (await shop.House.Services.GetRequiredService<IPresence>().GapsAsync(shop.Id, CancellationToken.None)).Single().There.ShouldBeEmpty();
    }

    [Theory, BothDatabases]
    public async Task Where_the_book_refuses_no_confirming_helps_and_the_roster_shows_what_is_planned_too_thin(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        await PutInForceAsync(shop, $"duty:\n{AllDay}  when_short: refuse\n");
        using var agent = await shop.SignInAsync(shop.Agent);
        using var supervisor = await shop.SignInAsync(shop.Supervisor);
        (await SetAsync(agent, shop, "ready")).Status.ShouldBe(HttpStatusCode.OK);
        (await SetAsync(agent, shop, "away", confirmed: true)).Code.ShouldBe("shifts.presence.too_low");

        var day = shop.House.Services.GetRequiredService<TimeProvider>().GetCurrentInstant().InZone(DateTimeZoneProviders.Tzdb["Asia/Shanghai"]).Date.PlusDays(3);
        using var set = await supervisor.PutAsJsonAsync("/api/shifts/roster", new { shop = shop.Id.Value, days = new[] { new { person = shop.Agent.Id.Value, date = day.ToString("uuuu-MM-dd", null), shifts = new[] { new { shift = "早班", start = "08:00", end = "17:00" } } } } });
        set.IsSuccessStatusCode.ShouldBeTrue(await set.Content.ReadAsStringAsync());
        var gaps = (await agent.GetJsonAsync($"/api/shifts/roster?shop={shop.Id}&from={day:uuuu-MM-dd}&to={day.PlusDays(2):uuuu-MM-dd}"))["gaps"]!.AsArray();
        gaps.Single()!["parts"]!.AsArray().Select(p => p!.Number("planned")).ShouldBe([0, 1, 0]); // the day after is not planned yet

        var line = (await supervisor.GetJsonAsync($"/api/shifts/duty/day?shop={shop.Id}"))["lines"]!.AsArray();
        line.Single()!["parts"]!.AsArray().Single()!.Text("state").ShouldBe("ready");
        (await agent.GetJsonAsync($"/api/shifts/duty/day?shop={shop.Id}"))["onlyOwn"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Theory, BothDatabases]
    public async Task Buyers_who_wait_are_named_to_whoever_leaves_them_and_the_book_says_whether_that_is_a_warning(DatabaseKind db)
    {
        var desk = await ReceptionDesk.OpenAsync(await TestHouse.SharedAsync(db));
        await PutInForceAsync(desk.Shop, "routing:\n  leaving: remind\n");
        using var agent = await desk.Shop.SignInAsync(desk.Shop.Agent);
        (await SetAsync(agent, desk.Shop, "busy")).Status.ShouldBe(HttpStatusCode.OK);
        var talk = await desk.OpenConversationAsync("有货吗");
        await agent.ActAsync(talk, "take");

        var asked = await SetAsync(agent, desk.Shop, "away");
        asked.Code.ShouldBe("shifts.duty.asks_first");
        asked.Detail.ShouldContain("访客甲");
        (await SetAsync(agent, desk.Shop, "away", confirmed: true)).Status.ShouldBe(HttpStatusCode.OK);
    }

    // K-14: while customers ask one stays; without a book that says so, going hands them over.
    [Theory, BothDatabases]
    public async Task Where_the_book_wants_every_buyer_answered_first_nobody_leaves_them_and_confirming_does_not_help(DatabaseKind db)
    {
        var desk = await ReceptionDesk.OpenAsync(await TestHouse.SharedAsync(db));
        await PutInForceAsync(desk.Shop, "routing:\n  leaving: answer_first\n");
        using var agent = await desk.Shop.SignInAsync(desk.Shop.Agent);
        (await SetAsync(agent, desk.Shop, "busy")).Status.ShouldBe(HttpStatusCode.OK);
        var talk = await desk.OpenConversationAsync("有货吗");
        await agent.ActAsync(talk, "take");

        foreach (var state in new[] { "away", "on-hold", "off" })
        {
            (await SetAsync(agent, desk.Shop, state, confirmed: true)).Code.ShouldBe("reception.leaving.buyers_wait");
        }

        await agent.ActAsync(talk, "messages", new { id = Guid.CreateVersion7(), kind = "text", text = "在的" });
        (await SetAsync(agent, desk.Shop, "on-hold")).Status.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<(HttpStatusCode Status, string? Code, string Detail)> SetAsync(HttpClient http, TestShop shop, string state, bool confirmed = false)
    {
        using var response = await http.PostAsJsonAsync("/api/shifts/duty", new { shop = shop.Id.Value, state, confirmed });
        var body = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        return (response.StatusCode, body["code"]?.GetValue<string>(), body["detail"]?.GetValue<string>() ?? string.Empty);
    }

    private static async Task PutInForceAsync(TestShop shop, string section)
    {
        using var owner = await shop.SignInAsync(shop.Owner);
        using var draft = await owner.PostAsJsonAsync("/api/rules/books", new { text = $"book: ours\ntitle: 本店制度\nextends: new-shop\n{section}" });
        var id = (await draft.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("book").GetProperty("id").GetString();
        (await owner.PostAsJsonAsync($"/api/rules/books/{id}/open", new { revision = 0 })).IsSuccessStatusCode.ShouldBeTrue();
        var today = shop.House.Services.GetRequiredService<TimeProvider>().GetCurrentInstant().InZone(DateTimeZoneProviders.Tzdb["Asia/Shanghai"]).Date;
        using var published = await owner.PostAsJsonAsync($"/api/rules/books/{id}/publish", new { revision = 1, effectiveDate = today.ToString("uuuu-MM-dd", null) });
        published.IsSuccessStatusCode.ShouldBeTrue(await published.Content.ReadAsStringAsync());
    }
}
