using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Zhanggui.Kernel.Time;
using Zhanggui.Kernel.Feed;
using Zhanggui.Reception.Conversations;
using Zhanggui.Reception.Contracts;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Zhanggui.Kernel.Db;

namespace Zhanggui.HttpTests.Visitors;

public sealed class VisitorTalkTests
{
    [Theory, BothDatabases]
    public async Task A_message_is_acknowledged_once_however_often_it_is_sent(DatabaseKind db)
    {
        var place = await VisitedShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var visitor = await place.VisitAsync();
        var id = Guid.CreateVersion7();

        (await visitor.SendAsync("你好", id)).ShouldBe(HttpStatusCode.OK);
        var first = visitor.Answer.GetProperty("seq").GetInt64();
        (await visitor.SendAsync("你好", id)).ShouldBe(HttpStatusCode.OK);

        visitor.Answer.GetProperty("seq").GetInt64().ShouldBe(first);
        (await visitor.MessagesAsync()).GetProperty("messages").EnumerateArray().Count(m => m.GetProperty("sender").GetString() == "buyer").ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task Socket_acknowledges_and_tells_the_visitors_other_tab(DatabaseKind db)
    {
        var place = await VisitedShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var visitor = await place.VisitAsync();
        using var tab = await visitor.ConnectAsync();
        using var other = await visitor.ConnectAsync();
        var id = Guid.CreateVersion7();

        await tab.SayAsync(new { t = "send", id, kind = "text", text = "在吗" });

        (await tab.HearAsync("ack")).GetProperty("id").GetGuid().ShouldBe(id);
        var told = await other.HearAsync("events");
        told.GetProperty("events").EnumerateArray().ShouldContain(e => e.GetProperty("k").GetString() == "message" && e.GetProperty("message").GetProperty("text").GetString() == "在吗");
    }

    [Theory, BothDatabases]
    public async Task Coming_back_by_number_gives_exactly_what_was_missed(DatabaseKind db)
    {
        var place = await VisitedShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var visitor = await place.VisitAsync();
        (await visitor.SendAsync("第一句")).ShouldBe(HttpStatusCode.OK);
        (await visitor.SendAsync("第二句")).ShouldBe(HttpStatusCode.OK);

        using var socket = await visitor.ConnectAsync();

        var events = await socket.HearAsync("events");
        events.GetProperty("from").GetInt64().ShouldBe(visitor.Session.GetProperty("n").GetInt64());
        events.GetProperty("events").EnumerateArray().Where(e => e.GetProperty("k").GetString() == "message" && e.GetProperty("message").GetProperty("sender").GetString() == "buyer") // the house may say that nobody is there
            .Select(e => e.GetProperty("message").GetProperty("text").GetString()).ShouldBe(["第一句", "第二句"]);
    }

    [Theory, BothDatabases]
    public async Task Polling_tells_the_same_as_the_socket(DatabaseKind db)
    {
        var place = await VisitedShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var visitor = await place.VisitAsync();
        (await visitor.SendAsync("走轮询")).ShouldBe(HttpStatusCode.OK);

        var feed = await visitor.Http.GetFromJsonAsync<JsonElement>($"/api/visitor/feed?after={visitor.Session.GetProperty("n").GetInt64()}&epoch={visitor.Session.GetProperty("epoch").GetString()}");

        feed.GetProperty("reload").GetBoolean().ShouldBeFalse();
        feed.GetProperty("events").EnumerateArray().ShouldContain(e => e.GetProperty("k").GetString() == "message");
        var stale = await visitor.Http.GetFromJsonAsync<JsonElement>($"/api/visitor/feed?after=0&epoch={Guid.CreateVersion7()}");
        stale.GetProperty("reload").GetBoolean().ShouldBeTrue();
    }

    /// <summary>The visitor was away for a night: the shop said more than a resume can walk, the oldest of it is trimmed, the house has restarted.</summary>
    [Theory, BothDatabases]
    public async Task After_a_night_away_from_a_busy_shop_the_visitor_has_exactly_what_was_said(DatabaseKind db)
    {
        await using var evening = await TestHouse.OpenAsync(db);
        var place = await VisitedShop.OpenAsync(evening);
        using var visitor = await place.VisitAsync();
        (await visitor.SendAsync("晚上好")).ShouldBe(HttpStatusCode.OK);
        var c = new ConversationId(visitor.Answer.GetProperty("c").GetGuid());
        (await visitor.OpenSessionAsync(token: visitor.Token)).ShouldBe(HttpStatusCode.OK);
        var before = visitor.Session;
        var desk = ReceptionDesk.Of(place.Shop);
        var writer = ReceptionDesk.Writer(evening);
        var crowd = Enumerable.Range(0, 40).Select(_ => Guid.CreateVersion7()).ToList();
        var answers = Enumerable.Range(0, 130).Select(i => $"回复 {i}").ToList();
        foreach (var (text, i) in answers.Select((text, i) => (text, i)))
        {
            var mine = new Send(Party.House, SenderKind.Bot, new Words(Guid.CreateVersion7(), MessageKind.Text, text)) { Conversation = c };
            var others = crowd.ConvertAll(buyer => desk.SayAsync(buyer, $"别人 {i}"));
            (await writer.ActAsync(mine, CancellationToken.None)).Refusal.ShouldBeNull();
            await Task.WhenAll(others);
        }

        await evening.Services.GetRequiredService<FeedStore>().TrimAsync(TimeProvider.System.GetCurrentInstant() + Duration.FromMinutes(1), 50, CancellationToken.None);
        await evening.App.StopAsync();
        await using var morning = await TestHouse.StartAsync(evening.DataDir, evening.Postgres);
        using var socket = await TestSocket.OpenAsync(morning.Url);
        await socket.SayAsync(new { t = "hello", token = visitor.Token, after = before.GetProperty("n").GetInt64(), epoch = before.GetProperty("epoch").GetString() });
        (await socket.HearAsync("reload")).GetProperty("why").GetString().ShouldBe("too-old");

        using var http = new HttpClient { BaseAddress = new Uri(morning.Url) };
        using var opened = await http.PostAsJsonAsync("/api/visitor/session", new { key = place.Channel.PublicKey, token = visitor.Token, locale = "zh-CN" });
        var session = await opened.Content.ReadFromJsonAsync<JsonElement>();
        http.DefaultRequestHeaders.Authorization = new System.Net.Http.Headers.AuthenticationHeaderValue("Visitor", session.GetProperty("token").GetString());
        var all = session.GetProperty("messages").EnumerateArray().ToList();
        for (var hasMore = session.GetProperty("hasOlder").GetBoolean(); hasMore;)
        {
            var page = await http.GetFromJsonAsync<JsonElement>($"/api/visitor/messages?c={c}&before={all[0].GetProperty("seq").GetInt64()}");
            all.InsertRange(0, page.GetProperty("messages").EnumerateArray());
            hasMore = page.GetProperty("hasMore").GetBoolean();
        }

        all.Where(m => m.GetProperty("sender").GetString() is "bot" or "buyer").Select(m => m.GetProperty("text").GetString()).ShouldBe(["晚上好", .. answers]);
        // What is said from now on fits on without a gap.
        await socket.SayAsync(new { t = "hello", token = visitor.Token, after = session.GetProperty("n").GetInt64(), epoch = session.GetProperty("epoch").GetString() });
        await socket.HearAsync("ready");
        (await ReceptionDesk.Writer(morning).ActAsync(new Send(Party.House, SenderKind.Bot, new Words(Guid.CreateVersion7(), MessageKind.Text, "早上好")) { Conversation = c }, CancellationToken.None)).Refusal.ShouldBeNull();
        var heard = string.Empty;
        while (!heard.Contains("早上好", StringComparison.Ordinal))
        {
            var frame = await socket.HearAsync("events");
            frame.GetProperty("from").GetInt64().ShouldBeLessThanOrEqualTo(session.GetProperty("n").GetInt64());
            heard = frame.GetRawText();
        }
    }

    [Theory, BothDatabases]
    public async Task Notes_and_inner_lines_never_reach_the_visitor(DatabaseKind db)
    {
        var place = await VisitedShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var visitor = await place.VisitAsync();
        using var socket = await visitor.ConnectAsync();
        (await visitor.SendAsync("能便宜点吗")).ShouldBe(HttpStatusCode.OK);
        var conversation = visitor.Answer.GetProperty("c").GetGuid();
        using var agent = await place.Shop.SignInAsync(place.Shop.Agent);
        using var note = await agent.PostAsJsonAsync($"/api/reception/conversations/{conversation}/messages", new { id = Guid.CreateVersion7(), kind = "note", text = "机密备注底价八折" });
        note.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var reply = await agent.PostAsJsonAsync($"/api/reception/conversations/{conversation}/messages", new { id = Guid.CreateVersion7(), kind = "text", text = "可以的" });
        reply.StatusCode.ShouldBe(HttpStatusCode.OK);

        var heard = new List<string>();
        while (!heard.Any(h => h.Contains("可以的", StringComparison.Ordinal)))
        {
            heard.Add((await socket.HearAsync("events")).GetRawText());
        }

        (await visitor.OpenSessionAsync(token: visitor.Token)).ShouldBe(HttpStatusCode.OK);
        heard.Add(visitor.Answer.GetRawText());
        heard.Add((await visitor.MessagesAsync()).GetRawText());
        heard.Add(await visitor.Http.GetStringAsync($"/api/visitor/feed?after=0&epoch={visitor.Session.GetProperty("epoch").GetString()}"));
        foreach (var text in heard)
        {
            text.ShouldNotContain("机密备注");
            text.ShouldNotContain("\"note\"");
            text.ShouldNotContain(place.Shop.Agent.Id.ToString());
            text.ShouldNotContain("reason");
        }
    }

    [Theory, BothDatabases]
    public async Task An_anonymous_visitor_who_signs_in_keeps_what_was_said(DatabaseKind db)
    {
        var place = await VisitedShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var visitor = await place.VisitAsync();
        (await visitor.SendAsync("登录前说的")).ShouldBe(HttpStatusCode.OK);

        (await visitor.OpenSessionAsync(place.Identity("u-1", DateTimeOffset.UtcNow, "小林"), visitor.Token)).ShouldBe(HttpStatusCode.OK);

        visitor.Session.GetProperty("buyer").GetProperty("identity").GetString().ShouldBe("signed");
        visitor.Session.GetProperty("messages").EnumerateArray().ShouldContain(m => m.GetProperty("text").GetString() == "登录前说的");
    }

    [Theory, BothDatabases]
    public async Task After_signing_out_the_next_person_at_the_computer_sees_nothing(DatabaseKind db)
    {
        var place = await VisitedShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var visitor = await place.VisitAsync(place.Identity("u-2", DateTimeOffset.UtcNow));
        (await visitor.SendAsync("私事")).ShouldBe(HttpStatusCode.OK);

        (await visitor.OpenSessionAsync(identity: null, token: visitor.Token)).ShouldBe(HttpStatusCode.OK);

        visitor.Session.GetProperty("buyer").GetProperty("identity").GetString().ShouldBe("anonymous");
        visitor.Session.GetProperty("conversation").ValueKind.ShouldBe(JsonValueKind.Null);
        visitor.Session.GetProperty("messages").GetArrayLength().ShouldBe(0);
    }

    [Theory, BothDatabases]
    public async Task An_open_page_follows_when_its_record_becomes_part_of_another(DatabaseKind db)
    {
        var place = await VisitedShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var known = await place.VisitAsync(place.Identity("u-9", DateTimeOffset.UtcNow, "小林"));
        (await known.SendAsync("以前的")).ShouldBe(HttpStatusCode.OK);
        using var visitor = await place.VisitAsync();
        using var page = await visitor.ConnectAsync();
        using var signing = new TestVisitor(place);

        // Another tab of the same browser signs in: the anonymous record is joined into the known one.
        (await signing.OpenSessionAsync(place.Identity("u-9", DateTimeOffset.UtcNow), visitor.Token)).ShouldBe(HttpStatusCode.OK);

        (await page.HearAsync("bye")).GetProperty("why").GetString().ShouldBe("joined");
        // Coming back with the old token and number: what was told under the old name cannot be added up, so all is read anew.
        using var back = await TestSocket.OpenAsync(place.Shop.House.Url);
        await back.SayAsync(new { t = "hello", token = visitor.Token, after = visitor.Session.GetProperty("n").GetInt64(), epoch = visitor.Session.GetProperty("epoch").GetString() });
        (await back.HearAsync("reload")).GetProperty("why").GetString().ShouldBe("joined");
        var feed = await visitor.Http.GetFromJsonAsync<JsonElement>($"/api/visitor/feed?after={visitor.Session.GetProperty("n").GetInt64()}&epoch={visitor.Session.GetProperty("epoch").GetString()}");
        feed.GetProperty("reload").GetBoolean().ShouldBeTrue();

        // The fresh session hears what is said to the joined buyer; lines of the house may come before it.
        using var live = await signing.ConnectAsync();
        (await known.SendAsync("换了一台电脑")).ShouldBe(HttpStatusCode.OK);
        while (!(await live.HearAsync("events")).GetRawText().Contains("换了一台电脑", StringComparison.Ordinal))
        {
            // ends with an exception when the house says nothing more
        }
    }
}
