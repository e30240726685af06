using System.Net;
using Zhanggui.Kernel.Db;
using static Zhanggui.HttpTests.Orders.CreditHttp;
using static Zhanggui.HttpTests.Orders.OrdersHttp;

namespace Zhanggui.HttpTests.Orders;

public sealed class WhatIfTests
{
    [Theory, BothDatabases]
    public async Task Month_under_another_book_is_shown_and_nothing_is_stored(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var owner = await shop.SignInAsync(shop.Owner);
        using var agent = await shop.SignInAsync(shop.Agents[0]);
        // Without a book an unknown number is undecided; under a book that looks at talks only, nobody talked and it is silent.
        await owner.ImportAsync(shop, Taobao(Row("I1", note: "工号99999"), Row("I2", note: "")));
        await WaitAsync(async () => (await owner.JsonAsync($"/api/orders/periods?shop={shop.Id}")).GetProperty("waiting").GetInt64() == 0 ? true : (bool?)null);

        var said = await owner.PostAsync("/api/orders/credits/whatif", new { shop = shop.Id.Value, month = "2026-10", preset = "order-shop" });

        (said.GetProperty("orders").GetInt64(), said.GetProperty("changed").GetInt64()).ShouldBe((2, 1));
        said.GetProperty("people").EnumerateArray().Select(p => (p.GetProperty("who").GetString(), p.GetProperty("difference").GetInt64())).OrderBy(p => p.Item1, StringComparer.Ordinal)
            .ShouldBe([("silent", 10000), ("undecided", -10000)]);
        said.GetProperty("moved").EnumerateArray().Single().GetProperty("orderId").GetString().ShouldBe("I1");
        (await owner.PageAsync(shop, "I1")).GetProperty("decisions").GetArrayLength().ShouldBe(1);
        (await owner.RefusedAsync("/api/orders/credits/whatif", new { shop = shop.Id.Value, month = "2026-10", text = "book: [" })).ShouldBe("orders.whatif.book_unsound");
        (await owner.RefusedAsync("/api/orders/credits/whatif", new { shop = shop.Id.Value, month = "2026-10", preset = "absent" })).ShouldBe("orders.whatif.book_unsound");
        (await owner.RefusedAsync("/api/orders/credits/whatif", new { shop = shop.Id.Value, month = "October", preset = "order-shop" })).ShouldBe("orders.period.unknown");
        (await agent.StatusAsync("/api/orders/credits/whatif", new { shop = shop.Id.Value, month = "2026-10", preset = "order-shop" })).ShouldBe(HttpStatusCode.Forbidden);
    }
}
