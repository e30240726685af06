using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Zhanggui.HttpTests.Orders;
using Zhanggui.Kernel.Db;
using Zhanggui.People.Contracts;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.HttpTests.Pay;

public sealed class PayLadderTests
{
    [Theory, BothDatabases]
    public async Task Candidate_is_listed_with_what_is_missing_and_climbs_by_a_persons_decision(DatabaseKind db)
    {
        var shop = await SceneAsync(db);
        using var owner = await shop.SignInAsync(shop.Owner);
        (await owner.JsonAsync($"/api/pay/ladder?shop={shop.Id}")).GetProperty("month").ValueKind.ShouldBe(JsonValueKind.Null);
        await owner.ComputeAsync(shop, PayScene.Month);

        var candidate = await StateAsync(owner, shop, shop.Agents[1]);
        (candidate.GetProperty("isCandidate").GetBoolean(), candidate.GetProperty("isReady").GetBoolean(), candidate.GetProperty("next").GetString()).ShouldBe((true, false, "mid-level"));
        Said(candidate).ShouldBe(["clean-months 8/2", "assessment 0/1"]);
        Said(await StateAsync(owner, shop, shop.Agents[0])).ShouldBe(["clean-months 0/2", "assessment 0/1"]); // the mistake of August
        (await owner.RefusedAsync("/api/pay/ladder/decide", Ask(shop, shop.Agents[1], "promoted"))).ShouldBe("pay.promotion.not_ready");
        (await owner.RefusedAsync("/api/pay/ladder/assessments", new { shop = shop.Id.Value, person = shop.Agents[1].Id.Value, kind = "absent", value = 1 })).ShouldBe("pay.assessment.unknown");
        using var assessed = await owner.PostAsJsonAsync("/api/pay/ladder/assessments", new { shop = shop.Id.Value, person = shop.Agents[1].Id.Value, kind = "mid-level", value = 1 });
        assessed.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await StateAsync(owner, shop, shop.Agents[1])).GetProperty("isReady").GetBoolean().ShouldBeTrue();

        var first = Today().PlusMonths(1).With(DateAdjusters.StartOfMonth);
        var decided = await owner.PostAsync("/api/pay/ladder/decide", Ask(shop, shop.Agents[1], "promoted"));

        decided.GetProperty("effectiveOn").GetString().ShouldBe(first.ToString("uuuu-MM-dd", null));
        var grades = (await owner.JsonAsync($"/api/people/persons/{shop.Agents[1].Id}")).GetProperty("grades").EnumerateArray()
            .Select(g => (g.GetProperty("grade").GetString(), g.GetProperty("from").GetString(), g.GetProperty("to").GetString())).OrderBy(g => g.Item2, StringComparer.Ordinal).ToList();
        grades.ShouldBe([("junior", "2026-01-01", first.ToString("uuuu-MM-dd", null)), ("mid-level", first.ToString("uuuu-MM-dd", null), null)]);
        using var agent = await shop.SignInAsync(shop.Agents[1]);
        var mine = await agent.JsonAsync($"/api/pay/ladder/mine?shop={shop.Id}");
        mine.GetProperty("people").GetArrayLength().ShouldBe(1);
        var said = mine.GetProperty("decisions").EnumerateArray().Single();
        (said.GetProperty("decision").GetString(), said.GetProperty("reason").GetString(), said.GetProperty("by").GetString()).ShouldBe(("promoted", "条件齐了", shop.Owner.Name));
    }

    [Theory, BothDatabases]
    public async Task Refused_and_postponed_have_a_reason_and_nobody_decides_without_the_right(DatabaseKind db)
    {
        var shop = await SceneAsync(db);
        using var owner = await shop.SignInAsync(shop.Owner);
        using var supervisor = await shop.SignInAsync(shop.Supervisor);
        using var agent = await shop.SignInAsync(shop.Agent);
        (await owner.RefusedAsync("/api/pay/ladder/decide", Ask(shop, shop.Agents[1], "refused"))).ShouldBe("pay.promotion.no_step");
        await owner.ComputeAsync(shop, PayScene.Month);

        (await owner.RefusedAsync("/api/pay/ladder/decide", Ask(shop, shop.Agents[1], "refused", reason: " "))).ShouldBe("pay.promotion.reason_missing");
        (await owner.RefusedAsync("/api/pay/ladder/decide", Ask(shop, shop.Agents[1], "postponed"))).ShouldBe("pay.promotion.decision");
        (await owner.RefusedAsync("/api/pay/ladder/decide", Ask(shop, shop.Agents[1], "dismissed"))).ShouldBe("pay.promotion.decision");
        (await supervisor.StatusAsync("/api/pay/ladder/decide", Ask(shop, shop.Agents[1], "refused"))).ShouldBe(HttpStatusCode.Forbidden);
        (await agent.GetAsync(new Uri($"/api/pay/ladder?shop={shop.Id}", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        await owner.PostAsync("/api/pay/ladder/decide", Ask(shop, shop.Agents[1], "refused"));
        await owner.PostAsync("/api/pay/ladder/decide", Ask(shop, shop.Agents[2], "postponed", again: Today().PlusDays(30)));

        var history = (await owner.JsonAsync($"/api/pay/ladder?shop={shop.Id}")).GetProperty("decisions").EnumerateArray().Select(d => (d.GetProperty("name").GetString(), d.GetProperty("decision").GetString())).ToList();
        history.ShouldBe([(shop.Agents[2].Name, "postponed"), (shop.Agents[1].Name, "refused")]);
    }

    private static async Task<TestShop> SceneAsync(DatabaseKind db)
    {
        var shop = await PayScene.OpenAsync(await TestHouse.SharedAsync(db));
        var staff = shop.House.Services.GetRequiredService<IStaffIntake>();
        foreach (var person in shop.Agents)
        {
            // The scene's juniors are juniors for as long as nobody decides otherwise.
            (await staff.TakePersonAsync(shop.Id, new StaffRow(person.Id, person.Name, null, "agent", null, "junior", new LocalDate(2026, 1, 1), null, new LocalDate(2026, 1, 1), null), null, default)).IsDone.ShouldBeTrue();
        }

        return shop;
    }

    private static LocalDate Today() => SystemClock.Instance.GetCurrentInstant().InZone(DateTimeZoneProviders.Tzdb["Asia/Shanghai"]).Date;

    private static object Ask(TestShop shop, TestPerson person, string decision, string reason = "条件齐了", LocalDate? again = null) =>
        new { shop = shop.Id.Value, person = person.Id.Value, decision, reason, againOn = again?.ToString("uuuu-MM-dd", null) };

    private static async Task<JsonElement> StateAsync(HttpClient owner, TestShop shop, TestPerson person) =>
        (await owner.JsonAsync($"/api/pay/ladder?shop={shop.Id}")).GetProperty("people").EnumerateArray().Single(p => p.GetProperty("person").GetString() == person.Id.ToString()).GetProperty("state");

    private static List<string> Said(JsonElement state) =>
        [.. state.GetProperty("conditions").EnumerateArray().Select(c => $"{c.GetProperty("kind").GetString()} {c.GetProperty("had").GetInt32()}/{c.GetProperty("needed").GetInt32()}")];
}
