using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Zhanggui.Kernel.Db;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.HttpTests.Guarding;

public sealed class GuardDisputeTests
{
    private const string Desk = """
        guard:
          tried_days: 30
          near_days: 7
          near_wider: 3
          near_between: 2
          near_word: 4
          near_phrase: 4
          near_phrase_most: 10
          near_talks: 2
          alike_percent: 50
        """;

    private static readonly string Rules = GuardedShop.Rules.Replace("guard:", Desk, StringComparison.Ordinal);

    [Theory, BothDatabases]
    public async Task Agent_says_it_was_fine_and_the_owner_sees_what_the_exception_lets_through_before_it_goes_into_a_draft(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var shop = await GuardedShop.OpenAsync(house, Rules);
        using var agent = await shop.Desk.Shop.SignInAsync(shop.Desk.Shop.Agent);
        using var owner = await shop.Desk.Shop.SignInAsync(shop.Desk.Shop.Owner);
        var talk = await shop.TalkAsync(agent);
        await SayAsync(agent, talk, "自行车道不行走哦", "行走说的是路");
        (await agent.RefusedAsync(talk, "messages", new { id = Guid.CreateVersion7(), kind = "text", text = "这里不行走" })).ShouldBe("guard.message.reason_missing");
        await SayAsync(agent, talk, "这个不行", "真不行");
        await GuardedShop.PostAsync(agent, "/api/guard/abandoned", new { id = Guid.CreateVersion7(), conversation = talk.Value, drafts = new[] { "前面不行走了" } });

        // From a kept hit, once.
        var hit = (await GuardOverviewTests.HitsAsync(agent, shop, "effect=past")).Single(h => h!.Text("said") == "自行车道不行走哦")!;
        var said = (await GuardedShop.PostAsync(agent, "/api/guard/disputes", new { hit = hit.Text("id"), note = "不行走是说不能走" })).Text("id");
        (await agent.RefusedAsync("/api/guard/disputes", new { hit = hit.Text("id") })).ShouldBe("guard.dispute.already");
        (await GuardOverviewTests.HitsAsync(agent, shop, "effect=past")).Single(h => h!.Text("id") == hit.Text("id"))!.Text("dispute").ShouldBe("open");
        (await owner.GetJsonAsync($"/api/guard/waiting?shop={shop.Desk.Id}")).Number("open").ShouldBe(1);

        var one = await owner.GetJsonAsync($"/api/guard/disputes/{said}");
        (one["dispute"]!.Text("text"), one["dispute"]!.Text("note"), one.Number("same"), one.Text("suggested")).ShouldBe(("自行车道不行走哦", "不行走是说不能走", 4, "行车道不行走哦"));

        // An exception that hides the rule's own word is refused, as is one that misses the sentence; nothing is begun.
        (await owner.RefusedAsync($"/api/guard/disputes/{said}/try", new { except = new[] { "不行" } })).ShouldBe("rules.book.has_errors");
        (await owner.RefusedAsync($"/api/guard/disputes/{said}/try", new { except = Array.Empty<string>() })).ShouldBe("guard.dispute.exception_wrong");
        (await owner.RefusedAsync($"/api/guard/disputes/{said}/accept", new { except = new[] { "不行" } })).ShouldBe("rules.book.has_errors");
        (await owner.RefusedAsync($"/api/guard/disputes/{said}/accept", new { except = new[] { "不行驶" } })).ShouldBe("guard.dispute.exception_misses");
        (await DraftsAsync(owner)).ShouldBe(0);

        var tried = await GuardedShop.PostAsync(owner, $"/api/guard/disputes/{said}/try", new { except = new[] { "不行走" } });
        (tried.Number("looked"), tried.Number("released"), tried.Number("stillRings"), tried.Number("unsure"), tried.Number("heldBack")).ShouldBe((4, 3, 1, 0, 2));
        tried["byEffect"]!.AsArray().Select(e => $"{e!.Text("effect")} {e!.Number("count")}").ShouldBe(["past 1", "stopped 1", "abandoned 1"]);

        var accepted = await GuardedShop.PostAsync(owner, $"/api/guard/disputes/{said}/accept", new { except = new[] { "不行走" }, note = "说得对" });
        var draft = await owner.GetJsonAsync($"/api/rules/books/{accepted.Text("draft")}");
        (draft["book"]!.Text("state"), draft.Text("text").Contains("except: [\"不行走\"]", StringComparison.Ordinal), draft.Text("text").Contains("rewrite: [不行 => 无法帮到您]", StringComparison.Ordinal)).ShouldBe(("draft", true, true));
        (await owner.RefusedAsync($"/api/guard/disputes/{said}/decline", new { note = "不" })).ShouldBe("guard.dispute.answered");

        // Not in force by itself; the agent hears of it.
        (await shop.CheckAsync(agent, talk, "不行走")).Text("verdict").ShouldBe("confirm");
        (await agent.GetJsonAsync($"/api/guard/waiting?shop={shop.Desk.Id}")).Number("answers").ShouldBe(1);
        var mine = (await agent.GetJsonAsync($"/api/guard/disputes?shop={shop.Desk.Id}"))["disputes"]!.AsArray().ShouldHaveSingleItem()!;
        (mine.Text("state"), mine.Text("answer")).ShouldBe(("accepted", "说得对"));
        await agent.PostOkAsync("/api/guard/disputes/seen", new { shop = shop.Desk.Id.Value });
        (await agent.GetJsonAsync($"/api/guard/waiting?shop={shop.Desk.Id}")).Number("answers").ShouldBe(0);
    }

    [Theory, BothDatabases]
    public async Task Of_two_owners_who_accept_at_once_one_makes_a_draft_and_the_other_is_told(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var shop = await GuardedShop.OpenAsync(house, Rules);
        using var agent = await shop.Desk.Shop.SignInAsync(shop.Desk.Shop.Agent);
        using var owner = await shop.Desk.Shop.SignInAsync(shop.Desk.Shop.Owner);
        using var other = await shop.Desk.Shop.SignInAsync(shop.Desk.Shop.Owner);
        var talk = await shop.TalkAsync(agent);
        await SayAsync(agent, talk, "这里不行走", "说的是路");
        var hit = (await GuardOverviewTests.HitsAsync(agent, shop, "effect=past")).ShouldHaveSingleItem()!.Text("id");
        var said = (await GuardedShop.PostAsync(agent, "/api/guard/disputes", new { hit })).Text("id");

        var answers = await Task.WhenAll(new[] { owner, other, owner, other }.Select(o => GuardedShop.PostStatusAsync(o, $"/api/guard/disputes/{said}/accept", new { except = new[] { "不行走" } })));
        answers.Order().ShouldBe([200, 409, 409, 409]);
        (await DraftsAsync(owner)).ShouldBe(1);
        (await owner.RefusedAsync($"/api/guard/disputes/{said}/decline", new { note = "不" })).ShouldBe("guard.dispute.answered");
    }

    [Theory, BothDatabases]
    public async Task Refused_exception_leaves_the_case_open_at_once(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var shop = await GuardedShop.OpenAsync(house, Rules);
        using var agent = await shop.Desk.Shop.SignInAsync(shop.Desk.Shop.Agent);
        using var owner = await shop.Desk.Shop.SignInAsync(shop.Desk.Shop.Owner);
        var talk = await shop.TalkAsync(agent);
        await SayAsync(agent, talk, "这里不行走", "说的是路");
        var hit = (await GuardOverviewTests.HitsAsync(agent, shop, "effect=past")).ShouldHaveSingleItem()!.Text("id");
        var said = (await GuardedShop.PostAsync(agent, "/api/guard/disputes", new { hit })).Text("id");

        (await owner.RefusedAsync($"/api/guard/disputes/{said}/accept", new { except = new[] { "不行" } })).ShouldBe("rules.book.has_errors");
        (await GuardedShop.PostStatusAsync(owner, $"/api/guard/disputes/{said}/decline", new { note = "不改" })).ShouldBe(204);
    }

    [Theory, BothDatabases]
    public async Task Draft_that_rings_can_be_disputed_from_the_box_and_declined_with_a_reason_by_the_owner_only(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var shop = await GuardedShop.OpenAsync(house, Rules);
        using var agent = await shop.Desk.Shop.SignInAsync(shop.Desk.Shop.Agent);
        using var owner = await shop.Desk.Shop.SignInAsync(shop.Desk.Shop.Owner);
        var talk = await shop.TalkAsync(agent);
        (await agent.RefusedAsync("/api/guard/disputes", new { conversation = talk.Value, text = "您好", rule = "insult" })).ShouldBe("guard.dispute.nothing_rings");
        (await agent.RefusedAsync("/api/guard/disputes", new { conversation = Guid.CreateVersion7(), text = "蠢货", rule = "insult" })).ShouldBe("guard.check.conversation_not_found");
        (await agent.RefusedAsync("/api/guard/disputes", new { hit = Guid.CreateVersion7() })).ShouldBe("guard.hit.not_found");
        var said = (await GuardedShop.PostAsync(agent, "/api/guard/disputes", new { conversation = talk.Value, text = "书名叫蠢货联盟", rule = "insult", start = 3 })).Text("id");

        (await GuardedShop.PostStatusAsync(agent, $"/api/guard/disputes/{said}/decline", new { note = "x" })).ShouldBe(403);
        (await owner.RefusedAsync($"/api/guard/disputes/{said}/decline", new { note = " " })).ShouldBe("guard.dispute.answer_missing");
        await owner.PostOkAsync($"/api/guard/disputes/{said}/decline", new { note = "不要引用这种书名" });
        var mine = (await agent.GetJsonAsync($"/api/guard/disputes?shop={shop.Desk.Id}&state=declined"))["disputes"]!.AsArray().ShouldHaveSingleItem()!;
        (mine.Text("answer"), mine.Text("answeredBy").Length > 0).ShouldBe(("不要引用这种书名", true));
        (await DraftsAsync(owner)).ShouldBe(0);

        var elsewhere = await TestShop.OpenAsync(house);
        using var stranger = await elsewhere.SignInAsync(elsewhere.Owner);
        (await GuardedShop.StatusAsync(stranger, $"/api/guard/disputes/{said}")).ShouldBe(404);
        (await stranger.RefusedAsync($"/api/guard/disputes/{said}/accept", new { terms = new[] { "蠢货联盟" } })).ShouldBe("guard.dispute.not_found");
    }

    [Theory, BothDatabases]
    public async Task Words_of_a_dispute_go_with_the_buyer(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var shop = await GuardedShop.OpenAsync(house, Rules);
        using var agent = await shop.Desk.Shop.SignInAsync(shop.Desk.Shop.Agent);
        using var owner = await shop.Desk.Shop.SignInAsync(shop.Desk.Shop.Owner);
        var buyer = await house.Services.GetRequiredService<IBuyers>().FindOrCreateAsync(shop.Desk.Id, "site", Guid.CreateVersion7().ToString(), new BuyerProfile("小雨", BuyerIdentity.Signed), CancellationToken.None);
        var talk = await shop.TalkAsync(agent, buyer: buyer.Id.Value);
        var said = (await GuardedShop.PostAsync(agent, "/api/guard/disputes", new { conversation = talk.Value, text = "小雨你这蠢货", rule = "insult" })).Text("id");
        await house.Services.GetServices<IPersonalData>().Single(p => p.Section == "guard").EraseAsync(new DataSubject(shop.Desk.Id, buyer.Id, [buyer.Id]), CancellationToken.None);
        (await owner.GetJsonAsync($"/api/guard/disputes/{said}"))["dispute"]!["text"].ShouldBeNull();
        (await owner.RefusedAsync($"/api/guard/disputes/{said}/accept", new { terms = new[] { "小雨你这蠢货啊" } })).ShouldBe("guard.hit.words_gone");
    }

    private static async Task SayAsync(HttpClient agent, Zhanggui.Reception.Contracts.ConversationId talk, string text, string reason) =>
        await agent.ActAsync(talk, "messages", new { id = Guid.CreateVersion7(), kind = "text", text, guard = new { reason } });

    private static async Task<int> DraftsAsync(HttpClient owner) =>
        (await owner.GetJsonAsync("/api/rules/books"))["books"]!.AsArray().Count(b => b!.Text("state") == "draft");
}
