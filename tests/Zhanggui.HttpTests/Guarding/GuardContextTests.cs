using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Time;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.HttpTests.Guarding;

/// <summary>What the guard knows on the server beyond the message: whose a number is, and the position agreed on for a buyer.</summary>
public sealed class GuardContextTests
{
    private const string Rules = """
        guard:
          rules:
            others:
              name: 别人的资料
              kind: other_buyer
              level: block
              reason: 别的买家的资料要保密。
            position:
              name: 口径不一
              kind: position
              level: block
              unknown: confirm
              reason: 重大投诉里所有人口径一致。
              words: ['赔#元|块']
        """;

    [Theory, BothDatabases]
    public async Task Order_number_of_somebody_else_is_stopped_and_the_buyers_own_passes(DatabaseKind db)
    {
        const string Own = "3520000000000000101", Other = "3520000000000000202";
        var house = await TestHouse.SharedAsync(db);
        var shop = await GuardedShop.OpenAsync(house, Rules);
        using var agent = await shop.Desk.Shop.SignInAsync(shop.Desk.Shop.Agent);
        var known = await BuyerAsync(shop, "tb_known");
        await OrderAsync(shop, Own, "tb_known");
        await OrderAsync(shop, Other, "tb_somebody");
        var talk = await shop.TalkAsync(agent, buyer: known.Id.Value);

        (await agent.RefusedAsync(talk, "messages", new { id = Guid.CreateVersion7(), kind = "text", text = $"您的订单{Other}已经发出" })).ShouldBe("guard.message.blocked");
        (await shop.CheckAsync(agent, talk, $"订单{Other}")).Text("needs").ShouldBe("shut");
        (await shop.CheckAsync(agent, talk, $"订单{Other}")).Text("verdict").ShouldBe("block");
        (await shop.CheckAsync(agent, talk, $"订单{Own}")).Text("verdict").ShouldBe("pass");
        (await shop.CheckAsync(agent, talk, "订单3520000000000000303")).Text("verdict").ShouldBe("pass"); // no order of the shop
        await agent.ActAsync(talk, "messages", new { id = Guid.CreateVersion7(), kind = "text", text = $"您的订单{Own}已经发出" });

        // Nobody has proven who a visitor is, so nothing says that the order is not theirs.
        var visitor = await shop.TalkAsync(agent);
        (await shop.CheckAsync(agent, visitor, $"订单{Other}")).Text("verdict").ShouldBe("pass");

        // An order of the same number in another shop says nothing here.
        var elsewhere = await GuardedShop.OpenAsync(house, Rules);
        using var other = await elsewhere.Desk.Shop.SignInAsync(elsewhere.Desk.Shop.Agent);
        var theirs = await elsewhere.TalkAsync(other, buyer: (await BuyerAsync(elsewhere, "tb_theirs")).Id.Value);
        (await elsewhere.CheckAsync(other, theirs, $"订单{Other}")).Text("verdict").ShouldBe("pass");
    }

    [Theory, BothDatabases]
    public async Task Offer_beyond_the_agreed_position_asks_and_what_it_forbids_is_stopped(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var shop = await GuardedShop.OpenAsync(house, Rules);
        using var owner = await shop.Desk.Shop.SignInAsync(shop.Desk.Shop.Owner);
        using var agent = await shop.Desk.Shop.SignInAsync(shop.Desk.Shop.Agent);
        var angry = await BuyerAsync(shop, "tb_angry");
        var calm = await BuyerAsync(shop, "tb_calm");
        var talk = await shop.TalkAsync(agent, "我要投诉", buyer: angry.Id.Value);
        var quiet = await shop.TalkAsync(agent, "在吗", buyer: calm.Id.Value);
        (await shop.CheckAsync(agent, talk, "给您赔200元")).Text("verdict").ShouldBe("pass"); // nothing is agreed on yet

        (await owner.RefusedAsync("/api/shop/policies", Draft(house, shop, angry, "退货"))).ShouldBe("shop.policy.field_wrong");
        await ReleaseAsync(house, shop, owner, angry);

        (await shop.CheckAsync(agent, talk, "给您赔200元")).Text("needs").ShouldBe("needs-reason");
        (await agent.RefusedAsync(talk, "messages", new { id = Guid.CreateVersion7(), kind = "text", text = "给您赔200元" })).ShouldBe("guard.message.reason_missing");
        (await agent.RefusedAsync(talk, "messages", new { id = Guid.CreateVersion7(), kind = "text", text = "那就全额赔偿" })).ShouldBe("guard.message.blocked");
        await agent.ActAsync(talk, "messages", new { id = Guid.CreateVersion7(), kind = "text", text = "给您赔50元" });
        (await shop.CheckAsync(agent, quiet, "给您赔200元")).Text("verdict").ShouldBe("pass");

        var shown = await GuardedShop.PostAsync(agent, "/api/guard/topics", new { shop = shop.Desk.Id.Value, conversation = talk.Value, text = "你们打算怎么办" });
        shown["position"]!.Text("text").ShouldBe("统一口径：退货并赔50元。");
        (await GuardedShop.PostAsync(agent, "/api/guard/topics", new { shop = shop.Desk.Id.Value, conversation = quiet.Value, text = "能便宜吗" }))["position"].ShouldBeNull();
        (await agent.GetJsonAsync($"/api/shop/policies/in-force?shop={shop.Desk.Id}"))["policies"]!.AsArray().ShouldBeEmpty(); // one buyer's, not the shop's
    }

    [Theory, BothDatabases]
    public async Task Position_is_sealed_with_the_buyers_key_and_leaves_in_no_export(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var shop = await GuardedShop.OpenAsync(house, Rules);
        using var owner = await shop.Desk.Shop.SignInAsync(shop.Desk.Shop.Owner);
        using var agent = await shop.Desk.Shop.SignInAsync(shop.Desk.Shop.Agent);
        var angry = await BuyerAsync(shop, "tb_sealed");
        var talk = await shop.TalkAsync(agent, "我要投诉", buyer: angry.Id.Value);
        (await owner.RefusedAsync("/api/shop/policies", Draft(house, shop, angry with { Number = 9_999_999 }, "重大投诉"))).ShouldBe("shop.policy.field_wrong");
        await ReleaseAsync(house, shop, owner, angry);
        (await shop.CheckAsync(agent, talk, "给您赔200元")).Text("needs").ShouldBe("needs-reason");

        // Neither its words, its heading nor the customer number stand in the table, and none of them in the file.
        (await shop.Desk.CountAsync("select count(*) from shop_policy_version where shop_id = @s and (form like '%赔50%' or words like '%赔50%' or title like '%投诉口径%' or form like '%\"targets\"%')", ("s", shop.Desk.Id.Value))).ShouldBe(0);
        var file = await owner.GetStringAsync(new Uri($"/api/shop/policies/export?shop={shop.Desk.Id}", UriKind.Relative));
        (file.Contains("赔50", StringComparison.Ordinal), file.Contains("case-1", StringComparison.Ordinal), file.Contains("buyer:", StringComparison.Ordinal)).ShouldBe((false, false, false));

        // Who may write policies reads it as before.
        var list = (await owner.GetJsonAsync($"/api/shop/policies?shop={shop.Desk.Id}"))["policies"]!.AsArray().ShouldHaveSingleItem()!;
        (list.Text("title"), list["scope"]!["targets"]!.AsArray().ShouldHaveSingleItem()!.GetValue<string>()).ShouldBe(("投诉口径", $"{angry.Number}"));
        (await owner.GetJsonAsync($"/api/shop/policies/{list.Text("id")}"))["versions"]![0]!["form"]!.Text("text").ShouldBe("统一口径：退货并赔50元。");

        // With the buyer's key the words are gone; nothing else breaks.
        await shop.Desk.Shop.House.Services.GetRequiredService<Database>().WriteAsync((c, t) => Zhanggui.Kernel.Privacy.SubjectKeys.DestroyAsync(c, t, angry.Id.Value, shop.Desk.Id, shop.Desk.Shop.Owner.Id, "test", house.Services.GetRequiredService<TimeProvider>().GetCurrentInstant(), CancellationToken.None), CancellationToken.None);
        house.Services.GetRequiredService<Zhanggui.Kernel.Privacy.SubjectKeys>().Forget(angry.Id.Value);
        (await owner.GetJsonAsync($"/api/shop/policies?shop={shop.Desk.Id}"))["policies"]!.AsArray().ShouldHaveSingleItem()!.Text("title").ShouldBe("重大投诉");
        (await owner.GetStringAsync(new Uri($"/api/shop/policies/export?shop={shop.Desk.Id}", UriKind.Relative))).ShouldNotContain("重大投诉");
    }

    [Theory, BothDatabases]
    public async Task Position_that_was_written_in_the_clear_before_is_sealed_by_the_job(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var shop = await GuardedShop.OpenAsync(house, Rules);
        using var owner = await shop.Desk.Shop.SignInAsync(shop.Desk.Shop.Owner);
        using var agent = await shop.Desk.Shop.SignInAsync(shop.Desk.Shop.Agent);
        var angry = await BuyerAsync(shop, "tb_clear");
        var talk = await shop.TalkAsync(agent, "我要投诉", buyer: angry.Id.Value);
        await ReleaseAsync(house, shop, owner, angry);
        var form = $$$"""{"key":"case-1","topic":"重大投诉","title":"投诉口径","scope":{"kind":"buyer","targets":["{{{angry.Number}}}"]},"from":"2026-01-01T00:00:00Z","text":"赔88元","answers":[],"facts":[],"notToSay":[]}""";
        await shop.Desk.Shop.House.Services.GetRequiredService<Database>().WriteAsync((c, t) => c.ExecuteAsync(t, "update shop_policy_version set form = @form, title = '投诉口径', words = '赔88元' where shop_id = @s", CancellationToken.None, ("form", form), ("s", shop.Desk.Id.Value)), CancellationToken.None);

        var job = house.Services.GetRequiredService<Zhanggui.Shop.Policies.SealPositionsJob>();
        var now = house.Services.GetRequiredService<TimeProvider>().GetCurrentInstant();
        await job.RunOnceAsync(now, CancellationToken.None);
        await job.RunOnceAsync(now, CancellationToken.None);
        (await shop.Desk.CountAsync("select count(*) from shop_policy_version where shop_id = @s and form like 'sealed:%' and words not like '%赔88%' and title = '重大投诉'", ("s", shop.Desk.Id.Value))).ShouldBe(1);
        (await GuardedShop.PostAsync(agent, "/api/guard/topics", new { shop = shop.Desk.Id.Value, conversation = talk.Value, text = "怎么办" }))["position"]!.Text("text").ShouldBe("赔88元");
    }

    private static async Task<BuyerSummary> BuyerAsync(GuardedShop shop, string name) =>
        await shop.Desk.Shop.House.Services.GetRequiredService<IBuyers>().FindOrCreateAsync(shop.Desk.Id, "site", name, new BuyerProfile(name, BuyerIdentity.Signed), CancellationToken.None);

    private static Task OrderAsync(GuardedShop shop, string id, string buyer) => shop.Desk.Shop.House.Services.GetRequiredService<Database>().WriteAsync((c, t) => c.ExecuteAsync(t,
        "insert into orders_order (shop_id, order_id, platform, buyer, status, placed_at, version, created_at, changed_at) values (@shop, @id, 'taobao', @buyer, 'paid', @at, 1, @at, @at)", CancellationToken.None,
        [("shop", shop.Desk.Id.Value), ("id", id), ("buyer", buyer), ("at", Instant.FromUtc(2026, 10, 1, 0, 0).ToUnixTimeMilliseconds())]), CancellationToken.None);

    private static object Draft(TestHouse house, GuardedShop shop, BuyerSummary buyer, string topic, Guid? id = null) => new
    {
        shop = shop.Desk.Id.Value,
        id = id ?? Guid.CreateVersion7(),
        edition = 0,
        form = new
        {
            key = "case-1",
            topic,
            title = "投诉口径",
            scope = new { kind = "buyer", targets = new[] { $"{buyer.Number}" } },
            from = house.Services.GetRequiredService<TimeProvider>().GetCurrentInstant().ToString(),
            text = "统一口径：退货并赔50元。",
            notToSay = new[] { "全额赔偿" },
        },
    };

    private static async Task ReleaseAsync(TestHouse house, GuardedShop shop, HttpClient owner, BuyerSummary buyer)
    {
        var id = Guid.CreateVersion7();
        await owner.PostOkAsync("/api/shop/policies", Draft(house, shop, buyer, "重大投诉", id));
        await owner.PostOkAsync("/api/shop/policies/setting", new { shop = shop.Desk.Id.Value, isOwnApproval = true });
        await owner.PostOkAsync($"/api/shop/policies/{id}/submit", new { version = 1, edition = 1 });
        await owner.PostOkAsync($"/api/shop/policies/{id}/approve", new { version = 1, edition = 1 });
    }
}
