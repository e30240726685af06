using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Zhanggui.HttpTests.Visitors;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Jobs;
using Zhanggui.Kernel.Time;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Queue;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.HttpTests;

/// <summary>What the book says about silence, drafts and what is being typed.</summary>
public sealed class ReceptionSilenceTests
{
    [Theory, BothDatabases]
    public async Task A_talk_in_which_nobody_speaks_any_more_ends_and_one_that_waits_does_not(DatabaseKind db)
    {
        await using var house = await TestHouse.OpenAsync(db); // its job is run at a later time
        var place = await VisitedShop.OpenAsync(house);
        using var agent = await place.Shop.SignInAsync(place.Shop.Agent);
        using var answered = await place.VisitAsync();
        using var waits = await place.VisitAsync();
        var done = await TalkAsync(answered);
        var open = await TalkAsync(waits);
        await agent.ActAsync(done, "messages", new { id = Guid.CreateVersion7(), kind = "text", text = "有货的" });
        await agent.ActAsync(open, "take");
        var job = place.Shop.House.Services.GetServices<IJob>().OfType<EndSilentJob>().Single();
        var now = TimeProvider.System.GetCurrentInstant();

        await job.RunOnceAsync(now + Duration.FromMinutes(29), CancellationToken.None);
        (await HeadAsync(agent, done)).Text("state").ShouldBe("open");
        await job.RunOnceAsync(now + Duration.FromMinutes(31), CancellationToken.None); // the preset says 30
        await job.RunOnceAsync(now + Duration.FromMinutes(31), CancellationToken.None);

        var head = await HeadAsync(agent, done);
        (head.Text("state"), head.Text("outcome")).ShouldBe(("closed", "双方静默，自动结束"));
        (await HeadAsync(agent, open)).Text("state").ShouldBe("open"); // the buyer's question has no answer yet
        var lines = (await agent.GetJsonAsync($"/api/reception/conversations/{done}"))["messages"]!.AsArray().Where(m => m!.Text("kind") == "system" && m!["body"]!["system"]!.Text("code") == "closed");
        lines.Single()!["body"]!["system"]!["args"]!.Text("outcome").ShouldBe("双方静默，自动结束");
        (await answered.SendAsync("再问一句")).ShouldBe(HttpStatusCode.OK);
        (await HeadAsync(agent, done)).Text("state").ShouldBe("waiting"); // and the buyer's next word opens it again
    }

    [Theory, BothDatabases]
    public async Task An_old_draft_is_emptied_on_every_screen_of_its_author(DatabaseKind db)
    {
        await using var house = await TestHouse.OpenAsync(db); // its job is run at a later time
        var desk = await ReceptionDesk.OpenAsync(house);
        var c = await desk.OpenConversationAsync();
        using var agent = await desk.Shop.SignInAsync(desk.Shop.Agent);
        await agent.ActAsync(c, "draft", new { text = "还没写完", version = 3 });
        await using var socket = await TestSocket.OpenAsync(house, await desk.Shop.CookieAsync(desk.Shop.Agent), desk.Id);
        await socket.HearAsync("ready");
        var job = house.Services.GetServices<IJob>().OfType<DraftsJob>().Single();
        var now = TimeProvider.System.GetCurrentInstant();

        await job.RunOnceAsync(now + Duration.FromDays(29), CancellationToken.None);
        (await agent.GetJsonAsync($"/api/reception/conversations/{c}")).Text("draft", "text").ShouldBe("还没写完");
        await job.RunOnceAsync(now + Duration.FromDays(31), CancellationToken.None);

        await socket.ReachAsync(e => e.Text("k") == "draft" && e.Text("text").Length == 0 && e.Number("version") == 4);
        (await agent.GetJsonAsync($"/api/reception/conversations/{c}"))["draft"].ShouldBeNull();
        (await agent.RefusedAsync(c, "draft", new { text = "另一台电脑上的旧稿", version = 4 })).ShouldBe("reception.draft.outdated");
        (await ReceptionDesk.CountAsync(house, "select count(*) from reception_draft where conversation_id = @c", ("c", c.Value))).ShouldBe(1);
        await job.RunOnceAsync(now + Duration.FromDays(31 + 31), CancellationToken.None);
        (await ReceptionDesk.CountAsync(house, "select count(*) from reception_draft where conversation_id = @c", ("c", c.Value))).ShouldBe(0);
    }

    [Theory, BothDatabases]
    public async Task Words_not_sent_yet_are_seen_only_where_the_book_says_so(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        foreach (var shows in new[] { false, true })
        {
            var place = await VisitedShop.OpenAsync(house);
            if (shows)
            {
                await PutInForceAsync(place.Shop, "reception:\n  marks:\n    show_typing_text: true\n", "reception.marks.show_typing_text");
            }

            using var visitor = await place.VisitAsync();
            var c = await TalkAsync(visitor);
            (await visitor.Http.GetFromJsonAsync<JsonElement>($"/api/visitor/config?key={place.Channel.PublicKey}")).GetProperty("typingText").GetBoolean().ShouldBe(shows);
            await using var agent = await TestSocket.OpenAsync(house, await place.Shop.CookieAsync(place.Shop.Agent), place.Shop.Id);
            await agent.HearAsync("ready");
            await agent.SayAsync(new { t = "look", c = c.Value });
            using var socket = await visitor.ConnectAsync();
            System.Text.Json.Nodes.JsonObject? heard = null;
            for (var i = 0; i < 20 && heard is null; i++)
            {
                await socket.SayAsync(new { t = "typing", text = "这个多少" });
                await agent.SayAsync(new { t = "ping" });
                await agent.HearAsync("pong");
                heard = agent.Others.Find(f => f.Text("t") == "typing");
                await Task.Delay(heard is null ? 850 : 0);
            }

            heard.ShouldNotBeNull();
            (heard!["text"]?.GetValue<string>()).ShouldBe(shows ? "这个多少" : null);
        }
    }

    [Theory, BothDatabases]
    public async Task Whoever_comes_back_outside_opening_hours_is_told(DatabaseKind db)
    {
        await using var house = await TestHouse.OpenAsync(db, b => b.Configuration["Reception:AutomaticReplies"] = "true");
        var place = await VisitedShop.OpenAsync(house);
        using var visitor = await place.VisitAsync();
        using var agent = await place.Shop.SignInAsync(place.Shop.Agent);
        var c = await TalkAsync(visitor);
        await agent.ActAsync(c, "close", new { outcome = "已解决" });
        var database = house.Services.GetRequiredService<Database>();
        var weekday = (int)TimeProvider.System.GetCurrentInstant().InZone(DateTimeZoneProviders.Tzdb["Asia/Shanghai"]).DayOfWeek;
        var elsewhen = (weekday + 2) % 7 + 1; // open on another day only
        await database.WriteAsync((k, t) => k.ExecuteAsync(t, "update people_shop set calendar = @c where id = @id", CancellationToken.None,
            ("c", $$"""{"week":[{"weekday":{{elsewhen}},"from":"09:00","to":"10:00"}],"days":[]}"""), ("id", place.Shop.Id.Value)), CancellationToken.None);
        (house.Services.GetRequiredService<Zhanggui.People.Contracts.IShops>() as Zhanggui.People.Reading.ShopReader)!.Forget();

        (await visitor.SendAsync("又来了")).ShouldBe(HttpStatusCode.OK);
        visitor.Answer.GetProperty("c").GetGuid().ShouldBe(c.Value);
        (await visitor.SendAsync("在吗")).ShouldBe(HttpStatusCode.OK);

        var said = (await visitor.MessagesAsync()).GetProperty("messages").EnumerateArray().Where(m => m.GetProperty("sender").GetString() == "auto-reply").Select(m => m.GetProperty("text").GetString()!).ToList();
        said.Count(t => t.Contains("非工作时间", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task After_a_join_is_taken_back_an_open_page_shows_its_own_talk_again(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var place = await VisitedShop.OpenAsync(house);
        using var owner = await place.Shop.SignInAsync(place.Shop.Owner);
        using var mine = await place.VisitAsync();
        using var theirs = await place.VisitAsync();
        var own = await TalkAsync(mine, "我的话");
        var other = await TalkAsync(theirs, "别人的话");
        var (from, into) = ((await HeadAsync(owner, own)).Text("buyer", "id"), (await HeadAsync(owner, other)).Text("buyer", "id"));
        (await owner.PostAsJsonAsync($"/api/shop/buyers/{into}/join", new { other = from, reason = "看着像一个人" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        await UntilAsync(async () => (await HeadAsync(owner, own)).Text("buyer", "id") == into);
        (await mine.OpenSessionAsync(token: mine.Token)).ShouldBe(HttpStatusCode.OK); // the page came back as the buyer it became part of
        using var socket = await mine.ConnectAsync();

        (await owner.PostAsJsonAsync($"/api/shop/buyers/{into}/split", new { restored = from, reason = "弄错了" })).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await socket.HearAsync("reload")).GetProperty("why").GetString().ShouldBe("split");
        (await mine.OpenSessionAsync(token: mine.Token)).ShouldBe(HttpStatusCode.OK);
        mine.Session.GetProperty("conversation").GetProperty("id").GetGuid().ShouldBe(own.Value);
        mine.Session.GetRawText().ShouldNotContain("别人的话");
    }

    private static async Task<ConversationId> TalkAsync(TestVisitor visitor, string text = "有货吗")
    {
        (await visitor.SendAsync(text)).ShouldBe(HttpStatusCode.OK);
        return new ConversationId(visitor.Answer.GetProperty("c").GetGuid());
    }

    private static async Task<System.Text.Json.Nodes.JsonNode> HeadAsync(HttpClient agent, ConversationId c) => (await agent.GetJsonAsync($"/api/reception/conversations/{c}"))["head"]!;

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        for (var i = 0; i < 200 && !await isSo(); i++)
        {
            await Task.Delay(100);
        }
    }

    private static async Task PutInForceAsync(TestShop shop, string section, params string[] signed)
    {
        using var owner = await shop.SignInAsync(shop.Owner);
        using var draft = await owner.PostAsJsonAsync("/api/rules/books", new { text = $"book: ours\ntitle: 本店制度\nextends: new-shop\n{section}" });
        var id = (await draft.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("book").GetProperty("id").GetString();
        (await owner.PostAsJsonAsync($"/api/rules/books/{id}/open", new { revision = 0 })).IsSuccessStatusCode.ShouldBeTrue();
        var today = TimeProvider.System.GetCurrentInstant().InZone(DateTimeZoneProviders.Tzdb["Asia/Shanghai"]).Date;
        foreach (var path in signed)
        {
            (await owner.PostAsJsonAsync($"/api/rules/books/{id}/sign", new { path, reason = "测试" })).IsSuccessStatusCode.ShouldBeTrue();
        }

        using var published = await owner.PostAsJsonAsync($"/api/rules/books/{id}/publish", new { revision = 1, effectiveDate = today.ToString("uuuu-MM-dd", null) });
        published.IsSuccessStatusCode.ShouldBeTrue(await published.Content.ReadAsStringAsync());
    }
}
