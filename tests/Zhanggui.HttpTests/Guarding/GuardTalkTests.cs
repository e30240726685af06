using Microsoft.Extensions.DependencyInjection;
using Zhanggui.Guard.Ledger;
using Zhanggui.Kernel.Db;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Reception.Guarding;

namespace Zhanggui.HttpTests.Guarding;

/// <summary>What the guard knows of a running talk without asking the database each time, and how what rang is stored with its message.</summary>
public sealed class GuardTalkTests
{
    private const string Rules = """
        guard:
          rules:
            monologue:
              name: 独角戏
              kind: shape
              level: hint
              reason: 让买家说话。
              shape: monologue
              at_least: 4
            cannot:
              name: 说不行
              kind: words
              level: confirm
              reason: 换一种说法。
              words: [不行]
            after:
              name: 买家问了才算
              kind: words
              level: hint
              reason: 问到发票时要说清。
              words: [可以的]
              after: [发票]
        """;

    [Theory, BothDatabases]
    public async Task Monologue_rings_until_the_buyer_answers_and_not_on_what_was_recalled(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var shop = await GuardedShop.OpenAsync(house, Rules);
        using var agent = await shop.Desk.Shop.SignInAsync(shop.Desk.Shop.Agent);
        var buyer = Guid.CreateVersion7();
        var talk = await shop.TalkAsync(agent, buyer: buyer);

        var last = 0L;
        for (var i = 0; i < 3; i++)
        {
            last = (await SendAsync(agent, talk, $"第{i}句")).Number("message", "seq");
        }

        (await VerdictAsync(shop, agent, talk, "第四句")).ShouldBe("hint");
        await agent.ActAsync(talk, $"messages/{last}/recall");
        (await VerdictAsync(shop, agent, talk, "第四句")).ShouldBe("pass");
        await SendAsync(agent, talk, "又一句");
        (await VerdictAsync(shop, agent, talk, "第四句")).ShouldBe("hint");

        (await shop.Desk.SayAsync(buyer, "发票呢")).Refusal.ShouldBeNull();
        (await VerdictAsync(shop, agent, talk, "第四句")).ShouldBe("pass");
        (await VerdictAsync(shop, agent, talk, "可以的")).ShouldBe("hint"); // the buyer's newest word is known
    }

    [Theory, BothDatabases]
    public async Task Hit_is_stored_with_its_message_and_not_without_it(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var shop = await GuardedShop.OpenAsync(house, Rules);
        using var agent = await shop.Desk.Shop.SignInAsync(shop.Desk.Shop.Agent);
        var talk = await shop.TalkAsync(agent);
        var other = await shop.TalkAsync(agent);
        var id = Guid.CreateVersion7();
        var said = new { id, kind = "text", text = "这个不行", guard = new { reason = "买家先这么说的" } };

        await agent.ActAsync(talk, "messages", said);
        await agent.ActAsync(talk, "messages", said);
        (await HitsAsync(shop, talk)).ShouldBe(1);

        // The id belongs to a message of another talk: nothing is sent, so nothing is said to have been sent.
        (await agent.RefusedAsync(other, "messages", said)).ShouldBe("reception.message.id_taken");
        (await HitsAsync(shop, other)).ShouldBe(0);
    }

    [Fact]
    public async Task What_another_process_wrote_is_known_here()
    {
        await using var one = await TestHouse.OpenAsync(DatabaseKind.Postgres);
        await using var two = await TestHouse.StartAsync(one.DataDir, one.Postgres);
        var shop = await GuardedShop.OpenAsync(one, Rules);
        using var agent = await shop.Desk.Shop.SignInAsync(shop.Desk.Shop.Agent);
        var buyer = Guid.CreateVersion7();
        var talk = await shop.TalkAsync(agent, buyer: buyer);
        (await LinesAsync(one, talk)).ShouldBe(["在吗"]);

        (await shop.Desk.SayAsync(buyer, "能开发票吗", via: two)).Refusal.ShouldBeNull();
        await UntilAsync(async () => (await LinesAsync(one, talk)).SequenceEqual(["在吗", "能开发票吗"]));
        (await VerdictAsync(shop, agent, talk, "可以的")).ShouldBe("hint");

        // And both sides go on from there.
        await SendAsync(agent, talk, "您好");
        (await LinesAsync(one, talk)).ShouldBe(["在吗", "能开发票吗", "您好"]);
        await UntilAsync(async () => (await LinesAsync(two, talk)).SequenceEqual(["在吗", "能开发票吗", "您好"]));
        (await ReceptionDesk.Writer(two).ActAsync(new Close(Party.House, "完成") { Conversation = talk }, CancellationToken.None)).Refusal.ShouldBeNull();
        await UntilAsync(async () => (await TalkAsync(one, talk)).Head.State == ConversationState.Closed);
    }

    [Fact]
    public async Task Many_who_look_while_the_talk_goes_on_all_end_with_the_same_lines()
    {
        await using var house = await TestHouse.OpenAsync(DatabaseKind.Sqlite);
        var desk = await ReceptionDesk.OpenAsync(house);
        var buyers = Enumerable.Range(0, 4).Select(_ => Guid.CreateVersion7()).ToList();
        var talks = new List<ConversationId>();
        foreach (var buyer in buyers)
        {
            talks.Add(await desk.OpenConversationAsync("开头", buyer));
        }

        using var over = new CancellationTokenSource();
        var lookers = talks.Select(t => Task.Run(async () =>
        {
            while (!over.IsCancellationRequested)
            {
                await TalkAsync(house, t);
            }
        })).ToList();
        await Task.WhenAll(buyers.Select(async b =>
        {
            for (var i = 0; i < 60; i++)
            {
                (await desk.SayAsync(b, $"{i}")).Refusal.ShouldBeNull();
            }
        }));
        await over.CancelAsync();
        await Task.WhenAll(lookers);

        foreach (var talk in talks)
        {
            (await LinesAsync(house, talk)).ShouldBe(Enumerable.Range(10, 50).Select(i => $"{i}"));
        }
    }

    private static async Task<LiveTalk> TalkAsync(TestHouse house, ConversationId talk) => (await house.Services.GetRequiredService<LiveTalks>().FindAsync(talk, CancellationToken.None))!;

    private static async Task<List<string>> LinesAsync(TestHouse house, ConversationId talk) => [.. (await TalkAsync(house, talk)).Lines.Select(l => l.Text)];

    private static Task<System.Text.Json.Nodes.JsonObject> SendAsync(HttpClient agent, ConversationId talk, string text) => agent.ActAsync(talk, "messages", new { id = Guid.CreateVersion7(), kind = "text", text });

    private static async Task<string> VerdictAsync(GuardedShop shop, HttpClient agent, ConversationId talk, string text) => (await shop.CheckAsync(agent, talk, text)).Text("verdict");

    private static async Task<long> HitsAsync(GuardedShop shop, ConversationId talk) =>
        await shop.Desk.CountAsync("select count(*) from guard_hit where conversation_id = @c and effect = @e", ("c", talk.Value), ("e", (int)HitEffect.Past)) ?? 0;

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        while (!await holds())
        {
            await Task.Delay(20, patience.Token);
        }
    }
}
