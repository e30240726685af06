using Zhanggui.HttpTests.Guarding;
using Zhanggui.Kernel.Db;
using Zhanggui.Reception.Contracts;

namespace Zhanggui.HttpTests.Companion;

/// <summary>Answers that are copied out of the companion window.</summary>
public sealed class CopiedAnswerTests
{
    private const string Answers = "/api/companion/answers";

    [Theory, BothDatabases]
    public async Task Answer_passes_the_gate_and_is_recorded_once(DatabaseKind db)
    {
        var shop = await CompanionShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var agent = await shop.Shop.SignInAsync(shop.Shop.Agent);
        var talk = CompanionShop.TalkOf(await shop.PasteAsync(agent, "能便宜点吗", "砍价的"));
        var id = Guid.CreateVersion7();

        (await CompanionShop.NoAsync(agent, Answers, new { id, conversation = talk.Value, text = "你这蠢货" })).Code.ShouldBe("guard.message.blocked");
        (await CompanionShop.NoAsync(agent, Answers, new { id, conversation = talk.Value, text = "这个不行" })).Code.ShouldBe("guard.message.reason_missing");
        (await CompanionShop.SaidAsync(agent, talk)).Count.ShouldBe(1);
        var sent = await CompanionShop.AnswerAsync(agent, talk, "这个不行", id, new { reason = "买家先这么说的" });
        (await CompanionShop.AnswerAsync(agent, talk, "这个不行", id))["message"]!.Number("seq").ShouldBe(sent["message"]!.Number("seq"));

        var said = (await CompanionShop.SaidAsync(agent, talk))[1]!;
        (said.Text("sender"), said.Text("text"), said["body"]!["copied"]!.GetValue<bool>(), said.Text("person", "name")).ShouldBe(("agent", "这个不行", true, shop.Shop.Agent.Name));
        said["delivery"].ShouldBeNull();
    }

    [Theory, BothDatabases]
    public async Task Answer_that_was_not_sent_after_all_is_marked_and_stays(DatabaseKind db)
    {
        var shop = await CompanionShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var agent = await shop.Shop.SignInAsync(shop.Shop.Agent);
        using var colleague = await shop.Shop.SignInAsync(shop.Shop.Agents[1]);
        var talk = CompanionShop.TalkOf(await shop.PasteAsync(agent, "在吗", "改主意的"));
        var seq = (await CompanionShop.AnswerAsync(agent, talk, "在的"))["message"]!.Number("seq");

        (await colleague.RefusedAsync(talk, $"messages/{seq}/recall")).ShouldBe("reception.message.not_yours");
        await agent.ActAsync(talk, $"messages/{seq}/recall");

        var said = await CompanionShop.SaidAsync(agent, talk);
        (said.Count, said[1]!["recalled"]!.GetValue<bool>()).ShouldBe((2, true));
    }

    [Theory, BothDatabases]
    public async Task Answers_go_only_into_talks_of_platforms_that_one_may_answer(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var shop = await CompanionShop.OpenAsync(house);
        var other = await CompanionShop.OpenAsync(house);
        using var agent = await shop.Shop.SignInAsync(shop.Shop.Agent);
        using var stranger = await other.Shop.SignInAsync(other.Shop.Agent);
        var talk = CompanionShop.TalkOf(await shop.PasteAsync(agent, "在吗", "甲"));
        var web = await shop.Guarded.TalkAsync(agent);

        (await CompanionShop.NoAsync(stranger, Answers, new { id = Guid.CreateVersion7(), conversation = talk.Value, text = "您好" })).Code.ShouldBe("reception.conversation.not_found");
        (await CompanionShop.NoAsync(agent, Answers, new { id = Guid.CreateVersion7(), conversation = web.Value, text = "您好" })).Code.ShouldBe("reception.conversation.not_found");
        (await CompanionShop.NoAsync(agent, Answers, new { id = Guid.CreateVersion7(), conversation = talk.Value, text = " " })).Code.ShouldBe("reception.message.empty");
        (await CompanionShop.NoAsync(agent, Answers, new { id = Guid.CreateVersion7(), conversation = talk.Value, text = new string('长', 5001) })).Code.ShouldBe("reception.message.too_long");
        await agent.ActAsync(talk, "close", new { outcome = "已解决" });
        (await CompanionShop.NoAsync(agent, Answers, new { id = Guid.CreateVersion7(), conversation = talk.Value, text = "您好" })).Code.ShouldBe("reception.conversation.closed");
    }

    [Theory, BothDatabases]
    public async Task Whoever_answers_a_buyer_of_a_colleague_is_asked_first_and_takes_them_over(DatabaseKind db)
    {
        var shop = await CompanionShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var agent = await shop.Shop.SignInAsync(shop.Shop.Agent);
        using var colleague = await shop.Shop.SignInAsync(shop.Shop.Agents[1]);
        var talk = CompanionShop.TalkOf(await shop.PasteAsync(agent, "在吗", "两个人接的"));
        var id = Guid.CreateVersion7();

        (await CompanionShop.NoAsync(colleague, Answers, new { id, conversation = talk.Value, text = "这个不行" })).Code.ShouldBe("reception.conversation.of_another");
        (await ReceptionDesk.CountAsync(shop.Shop.House, "select count(*) from guard_hit where conversation_id = @c", ("c", talk.Value))).ShouldBe(0); // nothing was said, so nothing rang
        (await CompanionShop.SaidAsync(agent, talk)).Count.ShouldBe(1);

        var sent = await GuardedShop.PostAsync(colleague, Answers, new { id, conversation = talk.Value, text = "您好，我来接", takeOver = true });
        sent["head"]!.Text("assignee", "name").ShouldBe(shop.Shop.Agents[1].Name);
        (await GuardedShop.PostAsync(colleague, Answers, new { id, conversation = talk.Value, text = "您好，我来接" }))["message"]!.Number("seq").ShouldBe(sent["message"]!.Number("seq"));
        var said = await CompanionShop.SaidAsync(agent, talk);
        said.Count(m => m!.Text("sender") == "agent").ShouldBe(1);
        said.ShouldContain(m => m!["body"] != null && m["body"]!["system"] != null); // the record says that it changed hands
        (await CompanionShop.NoAsync(agent, Answers, new { id = Guid.CreateVersion7(), conversation = talk.Value, text = "在的" })).Code.ShouldBe("reception.conversation.of_another");
    }

    [Theory, BothDatabases]
    public async Task Pasted_and_copied_words_are_found_by_search(DatabaseKind db)
    {
        var shop = await CompanionShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var agent = await shop.Shop.SignInAsync(shop.Shop.Agent);
        var talk = CompanionShop.TalkOf(await shop.PasteAsync(agent, "梧桐落叶墙布有样品吗", "要样品的"));
        await CompanionShop.AnswerAsync(agent, talk, "梧桐落叶有样品，今天寄");

        var hits = (await agent.GetJsonAsync($"/api/reception/search?shop={shop.Shop.Id}&q={Uri.EscapeDataString("梧桐落叶")}"))["hits"]!.AsArray();
        hits.Select(h => h!["message"]!["body"]!.AsObject().First().Key).Order().ShouldBe(["copied", "pasted"]);
        hits.ShouldAllBe(h => h!["head"]!.Text("channelKind") == "tmall");
    }
}
