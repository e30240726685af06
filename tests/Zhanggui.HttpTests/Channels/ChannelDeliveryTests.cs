using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Jobs;
using Zhanggui.Kernel.Time;
using Zhanggui.Reception.Channels.Delivery;
using Zhanggui.Reception.Contracts;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.HttpTests.Channels;

/// <summary>Words to and from a channel outside the house, over a bridge.</summary>
public sealed class ChannelDeliveryTests
{
    [Theory, BothDatabases]
    public async Task A_buyers_words_arrive_once_and_the_answer_goes_out_signed(DatabaseKind db)
    {
        await using var house = await OpenAsync(db);
        await using var bridge = await TestBridge.OpenAsync();
        var shop = await TestShop.OpenAsync(house);
        await bridge.ConnectAsync(shop);

        var first = await bridge.CallAsync(house, TestBridge.Said("m-1", "有货吗"));
        first.Status.ShouldBe(HttpStatusCode.OK, first.Body.GetRawText());
        var again = await bridge.CallAsync(house, TestBridge.Said("m-1", "有货吗"));
        again.Body.GetProperty("repeat").GetBoolean().ShouldBeTrue();
        again.Body.GetProperty("seq").GetInt64().ShouldBe(first.Body.GetProperty("seq").GetInt64());
        var c = new ConversationId(first.Body.GetProperty("c").GetGuid());
        using var agent = await shop.SignInAsync(shop.Agent);
        var page = await agent.GetJsonAsync($"/api/reception/conversations/{c}");
        page["messages"]!.AsArray().Count(m => m!.Text("sender") == "buyer").ShouldBe(1);
        page["head"]!.Text("channelKind").ShouldBe("wechat");
        page["head"]!.Text("buyer", "name").ShouldBe("阿青");

        var sent = await agent.ActAsync(c, "messages", new { id = Guid.CreateVersion7(), kind = "text", text = "有的，今天发" });
        sent["message"]!.Text("delivery", "state").ShouldBe("pending");
        await SettleAsync(agent, c, sent["message"]!.Number("seq"), "sent");

        var heard = bridge.Heard.ShouldHaveSingleItem();
        bridge.IsAllSigned.ShouldBeTrue();
        heard.GetProperty("text").GetString().ShouldBe("有的，今天发");
        heard.GetProperty("buyer").GetProperty("externalId").GetString().ShouldBe("openid-1");
        heard.GetProperty("id").GetString().ShouldBe(sent["message"]!.Text("id"));
        (await agent.RefusedAsync(c, $"retry/{sent["message"]!.Number("seq")}")).ShouldBe("reception.delivery.done");
    }

    [Theory, BothDatabases]
    public async Task A_channel_that_is_away_is_tried_again_in_order_and_the_agent_sees_why(DatabaseKind db)
    {
        await using var house = await OpenAsync(db, ("FirstPauseSeconds", "2"));
        await using var bridge = await TestBridge.OpenAsync();
        var shop = await TestShop.OpenAsync(house);
        await bridge.ConnectAsync(shop);
        var c = await ArriveAsync(house, bridge);
        using var agent = await shop.SignInAsync(shop.Agent);
        await using var socket = await TestSocket.OpenAsync(house, await shop.CookieAsync(shop.Agent), shop.Id);
        await socket.HearAsync("ready");
        bridge.Answers.Enqueue((503, "{}"));

        var one = (await SendAsync(agent, c, "第一句")).Number("seq");
        await socket.ReachAsync(e => e.Text("k") == "message-changed" && e["message"]!.Number("seq") == one && e["message"]!["delivery"]!["cause"] is not null);
        var waiting = socket.Events.Last(e => e.Text("k") == "message-changed")["message"]!["delivery"]!;
        waiting.Text("state").ShouldBe("pending");
        waiting.Text("cause").ShouldContain("503");
        var two = (await SendAsync(agent, c, "第二句")).Number("seq");
        await SettleAsync(agent, c, two, "sent");

        (await DeliveryAsync(agent, c, one)).Text("state").ShouldBe("sent");
        bridge.Heard.Select(h => h.GetProperty("text").GetString()).ShouldBe(["第一句", "第一句", "第二句"]);
        bridge.Heard.Take(2).Select(h => h.GetProperty("id").GetString()).Distinct().Count().ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task A_refused_message_says_why_and_goes_out_when_somebody_tries_again(DatabaseKind db)
    {
        await using var house = await OpenAsync(db, ("Attempts", "1"));
        await using var bridge = await TestBridge.OpenAsync();
        var shop = await TestShop.OpenAsync(house);
        await bridge.ConnectAsync(shop);
        var c = await ArriveAsync(house, bridge);
        using var agent = await shop.SignInAsync(shop.Agent);
        bridge.Answers.Enqueue((422, """{"cause":"超过 48 小时，不能再主动发"}"""));
        bridge.Answers.Enqueue((500, string.Empty));

        var refused = (await SendAsync(agent, c, "您好")).Number("seq");
        await SettleAsync(agent, c, refused, "failed");
        (await DeliveryAsync(agent, c, refused)).Text("cause").ShouldContain("超过 48 小时");
        var givenUp = (await SendAsync(agent, c, "在吗")).Number("seq");
        await SettleAsync(agent, c, givenUp, "failed"); // the limit of tries is one here

        await agent.ActAsync(c, $"retry/{refused}");
        await SettleAsync(agent, c, refused, "sent");
        bridge.Heard.Count.ShouldBe(3);
    }

    [Theory, BothDatabases]
    public async Task What_a_dead_process_had_claimed_is_sent_by_another_after_the_lease(DatabaseKind db)
    {
        await using var house = await OpenAsync(db);
        await using var bridge = await TestBridge.OpenAsync();
        var shop = await TestShop.OpenAsync(house);
        await bridge.ConnectAsync(shop);
        var c = await ArriveAsync(house, bridge);
        using var agent = await shop.SignInAsync(shop.Agent);
        bridge.Answers.Enqueue((422, "{}"));
        var seq = (await SendAsync(agent, c, "您好")).Number("seq");
        await SettleAsync(agent, c, seq, "failed");
        var now = TimeProvider.System.GetCurrentInstant();
        await house.Services.GetRequiredService<Database>().WriteAsync((k, t) => k.ExecuteAsync(t, "update reception_message set delivery = 0, delivery_cause = null, delivery_next_at = @until where conversation_id = @c and seq = @seq", CancellationToken.None,
            ("until", (now + Duration.FromMinutes(10)).ToUnixTimeMilliseconds()), ("c", c.Value), ("seq", seq)), CancellationToken.None);
        var job = house.Services.GetServices<IJob>().OfType<DeliverJob>().Single();

        // Far enough ahead that the house's own rounds, by the machine's clock, do not come to it first.
        (await job.RunOnceAsync(now + Duration.FromMinutes(9), CancellationToken.None)).ShouldBe(0);
        (await job.RunOnceAsync(now + Duration.FromMinutes(11), CancellationToken.None)).ShouldBe(1);

        (await DeliveryAsync(agent, c, seq)).Text("state").ShouldBe("sent");
        bridge.Heard.Select(h => h.GetProperty("id").GetString()).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task Two_processes_share_the_work_and_send_nothing_twice()
    {
        await using var house = await OpenAsync(DatabaseKind.Postgres, ("SendsAtOnce", "3"));
        await using var second = await TestHouse.StartAsync(house.DataDir, house.Postgres, b => Adjust(b, ("SendsAtOnce", "3")));
        await using var bridge = await TestBridge.OpenAsync();
        var shop = await TestShop.OpenAsync(house);
        await bridge.ConnectAsync(shop);
        using var agent = await shop.SignInAsync(shop.Agent);
        var talks = new List<(ConversationId C, long Last)>();
        for (var i = 0; i < 8; i++)
        {
            var c = await ArriveAsync(house, bridge, $"openid-{i}");
            await SendAsync(agent, c, "一");
            await SendAsync(agent, c, "二");
            talks.Add((c, (await SendAsync(agent, c, "三")).Number("seq")));
        }

        foreach (var (c, last) in talks)
        {
            await SettleAsync(agent, c, last, "sent");
        }

        bridge.Heard.Select(h => h.GetProperty("id").GetString()).ShouldBeUnique();
        bridge.Heard.Count.ShouldBe(24);
        foreach (var talk in bridge.Heard.GroupBy(h => h.GetProperty("conversation").GetString(), StringComparer.Ordinal))
        {
            talk.Select(h => h.GetProperty("text").GetString()).ShouldBe(["一", "二", "三"]);
        }
    }

    [Theory, BothDatabases]
    public async Task A_channel_without_a_bridge_says_so_and_redirects_are_not_followed(DatabaseKind db)
    {
        await using var house = await OpenAsync(db);
        await using var bridge = await TestBridge.OpenAsync();
        var shop = await TestShop.OpenAsync(house);
        using var agent = await shop.SignInAsync(shop.Agent);
        await bridge.ConnectAsync(shop, url: bridge.Url.Replace("notify", "elsewhere", StringComparison.Ordinal));
        var away = await ArriveAsync(house, bridge);
        var redirected = (await SendAsync(agent, away, "您好")).Number("seq");
        await SettleAsync(agent, away, redirected, "failed");
        (await DeliveryAsync(agent, away, redirected)).Text("cause").ShouldContain("307");
        bridge.Heard.ShouldBeEmpty();

        await bridge.ConnectAsync(shop, "email", string.Empty);
        var bare = await ArriveAsync(house, bridge, "a@example.cn");
        var unsent = (await SendAsync(agent, bare, "您好")).Number("seq");
        await SettleAsync(agent, bare, unsent, "failed");
        (await DeliveryAsync(agent, bare, unsent)).Text("cause").ShouldContain("没有接通");
    }

    [Theory, BothDatabases]
    public async Task What_a_buyer_says_elsewhere_is_not_told_to_the_widget(DatabaseKind db)
    {
        await using var house = await OpenAsync(db);
        await using var bridge = await TestBridge.OpenAsync();
        var place = await Visitors.VisitedShop.OpenAsync(house);
        await bridge.ConnectAsync(place.Shop);
        using var visitor = await place.VisitAsync();
        (await visitor.SendAsync("网页上问")).ShouldBe(HttpStatusCode.OK);
        var arrived = await bridge.CallAsync(house, TestBridge.Said("w-1", "微信里说"));
        using var agent = await place.Shop.SignInAsync(place.Shop.Owner);
        var web = (await agent.GetJsonAsync($"/api/reception/conversations/{visitor.Answer.GetProperty("c").GetGuid()}"))["head"]!.Text("buyer", "id");
        using var socket = await visitor.ConnectAsync();
        using var joined = await System.Net.Http.Json.HttpClientJsonExtensions.PostAsJsonAsync(agent, $"/api/shop/buyers/{web}/join", new { other = arrived.Body.GetProperty("buyer").GetGuid(), reason = "同一个人" });
        joined.StatusCode.ShouldBe(HttpStatusCode.OK);
        for (var i = 0; i < 100 && (await agent.GetJsonAsync($"/api/reception/conversations/{arrived.Body.GetProperty("c").GetGuid()}"))["head"]!.Text("buyer", "id") != web; i++)
        {
            await Task.Delay(100);
        }

        (await bridge.CallAsync(house, TestBridge.Said("w-2", "这句只给微信"))).Status.ShouldBe(HttpStatusCode.OK);
        (await visitor.SendAsync("最后一句")).ShouldBe(HttpStatusCode.OK);

        var heard = new List<string>();
        while (!heard.Exists(h => h.Contains("最后一句", StringComparison.Ordinal)) && await socket.NextAsync() is { } frame)
        {
            heard.Add(frame.GetRawText());
        }

        heard.ShouldContain(h => h.Contains("最后一句", StringComparison.Ordinal));
        heard.ShouldNotContain(h => h.Contains("微信", StringComparison.Ordinal));
        var session = visitor.Session;
        var feed = await visitor.Http.GetStringAsync($"/api/visitor/feed?after={session.GetProperty("n").GetInt64()}&epoch={session.GetProperty("epoch").GetString()}");
        feed.ShouldContain("最后一句");
        feed.ShouldNotContain("微信");
    }

    private static async Task<ConversationId> ArriveAsync(TestHouse house, TestBridge bridge, string buyer = "openid-1")
    {
        var (status, body) = await bridge.CallAsync(house, TestBridge.Said(Guid.CreateVersion7().ToString("n"), "在吗", buyer));
        status.ShouldBe(HttpStatusCode.OK, body.GetRawText());
        return new ConversationId(body.GetProperty("c").GetGuid());
    }

    private static async Task<JsonNode> SendAsync(HttpClient agent, ConversationId c, string text) =>
        (await agent.ActAsync(c, "messages", new { id = Guid.CreateVersion7(), kind = "text", text }))["message"]!;

    private static async Task<JsonNode> DeliveryAsync(HttpClient agent, ConversationId c, long seq) =>
        (await agent.GetJsonAsync($"/api/reception/conversations/{c}"))["messages"]!.AsArray().Single(m => m!.Number("seq") == seq)!["delivery"]!;

    private static async Task SettleAsync(HttpClient agent, ConversationId c, long seq, string state)
    {
        for (var i = 0; i < 900; i++)
        {
            if ((await DeliveryAsync(agent, c, seq)).Text("state") == state)
            {
                return;
            }

            await Task.Delay(100);
        }

        (await DeliveryAsync(agent, c, seq)).ToJsonString().ShouldBe(state);
    }

    private static Task<TestHouse> OpenAsync(DatabaseKind db, params (string Key, string Value)[] settings) => TestHouse.OpenAsync(db, b => Adjust(b, settings));

    private static void Adjust(Microsoft.AspNetCore.Builder.WebApplicationBuilder builder, params (string Key, string Value)[] settings)
    {
        builder.Configuration["Channels:AllowPrivateAddresses"] = "true";
        foreach (var (key, value) in settings)
        {
            builder.Configuration[$"Channels:{key}"] = value;
        }
    }
}
