using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Zhanggui.Kernel.Checks;
using Zhanggui.Kernel.Db;
using static Zhanggui.HttpTests.Orders.CreditHttp;
using static Zhanggui.HttpTests.Orders.OrdersHttp;

namespace Zhanggui.HttpTests.Orders;

public sealed class PeriodTests
{
    [Theory, BothDatabases]
    public async Task Month_closes_when_everything_is_decided_and_never_changes_afterwards(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var owner = await shop.SignInAsync(shop.Owner);
        // Nobody of the shop worked in that month, so a number is nobody's.
        (await owner.ImportAsync(shop, Taobao(Row("P1", note: "工号99999"), Row("P2", note: ""), Row("P3", note: "工号99999 工号88888")))).ShouldBe("3/0/0/0");
        var month = await WaitAsync(async () => Month(await owner.JsonAsync($"/api/orders/periods?shop={shop.Id}"), "2026-10") is { } found && found.GetProperty("orders").GetInt64() == 3 ? found : (JsonElement?)null);
        (month.GetProperty("paid").GetInt64(), month.GetProperty("silent").GetInt64(), month.GetProperty("undecided").GetInt64(), month.GetProperty("credited").GetInt64()).ShouldBe((30000, 10000, 20000, 0));
        var overview = await owner.JsonAsync($"/api/orders/periods?shop={shop.Id}&month=2026-10");
        overview.GetProperty("doubts").EnumerateArray().Select(d => (d.GetProperty("doubt").GetString(), d.GetProperty("orders").GetInt64())).OrderBy(d => d.Item1, StringComparer.Ordinal).ShouldBe([("two-numbers", 1), ("unknown-number", 1)]);
        (await owner.JsonAsync($"/api/orders/orders?shop={shop.Id}&doubt=two-numbers&credited=2026-10")).GetProperty("orders").EnumerateArray().Single().GetProperty("orderId").GetString().ShouldBe("P3");

        using var agent = await shop.SignInAsync(shop.Agents[0]);
        (await agent.StatusAsync("/api/orders/periods/2026-10/close", new { shop = shop.Id.Value })).ShouldBe(HttpStatusCode.Forbidden);
        (await owner.RefusedAsync("/api/orders/periods/2026-10/close", new { shop = shop.Id.Value })).ShouldBe("orders.period.undecided");
        (await owner.RefusedAsync("/api/orders/periods/2099-10/close", new { shop = shop.Id.Value })).ShouldBe("orders.period.not_over");
        (await owner.RefusedAsync("/api/orders/periods/october/close", new { shop = shop.Id.Value })).ShouldBe("orders.period.unknown");

        await owner.PostAsync("/api/orders/credits/decide", new { shop = shop.Id.Value, orders = new[] { "P1", "P3" }, shares = new[] { new { person = shop.Agents[0].Id.Value, weight = 1 } }, reason = "月底对过" });
        var claim = await agent.ClaimAsync(shop, "P2", "claim", "买家换号买的", account: "另一个号");
        (await owner.RefusedAsync("/api/orders/periods/2026-10/close", new { shop = shop.Id.Value })).ShouldBe("orders.period.claims_open");
        await owner.PostAsync($"/api/orders/claims/{claim}/decide", new { approve = false, reason = "查不到" });
        var closed = await owner.PostAsync("/api/orders/periods/2026-10/close", new { shop = shop.Id.Value });
        (closed.GetProperty("paid").GetInt64(), closed.GetProperty("credited").GetInt64(), closed.GetProperty("silent").GetInt64()).ShouldBe((30000, 20000, 10000));
        (await owner.RefusedAsync("/api/orders/periods/2026-10/close", new { shop = shop.Id.Value })).ShouldBe("orders.period.already_closed");

        // Late facts, a late order and a late decision by hand change nothing: they are listed.
        (await owner.ImportAsync(shop, Taobao(Row("P2", paid: "58.00", refunded: "0", note: "工号99999"), Row("P4", note: "")))).ShouldBe("1/1/0/0");
        await owner.PostAsync("/api/orders/credits/decide", new { shop = shop.Id.Value, orders = new[] { "P1" }, shares = new[] { new { person = shop.Agents[1].Id.Value, weight = 1 } }, reason = "后来才发现" });
        var late = await WaitAsync(async () => (await owner.JsonAsync($"/api/orders/periods/2026-10/late?shop={shop.Id}")).GetProperty("orders") is var list && list.GetArrayLength() == 3 ? list : (JsonElement?)null);
        late.EnumerateArray().Select(o => o.GetProperty("orderId").GetString()!).Order(StringComparer.Ordinal).ShouldBe(["P1", "P2", "P4"]);
        var after = Month(await owner.JsonAsync($"/api/orders/periods?shop={shop.Id}"), "2026-10")!.Value;
        (after.GetProperty("paid").GetInt64(), after.GetProperty("credited").GetInt64(), after.GetProperty("silent").GetInt64(), after.GetProperty("late").GetInt64()).ShouldBe((30000, 20000, 10000, 3));
        (await owner.PageAsync(shop, "P1")).GetProperty("aside").GetProperty("cause").GetString().ShouldBe("closed");
        (await owner.PageAsync(shop, "P1")).GetProperty("order").GetProperty("credit").GetProperty("person").GetGuid().ShouldBe(shop.Agents[0].Id.Value);
        (await CheckAsync(shop)).ShouldBeEmpty();
    }

    [Theory, BothDatabases]
    public async Task Doctor_finds_a_closed_month_that_was_altered_and_credit_that_does_not_add_up(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.OpenAsync(db));
        using var owner = await shop.SignInAsync(shop.Owner);
        await owner.ImportAsync(shop, Taobao(Row("D1"), Row("D2")));
        await WaitAsync(async () => Month(await owner.JsonAsync($"/api/orders/periods?shop={shop.Id}"), "2026-10") is { } found && found.GetProperty("orders").GetInt64() == 2 ? found : (JsonElement?)null);
        await owner.PostAsync("/api/orders/periods/2026-10/close", new { shop = shop.Id.Value });
        (await CheckAsync(shop)).ShouldBeEmpty();

        var database = shop.House.Services.GetRequiredService<Database>();
        await database.WriteAsync((c, t) => c.ExecuteAsync(t, "update orders_decision set base_amount = base_amount + 1 where order_id = 'D1'", CancellationToken.None), CancellationToken.None);

        (await CheckAsync(shop)).Select(f => f.Code).ShouldBe(["orders.credit.does_not_add_up", "orders.period.changed"]);
        await shop.House.DisposeAsync();
    }

    private static JsonElement? Month(JsonElement overview, string month) =>
        overview.GetProperty("months").EnumerateArray().Where(m => m.GetProperty("month").GetString() == month).Select(m => (JsonElement?)m).SingleOrDefault();

    private static Task<IReadOnlyList<Finding>> CheckAsync(TestShop shop) => shop.House.Services.GetServices<IHouseCheck>().Single(c => c.Name == "orders.credit").RunAsync(CancellationToken.None);
}
