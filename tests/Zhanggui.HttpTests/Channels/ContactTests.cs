using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Zhanggui.Kernel.Db;
using Zhanggui.Reception.Contracts;

namespace Zhanggui.HttpTests.Channels;

/// <summary>Calls, visits and QQ chats that people write down (CHAT-13, CHAT-22).</summary>
public sealed class ContactTests
{
    [Theory, BothDatabases]
    public async Task A_call_becomes_a_conversation_under_the_agents_name_once(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var agent = await shop.SignInAsync(shop.Agent);
        await using var socket = await TestSocket.OpenAsync(shop.House, await shop.CookieAsync(shop.Agents[1]), shop.Id);
        await socket.HearAsync("ready");
        var id = Guid.CreateVersion7();
        var call = new
        {
            id,
            kind = "telephone",
            direction = "in",
            minutes = 4,
            buyer = new { name = "老张", tel = "138 1234 1234" },
            summary = "问安装时间，约好周五上午",
            lines = new object[] { new { who = "buyer", text = "什么时候能装" }, new { who = "agent", text = "周五上午可以" } },
        };

        var made = await RecordAsync(agent, shop, call);
        var again = await RecordAsync(agent, shop, call);
        again["message"]!.Number("seq").ShouldBe(made["message"]!.Number("seq"));
        var head = made["head"]!;
        (head.Text("channelKind"), head.Text("state"), head.Text("assignee", "name"), head.Text("lastText")).ShouldBe(("telephone", "open", shop.Agent.Name, "问安装时间，约好周五上午"));
        head["waitingSince"].ShouldBeNull();
        await socket.ReachAsync(e => e["head"]?.Text("id") == head.Text("id"));

        var page = await agent.GetJsonAsync($"/api/reception/conversations/{head.Text("id")}");
        var messages = page["messages"]!.AsArray();
        messages.Select(m => (m!.Text("sender"), m!.Text("text"), m!.Text("person", "name"))).ShouldBe(
        [
            ("system", "问安装时间，约好周五上午", shop.Agent.Name), ("buyer", "什么时候能装", shop.Agent.Name), ("agent", "周五上午可以", shop.Agent.Name),
        ]);
        messages[0]!["body"]!["system"]!.Text("code").ShouldBe("contact");
        messages.ShouldAllBe(m => m!["delivery"] == null); // said already: nothing is sent out
        (await shop.House.Services.GetRequiredService<IRecordCheck>().VerifyAsync(shop.Id, CancellationToken.None)).ShouldBeEmpty();

        var next = await RecordAsync(agent, shop, new { id = Guid.CreateVersion7(), kind = "telephone", direction = "out", buyer = new { tel = "+86 13812341234" }, summary = "回电确认", outcome = "已解决" });
        next["head"]!.Text("id").ShouldBe(head.Text("id")); // the same number is the same buyer, and the talk goes on
        next["head"]!.Text("state").ShouldBe("closed");
        next["head"]!.Text("outcome").ShouldBe("已解决");
        (await ReceptionDesk.CountAsync(shop.House, "select count(*) from reception_channel where shop_id = @s", ("s", shop.Id.Value))).ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task A_colleague_writes_into_the_same_talk_under_their_own_name_and_the_owner_stays(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var first = await shop.SignInAsync(shop.Agent);
        using var second = await shop.SignInAsync(shop.Agents[1]);
        var made = await RecordAsync(first, shop, new { id = Guid.CreateVersion7(), kind = "qq", direction = "in", buyer = new { account = "10001" }, summary = "QQ 上询价", lines = new[] { new { who = "agent", text = "稍等，我问一下" } } });
        var told = (await first.GetJsonAsync($"/api/reception/conversations/{made["head"]!.Text("id")}"))["messages"]!.AsArray();
        told.ShouldAllBe(m => m!["delivery"] == null); // said on QQ already

        var next = await RecordAsync(second, shop, new { id = Guid.CreateVersion7(), kind = "qq", direction = "in", buyer = new { id = made["head"]!.Text("buyer", "id") }, summary = "再次询价" });

        next["head"]!.Text("id").ShouldBe(made["head"]!.Text("id"));
        next["head"]!.Text("assignee", "name").ShouldBe(shop.Agent.Name);
        next["message"]!.Text("person", "name").ShouldBe(shop.Agents[1].Name);
        // A reply typed afterwards would have to travel, and nothing carries it: the agent is told.
        var typed = await first.ActAsync(new ConversationId(Guid.Parse(made["head"]!.Text("id"))), "messages", new { id = Guid.CreateVersion7(), kind = "text", text = "报价在这里" });
        typed["message"]!.Text("delivery", "state").ShouldBe("pending");
    }

    [Theory, BothDatabases]
    public async Task A_call_that_is_over_waits_for_nobody_and_is_handed_to_a_colleague(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var agent = await shop.SignInAsync(shop.Agent);
        foreach (var kind in new[] { "telephone", "visit" })
        {
            var made = await RecordAsync(agent, shop, new { id = Guid.CreateVersion7(), kind, direction = "in", buyer = new { name = "老赵", tel = "13912341234" }, summary = "要师傅上门" });
            var talk = new ConversationId(Guid.Parse(made["head"]!.Text("id")));

            (await agent.RefusedAsync(talk, "release", new { reason = "不归我管" })).ShouldBe("reception.contact.no_queue");
            var head = (await agent.GetJsonAsync($"/api/reception/conversations/{talk}"))["head"]!;
            (head.Text("state"), head.Text("assignee", "name")).ShouldBe(("open", shop.Agent.Name));
            (await agent.ActAsync(talk, "assign", new { personId = shop.Agent.Id.Value, reason = "还是我" }))["head"]!.Text("assignee", "name").ShouldBe(shop.Agent.Name);
        }

        // An own channel's talk goes back as before.
        var desk = ReceptionDesk.Of(shop);
        var web = await desk.OpenConversationAsync("在吗");
        await agent.ActAsync(web, "take");
        (await agent.ActAsync(web, "release", new { reason = "要下班了" }))["head"]!.Text("state").ShouldBe("waiting");
    }

    [Theory, BothDatabases]
    public async Task Wrong_contacts_are_refused_by_field_and_strangers_see_no_shop(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var shop = await TestShop.OpenAsync(house);
        var other = await TestShop.OpenAsync(house);
        using var agent = await shop.SignInAsync(shop.Agent);
        using var stranger = await other.SignInAsync(other.Agent);
        var theirs = await RecordAsync(stranger, other, new { id = Guid.CreateVersion7(), kind = "visit", direction = "in", summary = "到店看样" });
        var id = Guid.CreateVersion7();
        foreach (var (body, field) in new (object, string)[]
        {
            (new { id, kind = "web", direction = "in", summary = "x" }, "kind"),
            (new { id, kind = "visit", direction = "sideways", summary = "x" }, "direction"),
            (new { id, kind = "visit", direction = "in" }, "summary"),
            (new { id, kind = "visit", direction = "in", summary = "x", minutes = -1 }, "minutes"),
            (new { id, kind = "visit", direction = "in", summary = "x", at = DateTimeOffset.UtcNow.AddHours(1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture) }, "at"),
            (new { id, kind = "visit", direction = "in", lines = new[] { new { who = "system", text = "x" } } }, "lines"),
            (new { id, kind = "visit", direction = "in", summary = new string('长', 5001) }, "text"),
            (new { id = Guid.Empty, kind = "visit", direction = "in", summary = "x" }, "id"),
            (new { id, kind = "visit", direction = "in", summary = "x", buyer = new { id = theirs["head"]!.Text("buyer", "id") } }, "buyer.id"), // another shop's buyer
        })
        {
            using var response = await agent.PostAsJsonAsync($"/api/reception/contacts?shop={shop.Id}", body);
            response.IsSuccessStatusCode.ShouldBeFalse(field);
            JsonNode.Parse(await response.Content.ReadAsStringAsync())!.Text("field").ShouldBe(field);
        }

        using var foreign = await stranger.PostAsJsonAsync($"/api/reception/contacts?shop={shop.Id}", new { id, kind = "visit", direction = "in", summary = "x" });
        foreign.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<JsonObject> RecordAsync(HttpClient agent, TestShop shop, object body)
    {
        using var response = await agent.PostAsJsonAsync($"/api/reception/contacts?shop={shop.Id}", body);
        var text = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return JsonNode.Parse(text)!.AsObject();
    }
}
