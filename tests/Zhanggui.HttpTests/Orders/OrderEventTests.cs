using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Zhanggui.Facts.Gathering;
using Zhanggui.Facts.Records;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Time;
using static Zhanggui.HttpTests.Orders.OrdersHttp;

namespace Zhanggui.HttpTests.Orders;

public sealed class OrderEventTests
{
    [Theory, BothDatabases]
    public async Task Flags_and_notes_made_here_have_an_author_and_are_facts(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var owner = await shop.SignInAsync(shop.Owner);
        using var agent = await shop.SignInAsync(shop.Agents[0]);
        await owner.ImportAsync(shop, Taobao(Row("F1"), Row("F2"), Row("F3")));

        (await agent.PostAsync("/api/orders/events", new { shop = shop.Id.Value, orders = new[] { "F1", "F2" }, @event = "flagged", detail = "红" })).GetProperty("written").GetInt32().ShouldBe(2);
        await agent.PostAsync("/api/orders/events", new { shop = shop.Id.Value, orders = new[] { "F1" }, @event = "note_changed", detail = "已核对尺寸" });
        (await agent.RefusedAsync("/api/orders/events", new { shop = shop.Id.Value, orders = new[] { "F1", "absent" }, @event = "flagged", detail = "蓝" })).ShouldBe("orders.order.not_found");
        (await agent.RefusedAsync("/api/orders/events", new { shop = shop.Id.Value, orders = Array.Empty<string>(), @event = "flagged", detail = "蓝" })).ShouldBe("orders.credit.orders_wrong");

        var page = await owner.PageAsync(shop, "F1");
        page.GetProperty("events").EnumerateArray().Select(e => (e.GetProperty("event").GetString(), e.GetProperty("name").GetString(), e.GetProperty("detail").GetString()))
            .ShouldBe([("flagged", shop.Agents[0].Name, "红"), ("note_changed", shop.Agents[0].Name, "已核对尺寸")]);
        // A half-done bulk act leaves nothing behind.
        page.GetProperty("order").GetProperty("ownFlag").GetString().ShouldBe("红");
        page.GetProperty("order").GetProperty("ownNote").GetString().ShouldBe("已核对尺寸");
        (await owner.JsonAsync($"/api/orders/orders?shop={shop.Id}&flag=红")).GetProperty("orders").GetArrayLength().ShouldBe(2);
        // The next export knows nothing of it, and it stays.
        await owner.ImportAsync(shop, Taobao(Row("F1", paid: "98.00")));
        (await owner.PageAsync(shop, "F1")).GetProperty("order").GetProperty("ownFlag").GetString().ShouldBe("红");

        var facts = await FactsAsync(shop, "F1");
        facts.OrderEvents.Where(e => e.OrderId == "F1").Select(e => (e.Event, e.Account, e.Detail)).ShouldBe([("flagged", shop.Agents[0].Id.ToString(), "红"), ("note_changed", shop.Agents[0].Id.ToString(), "已核对尺寸")], ignoreOrder: true);
    }

    [Theory, BothDatabases]
    public async Task Wrong_goods_keep_what_the_order_was_when_it_was_found(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var owner = await shop.SignInAsync(shop.Owner);
        await owner.ImportAsync(shop, Taobao(Row("W1", note: "3米*2.4米")));

        await owner.PostAsync("/api/orders/events", new { shop = shop.Id.Value, orders = new[] { "W1" }, @event = "wrong_goods", detail = "发成了 2.4 米" });
        await owner.ImportAsync(shop, Taobao(Row("W1", note: "改过的备注")));

        var kept = (await owner.PageAsync(shop, "W1")).GetProperty("events")[0];
        kept.GetProperty("snapshot").GetProperty("sellerNote").GetString().ShouldBe("3米*2.4米");
        kept.GetProperty("snapshot").GetProperty("title").GetString().ShouldBe("示例T恤");
    }

    [Theory, BothDatabases]
    public async Task Reorder_is_linked_by_a_person_to_an_unpaid_order(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var owner = await shop.SignInAsync(shop.Owner);
        await owner.ImportAsync(shop, Taobao(Row("L1", placed: "2026-10-14 10:00:00", paidAt: "", paid: "0", status: "等待买家付款"), Row("L2"), Row("L3", placed: "2026-10-13 10:00:00", paidAt: "2026-10-13 10:01:00")));

        (await owner.RefusedAsync("/api/orders/orders/one/L2/reorder", new { shop = shop.Id.Value, from = "L3" })).ShouldBe("orders.reorder.original_paid");
        (await owner.RefusedAsync("/api/orders/orders/one/L2/reorder", new { shop = shop.Id.Value, from = "L9" })).ShouldBe("orders.reorder.original_unknown");
        (await owner.RefusedAsync("/api/orders/orders/one/L9/reorder", new { shop = shop.Id.Value, from = "L1" })).ShouldBe("orders.order.not_found");
        await owner.PostAsync("/api/orders/orders/one/L2/reorder", new { shop = shop.Id.Value, from = "L1" });

        var page = await owner.PageAsync(shop, "L2");
        page.GetProperty("order").GetProperty("reorderedFrom").GetString().ShouldBe("L1");
        page.GetProperty("events").EnumerateArray().Single().GetProperty("event").GetString().ShouldBe("reorder_linked");
    }

    [Theory, BothDatabases]
    public async Task Refund_is_judged_by_a_person_and_leaves_the_work_list(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var owner = await shop.SignInAsync(shop.Owner);
        using var agent = await shop.SignInAsync(shop.Agents[0]);
        await owner.ImportAsync(shop, Taobao(Row("G1")));
        // As an import of refunds leaves it.
        await shop.House.Services.GetRequiredService<Database>().WriteAsync((c, t) => c.ExecuteAsync(t,
            "insert into orders_refund (shop_id, refund_id, order_id, amount, succeeded_at, responsible_said, changed_at) values (@shop, 'RF1', 'G1', 5000, 1, '卖家', 1)", CancellationToken.None, ("shop", shop.Id.Value)), CancellationToken.None);

        (await owner.JsonAsync($"/api/orders/refunds?shop={shop.Id}")).GetProperty("refunds").EnumerateArray().Single().GetProperty("orderId").GetString().ShouldBe("G1");
        (await agent.StatusAsync("/api/orders/refunds/RF1/judge", new { shop = shop.Id.Value, responsible = "buyer" })).ShouldBe(HttpStatusCode.Forbidden);
        (await owner.RefusedAsync("/api/orders/refunds/RF1/judge", new { shop = shop.Id.Value, responsible = "weather" })).ShouldBe("orders.refund.responsible_wrong");
        (await owner.RefusedAsync("/api/orders/refunds/RF9/judge", new { shop = shop.Id.Value, responsible = "buyer" })).ShouldBe("orders.refund.not_found");
        await owner.PostAsync("/api/orders/refunds/RF1/judge", new { shop = shop.Id.Value, responsible = "quality", reason = "看过照片" });

        (await owner.JsonAsync($"/api/orders/refunds?shop={shop.Id}")).GetProperty("refunds").GetArrayLength().ShouldBe(0);
        var refund = (await owner.PageAsync(shop, "G1")).GetProperty("refunds")[0];
        refund.GetProperty("responsible").GetString().ShouldBe("quality");
        refund.GetProperty("decidedBy").GetString().ShouldBe(shop.Owner.Name);
        (await FactsAsync(shop, "G1")).Refunds.Select(r => (r.Responsible, r.DecidedBy)).ShouldBe([("quality", shop.Owner.Id.ToString())]);
    }

    [Theory, BothDatabases]
    public async Task Acts_on_orders_of_another_shop_look_absent(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        var strange = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var stranger = await strange.SignInAsync(strange.Owner);

        (await stranger.RefusedAsync("/api/orders/events", new { shop = shop.Id.Value, orders = new[] { "F1" }, @event = "flagged", detail = "红" })).ShouldBe("orders.shop.not_found");
        (await stranger.RefusedAsync("/api/orders/orders/one/L2/reorder", new { shop = shop.Id.Value, from = "L1" })).ShouldBe("orders.shop.not_found");
        (await stranger.RefusedAsync("/api/orders/refunds/RF1/judge", new { shop = shop.Id.Value, responsible = "buyer" })).ShouldBe("orders.shop.not_found");
        (await stranger.RefusedAsync("/api/orders/periods/2026-10/close", new { shop = shop.Id.Value })).ShouldBe("orders.shop.not_found");
    }

    private static Task<FactSet> FactsAsync(TestShop shop, string order) => shop.House.Services.GetRequiredService<FactsGatherer>().GatherAsync(new FactsWanted
    {
        Organisation = shop.Organisation,
        Shop = shop.Id,
        From = NodaTime.Instant.FromUtc(2026, 10, 1, 0, 0),
        To = TimeProvider.System.GetCurrentInstant(),
        Orders = [order],
    }, CancellationToken.None);
}
