using Zhanggui.Shop.Contracts;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Zhanggui.Kernel.Db;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Shifts.Contracts;

namespace Zhanggui.HttpTests;

public sealed class ReceptionAgentTests
{
    [Theory, BothDatabases]
    public async Task A_buyer_waits_is_answered_and_the_talk_ends(DatabaseKind db)
    {
        var desk = await ReceptionDesk.OpenAsync(await TestHouse.SharedAsync(db));
        using var agent = await desk.Shop.SignInAsync(desk.Shop.Agent);
        var c = await desk.OpenConversationAsync("这个有货吗");

        var waiting = await agent.GetJsonAsync($"/api/reception/snapshot?shop={desk.Id}");
        waiting["conversations"]!.AsArray().Single()!.Text("head", "state").ShouldBe("waiting");
        waiting["conversations"]![0]!.Text("head", "buyer", "name").ShouldBe("访客甲");

        (await agent.ActAsync(c, "take")).Text("head", "assignee", "name").ShouldBe(desk.Shop.Agent.Name);
        var sent = await agent.ActAsync(c, "messages", new { id = Guid.CreateVersion7(), kind = "text", text = "有的" });
        sent.Text("message", "sender").ShouldBe("agent");
        sent.Text("message", "person", "name").ShouldBe(desk.Shop.Agent.Name);
        sent["head"]!["waitingSince"].ShouldBeNull();
        (await agent.ActAsync(c, "tags", new { tags = new[] { "尺码", " 尺码 ", "" } }))["head"]!["tags"]!.AsArray().Count.ShouldBe(1);
        (await agent.ActAsync(c, "snooze", new { until = "2099-01-01T00:00:00Z" })).Text("head", "state").ShouldBe("snoozed");
        (await agent.ActAsync(c, "wake")).Text("head", "state").ShouldBe("open");
        (await agent.ActAsync(c, "close", new { outcome = "成交" })).Text("head", "state").ShouldBe("closed");
        (await agent.ActAsync(c, "reopen")).Text("head", "state").ShouldBe("open");
        (await agent.ActAsync(c, "release", new { reason = "下班" })).Text("head", "state").ShouldBe("waiting");
        (await agent.RefusedAsync(c, "close", new { outcome = "" })).ShouldBe("reception.outcome.missing");
        (await agent.RefusedAsync(c, "close", new { outcome = new string('好', 41) })).ShouldBe("reception.outcome.too_long");
        (await agent.RefusedAsync(c, "close", new { outcome = "已解决", note = new string('好', 100_000) })).ShouldBe("reception.message.too_long");
    }

    [Theory, BothDatabases]
    public async Task The_snapshot_says_the_limits_of_the_rule_book_in_force(DatabaseKind db)
    {
        var desk = await ReceptionDesk.OpenAsync(await TestHouse.SharedAsync(db));
        using var agent = await desk.Shop.SignInAsync(desk.Shop.Agent);

        var settings = (await agent.GetJsonAsync($"/api/reception/snapshot?shop={desk.Id}"))["settings"]!;

        // The values of rulebooks/new-shop.yaml, in force where a shop has no book of its own.
        settings["waitAmberSeconds"]!.GetValue<long>().ShouldBe(60);
        settings["waitRedSeconds"]!.GetValue<long>().ShouldBe(120);
        settings["recallSeconds"]!.GetValue<long>().ShouldBe(120);
        settings["fileBytes"]!.GetValue<long>().ShouldBe(10 * 1_048_576);
        settings["outcomes"]!.AsArray().Select(o => o!.GetValue<string>()).ShouldBe(["已解决", "已下单", "待跟进", "买家未再回复", "骚扰或广告"]);
    }

    [Theory, BothDatabases]
    public async Task Agents_of_another_shop_find_nothing(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var desk = await ReceptionDesk.OpenAsync(house);
        var other = await ReceptionDesk.OpenAsync(house);
        var c = await desk.OpenConversationAsync();
        using var clerk = await other.Shop.SignInAsync(other.Shop.Agent);
        using var owner = await other.Shop.SignInAsync(other.Shop.Owner); // whose rights name no shop

        foreach (var stranger in new[] { clerk, owner })
        {
            foreach (var path in new[] { $"snapshot?shop={desk.Id}", $"conversations?shop={desk.Id}", $"conversations/{c}", $"conversations/{c}/messages", $"buyers/{Guid.CreateVersion7()}/history?shop={desk.Id}" })
            {
                using var response = await stranger.GetAsync(new Uri($"/api/reception/{path}", UriKind.Relative));
                response.StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
            }

            (await stranger.RefusedAsync(c, "take")).ShouldBe("reception.conversation.not_found");
            (await stranger.RefusedAsync(c, "messages", new { id = Guid.CreateVersion7(), kind = "text", text = "x" })).ShouldBe("reception.conversation.not_found");
        }
    }

    [Theory, BothDatabases]
    public async Task Recalled_words_are_kept_for_whoever_may_see_them(DatabaseKind db)
    {
        var desk = await ReceptionDesk.OpenAsync(await TestHouse.SharedAsync(db));
        using var agent = await desk.Shop.SignInAsync(desk.Shop.Agent);
        using var supervisor = await desk.Shop.SignInAsync(desk.Shop.Supervisor);
        var c = await desk.OpenConversationAsync();
        await agent.ActAsync(c, "take");
        var seq = (await agent.ActAsync(c, "messages", new { id = Guid.CreateVersion7(), kind = "text", text = "说错了" })).Number("message", "seq");

        var recalled = await agent.ActAsync(c, $"messages/{seq}/recall");

        recalled["message"]!["recalled"]!.GetValue<bool>().ShouldBeTrue();
        recalled.Text("message", "text").ShouldBeEmpty();
        recalled.Text("head", "lastText").ShouldBeEmpty();
        (await agent.GetJsonAsync($"/api/reception/conversations/{c}"))["messages"]!.AsArray().ToString().ShouldNotContain("说错了");
        var kept = (await supervisor.GetJsonAsync($"/api/reception/conversations/{c}"))["messages"]!.AsArray().Single(m => m!.Number("seq") == seq)!;
        kept.Text("text").ShouldBe("说错了");
        kept["original"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Theory, BothDatabases]
    public async Task Unread_is_the_same_on_every_device_and_never_grows_back(DatabaseKind db)
    {
        var desk = await ReceptionDesk.OpenAsync(await TestHouse.SharedAsync(db));
        using var phone = await desk.Shop.SignInAsync(desk.Shop.Agent);
        using var office = await desk.Shop.SignInAsync(desk.Shop.Agent);
        var buyer = Guid.CreateVersion7();
        var c = await desk.OpenConversationAsync("一", buyer);
        await phone.ActAsync(c, "take");
        await desk.SayAsync(buyer, "二");
        await desk.SayAsync(buyer, "三");

        async Task<long> UnreadAsync(HttpClient device)
        {
            var one = await device.GetJsonAsync($"/api/reception/conversations/{c}");
            return one.Number("head", "buyerCount") - one.Number("read", "buyerCount");
        }

        (await UnreadAsync(office)).ShouldBe(3);
        var first = (await phone.GetJsonAsync($"/api/reception/conversations/{c}"))["messages"]!.AsArray().First(m => m!.Text("text") == "二")!.Number("seq");
        await phone.ActAsync(c, "read", new { seq = first });
        (await UnreadAsync(office)).ShouldBe(1);
        await office.ActAsync(c, "read", new { seq = 1 }); // an older device says less
        (await UnreadAsync(phone)).ShouldBe(1);
        await office.ActAsync(c, "read", new { seq = 1_000_000 });
        (await UnreadAsync(phone)).ShouldBe(0);
    }

    [Theory, BothDatabases]
    public async Task Draft_survives_a_reload_and_is_gone_once_sent(DatabaseKind db)
    {
        var desk = await ReceptionDesk.OpenAsync(await TestHouse.SharedAsync(db));
        using var agent = await desk.Shop.SignInAsync(desk.Shop.Agent);
        using var other = await desk.Shop.SignInAsync(desk.Shop.Agents[1]);
        var c = await desk.OpenConversationAsync();
        await agent.ActAsync(c, "take");
        await agent.ActAsync(c, "draft", new { text = "写到一半", version = 3 });

        (await agent.GetJsonAsync($"/api/reception/conversations/{c}")).Text("draft", "text").ShouldBe("写到一半");
        (await other.GetJsonAsync($"/api/reception/conversations/{c}"))["draft"].ShouldBeNull();
        (await agent.RefusedAsync(c, "draft", new { text = "旧的", version = 2 })).ShouldBe("reception.draft.outdated");
        (await desk.CountAsync("select count(*) from reception_draft where conversation_id = @c and length(text_sealed) > 12", ("c", c.Value))).ShouldBe(1);

        await agent.ActAsync(c, "messages", new { id = Guid.CreateVersion7(), kind = "text", text = "写完了" });
        (await agent.GetJsonAsync($"/api/reception/conversations/{c}"))["draft"].ShouldBeNull();
        (await agent.RefusedAsync(c, "draft", new { text = "晚到的旧稿", version = 3 })).ShouldBe("reception.draft.outdated");
    }

    [Theory, BothDatabases]
    public async Task Lists_page_through_everything_once(DatabaseKind db)
    {
        var desk = await ReceptionDesk.OpenAsync(await TestHouse.SharedAsync(db));
        using var agent = await desk.Shop.SignInAsync(desk.Shop.Agent);
        // Somebody is there, so that no offline line moves a conversation while we page.
        await desk.Shop.House.Services.GetRequiredService<IDuty>().SetAsync(desk.Id, desk.Shop.Agent.Id, DutyState.Busy, null, desk.Shop.Agent.Id, CancellationToken.None);
        for (var i = 0; i < 23; i++)
        {
            await desk.OpenConversationAsync();
        }

        var seen = new List<long>();
        string? before = null;
        do
        {
            var page = await agent.GetJsonAsync($"/api/reception/conversations?shop={desk.Id}&limit=10{(before is null ? "" : "&before=" + before)}");
            seen.AddRange(page["conversations"]!.AsArray().Select(h => h!.Number("number")));
            before = page["before"]?.GetValue<string>();
        }
        while (before is not null);

        seen.Order().ShouldBe(Enumerable.Range(1, 23).Select(i => (long)i));
        (await agent.GetJsonAsync($"/api/reception/conversations?shop={desk.Id}&q=%237"))["conversations"]!.AsArray().Single()!.Number("number").ShouldBe(7);
        (await agent.GetJsonAsync($"/api/reception/conversations?shop={desk.Id}&state=closed"))["conversations"]!.AsArray().ShouldBeEmpty();
    }

    [Theory, BothDatabases]
    public async Task Everything_of_a_buyer_is_on_one_page(DatabaseKind db)
    {
        var desk = await ReceptionDesk.OpenAsync(await TestHouse.SharedAsync(db));
        using var agent = await desk.Shop.SignInAsync(desk.Shop.Agent);
        var buyer = Guid.CreateVersion7();
        var c = await desk.OpenConversationAsync("第一次", buyer);
        await agent.ActAsync(c, "messages", new { id = Guid.CreateVersion7(), kind = "text", text = "您好" });

        var history = await agent.GetJsonAsync($"/api/reception/buyers/{buyer}/history?shop={desk.Id}");

        history["conversations"]!.AsArray().Single()!.Text("id").ShouldBe(c.ToString());
        var served = history["agents"]!.AsArray().Single()!["person"]!;
        (served.Text("id"), served.Text("name")).ShouldBe((desk.Shop.Agent.Id.ToString(), desk.Shop.Agent.Name));
    }

    [Theory, BothDatabases]
    public async Task Waiting_buyer_goes_to_the_agent_who_becomes_ready_and_the_reason_is_said(DatabaseKind db)
    {
        var desk = await ReceptionDesk.OpenAsync(await TestHouse.SharedAsync(db));
        using var agent = await desk.Shop.SignInAsync(desk.Shop.Agent);
        var c = await desk.OpenConversationAsync();
        await WaitAsync(async () => (await agent.GetJsonAsync($"/api/reception/conversations/{c}"))["messages"]!.AsArray().Any(m => m!["body"]?["system"]?["code"]?.GetValue<string>() == "offline"));

        await desk.Shop.House.Services.GetRequiredService<IDuty>().SetAsync(desk.Id, desk.Shop.Agent.Id, DutyState.Ready, null, desk.Shop.Agent.Id, CancellationToken.None);

        JsonObject? head = null;
        await WaitAsync(async () => (head = (await agent.GetJsonAsync($"/api/reception/conversations/{c}"))["head"]!.AsObject())["assignee"] is not null);
        head!.Text("assignee", "name").ShouldBe(desk.Shop.Agent.Name);
        head!.Text("reason").ShouldContain(desk.Shop.Agent.Name);
        head!.Text("state").ShouldBe("open");
    }

    [Theory, BothDatabases]
    public async Task Only_people_with_the_right_verify_the_record(DatabaseKind db)
    {
        var desk = await ReceptionDesk.OpenAsync(await TestHouse.SharedAsync(db));
        await desk.OpenConversationAsync();
        using var owner = await desk.Shop.SignInAsync(desk.Shop.Owner);
        using var agent = await desk.Shop.SignInAsync(desk.Shop.Agent);

        using var done = await owner.PostAsync(new Uri($"/api/reception/record/verify?shop={desk.Id}", UriKind.Relative), null);
        JsonNode.Parse(await done.Content.ReadAsStringAsync())!["isWhole"]!.GetValue<bool>().ShouldBeTrue();
        using var refused = await agent.PostAsync(new Uri($"/api/reception/record/verify?shop={desk.Id}", UriKind.Relative), null);
        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private static async Task WaitAsync(Func<Task<bool>> isSo)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        while (!await isSo())
        {
            await Task.Delay(50, patience.Token);
        }
    }

    [Theory, BothDatabases]
    public async Task Conversations_are_found_by_the_buyers_name_by_number_and_by_tag(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var desk = await ReceptionDesk.OpenAsync(house);
        var buyers = house.Services.GetRequiredService<IBuyers>();
        var named = await buyers.FindOrCreateAsync(desk.Id, "web", $"n-{Guid.CreateVersion7()}", new BuyerProfile("林晓燕", BuyerIdentity.Signed), CancellationToken.None);
        var other = await buyers.FindOrCreateAsync(desk.Id, "web", $"o-{Guid.CreateVersion7()}", new BuyerProfile("周大海", BuyerIdentity.Signed), CancellationToken.None);
        var hers = await desk.OpenConversationAsync("裙子", named.Id.Value);
        var his = await desk.OpenConversationAsync("鞋", other.Id.Value);
        using var agent = await desk.Shop.SignInAsync(desk.Shop.Agent);
        await agent.ActAsync(his, "take");
        await agent.ActAsync(his, "tags", new { tags = new[] { "晓燕" } });

        (await FindAsync("林晓燕")).ShouldBe([hers.ToString()]);
        (await FindAsync("晓燕")).ShouldBe([hers.ToString(), his.ToString()], ignoreOrder: true);
        (await FindAsync(" 大海 ")).ShouldBe([his.ToString()]);
        (await FindAsync("没有这个人")).ShouldBeEmpty();
        (await FindAsync("#1")).ShouldBe([hers.ToString()]);

        async Task<List<string>> FindAsync(string q) =>
            [.. (await agent.GetJsonAsync($"/api/reception/conversations?shop={desk.Id}&q={Uri.EscapeDataString(q)}"))["conversations"]!.AsArray().Select(h => h!.Text("id"))];
    }
}
