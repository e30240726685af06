using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Zhanggui.Kernel.Db;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.HttpTests.Shop;

public sealed class ShopDossierTests
{
    [Theory, BothDatabases]
    public async Task Fact_learnt_from_a_message_stands_once_points_at_it_and_can_be_taken_away(DatabaseKind db)
    {
        var (desk, agent, buyer, talk) = await TalkAsync(db, "家里两个孩子，墙宽三米");
        var id = Guid.CreateVersion7();
        var body = new { id, kind = "household", text = "两个孩子", conversation = talk, seq = 1 };

        await PostAsync(agent, $"/api/shop/buyers/{buyer}/facts", body);
        var fact = (await PostAsync(agent, $"/api/shop/buyers/{buyer}/facts", body))["facts"]!.AsArray().ShouldHaveSingleItem()!;
        (fact.Text("text"), fact.Text("kindName"), fact.Text("conversation"), fact.Number("seq"), fact.Text("by")).ShouldBe(("两个孩子", "家里情况", talk.ToString(), 1, desk.Shop.Agent.Name));

        var other = await desk.OpenConversationAsync("我是另一位");
        (await RefusedAsync(agent, $"/api/shop/buyers/{buyer}/facts", new { id = Guid.CreateVersion7(), kind = "size", text = "x", conversation = other.Value, seq = 1 })).ShouldBe("shop.buyer.message_wrong");
        (await RefusedAsync(agent, $"/api/shop/buyers/{buyer}/facts", new { id = Guid.CreateVersion7(), kind = "nonsense", text = "x" })).ShouldBe("shop.buyer.choice_unknown");
        (await RefusedAsync(agent, $"/api/shop/buyers/{buyer}/facts", new { id = Guid.CreateVersion7(), kind = "size", text = " " })).ShouldBe("shop.buyer.text_missing");
        (await PostAsync(agent, $"/api/shop/buyers/{buyer}/facts/{id}/remove", new { }))["facts"]!.AsArray().ShouldBeEmpty();
    }

    [Theory, BothDatabases]
    public async Task Fact_of_a_personal_kind_is_shown_for_a_reason_only(DatabaseKind db)
    {
        var (desk, agent, buyer, _) = await TalkAsync(db, "我对花生过敏");
        using var supervisor = await desk.Shop.SignInAsync(desk.Shop.Supervisor);
        var id = Guid.CreateVersion7();

        var page = await PostAsync(agent, $"/api/shop/buyers/{buyer}/facts", new { id, kind = "allergy", text = "花生过敏" });
        page.ToJsonString().ShouldNotContain("花生");
        page["facts"]![0]!["isMasked"]!.GetValue<bool>().ShouldBeTrue();
        (await StatusAsync(agent, $"/api/shop/buyers/{buyer}/unmask", new { field = $"facts.{id}", reason = "配货前核对" })).ShouldBe(HttpStatusCode.Forbidden);
        (await PostAsync(supervisor, $"/api/shop/buyers/{buyer}/unmask", new { field = $"facts.{id}", reason = "配货前核对" })).Text("value").ShouldBe("花生过敏");
    }

    [Theory, BothDatabases]
    public async Task Consent_is_only_added_to_and_the_last_word_holds(DatabaseKind db)
    {
        var (_, agent, buyer, talk) = await TalkAsync(db, "可以，有活动告诉我");
        var path = $"/api/shop/buyers/{buyer}/consents";
        object Said(bool given, string? note = null, Guid? from = null) => new { id = Guid.CreateVersion7(), purpose = "promotion", channel = "chat", given, how = "message", note, conversation = from, seq = from is null ? (long?)null : 1 };

        (await RefusedAsync(agent, path, Said(given: true))).ShouldBe("shop.buyer.consent_evidence_missing");
        await PostAsync(agent, path, Said(given: true, from: talk));
        var page = await PostAsync(agent, path, Said(given: false));
        page["consents"]!.AsArray().Select(c => (c!["isGiven"]!.GetValue<bool>(), c["isStanding"]!.GetValue<bool>())).ShouldBe([(false, true), (true, false)]);
    }

    [Theory, BothDatabases]
    public async Task Membership_groups_and_suggestions_are_kept_and_leave_with_the_buyer(DatabaseKind db)
    {
        var (desk, agent, buyer, talk) = await TalkAsync(db, "建议出个小尺寸");
        using var owner = await desk.Shop.SignInAsync(desk.Shop.Owner);
        var record = $"/api/shop/buyers/{buyer}";
        (await RefusedAsync(agent, $"{record}/membership", new { level = "gold", since = "2026-03-01", until = "2026-03-01" })).ShouldBe("shop.buyer.membership_dates_wrong");
        var member = (await PostAsync(agent, $"{record}/membership", new { level = "gold", number = "VIP-88", since = "2026-03-01" }))["member"]!;
        (member.Text("levelName"), member.Text("number"), member["isNow"]!.GetValue<bool>()).ShouldBe(("金卡会员", "VIP-88", true));

        var group = Guid.CreateVersion7();
        await PostAsync(agent, "/api/shop/buyer-groups", new { id = group, shop = desk.Id.Value, name = "老客户", purpose = "新品先告诉他们" });
        (await RefusedAsync(agent, "/api/shop/buyer-groups", new { id = Guid.CreateVersion7(), shop = desk.Id.Value, name = "老客户", purpose = "重名" })).ShouldBe("shop.buyer.group_name_taken");
        (await PostAsync(agent, $"/api/shop/buyer-groups/{group}/members", new { add = new[] { buyer, Guid.CreateVersion7() } }))["groups"]![0]!.Number("members").ShouldBe(1);
        (await agent.GetJsonAsync($"/api/shop/buyers?shop={desk.Id}&group={group}"))["buyers"]!.AsArray().ShouldHaveSingleItem()!.Text("id").ShouldBe(buyer.ToString());

        var wish = Guid.CreateVersion7();
        await PostAsync(agent, $"{record}/suggestions", new { id = wish, topic = "goods", text = "出个小尺寸", conversation = talk, seq = 1 });
        var line = (await agent.GetJsonAsync($"/api/shop/suggestions?shop={desk.Id}"))["suggestions"]!.AsArray().ShouldHaveSingleItem()!;
        (line.Text("text"), line.Text("buyer"), line["isLate"]!.GetValue<bool>()).ShouldBe(("出个小尺寸", buyer.ToString(), false));
        (await RefusedAsync(agent, $"/api/shop/suggestions/{wish}/end", new { state = "done" })).ShouldBe("shop.buyer.text_missing");
        await PostAsync(agent, $"/api/shop/suggestions/{wish}/end", new { state = "done", answer = "已转产品部，下月上新" });
        (await RefusedAsync(agent, $"/api/shop/suggestions/{wish}/end", new { state = "done", answer = "再按一次" })).ShouldBe("shop.buyer.entry_ended");
        var counts = (await agent.GetJsonAsync($"/api/shop/suggestions/counts?shop={desk.Id}"))["rows"]!.AsArray().ShouldHaveSingleItem()!;
        (counts.Text("topic"), counts.Text("state"), counts.Number("number")).ShouldBe(("goods", "done", 1));

        using (var export = await owner.PostAsJsonAsync($"{record}/export", new { reason = "本人要求" }))
        {
            var text = await export.Content.ReadAsStringAsync();
            foreach (var part in new[] { "VIP-88", "出个小尺寸", "下月上新", "老客户" })
            {
                text.ShouldContain(part);
            }
        }

        var number = (await owner.GetJsonAsync(record)).Number("number");
        await PostAsync(owner, $"{record}/erase", new { reason = "本人要求", number });
        var empty = await owner.GetJsonAsync($"{record}/dossier");
        (empty["member"], empty["groups"]!.AsArray().Count, empty["facts"]!.AsArray().Count, empty["suggestions"]![0]!["text"]).ShouldBe((null, 0, 0, null));
        (await agent.GetJsonAsync($"/api/shop/suggestions/counts?shop={desk.Id}"))["rows"]!.AsArray().Count.ShouldBe(1); // the need was there
    }

    [Theory, BothDatabases]
    public async Task Dossier_follows_a_join_and_goes_back_with_a_split(DatabaseKind db)
    {
        var (desk, agent, buyer, _) = await TalkAsync(db, "在吗");
        var second = (await desk.Shop.House.Services.GetRequiredService<IBuyers>().FindOrCreateAsync(desk.Id, "web", "second", new BuyerProfile("阿宁", BuyerIdentity.Claimed), CancellationToken.None)).Id.Value;
        await PostAsync(agent, $"/api/shop/buyers/{second}/facts", new { id = Guid.CreateVersion7(), kind = "size", text = "偏爱大号" });
        var wish = Guid.CreateVersion7();
        await PostAsync(agent, $"/api/shop/buyers/{second}/suggestions", new { id = wish, topic = "goods", text = "想要蓝色" });

        await PostAsync(agent, $"/api/shop/buyers/{buyer}/join", new { other = second, reason = "同一个电话" });
        (await agent.GetJsonAsync($"/api/shop/buyers/{buyer}/dossier"))["facts"]![0]!.Text("text").ShouldBe("偏爱大号");
        await PostAsync(agent, $"/api/shop/suggestions/{wish}/end", new { state = "answered", answer = "下周有蓝色" });
        await PostAsync(agent, $"/api/shop/buyers/{buyer}/split", new { restored = second, reason = "不是同一个人" });

        (await agent.GetJsonAsync($"/api/shop/buyers/{buyer}/dossier"))["facts"]!.AsArray().ShouldBeEmpty();
        (await agent.GetJsonAsync($"/api/shop/buyers/{second}/dossier"))["suggestions"]![0]!.Text("answer").ShouldBe("下周有蓝色");
    }

    [Theory, BothDatabases]
    public async Task Timeline_holds_conversation_fact_consent_and_promise_and_only_what_the_reader_may_see(DatabaseKind db)
    {
        var (desk, agent, buyer, talk) = await TalkAsync(db, "有活动告诉我");
        using var other = await desk.Shop.SignInAsync(desk.Shop.Agents[1]);
        await PostAsync(agent, $"/api/shop/buyers/{buyer}/facts", new { id = Guid.CreateVersion7(), kind = "size", text = "三米宽", conversation = talk, seq = 1 });
        await PostAsync(agent, $"/api/shop/buyers/{buyer}/facts", new { id = Guid.CreateVersion7(), kind = "allergy", text = "花生过敏" });
        await PostAsync(agent, $"/api/shop/buyers/{buyer}/consents", new { id = Guid.CreateVersion7(), purpose = "promotion", channel = "chat", given = true, how = "message", conversation = talk, seq = 1 });
        await PostAsync(agent, "/api/promises", new { id = Guid.CreateVersion7(), shop = desk.Id.Value, what = "我去确认一下", conversation = talk });

        var mine = await agent.GetJsonAsync($"/api/shop/buyers/{buyer}/timeline");
        mine["entries"]!.AsArray().Select(e => e!.Text("kind")).Order(StringComparer.Ordinal).ShouldBe(["consent", "conversation", "fact", "fact", "promise"]);
        mine.ToJsonString().ShouldNotContain("花生");
        (await agent.GetJsonAsync($"/api/shop/buyers/{buyer}/timeline?kind=fact"))["entries"]!.AsArray().Count.ShouldBe(2);
        var theirs = (await other.GetJsonAsync($"/api/shop/buyers/{buyer}/timeline"))["entries"]!.AsArray().Select(e => e!.Text("kind")).ToList();
        theirs.ShouldNotContain("promise");
    }

    [Theory, BothDatabases]
    public async Task Scheme_is_the_shops_own_archived_and_never_removed(DatabaseKind db)
    {
        var desk = await ReceptionDesk.OpenAsync(await TestHouse.SharedAsync(db));
        using var agent = await desk.Shop.SignInAsync(desk.Shop.Agent);
        using var supervisor = await desk.Shop.SignInAsync(desk.Shop.Supervisor);
        var held = await supervisor.GetJsonAsync($"/api/shop/buyer-scheme?shop={desk.Id}");
        var scheme = held["scheme"]!.AsObject();
        scheme["fields"] = new JsonArray(new JsonObject { ["key"] = "colour", ["name"] = "喜欢的颜色", ["kind"] = "choice", ["choices"] = new JsonArray("蓝", "绿") });
        var body = new JsonObject { ["shop"] = desk.Id.Value.ToString(), ["version"] = 0, ["scheme"] = scheme.DeepClone() };

        (await StatusAsync(agent, "/api/shop/buyer-scheme", body)).ShouldBe(HttpStatusCode.Forbidden);
        (await PostAsync(supervisor, "/api/shop/buyer-scheme", body)).Number("version").ShouldBe(1);
        (await RefusedAsync(supervisor, "/api/shop/buyer-scheme", body)).ShouldBe("shop.scheme.changed_meanwhile");
        body["version"] = 1;
        body["scheme"]!["fields"] = new JsonArray();
        (await RefusedAsync(supervisor, "/api/shop/buyer-scheme", body)).ShouldBe("shop.scheme.entry_gone");
    }

    private static async Task<(ReceptionDesk Desk, HttpClient Agent, Guid Buyer, Guid Talk)> TalkAsync(DatabaseKind db, string said)
    {
        var house = await TestHouse.SharedAsync(db);
        var desk = await ReceptionDesk.OpenAsync(house);
        var buyer = await house.Services.GetRequiredService<IBuyers>().FindOrCreateAsync(desk.Id, "web", "first", new BuyerProfile("小雨", BuyerIdentity.Signed), CancellationToken.None);
        var agent = await desk.Shop.SignInAsync(desk.Shop.Agent);
        var talk = await desk.OpenConversationAsync(said, buyer.Id.Value);
        await agent.ActAsync(talk, "take");
        return (desk, agent, buyer.Id.Value, talk.Value);
    }

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

    private static async Task<HttpStatusCode> StatusAsync(HttpClient http, string path, object body)
    {
        using var response = await http.PostAsJsonAsync(new Uri(path, UriKind.Relative), body);
        return response.StatusCode;
    }
}
