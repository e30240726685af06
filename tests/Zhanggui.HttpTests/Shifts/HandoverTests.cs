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

/// <summary>From one shift to the next: what is open stands there by itself, blocks are named, two sign, and everything has an owner afterwards.</summary>
public sealed class HandoverTests
{
    private const string Book = "duty:\n  handover:\n    blocks: major\n    equipment: [总机]\n    preparation: [未完工作, 新的指示, 设备状况]\n    before_leaving: remind\n";

    [Theory, BothDatabases]
    public async Task Open_conversations_and_promises_go_to_the_receiver_when_both_have_signed(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var desk = await ReceptionDesk.OpenAsync(house);
        await PutInForceAsync(desk.Shop, "duty:\n  handover:\n    preparation: []\n");
        using var leaver = await desk.Shop.SignInAsync(desk.Shop.Agent);
        using var receiver = await desk.Shop.SignInAsync(desk.Shop.Agents[1]);
        await ReadyAsync(desk, desk.Shop.Agent, desk.Shop.Agents[1]);
        var talk = await desk.OpenConversationAsync("什么时候发货");
        await TakeAsync(leaver, talk);
        var promise = Guid.CreateVersion7();
        await SendAsync(leaver, HttpMethod.Post, "/api/promises", new { id = promise, shop = desk.Id.Value, what = "查库存后回复", due = InstantJson.Format(Now(house) + Duration.FromHours(5)), conversation = talk.Value });
        var kept = await WriteAsync(leaver, desk, "event", "normal", "仓库说明天盘点");
        var refusedItem = await WriteAsync(leaver, desk, "instruction", "normal", "明天起改用新话术");

        var mine = await leaver.GetJsonAsync($"/api/shifts/handovers/mine?shop={desk.Id}");
        mine["lines"]!.AsArray().Select(l => (l!.Text("kind"), l!.Text("ref"))).ShouldBe([("log", kept.ToString()), ("log", refusedItem.ToString()), ("conversation", talk.ToString()), ("promise", promise.ToString())], ignoreOrder: true);
        mine["lines"]!.AsArray().Single(l => l!.Text("kind") == "promise")!.Text("title").ShouldBe("查库存后回复");
        mine["lines"]!.AsArray().Single(l => l!.Text("kind") == "conversation")!.Text("title").ShouldContain("访客甲");
        mine["counts"]!.AsArray().Single(c => c!.Text("key") == "promises-made")!.Number("count").ShouldBe(1);
        mine.Text("receiver").ShouldBe(desk.Shop.Agents[1].Id.ToString()); // nobody is on the roster: whoever is on duty

        var id = Guid.Parse((await SendAsync(leaver, HttpMethod.Post, "/api/shifts/handovers/mine/sign", new { shop = desk.Id.Value, receiver = desk.Shop.Agents[1].Id.Value, summary = "今天接了三位买家" })).Text("id"));
        (await ReceptionDesk.CountAsync(house, "select count(*) from shifts_handover_line where handover_id = @id and title like '%访客%'", ("id", id))).ShouldBe(0); // names of buyers are looked up, never kept
        var waits = (await receiver.GetJsonAsync($"/api/shifts/handovers/waiting?shop={desk.Id}"))["toMe"]!.AsArray().ShouldHaveSingleItem()!;
        (waits.Text("id"), waits.Number("lines")).ShouldBe((id.ToString(), 4));
        var offered = await receiver.GetJsonAsync($"/api/shifts/handovers/{id}");
        offered.Text("role").ShouldBe("receiver");
        offered.Text("summary").ShouldBe("今天接了三位买家");
        var line = offered["lines"]!.AsArray().Single(l => l!.Text("ref") == refusedItem.ToString())!.Text("id");

        (await RefusedAsync(leaver, $"/handovers/{id}/receive", new { })).ShouldBe("shifts.handover.not_yours");
        (await RefusedAsync(receiver, $"/handovers/{id}/receive", new { refused = new[] { new { line, reason = " " } } })).ShouldBe("shifts.handover.reason_missing");
        (await SendAsync(receiver, HttpMethod.Post, $"/api/shifts/handovers/{id}/receive", new { refused = new[] { new { line, reason = "没看到通知原文" } } })).Text("state").ShouldBe("done");
        (await RefusedAsync(receiver, $"/handovers/{id}/receive", new { })).ShouldBe("shifts.handover.moved");

        await UntilAsync(async () => (await receiver.GetJsonAsync($"/api/promises?shop={desk.Id}"))["promises"]!.AsArray().Any(p => p!.Text("id") == promise.ToString()));
        (await receiver.GetJsonAsync($"/api/promises/{promise}"))["acts"]!.AsArray().Select(a => a!.Text("what")).ShouldBe(["made", "handed"]);
        await UntilAsync(async () => (await receiver.GetJsonAsync($"/api/reception/conversations/{talk}"))["head"]!["assignee"]?["id"]?.ToString() == desk.Shop.Agents[1].Id.ToString());
        await receiver.ActAsync(talk, "accept"); // offered like any transfer

        (await Open(receiver, desk)).ShouldBe([kept.ToString()]);
        (await Open(leaver, desk)).ShouldBe([refusedItem.ToString()]);
        (await RefusedAsync(receiver, $"/log/{kept}/close", new { text = "" })).ShouldBe("shifts.log.text_wrong");
        await SendAsync(receiver, HttpMethod.Post, $"/api/shifts/log/{kept}/close", new { text = "盘点完，没有差异" });
        (await Open(receiver, desk)).ShouldBeEmpty();
        var closed = (await receiver.GetJsonAsync($"/api/shifts/log?shop={desk.Id}&state=closed"))["items"]!.AsArray().ShouldHaveSingleItem()!;
        closed["acts"]!.AsArray().Select(a => a!.Text("what")).ShouldBe(["written", "handed", "closed"]);
    }

    [Theory, BothDatabases]
    public async Task Each_block_refuses_until_it_is_gone_and_a_supervisor_may_go_past_it_by_name(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var desk = await ReceptionDesk.OpenAsync(house);
        await PutInForceAsync(desk.Shop, Book);
        using var leaver = await desk.Shop.SignInAsync(desk.Shop.Agent);
        using var receiver = await desk.Shop.SignInAsync(desk.Shop.Agents[1]);
        using var supervisor = await desk.Shop.SignInAsync(desk.Shop.Supervisor);
        var sign = new { shop = desk.Id.Value, receiver = desk.Shop.Agents[1].Id.Value };
        (await RefusedAsync(leaver, "/log", new { id = Guid.CreateVersion7(), shop = desk.Id.Value, sort = "event", level = "urgent", cause = "断电", course = "已报修" })).ShouldBe("shifts.log.text_wrong");
        var urgent = await WriteAsync(leaver, desk, "event", "urgent", "断电");

        (await RefusedAsync(leaver, "/handovers/mine/sign", sign)).ShouldBe("shifts.handover.event_open");
        await SendAsync(leaver, HttpMethod.Post, $"/api/shifts/log/{urgent}/handle", new { text = "来电了，设备正常" });
        await EquipmentAsync(leaver, desk, "starting");
        (await RefusedAsync(leaver, "/handovers/mine/sign", sign)).ShouldBe("shifts.handover.equipment_switching");
        await EquipmentAsync(leaver, desk, "running");
        await TickAsync(leaver, desk, "未完工作");
        await TickAsync(leaver, desk, "新的指示");
        (await RefusedAsync(leaver, "/handovers/mine/sign", sign)).ShouldBe("shifts.handover.unprepared");
        (await RefusedAsync(leaver, "/handovers/mine/tick", new { shop = desk.Id.Value, name = "没有这项", done = true })).ShouldBe("shifts.handover.name_unknown");
        (await RefusedAsync(leaver, "/handovers/mine/sign", new { shop = desk.Id.Value, receiver = desk.Shop.Agent.Id.Value })).ShouldBe("shifts.handover.receiver_wrong");

        var draft = (await leaver.GetJsonAsync($"/api/shifts/handovers/mine?shop={desk.Id}")).Text("id");
        (await RefusedAsync(leaver, $"/handovers/{draft}/except", new { reason = "x" }, HttpStatusCode.Forbidden)).ShouldNotBeEmpty();
        (await StatusAsync(receiver, $"/api/shifts/handovers/{draft}")).ShouldBe(HttpStatusCode.NotFound); // a draft is the leaver's
        (await supervisor.GetJsonAsync($"/api/shifts/handovers/{draft}"))["mayExcept"]!.GetValue<bool>().ShouldBeTrue();
        await SendAsync(supervisor, HttpMethod.Post, $"/api/shifts/handovers/{draft}/except", new { reason = "设备状况由我看" });
        (await SendAsync(leaver, HttpMethod.Post, "/api/shifts/handovers/mine/sign", sign)).Text("state").ShouldBe("offered"); // one signature: still open
        (await RefusedAsync(leaver, "/handovers/mine/sign", sign)).ShouldBe("shifts.handover.moved");
        (await SendAsync(leaver, HttpMethod.Post, $"/api/shifts/handovers/{draft}/recall", new { })).Text("state").ShouldBe("draft");
        (await SendAsync(leaver, HttpMethod.Post, "/api/shifts/handovers/mine/sign", sign)).Text("state").ShouldBe("offered");
        (await SendAsync(receiver, HttpMethod.Post, $"/api/shifts/handovers/{draft}/receive", new { })).Text("state").ShouldBe("done"); // two: done

        var told = await receiver.GetJsonAsync($"/api/shifts/handovers/{draft}");
        told["acts"]!.AsArray().Select(a => a!.Text("what")).ShouldBe(["ticked", "ticked", "excepted", "signed", "recalled", "signed", "received"]);
        told.Text("exception", "by").ShouldBe(desk.Shop.Supervisor.Name);
        (await ReceptionDesk.CountAsync(house, "select count(*) from kernel_audit where shop_id = @shop and act = 'shifts.handover.excepted'", ("shop", desk.Id.Value))).ShouldBe(1);
        (await Open(receiver, desk)).ShouldBe([urgent.ToString()]); // handled or not, it is handed over
    }

    [Theory, BothDatabases]
    public async Task Log_of_others_is_the_leaders_to_see_and_going_off_with_open_matters_is_warned_of(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var desk = await ReceptionDesk.OpenAsync(house);
        await PutInForceAsync(desk.Shop, Book);
        using var agent = await desk.Shop.SignInAsync(desk.Shop.Agent);
        using var other = await desk.Shop.SignInAsync(desk.Shop.Agents[1]);
        using var supervisor = await desk.Shop.SignInAsync(desk.Shop.Supervisor);
        await ReadyAsync(desk, desk.Shop.Agent);
        for (var i = 0; i < 52; i++)
        {
            await WriteAsync(agent, desk, i % 2 == 0 ? "event" : "instruction", i == 0 ? "urgent" : "normal", $"第 {i} 件");
        }

        (await Open(other, desk, "&whose=all")).ShouldBeEmpty();
        var first = await supervisor.GetJsonAsync($"/api/shifts/log?shop={desk.Id}&whose=all");
        first["items"]!.AsArray().Count.ShouldBe(50);
        first["ages"]!.AsArray().Select(a => a!.Number("count")).ShouldBe([52, 0, 0, 0]);
        (await supervisor.GetJsonAsync($"/api/shifts/log?shop={desk.Id}&whose=all&after={first.Text("next")}"))["items"]!.AsArray().Count.ShouldBe(2);
        (await Open(supervisor, desk, "&whose=all&level=major")).Count.ShouldBe(1);
        using var file = await supervisor.GetAsync(new Uri($"/api/shifts/log/export?shop={desk.Id}&whose=all", UriKind.Relative));
        (await file.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(53);
        var item = first["items"]![1]!.Text("id");
        (await RefusedAsync(other, $"/log/{item}/close", new { text = "x" })).ShouldBe("shifts.log.not_found");

        (await DutyAsync(agent, desk, "off", confirmed: false)).ShouldBe("shifts.duty.asks_first");
        (await DutyAsync(agent, desk, "off", confirmed: true)).ShouldBeNull();
    }

    private static Instant Now(TestHouse house) => house.Services.GetRequiredService<TimeProvider>().GetCurrentInstant();

    private static async Task ReadyAsync(ReceptionDesk desk, params TestPerson[] people)
    {
        foreach (var person in people)
        {
            await desk.Shop.House.Services.GetRequiredService<IDuty>().SetAsync(desk.Id, person.Id, DutyState.Busy, null, null, CancellationToken.None);
        }
    }

    /// <summary>The house may have given it to somebody already: whoever it is, it is taken.</summary>
    private static Task TakeAsync(HttpClient http, Zhanggui.Reception.Contracts.ConversationId talk) => http.ActAsync(talk, "take");

    private static async Task<Guid> WriteAsync(HttpClient http, ReceptionDesk desk, string sort, string level, string cause)
    {
        var id = Guid.CreateVersion7();
        await SendAsync(http, HttpMethod.Post, "/api/shifts/log", new { id, shop = desk.Id.Value, sort, level, cause, course = "问了相关同事", result = "等对方答复" });
        return id;
    }

    private static Task<JsonObject> TickAsync(HttpClient http, ReceptionDesk desk, string name) =>
        SendAsync(http, HttpMethod.Post, "/api/shifts/handovers/mine/tick", new { shop = desk.Id.Value, name, done = true });

    private static Task<JsonObject> EquipmentAsync(HttpClient http, ReceptionDesk desk, string state) =>
        SendAsync(http, HttpMethod.Post, "/api/shifts/equipment", new { shop = desk.Id.Value, name = "总机", state });

    private static async Task<IReadOnlyList<string>> Open(HttpClient http, ReceptionDesk desk, string more = "") =>
        [.. (await http.GetJsonAsync($"/api/shifts/log?shop={desk.Id}{more}"))["items"]!.AsArray().Select(i => i!.Text("id"))];

    private static async Task<string?> DutyAsync(HttpClient http, ReceptionDesk desk, string state, bool confirmed)
    {
        using var response = await http.PostAsJsonAsync("/api/shifts/duty", new { shop = desk.Id.Value, state, confirmed });
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!["code"]?.GetValue<string>();
    }

    /// <summary>What other rooms do with it happens a moment later.</summary>
    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var end = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await holds())
        {
            await Task.Delay(50, end.Token);
        }
    }

    private static async Task<JsonObject> SendAsync(HttpClient http, HttpMethod method, string path, object body)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = JsonContent.Create(body) };
        using var response = await http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.ShouldBeTrue($"{path}: {(int)response.StatusCode} {text}");
        return text.Length == 0 ? [] : JsonNode.Parse(text)!.AsObject();
    }

    private static async Task<string> RefusedAsync(HttpClient http, string path, object body, HttpStatusCode? status = null)
    {
        using var response = await http.PostAsJsonAsync(new Uri($"/api/shifts{path}", UriKind.Relative), body);
        var text = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.ShouldBeFalse(path);
        response.StatusCode.ShouldBe(status ?? response.StatusCode);
        return JsonNode.Parse(text)!.Text("code");
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient http, string path)
    {
        using var response = await http.GetAsync(new Uri(path, UriKind.Relative));
        return response.StatusCode;
    }

    private static async Task PutInForceAsync(TestShop shop, string section)
    {
        using var owner = await shop.SignInAsync(shop.Owner);
        using var draft = await owner.PostAsJsonAsync("/api/rules/books", new { text = $"book: ours\ntitle: 本店制度\nextends: new-shop\n{section}" });
        var id = (await draft.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("book").GetProperty("id").GetString();
        (await owner.PostAsJsonAsync($"/api/rules/books/{id}/open", new { revision = 0 })).IsSuccessStatusCode.ShouldBeTrue();
        var today = Now(shop.House).InZone(DateTimeZoneProviders.Tzdb["Asia/Shanghai"]).Date;
        using var published = await owner.PostAsJsonAsync($"/api/rules/books/{id}/publish", new { revision = 1, effectiveDate = today.ToString("uuuu-MM-dd", null) });
        published.IsSuccessStatusCode.ShouldBeTrue(await published.Content.ReadAsStringAsync());
    }
}
