using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;
using Zhanggui.Reception.Guarding;

namespace Zhanggui.HttpTests.Guarding;

public sealed class StoredTextTests
{
    [Theory, BothDatabases]
    public async Task A_phrase_that_the_guard_blocks_is_not_kept_and_what_it_asks_about_is_kept_with_its_reason(DatabaseKind db)
    {
        var shop = await GuardedShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var agent = await shop.Desk.Shop.SignInAsync(shop.Desk.Shop.Agent);

        var blocked = await AnswerAsync(agent, "/api/reception/phrases", Phrase(shop, "你这蠢货"));
        (blocked.Text("code"), blocked.Text("field")).ShouldBe(("guard.text.blocked", "text"));
        blocked.Text("detail").ShouldContain("蠢货");
        blocked.Text("detail").ShouldContain("骂人");
        (await agent.RefusedAsync("/api/reception/phrases", Phrase(shop, "这个不行"))).ShouldBe("guard.text.reason_missing");
        (await agent.RefusedAsync("/api/reception/phrases", Phrase(shop, "这个不行", reason: new string('长', 201)))).ShouldBe("reception.phrase.field_wrong");

        var kept = await GuardedShop.PostAsync(agent, "/api/reception/phrases", Phrase(shop, "这个不行", reason: "买家先说的"));
        kept.Text("guardReason").ShouldBe("买家先说的");
        // The same words keep their reason; other words need one of their own, and words that do not ring have none.
        var id = kept.Text("id");
        (await GuardedShop.PostAsync(agent, "/api/reception/phrases", Phrase(shop, "这个不行", id, 1, code: "x"))).Text("guardReason").ShouldBe("买家先说的");
        (await agent.RefusedAsync("/api/reception/phrases", Phrase(shop, "那个也不行", id, 2))).ShouldBe("guard.text.reason_missing");
        (await GuardedShop.PostAsync(agent, "/api/reception/phrases", Phrase(shop, "你稍等", id, 2)))["guardReason"].ShouldBeNull();
        JsonNode.Parse(await agent.GetStringAsync(new Uri($"/api/reception/phrases/{id}/history", UriKind.Relative)))!.AsArray()[^1]!.Text("guardReason").ShouldBe("买家先说的");

        var hint = await GuardedShop.PostAsync(agent, "/api/reception/texts/check", new { shop = shop.Desk.Id.Value, text = "你稍等" });
        (hint.Text("level"), hint["hits"]!.AsArray().Single()!.Text("text")).ShouldBe(("hint", "你"));
        (await agent.RefusedAsync("/api/reception/texts/check", new { shop = shop.Desk.Id.Value, text = "" })).ShouldBe("reception.text.wrong");
    }

    [Theory, BothDatabases]
    public async Task A_file_of_phrases_tells_row_by_row_what_the_guard_does_not_let_be_kept(DatabaseKind db)
    {
        var shop = await GuardedShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var supervisor = await shop.Desk.Shop.SignInAsync(shop.Desk.Shop.Supervisor);
        const string File = "分组,问题,内容,放行理由\n售后,骂人,你这蠢货,\n售后,拒绝,这个不行,\n售后,拒绝二,这个不行,买家先说的\n售后,等,您稍等,\n";

        foreach (var run in new[] { false, true })
        {
            var answer = await ImportAsync(supervisor, shop, File, run);
            (answer.Number("added"), answer.Number("wrong")).ShouldBe((2, 2));
            var lines = answer["lines"]!.AsArray();
            lines[0]!.Text("why").ShouldContain("「蠢货」（骂人）");
            lines[1]!.Text("why").ShouldContain("要写明理由");
            lines[2]!.Text("guard", "level").ShouldBe("confirm");
            lines[3]!["guard"].ShouldBeNull();
        }

        var phrases = (await supervisor.GetJsonAsync($"/api/reception/phrases?shop={shop.Desk.Id}"))["phrases"]!.AsArray();
        phrases.Select(p => p!.Text("title")).Order(StringComparer.Ordinal).ShouldBe(["拒绝二", "等"]);
        var csv = await supervisor.GetByteArrayAsync(new Uri($"/api/reception/phrases/export?shop={shop.Desk.Id}&format=csv", UriKind.Relative));
        (await ImportAsync(supervisor, shop, Encoding.UTF8.GetString(csv), run: false)).Number("same").ShouldBe(2);
    }

    [Theory, BothDatabases]
    public async Task A_new_book_rereads_what_is_kept_reports_what_fails_and_takes_nothing_away(DatabaseKind db)
    {
        var desk = await ReceptionDesk.OpenAsync(await TestHouse.SharedAsync(db));
        var shop = new GuardedShop(desk, string.Empty);
        using var agent = await desk.Shop.SignInAsync(desk.Shop.Agent);
        using var other = await desk.Shop.SignInAsync(desk.Shop.Agents[1]);
        var id = (await GuardedShop.PostAsync(agent, "/api/reception/phrases", Phrase(shop, "加微信号领说明书"))).Text("id");
        var asks = (await GuardedShop.PostAsync(agent, "/api/reception/phrases", Phrase(shop, "这个不行"))).Text("id");
        await GuardedShop.PostAsync(agent, "/api/reception/phrases", Phrase(shop, "您稍等"));
        await PutAsync(agent, $"/api/reception/accounts/{desk.Shop.Agent.Id}", new { shop = desk.Id.Value, version = 0, texts = new[] { "蠢货别来", "满减三十" }, carries = "product", offer = "背景墙", friends = "free" });
        (await ListAsync(agent, shop)).ShouldAllBe(p => p["guard"] == null);

        await GuardedShop.PutInForceAsync(desk.Shop, GuardedShop.Rules);
        await RereadAsync(shop, async () => (await ListAsync(agent, shop)).Count(p => p["guard"] != null) == 2);
        await RereadAsync(shop, () => Task.FromResult(true));
        var list = await ListAsync(agent, shop);
        list.Count.ShouldBe(3);
        var ring = list.Single(p => p.Text("id") == id)["guard"]!;
        (ring.Text("mark", "level"), ring.Text("book")).ShouldBe(("block", "guarded"));
        ring["mark"]!["hits"]!.AsArray().Single()!.Text("text").ShouldBe("微信号");
        list.Single(p => p.Text("id") == asks).Text("guard", "mark", "rewrite").ShouldBe("这个无法帮到您");

        var mine = await agent.GetJsonAsync($"/api/reception/texts/mine?shop={desk.Id}");
        (mine.Number("phrases"), mine.Number("signatures")).ShouldBe((2, 1));
        (await other.GetJsonAsync($"/api/reception/texts/mine?shop={desk.Id}")).Number("phrases").ShouldBe(0);
        var account = (await agent.GetJsonAsync($"/api/reception/accounts?shop={desk.Id}"))["mine"]!;
        account["flags"]!.AsArray().Select(f => f!.GetValue<string>()).ShouldContain("rings");
        account.Text("shown").ShouldBe("满减三十");

        // Nobody finds a blocked phrase right; written anew or with its reason it is off the list.
        (await agent.RefusedAsync($"/api/reception/phrases/{id}/review", new { version = 1 })).ShouldBe("guard.text.blocked");
        await GuardedShop.PostAsync(agent, "/api/reception/phrases", Phrase(shop, "说明书在包裹里", id, 1));
        await GuardedShop.PostAsync(agent, "/api/reception/phrases", Phrase(shop, "这个不行", asks, 1, reason: "买家先说的"));
        (await ListAsync(agent, shop)).ShouldAllBe(p => p["guard"] == null);
    }

    [Theory, BothDatabases]
    public async Task A_signature_is_looked_at_when_it_is_kept(DatabaseKind db)
    {
        var shop = await GuardedShop.OpenAsync(await TestHouse.SharedAsync(db));
        var me = shop.Desk.Shop.Agent;
        using var agent = await shop.Desk.Shop.SignInAsync(me);
        async Task<string?> SetAsync(string[] texts, string? reason = null)
        {
            using var response = await agent.PutAsJsonAsync(new Uri($"/api/reception/accounts/{me.Id}", UriKind.Relative), new { shop = shop.Desk.Id.Value, version = 0, texts, carries = "product", offer = "背景墙", friends = "free", guardReason = reason });
            return response.IsSuccessStatusCode ? null : await response.CodeAsync();
        }

        (await SetAsync(["满减", "蠢货"])).ShouldBe("guard.text.blocked");
        (await SetAsync(["满减", "不行"])).ShouldBe("guard.text.reason_missing");
        (await SetAsync(["满减", "不行"], "店主要这么写")).ShouldBeNull();
        (await agent.GetJsonAsync($"/api/reception/accounts?shop={shop.Desk.Id}"))["mine"]!.Text("guardReason").ShouldBe("店主要这么写");
    }

    [Theory, BothDatabases]
    public async Task A_book_does_not_come_into_force_with_a_reply_that_its_guard_blocks_and_what_it_asks_about_is_signed_for(DatabaseKind db)
    {
        var desk = await ReceptionDesk.OpenAsync(await TestHouse.SharedAsync(db));
        using var owner = await desk.Shop.SignInAsync(desk.Shop.Owner);
        using var agent = await desk.Shop.SignInAsync(desk.Shop.Agent);
        string Book(string closing, string busy) => $"book: guarded\ntitle: 有卫士的制度\nstatus: advised\n{GuardedShop.Rules}\nreception:\n  notices: {{recorded: 会话会保存}}\n  ending:\n    closing_words: {closing}\n  automatic_reply:\n    busy: {{enabled: true, after: 60s, text: {busy}}}\n";

        var wrong = await GuardedShop.PostAsync(owner, "/api/rules/check", new { text = Book("蠢货慢走", "请稍等") });
        wrong["isSound"]!.GetValue<bool>().ShouldBeFalse();
        var problem = wrong["problems"]!.AsArray().Single(p => p!.Text("rule") == "guard.stored.rings")!;
        (problem.Text("severity"), problem.Text("path"), problem.Number("line") > 1).ShouldBe(("error", "reception.ending.closing_words", true));

        var id = (await GuardedShop.PostAsync(owner, "/api/rules/books", new { text = Book("慢走", "现在不行") })).Text("book", "id");
        await GuardedShop.PostAsync(owner, $"/api/rules/books/{id}/open", new { revision = 0 });
        var today = desk.Shop.House.Services.GetRequiredService<TimeProvider>().GetCurrentInstant().InZone(NodaTime.DateTimeZoneProviders.Tzdb["Asia/Shanghai"]).Date.ToString("uuuu-MM-dd", null);
        (await owner.RefusedAsync($"/api/rules/books/{id}/publish", new { revision = 1, effectiveDate = today })).ShouldBe("rules.book.clause_unsigned");
        await GuardedShop.PostAsync(owner, $"/api/rules/books/{id}/sign", new { path = "reception.automatic_reply.busy.text", reason = "高峰期的老说法" });
        await GuardedShop.PostAsync(owner, $"/api/rules/books/{id}/publish", new { revision = 1, effectiveDate = today });

        (await agent.RefusedAsync("/api/reception/replies/check", new { shop = desk.Id.Value, key = "busy", isOn = true, text = "蠢货", afterSeconds = 60 })).ShouldBe("guard.text.blocked");
        (await GuardedShop.PostAsync(agent, "/api/reception/replies/check", new { shop = desk.Id.Value, key = "busy", isOn = true, text = "现在不行", afterSeconds = 60 })).Text("guard", "level").ShouldBe("confirm");
    }

    private static object Phrase(GuardedShop shop, string text, string? id = null, int? version = null, string? reason = null, string? code = null) =>
        new { shop = shop.Desk.Id.Value, id, version, level = "own", group = "售后", code, title = "问", text, guardReason = reason };

    private static async Task<List<JsonNode>> ListAsync(HttpClient http, GuardedShop shop) =>
        [.. (await http.GetJsonAsync($"/api/reception/phrases?shop={shop.Desk.Id}"))["phrases"]!.AsArray().Select(p => p!)];

    /// <summary>The house's own round may have the claim: then this one does nothing and looks again.</summary>
    private static async Task RereadAsync(GuardedShop shop, Func<Task<bool>> isDone)
    {
        var services = shop.Desk.Shop.House.Services;
        var card = await services.GetRequiredService<IShops>().FindAsync(shop.Desk.Id, CancellationToken.None);
        for (var i = 0; i < 200; i++)
        {
            await services.GetRequiredService<RereadTextsJob>().OneAsync(card!, services.GetRequiredService<TimeProvider>().GetCurrentInstant(), CancellationToken.None);
            if (await isDone())
            {
                return;
            }

            await Task.Delay(100);
        }

        (await isDone()).ShouldBeTrue();
    }

    private static async Task<JsonObject> AnswerAsync(HttpClient http, string path, object body)
    {
        using var response = await http.PostAsJsonAsync(new Uri(path, UriKind.Relative), body);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();
    }

    private static async Task PutAsync(HttpClient http, string path, object body)
    {
        using var response = await http.PutAsJsonAsync(new Uri(path, UriKind.Relative), body);
        response.IsSuccessStatusCode.ShouldBeTrue(await response.Content.ReadAsStringAsync());
    }

    private static async Task<JsonObject> ImportAsync(HttpClient http, GuardedShop shop, string csv, bool run)
    {
        using var part = new ByteArrayContent(Encoding.UTF8.GetBytes(csv));
        part.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var form = new MultipartFormDataContent { { part, "file", "phrases.csv" } };
        using var response = await http.PostAsync(new Uri($"/api/reception/phrases/import?shop={shop.Desk.Id}&level=shop&run={(run ? "true" : "false")}", UriKind.Relative), form);
        var text = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.ShouldBeTrue(text);
        return JsonNode.Parse(text)!.AsObject();
    }
}
