using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Zhanggui.HttpTests.Orders;
using Zhanggui.Kernel.Db;
using Zhanggui.Pay.Contracts;
using Zhanggui.People.Contracts;
using static Zhanggui.HttpTests.Pay.PayScene;

namespace Zhanggui.HttpTests.Pay;

/// <summary>What comes after a month was closed: corrections, again corrected, and what a person may take home about it.</summary>
public sealed class PayLaterTests
{
    private const string First = "2026-07";

    [Theory, BothDatabases]
    public async Task A_correction_is_corrected_again_and_names_the_line_it_replaces(DatabaseKind db)
    {
        var shop = await PayScene.OpenAsync(await TestHouse.SharedAsync(db));
        using var owner = await shop.SignInAsync(shop.Owner);
        using var agent = await shop.SignInAsync(shop.Agent);
        await owner.ComputeAsync(shop, First);
        await CloseAsync(owner, shop, First);

        // Found late: 100, then lowered to 60 by a second decision. And an objection that is upheld after the close.
        await MistakeAsync(shop, Mistake(shop, "I9", "other_error", "2026-07-20T02:00:00Z") with { Value = 100 });
        var doubt = (await agent.PostAsync("/api/pay/objections", new { shop = shop.Id.Value, month = First, code = "attendance", reason = "还应有加班" })).GetProperty("id").GetGuid();
        await owner.PostAsync($"/api/pay/objections/{doubt}/decide", new { uphold = true, amount = 3000, reason = "补加班" });
        await owner.ComputeAsync(shop, Month);
        Adjusted(await owner.SlipAsync(shop, Month, shop.Agent)).ShouldBe([($"adjust:{First}:other_error", -10000), ("manual", 3000)]);
        await CloseAsync(owner, shop, Month);

        var mistake = (await owner.JsonAsync($"/api/pay/incidents?shop={shop.Id}&kind=other_error")).GetProperty("incidents")[0].GetProperty("id").GetGuid();
        await owner.PostAsync($"/api/pay/incidents/{mistake}/decide", new { confirm = true, value = 60, reason = "只扣六十" });
        await owner.ComputeAsync(shop, Next);

        var third = await owner.SlipAsync(shop, Next, shop.Agent);
        Adjusted(third).ShouldBe([($"adjust:{First}:other_error", 4000)]);
        third.GetProperty("lines").EnumerateArray().Single(l => l.GetProperty("group").GetString() == "adjustment").GetProperty("facts").EnumerateArray().Select(f => f.GetString())
            .ShouldBe([$"closed_lines:{Month}/{shop.Agent.Id}/adjust:{First}:other_error"]);

        var card = (await shop.House.Services.GetRequiredService<IShops>().FindAsync(shop.Id, default))!;
        var lines = (await shop.House.Services.GetRequiredService<IMonthFacts>().GatherAsync(card, new YearMonth(2026, 9), default)).ClosedLines.Where(l => l.Month == new YearMonth(2026, 8) && l.Person == shop.Agent.Id.ToString()).ToList();
        lines.Single(l => l.Code == $"adjust:{First}:other_error").Replaces.ShouldBe($"{First}/other_error");
        lines.Single(l => l.Code!.StartsWith("manual:", StringComparison.Ordinal)).Replaces.ShouldBe($"{First}/attendance");
        lines.Where(l => l.Code is "base" or "living").ShouldAllBe(l => l.Replaces == null);

        // The same facts once more give nothing new.
        await owner.ComputeAsync(shop, Next);
        Adjusted(await owner.SlipAsync(shop, Next, shop.Agent)).ShouldBe([($"adjust:{First}:other_error", 4000)]);
    }

    [Theory, BothDatabases]
    public async Task A_person_takes_home_the_own_slips_doubts_and_mistakes_and_nobody_elses(DatabaseKind db)
    {
        var shop = await PayScene.OpenAsync(await TestHouse.SharedAsync(db));
        using var owner = await shop.SignInAsync(shop.Owner);
        using var agent = await shop.SignInAsync(shop.Agent);
        await owner.ComputeAsync(shop, Month);
        (await PartAsync(agent)).GetProperty("slips").GetArrayLength().ShouldBe(0); // not shown to anybody yet

        await owner.PostAsync($"/api/pay/months/{Month}/propose", new { shop = shop.Id.Value });
        await agent.PostAsync("/api/pay/objections", new { shop = shop.Id.Value, month = Month, code = "content_error", reason = "是美工改的尺寸", evidence = new[] { "orders:A1" } });
        await AgreeAllAsync(shop, Month);
        var part = await PartAsync(agent);

        var slip = part.GetProperty("slips").EnumerateArray().Single();
        (slip.GetProperty("total").GetString(), slip.GetProperty("month").GetString(), slip.GetProperty("lines").GetArrayLength()).ShouldBe(("1940.00", Month, 6));
        slip.GetProperty("lines").EnumerateArray().Single(l => l.GetProperty("code").GetString() == "content_error").GetProperty("facts").GetArrayLength().ShouldBeGreaterThan(0);
        part.GetProperty("objections").EnumerateArray().Single().GetProperty("reason").GetString().ShouldBe("是美工改的尺寸");
        part.GetProperty("incidents").EnumerateArray().Single().GetProperty("note").GetString().ShouldBe("尺寸写错");
        part.GetProperty("consents").GetArrayLength().ShouldBe(1);

        using var other = await shop.SignInAsync(shop.Agents[1]);
        var theirs = await PartAsync(other);
        (theirs.GetProperty("incidents").GetArrayLength(), theirs.GetProperty("objections").GetArrayLength()).ShouldBe((0, 0));
        theirs.GetRawText().ShouldNotContain(shop.Agent.Id.ToString());
        (await other.GetAsync(new Uri($"/api/people/persons/{shop.Agent.Id}/export", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        static async Task<JsonElement> PartAsync(HttpClient http) => (await http.JsonAsync("/api/people/me/export")).GetProperty("pay");
    }

    private static async Task CloseAsync(HttpClient owner, TestShop shop, string month)
    {
        var body = new { shop = shop.Id.Value };
        await owner.PostAsync($"/api/pay/months/{month}/propose", body);
        await AgreeAllAsync(shop, month);
        await owner.PostAsync($"/api/pay/months/{month}/agree", body);
        var waits = (await owner.ComputedAsync(shop, month)).GetProperty("waits").EnumerateArray().Select(w => w.GetProperty("kind").GetString()!).ToList();
        foreach (var kind in waits)
        {
            await owner.PostAsync($"/api/pay/months/{month}/set-aside", new { shop = shop.Id.Value, kind, reason = "试" });
        }

        await owner.PostAsync($"/api/pay/months/{month}/close", body);
    }

    private static IReadOnlyList<(string Code, long Amount)> Adjusted(JsonElement slip) =>
        [.. slip.GetProperty("lines").EnumerateArray().Where(l => l.GetProperty("group").GetString() == "adjustment").Select(l => (Code: l.GetProperty("code").GetString()!, Amount: l.GetProperty("amount").GetInt64()))
            .Select(l => (l.Code.StartsWith("manual:", StringComparison.Ordinal) ? "manual" : l.Code, l.Amount)).OrderBy(l => l.Amount)];
}
