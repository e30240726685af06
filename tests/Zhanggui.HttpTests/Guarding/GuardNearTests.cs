using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Zhanggui.Guard.Nearby;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Time;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.HttpTests.Guarding;

public sealed class GuardNearTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private const string Rules = """
        guard:
          near_days: 7
          near_wider: 3
          near_between: 2
          near_word: 4
          near_phrase: 4
          near_phrase_most: 10
          near_talks: 2
          alike_percent: 50
          rules:
            transfer:
              name: 站外付款
              kind: payment
              level: block
              words:
                - 转账到银行卡
            promise:
              name: 保证到货
              kind: promise
              level: confirm
              words: [保证…4到货]
            address:
              name: 称呼
              kind: words
              level: hint
              words: [你们那里的]
        """;

    [Theory, BothDatabases]
    public async Task What_came_close_without_ringing_is_found_behind_the_desk_and_becomes_a_saying_of_the_draft(DatabaseKind db)
    {
        await using var house = await TestHouse.OpenAsync(db);
        var shop = await GuardedShop.OpenAsync(house, Rules);
        using var agent = await shop.Desk.Shop.SignInAsync(shop.Desk.Shop.Agent);
        using var owner = await shop.Desk.Shop.SignInAsync(shop.Desk.Shop.Owner);
        var buyer = await house.Services.GetRequiredService<IBuyers>().FindOrCreateAsync(shop.Desk.Id, "site", Guid.CreateVersion7().ToString(), new BuyerProfile("小雨", BuyerIdentity.Signed), CancellationToken.None);
        var (one, two) = (await shop.TalkAsync(agent, "转账到您银行卡吗", buyer: buyer.Id.Value), await shop.TalkAsync(agent));
        await agent.ActAsync(one, "messages", new { id = Guid.CreateVersion7(), kind = "text", text = "您转账到我的银行卡就好" });
        await agent.ActAsync(two, "messages", new { id = Guid.CreateVersion7(), kind = "text", text = "保证您这边三四天之内到货" });
        await agent.ActAsync(two, "messages", new { id = Guid.CreateVersion7(), kind = "text", text = "你们那边里的事" });
        await agent.ActAsync(two, "messages", new { id = Guid.CreateVersion7(), kind = "text", text = "保证明天到货", guard = new { reason = "仓库说的" } });

        var near = await LookAsync(house, shop, owner, 2);
        near["groups"]!.AsArray().Select(g => $"{g!.Text("rule")} {g!["lines"]![0]!.Text("slice")}").Order(StringComparer.Ordinal).ShouldBe(["promise 保证您这边三四天之内到货", "transfer 转账到我的银行卡"]);
        (await CountAsync(house, "select sum(messages) from guard_said where shop_id = @shop", shop)).ShouldBe(4);

        // Read again, nothing is told or counted twice.
        await LookAsync(house, shop, owner, 2);
        (await CountAsync(house, "select count(*) from guard_near where shop_id = @shop", shop)).ShouldBe(2);
        (await CountAsync(house, "select sum(messages) from guard_said where shop_id = @shop", shop)).ShouldBe(4);

        var transfer = near["groups"]!.AsArray().Single(g => g!.Text("rule") == "transfer")!["lines"]![0]!;
        var promise = near["groups"]!.AsArray().Single(g => g!.Text("rule") == "promise")!["lines"]![0]!;
        (transfer.Text("conversation"), transfer.Number("seq") > 0).ShouldBe((one.ToString(), true));
        (await owner.RefusedAsync("/api/guard/sayings", new { shop = shop.Desk.Id.Value, rule = "transfer", saying = "打款给我", near = transfer.Text("id") })).ShouldBe("guard.near.saying_misses");
        (await owner.RefusedAsync("/api/guard/sayings", new { shop = shop.Desk.Id.Value, rule = "transfer", saying = "…", near = transfer.Text("id") })).ShouldBe("guard.near.saying_wrong");
        var draft = (await GuardedShop.PostAsync(owner, "/api/guard/sayings", new { shop = shop.Desk.Id.Value, rule = "transfer", saying = "转账…4银行卡", near = transfer.Text("id") })).Text("draft");
        (await owner.GetJsonAsync($"/api/rules/books/{draft}")).Text("text").ShouldContain("- \"转账…4银行卡\"");
        (await shop.CheckAsync(agent, one, "转账到我的银行卡")).Text("verdict").ShouldBe("pass");
        (await agent.RefusedAsync($"/api/guard/near/{promise.Text("id")}/set-aside", new { })).ShouldNotBe("guard.near.not_found");
        await owner.PostOkAsync($"/api/guard/near/{promise.Text("id")}/set-aside", new { });
        (await owner.RefusedAsync($"/api/guard/near/{promise.Text("id")}/set-aside", new { })).ShouldBe("guard.near.not_found");
        (await owner.GetJsonAsync($"/api/guard/near?shop={shop.Desk.Id}"))["groups"]!.AsArray().ShouldBeEmpty();

        await house.Services.GetServices<IPersonalData>().Single(p => p.Section == "guard").EraseAsync(new DataSubject(shop.Desk.Id, buyer.Id, [buyer.Id]), CancellationToken.None);
        (await CountAsync(house, "select count(*) from guard_near where shop_id = @shop", shop)).ShouldBe(1);
    }

    /// <summary>Looks as the job will in two minutes, until so much is found; the house's own job may have the shop for a moment.</summary>
    private static async Task<JsonObject> LookAsync(TestHouse house, GuardedShop shop, HttpClient owner, int wanted)
    {
        var job = ActivatorUtilities.CreateInstance<LookBackJob>(house.Services);
        var clock = house.Services.GetRequiredService<TimeProvider>();
        var until = clock.GetUtcNow() + Patience;
        while (true)
        {
            await job.LookAsync(shop.Desk.Id, clock.GetCurrentInstant() + Duration.FromMinutes(2), CancellationToken.None);
            var near = await owner.GetJsonAsync($"/api/guard/near?shop={shop.Desk.Id}");
            if (near["groups"]!.AsArray().Sum(g => g!["lines"]!.AsArray().Count) >= wanted || clock.GetUtcNow() > until)
            {
                return near;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), clock);
        }
    }

    private static Task<long?> CountAsync(TestHouse house, string sql, GuardedShop shop) => ReceptionDesk.CountAsync(house, sql, ("shop", shop.Desk.Id.Value));
}
