using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Time;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;

namespace Zhanggui.HttpTests.Promises;

/// <summary>What a policy promises a buyer is promised once while it is open, whoever presses and in whichever conversation.</summary>
public sealed class PromiseMatterTests
{
    private const string What = "寄出发票";

    [Theory, BothDatabases]
    public async Task Matter_that_is_open_is_answered_from_another_conversation_and_offered_again_once_it_ended(DatabaseKind db)
    {
        var desk = await ReceptionDesk.OpenAsync(await TestHouse.SharedAsync(db));
        using var first = await desk.Shop.SignInAsync(desk.Shop.Agents[0]);
        using var second = await desk.Shop.SignInAsync(desk.Shop.Agents[1]);
        var buyer = Guid.CreateVersion7();
        var (old, now) = (await TalkAsync(desk, first, buyer), await TalkAsync(desk, second, buyer));
        now.ShouldNotBe(old);
        (await MatterAsync(second, desk, now))["same"].ShouldBeNull();

        var id = await MakeAsync(first, desk, old);
        (await MakeAsync(second, desk, now)).ShouldBe(id);
        var same = (await MatterAsync(second, desk, now))["same"]!;
        (same.Text("id"), same["isMine"]!.GetValue<bool>(), same.Text("conversation"), same.Text("madeBy")).ShouldBe((id, false, old.ToString(), desk.Shop.Agents[0].Name));
        (await second.GetJsonAsync($"/api/promises/{id}?conversation={now}"))["promise"]!.Text("id").ShouldBe(id);
        (await OpenAsync(desk, buyer)).ShouldBe(1);

        // Somebody else's, and something else of the same buyer's, are other matters.
        var stranger = await TalkAsync(desk, second, Guid.CreateVersion7());
        (await MatterAsync(second, desk, stranger))["same"].ShouldBeNull();
        (await StatusAsync(second, $"/api/promises/{id}?conversation={stranger}")).ShouldBe(HttpStatusCode.OK); // of a colleague in the same shop's reception
        (await MakeAsync(second, desk, stranger)).ShouldNotBe(id);
        (await MakeAsync(second, desk, now, policy: "parts")).ShouldNotBe(id);

        foreach (var (act, body) in new (string, object)[] { ("withdraw", new { reason = "记错了", agreed = false }), ("keep", new { evidence = "已寄出" }), ("break", new { reason = "漏寄" }) })
        {
            await PostAsync(first, $"/{id}/{act}", body);
            (await MatterAsync(second, desk, now))["same"].ShouldBeNull();
            var again = await MakeAsync(first, desk, now);
            again.ShouldNotBe(id);
            id = again;
        }

        (await OpenAsync(desk, buyer)).ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task Second_order_is_another_matter_and_what_names_no_order_may_be_about_any(DatabaseKind db)
    {
        var desk = await ReceptionDesk.OpenAsync(await TestHouse.SharedAsync(db));
        using var agent = await desk.Shop.SignInAsync(desk.Shop.Agent);
        var buyer = Guid.CreateVersion7();
        var talk = await TalkAsync(desk, agent, buyer);
        var one = await MakeAsync(agent, desk, talk, order: "R1");
        (await MakeAsync(agent, desk, talk, order: "R1")).ShouldBe(one);
        (await MakeAsync(agent, desk, talk)).ShouldBe(one);

        var offered = await MatterAsync(agent, desk, talk, "R2");
        (offered["same"], offered["others"]!.AsArray().ShouldHaveSingleItem()!.Text("order")).ShouldBe((null, "R1"));
        var two = await MakeAsync(agent, desk, talk, order: "R2");
        two.ShouldNotBe(one);
        (await MatterAsync(agent, desk, talk, "R2"))["same"]!.Text("id").ShouldBe(two);
        (await MatterAsync(agent, desk, talk, "R1"))["same"]!.Text("id").ShouldBe(one);

        // Written down by hand with the same words, before any order was known; a colleague's task is none to the buyer.
        var other = await TalkAsync(desk, agent, Guid.CreateVersion7());
        await PostAsync(agent, "", new { id = Guid.CreateVersion7(), shop = desk.Id.Value, what = What, due = Due(desk), conversation = other.Value, owner = desk.Shop.Agents[1].Id.Value });
        (await MatterAsync(agent, desk, other, "R3"))["same"].ShouldBeNull();
        var byHand = Guid.CreateVersion7();
        await PostAsync(agent, "", new { id = byHand, shop = desk.Id.Value, what = What, due = Due(desk), conversation = other.Value });
        (await MakeAsync(agent, desk, other, order: "R3")).ShouldBe(byHand.ToString());
    }

    [Theory, BothDatabases]
    public async Task Colleagues_who_press_at_once_make_one_promise(DatabaseKind db)
    {
        var desk = await ReceptionDesk.OpenAsync(await TestHouse.SharedAsync(db));
        using var one = await desk.Shop.SignInAsync(desk.Shop.Agents[0]);
        using var other = await desk.Shop.SignInAsync(desk.Shop.Agents[1]);
        for (var round = 0; round < 5; round++)
        {
            var buyer = Guid.CreateVersion7();
            var (a, b) = (await TalkAsync(desk, one, buyer), await TalkAsync(desk, other, buyer));
            var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => MakeAsync(i % 2 == 0 ? one : other, desk, i % 4 < 2 ? a : b)));
            made.Distinct().ShouldHaveSingleItem();
            (await OpenAsync(desk, buyer)).ShouldBe(1);
        }
    }

    [Theory, BothDatabases]
    public async Task Strangers_learn_nothing_and_a_wrong_policy_is_refused(DatabaseKind db)
    {
        var desk = await ReceptionDesk.OpenAsync(await TestHouse.SharedAsync(db));
        using var agent = await desk.Shop.SignInAsync(desk.Shop.Agent);
        var talk = await TalkAsync(desk, agent, Guid.CreateVersion7());
        var id = await MakeAsync(agent, desk, talk);
        var elsewhere = await ReceptionDesk.OpenAsync(desk.Shop.House);
        using var stranger = await elsewhere.Shop.SignInAsync(elsewhere.Shop.Owner);
        var theirs = await elsewhere.OpenConversationAsync();
        (await StatusAsync(stranger, Matter(desk, talk, null))).ShouldBe(HttpStatusCode.NotFound);
        (await StatusAsync(stranger, Matter(elsewhere, talk, null))).ShouldBe(HttpStatusCode.NotFound);
        (await StatusAsync(stranger, $"/api/promises/{id}?conversation={theirs}")).ShouldBe(HttpStatusCode.NotFound);

        using var answer = await agent.PostAsJsonAsync(new Uri("/api/promises", UriKind.Relative), new { id = Guid.CreateVersion7(), shop = desk.Id.Value, what = What, due = Due(desk), conversation = talk.Value, policy = new string('x', 101) });
        (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.Text("code")).ShouldBe((HttpStatusCode.BadRequest, "promises.promise.policy_wrong"));
    }

    /// <summary>A talk of its own: the buyer writes in another channel.</summary>
    private static async Task<ConversationId> TalkAsync(ReceptionDesk desk, HttpClient agent, Guid buyer)
    {
        var words = new Words(Guid.CreateVersion7(), MessageKind.Text, "能开发票吗");
        var said = await ReceptionDesk.Writer(desk.Shop.House).ActAsync(new Send(Party.OfBuyer(buyer), SenderKind.Buyer, words, desk.Arrival(buyer) with { Channel = new ChannelId(Guid.CreateVersion7()) }), CancellationToken.None);
        said.Refusal.ShouldBeNull();
        await agent.ActAsync(said.Head!.Id, "take");
        return said.Head.Id;
    }

    private static async Task<string> MakeAsync(HttpClient http, ReceptionDesk desk, ConversationId talk, string policy = "invoice", string? order = null) =>
        (await PostAsync(http, "", new { id = Guid.CreateVersion7(), shop = desk.Id.Value, what = policy == "invoice" ? What : "补寄配件", due = Due(desk), conversation = talk.Value, order, policy, told = false })).Text("id");

    private static string Matter(ReceptionDesk desk, ConversationId talk, string? order) =>
        $"/api/promises/matter?shop={desk.Id}&conversation={talk}&policy=invoice&what={Uri.EscapeDataString(What)}{(order is null ? "" : $"&order={order}")}";

    private static Task<JsonObject> MatterAsync(HttpClient http, ReceptionDesk desk, ConversationId talk, string? order = null) => http.GetJsonAsync(Matter(desk, talk, order));

    private static async Task<long> OpenAsync(ReceptionDesk desk, Guid buyer) => await desk.CountAsync("select count(*) from promises_promise where buyer_id = @b and policy = 'invoice' and state = 'Open'", ("b", buyer)) ?? 0;

    private static string Due(ReceptionDesk desk) => InstantJson.Format(desk.Shop.House.Services.GetRequiredService<TimeProvider>().GetCurrentInstant() + Duration.FromDays(30));

    private static async Task<HttpStatusCode> StatusAsync(HttpClient http, string path)
    {
        using var response = await http.GetAsync(new Uri(path, UriKind.Relative));
        return response.StatusCode;
    }

    private static async Task<JsonNode> PostAsync(HttpClient http, string path, object body)
    {
        using var response = await http.PostAsJsonAsync(new Uri($"/api/promises{path}", UriKind.Relative), body);
        var text = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.ShouldBeTrue($"{path}: {(int)response.StatusCode} {text}");
        return JsonNode.Parse(text)!;
    }
}
