using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Time;
using Zhanggui.Reception.Contracts;

namespace Zhanggui.HttpTests.Guarding;

public sealed class GuardOverviewTests
{
    [Theory, BothDatabases]
    public async Task Every_way_a_hit_can_end_is_counted_and_opens_its_hits(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var shop = await GuardedShop.OpenAsync(house);
        using var agent = await shop.Desk.Shop.SignInAsync(shop.Desk.Shop.Agent);
        using var supervisor = await shop.Desk.Shop.SignInAsync(shop.Desk.Shop.Supervisor);
        var talk = await EveryEndAsync(shop, agent, supervisor);

        var rings = await supervisor.GetJsonAsync($"/api/guard/rings?shop={shop.Desk.Id}");
        var total = rings["total"]!;
        (total.Number("taken"), total.Number("changed"), total.Number("past"), total.Number("hinted"), total.Number("approved"), total.Number("stopped"), total.Number("abandoned")).ShouldBe((1, 1, 1, 1, 1, 1, 1));
        var cannot = rings["rows"]!.AsArray().Single(r => r!.Text("key") == "cannot")!;
        (cannot.Number("all"), cannot.Number("taken"), cannot.Number("changed"), cannot.Number("past"), cannot.Number("stopped"), cannot.Text("level")).ShouldBe((3, 1, 1, 1, 0, "confirm"));
        cannot["share"]!.GetValue<double>().ShouldBe(1 / 3.0, 0.001);

        foreach (var effect in new[] { "taken", "changed", "past", "hinted", "approved", "stopped", "abandoned" })
        {
            (await HitsAsync(supervisor, shop, $"effect={effect}")).ShouldHaveSingleItem()!.Text("effect").ShouldBe(effect);
        }

        (await HitsAsync(supervisor, shop, "effect=as-it-was")).Count.ShouldBe(3);
        var past = (await HitsAsync(supervisor, shop, "rule=cannot&effect=past")).ShouldHaveSingleItem()!;
        (past.Text("slice"), past.Text("said"), past.Text("reason"), past.Text("conversation")).ShouldBe(("不行", "这个不行", "买家先这么说的", talk.ToString()));
        (past.Number("seq") > 0).ShouldBeTrue();
        var stopped = (await HitsAsync(supervisor, shop, "effect=stopped")).ShouldHaveSingleItem()!;
        (stopped.Text("said"), stopped["seq"]).ShouldBe(("这蠢货", null));

        // Pages go on where they stopped.
        var first = await supervisor.GetJsonAsync($"/api/guard/hits?shop={shop.Desk.Id}&limit=4");
        var rest = await supervisor.GetJsonAsync($"/api/guard/hits?shop={shop.Desk.Id}&limit=4&before={first.Text("next")}");
        first["hits"]!.AsArray().Concat(rest["hits"]!.AsArray()).Select(h => h!.Text("id")).Distinct().Count().ShouldBe(7);

        var csv = await supervisor.GetStringAsync(new Uri($"/api/guard/hits/export?shop={shop.Desk.Id}", UriKind.Relative));
        csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(8);
        csv.ShouldContain("写明理由照发");

        foreach (var by in new[] { "person", "team", "channel" })
        {
            (await supervisor.GetJsonAsync($"/api/guard/rings?shop={shop.Desk.Id}&by={by}"))["rows"]!.AsArray().Sum(r => r!.Number("all")).ShouldBe(7);
        }

        var hours = await supervisor.GetJsonAsync($"/api/guard/hours?shop={shop.Desk.Id}");
        hours["days"]!.AsArray().Sum(d => d!.Number("all")).ShouldBe(7);
        var annoying = await supervisor.GetJsonAsync($"/api/guard/annoying?shop={shop.Desk.Id}");
        var worst = annoying["rules"]!.AsArray().Select(r => r!["count"]!.Text("key")).ToList();
        worst.ShouldBe(["address", "wechat", "cannot"], ignoreOrder: true);
        annoying["rules"]!.AsArray().Single(r => r!["count"]!.Text("key") == "cannot")!["reasons"]![0]!.Text("reason").ShouldBe("买家先这么说的");
    }

    [Theory, BothDatabases]
    public async Task Agents_see_their_own_hits_and_a_look_at_those_of_others_is_in_the_audit(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var shop = await GuardedShop.OpenAsync(house);
        using var agent = await shop.Desk.Shop.SignInAsync(shop.Desk.Shop.Agent);
        using var supervisor = await shop.Desk.Shop.SignInAsync(shop.Desk.Shop.Supervisor);
        await EveryEndAsync(shop, agent, supervisor);

        (await HitsAsync(agent, shop, string.Empty)).ShouldAllBe(h => h!.Text("effect") != "approved" && h!["isMine"]!.GetValue<bool>());
        (await HitsAsync(agent, shop, $"person={shop.Desk.Shop.Supervisor.Id}")).ShouldBeEmpty();
        (await AuditsAsync(shop)).ShouldBe(0);
        (await HitsAsync(supervisor, shop, "mine=true")).ShouldHaveSingleItem()!.Text("effect").ShouldBe("approved");
        (await AuditsAsync(shop)).ShouldBe(0);
        (await HitsAsync(supervisor, shop, string.Empty)).Count.ShouldBe(7);
        (await AuditsAsync(shop)).ShouldBe(1);

        (await GuardedShop.StatusAsync(agent, $"/api/guard/annoying?shop={shop.Desk.Id}")).ShouldBe(403);
        var elsewhere = await TestShop.OpenAsync(house);
        using var stranger = await elsewhere.SignInAsync(elsewhere.Owner);
        (await GuardedShop.StatusAsync(stranger, $"/api/guard/rings?shop={shop.Desk.Id}")).ShouldBe(404);
        (await GuardedShop.StatusAsync(stranger, $"/api/guard/hits?shop={shop.Desk.Id}")).ShouldBe(404);
        (await GuardedShop.StatusAsync(agent, $"/api/guard/hits?shop={shop.Desk.Id}&from=gestern")).ShouldBe(400);
        (await GuardedShop.StatusAsync(agent, $"/api/guard/hits?shop={shop.Desk.Id}&effect=lost")).ShouldBe(400);
    }

    /// <summary>One hit of each end: taken, changed, past (stopped before), hinted, approved, stopped, abandoned.</summary>
    internal static async Task<ConversationId> EveryEndAsync(GuardedShop shop, HttpClient agent, HttpClient supervisor)
    {
        const string Approved = "加客服微信号领说明书";
        await supervisor.PostOkAsync("/api/shop/products", new { shop = shop.Desk.Id.Value, item = "6001", sheet = new { title = "墙布", answers = new[] { new { topic = "说明书", text = Approved } } } });
        var talk = await shop.TalkAsync(agent, "说明书呢", "6001");
        await agent.ActAsync(talk, "messages", new { id = Guid.CreateVersion7(), kind = "text", text = "你好" });
        var id = Guid.CreateVersion7();
        (await agent.RefusedAsync(talk, "messages", new { id, kind = "text", text = "这个不行" })).ShouldBe("guard.message.reason_missing");
        await agent.ActAsync(talk, "messages", new { id, kind = "text", text = "这个不行", guard = new { reason = "买家先这么说的" } });
        await agent.ActAsync(talk, "messages", new { id = Guid.CreateVersion7(), kind = "text", text = "这个无法帮到您", guard = new { drafts = new[] { "这个不行" } } });
        await agent.ActAsync(talk, "messages", new { id = Guid.CreateVersion7(), kind = "text", text = "好的，请稍等", guard = new { drafts = new[] { "真不行" } } });
        (await agent.RefusedAsync(talk, "messages", new { id = Guid.CreateVersion7(), kind = "text", text = "这蠢货" })).ShouldBe("guard.message.blocked");
        await GuardedShop.PostAsync(agent, "/api/guard/abandoned", new { id = Guid.CreateVersion7(), conversation = talk.Value, drafts = new[] { "真是蠢货" } });
        await supervisor.ActAsync(talk, "messages", new { id = Guid.CreateVersion7(), kind = "text", text = Approved, guard = new { reason = "买家要" } });
        return talk;
    }

    internal static async Task<IReadOnlyList<JsonNode?>> HitsAsync(HttpClient http, GuardedShop shop, string filter) =>
        [.. (await http.GetJsonAsync($"/api/guard/hits?shop={shop.Desk.Id}&{filter}"))["hits"]!.AsArray()];

    private static async Task<long> AuditsAsync(GuardedShop shop) =>
        await shop.Desk.CountAsync("select count(*) from kernel_audit where shop_id = @shop and act = 'guard.hit.look'", ("shop", shop.Desk.Id.Value)) ?? 0;
}
