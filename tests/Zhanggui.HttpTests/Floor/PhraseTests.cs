using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Zhanggui.Kernel.Db;

namespace Zhanggui.HttpTests.Floor;

public sealed class PhraseTests
{
    [Theory, BothDatabases]
    public async Task The_shops_phrase_is_written_found_used_changed_and_removed(DatabaseKind db)
    {
        var desk = await ReceptionDesk.OpenAsync(await TestHouse.SharedAsync(db));
        using var supervisor = await desk.Shop.SignInAsync(desk.Shop.Supervisor);
        using var agent = await desk.Shop.SignInAsync(desk.Shop.Agent);

        var made = await DoAsync(supervisor, "", Body(desk, "shop", "fh", "什么时候发货", "{买家}您好，今天发"));
        var id = made.Text("id");
        made.Text("sound").ShouldContain("huo");
        (await RefusedAsync(supervisor, "", Body(desk, "shop", "FH", "又一条", "好"))).ShouldBe("reception.phrase.code_taken");
        (await RefusedAsync(agent, "", Body(desk, "shop", "x", "不是我的", "好"))).ShouldBe("reception.act.not_allowed");
        (await RefusedAsync(agent, $"/{id}/remove", new { version = 1 })).ShouldBe("reception.phrase.not_found");

        await agent.PostAsync(new Uri($"/api/reception/phrases/{id}/used", UriKind.Relative), null);
        var list = await agent.GetJsonAsync($"/api/reception/phrases?shop={desk.Id}");
        var seen = list["phrases"]!.AsArray().Single()!;
        seen["uses"]!.GetValue<long>().ShouldBe(1);
        seen["mayEdit"]!.GetValue<bool>().ShouldBeFalse();
        list["groups"]!.AsArray().Select(g => g!.GetValue<string>()).ShouldContain("结束语");
        list["mayEdit"]!.GetValue<bool>().ShouldBeFalse();

        var changed = await DoAsync(supervisor, "", Body(desk, "shop", "fh", "什么时候发货", "明天发", id, 1));
        changed["version"]!.GetValue<int>().ShouldBe(2);
        (await RefusedAsync(supervisor, "", Body(desk, "shop", "fh", "什么时候发货", "后天发", id, 1))).ShouldBe("reception.phrase.changed");
        (await DoAsync(supervisor, $"/{id}/review", new { version = 2 }))["reviewOn"].ShouldNotBeNull();
        await DoAsync(supervisor, $"/{id}/remove", new { version = 3 });
        (await agent.GetJsonAsync($"/api/reception/phrases?shop={desk.Id}"))["phrases"]!.AsArray().ShouldBeEmpty();
        await DoAsync(supervisor, $"/{id}/restore", new { version = 4 });

        var history = JsonNode.Parse(await supervisor.GetStringAsync(new Uri($"/api/reception/phrases/{id}/history", UriKind.Relative)))!.AsArray();
        history.Select(h => h!.Text("what")).ShouldBe(["restored", "removed", "reviewed", "changed", "added"]);
        history[^1]!.Text("text").ShouldBe("{买家}您好，今天发");
    }

    [Theory, BothDatabases]
    public async Task Ones_own_phrases_are_seen_by_nobody_else(DatabaseKind db)
    {
        var desk = await ReceptionDesk.OpenAsync(await TestHouse.SharedAsync(db));
        using var agent = await desk.Shop.SignInAsync(desk.Shop.Agent);
        using var other = await desk.Shop.SignInAsync(desk.Shop.Agents[1]);
        using var supervisor = await desk.Shop.SignInAsync(desk.Shop.Supervisor);

        var mine = await DoAsync(agent, "", Body(desk, "own", "w", "我的", "好的"));
        await DoAsync(other, "", Body(desk, "own", "w", "他的", "行")); // the same code, in another's own drawer

        (await agent.GetJsonAsync($"/api/reception/phrases?shop={desk.Id}"))["phrases"]!.AsArray().Single()!.Text("title").ShouldBe("我的");
        foreach (var http in new[] { other, supervisor })
        {
            (await RefusedAsync(http, $"/{mine.Text("id")}/remove", new { version = 1 })).ShouldBe("reception.phrase.not_found");
            using var history = await http.GetAsync(new Uri($"/api/reception/phrases/{mine.Text("id")}/history", UriKind.Relative));
            history.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }
    }

    [Theory, BothDatabases]
    public async Task A_file_is_shown_first_then_kept_and_comes_back_the_same(DatabaseKind db)
    {
        var desk = await ReceptionDesk.OpenAsync(await TestHouse.SharedAsync(db));
        using var supervisor = await desk.Shop.SignInAsync(desk.Shop.Supervisor);
        const string file = "分组,短码,问题,内容\n快递,fh,什么时候发货,=今天发\n快递,,,没有问题\n";

        var shown = await ImportAsync(supervisor, desk, file, run: false);
        (shown.Number("added"), shown.Number("wrong")).ShouldBe((2, 0)); // without a question the words' beginning stands for it
        (await supervisor.GetJsonAsync($"/api/reception/phrases?shop={desk.Id}"))["phrases"]!.AsArray().ShouldBeEmpty();

        (await ImportAsync(supervisor, desk, file, run: true)).Number("added").ShouldBe(2);
        (await ImportAsync(supervisor, desk, file, run: true)).Number("same").ShouldBe(2);

        var csv = await supervisor.GetByteArrayAsync(new Uri($"/api/reception/phrases/export?shop={desk.Id}&format=csv", UriKind.Relative));
        var back = await ImportAsync(supervisor, desk, csv, "phrases.csv", run: false);
        (back.Number("same"), back.Number("changed"), back.Number("added")).ShouldBe((2, 0, 0));
        var xlsx = await supervisor.GetByteArrayAsync(new Uri($"/api/reception/phrases/export?shop={desk.Id}", UriKind.Relative));
        (await ImportAsync(supervisor, desk, xlsx, "phrases.xlsx", run: false)).Number("same").ShouldBe(2);
    }

    [Theory, BothDatabases]
    public async Task A_new_shop_begins_with_phrases_of_every_group_of_its_book(DatabaseKind db)
    {
        var desk = await ReceptionDesk.OpenAsync(await TestHouse.SharedAsync(db));
        using var supervisor = await desk.Shop.SignInAsync(desk.Shop.Supervisor);

        (await DoAsync(supervisor, $"/start?shop={desk.Id}", new { })).Number("wrong").ShouldBe(0);
        (await DoAsync(supervisor, $"/start?shop={desk.Id}", new { })).Number("added").ShouldBe(0);

        var groups = (await supervisor.GetJsonAsync($"/api/reception/phrases?shop={desk.Id}"))["phrases"]!.AsArray().Select(p => p!.Text("group")).ToHashSet();
        groups.ShouldBeSubsetOf(["活动", "快递", "售后", "售前", "结束语"]);
        groups.Count.ShouldBe(5);
    }

    [Theory, BothDatabases]
    public async Task Words_with_an_open_place_do_not_go_out(DatabaseKind db)
    {
        var desk = await ReceptionDesk.OpenAsync(await TestHouse.SharedAsync(db));
        using var agent = await desk.Shop.SignInAsync(desk.Shop.Agent);
        var c = await desk.OpenConversationAsync();
        await agent.ActAsync(c, "take");

        (await agent.RefusedAsync(c, "messages", new { id = Guid.CreateVersion7(), kind = "text", text = "单号 {单号}" })).ShouldBe("reception.message.variable_open");
        await agent.ActAsync(c, "messages", new { id = Guid.CreateVersion7(), kind = "text", text = "单号 {12345}" });
        await agent.ActAsync(c, "messages", new { id = Guid.CreateVersion7(), kind = "note", text = "要填 {单号}" });
    }

    [Theory, BothDatabases]
    public async Task Strangers_find_no_phrases(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var desk = await ReceptionDesk.OpenAsync(house);
        using var supervisor = await desk.Shop.SignInAsync(desk.Shop.Supervisor);
        var id = (await DoAsync(supervisor, "", Body(desk, "shop", null, "问", "答"))).Text("id");
        using var owner = await OwnerOfAnotherAsync(house);

        foreach (var path in new[] { $"?shop={desk.Id}", $"/{id}/history", $"/export?shop={desk.Id}" })
        {
            using var response = await owner.GetAsync(new Uri($"/api/reception/phrases{path}", UriKind.Relative));
            response.StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
        }

        (await RefusedAsync(owner, $"/{id}/used", new { })).ShouldBe("reception.phrase.not_found");
        (await RefusedAsync(owner, "", Body(desk, "shop", null, "问", "答", id, 1))).ShouldBe("reception.shop.not_found");
    }

    private static async Task<HttpClient> OwnerOfAnotherAsync(TestHouse house)
    {
        var other = await TestShop.OpenAsync(house);
        return await other.SignInAsync(other.Owner);
    }

    private static object Body(ReceptionDesk desk, string level, string? code, string title, string text, string? id = null, int? version = null) =>
        new { shop = desk.Id.Value, id, version, level, group = "快递", code, title, text };

    private static async Task<JsonObject> DoAsync(HttpClient http, string path, object body)
    {
        using var response = await http.PostAsJsonAsync(new Uri($"/api/reception/phrases{path}", UriKind.Relative), body);
        var text = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.ShouldBeTrue($"{path}: {(int)response.StatusCode} {text}");
        return JsonNode.Parse(text)!.AsObject();
    }

    private static async Task<string> RefusedAsync(HttpClient http, string path, object body)
    {
        using var response = await http.PostAsJsonAsync(new Uri($"/api/reception/phrases{path}", UriKind.Relative), body);
        response.IsSuccessStatusCode.ShouldBeFalse();
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!["code"]!.GetValue<string>();
    }

    private static Task<JsonObject> ImportAsync(HttpClient http, ReceptionDesk desk, string csv, bool run) => ImportAsync(http, desk, Encoding.UTF8.GetBytes(csv), "phrases.csv", run);

    private static async Task<JsonObject> ImportAsync(HttpClient http, ReceptionDesk desk, byte[] content, string name, bool run)
    {
        using var part = new ByteArrayContent(content);
        part.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var form = new MultipartFormDataContent { { part, "file", name } };
        using var response = await http.PostAsync(new Uri($"/api/reception/phrases/import?shop={desk.Id}&level=shop&run={(run ? "true" : "false")}", UriKind.Relative), form);
        var text = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.ShouldBeTrue(text);
        return JsonNode.Parse(text)!.AsObject();
    }
}
