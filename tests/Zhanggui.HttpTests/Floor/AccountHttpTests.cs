using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using Zhanggui.HttpTests.Visitors;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Time;
using Zhanggui.Reception.Contracts;

namespace Zhanggui.HttpTests.Floor;

public sealed class AccountHttpTests
{
    [Theory, BothDatabases]
    public async Task A_signature_is_written_listed_flagged_and_read_by_the_buyer(DatabaseKind db)
    {
        var place = await VisitedShop.OpenAsync(await TestHouse.SharedAsync(db));
        var (shop, me) = (place.Shop, place.Shop.Agent);
        using var agent = await shop.SignInAsync(me);
        using var supervisor = await shop.SignInAsync(shop.Supervisor);
        using var visitor = await place.VisitAsync();

        var before = await agent.GetJsonAsync($"/api/reception/accounts?shop={shop.Id}");
        before["mine"]!["flags"]!.AsArray().Select(f => f!.GetValue<string>()).ShouldBe(["missing", "unknown"]); // rulebooks/new-shop.yaml
        before["maySeeTeam"]!.GetValue<bool>().ShouldBeFalse();
        before["team"]!.AsArray().ShouldBeEmpty();

        var today = Today();
        (await RefusedAsync(agent, shop, me.Id.Value, new { texts = new[] { "满减" }, carries = "promotion", offer = "双十一" })).ShouldBe(("reception.account.field_wrong", "to"));
        (await RefusedAsync(agent, shop, shop.Agents[1].Id.Value, new { texts = new[] { "别人的" } })).Code.ShouldBe("reception.account.not_found");
        var mine = await SetAsync(agent, shop, me.Id.Value, new { texts = new[] { "满减三十", "送运费险" }, carries = "promotion", offer = "双十一", from = Day(today), to = Day(today.PlusDays(1)), friends = "free" });
        mine["flags"]!.AsArray().ShouldBeEmpty();
        (await RefusedAsync(agent, shop, me.Id.Value, new { version = 0, texts = new[] { "旧的" }, carries = "product", offer = "背景墙" })).Code.ShouldBe("reception.account.changed");

        await visitor.SendAsync("在吗");
        var c = new ConversationId(visitor.Answer.GetProperty("c").GetGuid());
        (await ReadAsync(visitor)).GetProperty("text").GetString().ShouldBeNull(); // nobody serves yet
        await agent.ActAsync(c, "take");
        var read = await ReadAsync(visitor);
        read.GetProperty("text").GetString().ShouldBeOneOf("满减三十", "送运费险");
        read.GetProperty("until").GetString().ShouldNotBeNull();

        // The promotion ended yesterday: the supervisor sees it, the buyer does not.
        await SetAsync(supervisor, shop, me.Id.Value, new { version = 1, texts = new[] { "满减三十" }, carries = "promotion", offer = "双十一", from = Day(today.PlusDays(-2)), to = Day(today.PlusDays(-1)), friends = "verify" });
        var team = (await supervisor.GetJsonAsync($"/api/reception/accounts?shop={shop.Id}"))["team"]!.AsArray();
        team.Single(a => a!.Text("person") == me.Id.ToString())!["flags"]!.AsArray().Select(f => f!.GetValue<string>()).ShouldBe(["ended", "verify"]);
        team.Single(a => a!.Text("person") == shop.Agents[1].Id.ToString())!["flags"]!.AsArray().Select(f => f!.GetValue<string>()).ShouldBe(["missing", "unknown"]);
        (await ReadAsync(visitor)).GetProperty("text").GetString().ShouldBeNull();

        using var owner = await shop.SignInAsync(shop.Owner);
        var export = await owner.GetStringAsync(new Uri($"/api/people/persons/{me.Id}/export", UriKind.Relative));
        System.Text.RegularExpressions.Regex.Unescape(export).ShouldContain("满减三十");
        var audit = await owner.GetStringAsync(new Uri($"/api/people/audit?shop={shop.Id}", UriKind.Relative));
        audit.ShouldContain("reception.account.set");
    }

    [Theory, BothDatabases]
    public async Task Strangers_find_no_accounts(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var shop = await TestShop.OpenAsync(house);
        var other = await TestShop.OpenAsync(house);
        using var stranger = await other.SignInAsync(other.Owner);

        using var list = await stranger.GetAsync(new Uri($"/api/reception/accounts?shop={shop.Id}", UriKind.Relative));
        list.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await RefusedAsync(stranger, shop, shop.Agent.Id.Value, new { texts = new[] { "好" } })).Code.ShouldBe("reception.account.not_found");
    }

    [Theory, BothDatabases]
    public async Task Automatic_replies_keep_the_form_of_the_book(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var agent = await shop.SignInAsync(shop.Agent);

        var seen = await agent.GetJsonAsync($"/api/reception/replies?shop={shop.Id}");
        (seen.Number("form", "maxLines"), seen.Number("form", "fontSize"), seen.Number("form", "maxColours")).ShouldBe((4, 10, 2));
        seen["replies"]!.AsArray().Select(r => r!.Text("key")).ShouldBe(["first", "busy", "off_hours"]);

        (await CheckAsync(agent, shop, "一\n二\n三\n四", 10, "红", "蓝")).Hints.ShouldBeEmpty();
        (await CheckAsync(agent, shop, "一\n二\n三\n四\n五", 10)).ShouldBe("text", "有 5 行，最多 4 行。");
        (await CheckAsync(agent, shop, "一\n二", 10, "红", "蓝", "绿")).ShouldBe("colours", "最多 2 种颜色。");
        (await CheckAsync(agent, shop, "", 10)).ShouldBe("text", "已启用，但没有内容。");
        (await CheckAsync(agent, shop, "一", 11)).Hints.ShouldBe(["reception.reply.font"]);
        (await CheckAsync(agent, shop, "一", 10, "红", "蓝")).Hints.ShouldBe(["reception.reply.blocks"]);
    }

    private sealed record Verdict(string? Field, string? Reason, IReadOnlyList<string> Hints)
    {
        public void ShouldBe(string field, string reason) => (Field, Reason).ShouldBe((field, reason));
    }

    private static async Task<Verdict> CheckAsync(HttpClient http, TestShop shop, string text, int size, params string[] colours)
    {
        using var answer = await http.PostAsJsonAsync("/api/reception/replies/check", new { shop = shop.Id.Value, key = "first", isOn = true, text, fontSize = size, colours });
        var json = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        return answer.IsSuccessStatusCode ? new Verdict(null, null, [.. json["hints"]!.AsArray().Select(h => h!.Text("rule"))]) : new Verdict(json.Text("field"), json.Text("detail"), []);
    }

    private static Task<JsonElement> ReadAsync(TestVisitor visitor) => visitor.Http.GetFromJsonAsync<JsonElement>("/api/visitor/signature");

    private static LocalDate Today() => TimeProvider.System.GetCurrentInstant().InZone(DateTimeZoneProviders.Tzdb["Asia/Shanghai"]).Date;

    private static string Day(LocalDate date) => date.ToString("uuuu-MM-dd", null);

    private static async Task<JsonNode> SetAsync(HttpClient http, TestShop shop, Guid person, object body)
    {
        using var answer = await http.PutAsJsonAsync($"/api/reception/accounts/{person}", WithShop(shop, body));
        var text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue(text);
        return JsonNode.Parse(text)!;
    }

    private static async Task<(string Code, string? Field)> RefusedAsync(HttpClient http, TestShop shop, Guid person, object body)
    {
        using var answer = await http.PutAsJsonAsync($"/api/reception/accounts/{person}", WithShop(shop, body));
        answer.IsSuccessStatusCode.ShouldBeFalse();
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        return (problem.Text("code"), problem["field"]?.GetValue<string>());
    }

    private static JsonObject WithShop(TestShop shop, object body)
    {
        var json = System.Text.Json.JsonSerializer.SerializeToNode(body)!.AsObject();
        json["shop"] = shop.Id.Value;
        json["version"] ??= 0;
        return json;
    }
}
