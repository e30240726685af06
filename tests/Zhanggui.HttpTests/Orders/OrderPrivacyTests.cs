using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Jobs;
using Zhanggui.Shop.Contracts;
using static Zhanggui.HttpTests.Orders.OrdersHttp;

namespace Zhanggui.HttpTests.Orders;

/// <summary>What orders tell of people: gone with the buyer's record, and after the time for which orders are kept.</summary>
public sealed class OrderPrivacyTests
{
    [Theory, BothDatabases]
    public async Task Erased_buyer_is_gone_from_orders_and_no_file_brings_them_back(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var http = await shop.SignInAsync(shop.Owner);
        var file = Taobao(Row("P1", buyer: "tb甲", note: "07号 小王"), Row("P2", buyer: "tb乙"));
        (await http.ImportAsync(shop, file)).ShouldBe("2/0/0/0");
        (await http.ImportAsync(shop, Taobao(Row("P1", buyer: "tb甲", note: "07号 小王 已核对")))).ShouldBe("0/1/0/0");
        var buyer = await shop.House.Services.GetRequiredService<IBuyers>().FindOrCreateAsync(shop.Id, "taobao", "tb甲", new BuyerProfile("甲", BuyerIdentity.Signed), CancellationToken.None);
        (await http.JsonAsync($"/api/shop/buyers/{buyer.Id}/erasure")).GetProperty("rooms").GetProperty("orders").GetProperty("orders").GetInt64().ShouldBe(1);

        await http.PostJsonAsync($"/api/shop/buyers/{buyer.Id}/erase", new { reason = "本人要求", number = buyer.Number });

        var page = await UntilAsync(http, shop, "P1", p => p.GetProperty("order").GetProperty("buyer").ValueKind == JsonValueKind.Null);
        page.GetRawText().ShouldNotContain("tb甲");
        page.GetProperty("order").GetProperty("sellerNote").ValueKind.ShouldBe(JsonValueKind.Null);
        page.GetProperty("order").GetProperty("buyerMessage").ValueKind.ShouldBe(JsonValueKind.Null);
        page.GetProperty("changes").GetRawText().ShouldNotContain("已核对");
        page.GetProperty("order").GetProperty("paid").GetInt64().ShouldBe(10800);
        (await http.ImportAsync(shop, file)).ShouldBe("0/0/2/0");
        (await http.JsonAsync($"/api/orders/orders/one/P1?shop={shop.Id}")).GetProperty("order").GetProperty("buyer").ValueKind.ShouldBe(JsonValueKind.Null);
        (await http.JsonAsync($"/api/orders/orders/one/P2?shop={shop.Id}")).GetProperty("order").GetProperty("buyer").GetString().ShouldBe("tb乙");
    }

    [Theory, BothDatabases]
    public async Task Orders_older_than_the_shop_keeps_them_lose_what_is_personal(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var http = await shop.SignInAsync(shop.Owner);
        (await http.ImportAsync(shop, Taobao(Row("O1", placed: "2021-10-15 10:00:00", paidAt: "2021-10-15 10:00:35", note: "07号"), Row("O2", placed: "2026-10-15 10:00:00")))).ShouldBe("2/0/0/0");
        var job = shop.House.Services.GetServices<IJob>().Single(j => j.Name == "orders.retire");

        while (await job.RunOnceAsync(Instant.FromUtc(2026, 11, 1, 0, 0), CancellationToken.None) > 0)
        {
            // until nothing is due
        }

        var old = (await http.JsonAsync($"/api/orders/orders/one/O1?shop={shop.Id}")).GetProperty("order");
        (old.GetProperty("buyer").ValueKind, old.GetProperty("sellerNote").ValueKind, old.GetProperty("paid").GetInt64()).ShouldBe((JsonValueKind.Null, JsonValueKind.Null, 10800));
        (await http.JsonAsync($"/api/orders/orders/one/O2?shop={shop.Id}")).GetProperty("order").GetProperty("buyer").GetString().ShouldBe("买家甲");
    }

    private static async Task<JsonElement> UntilAsync(HttpClient http, TestShop shop, string order, Func<JsonElement, bool> holds)
    {
        for (var i = 0; i < 900; i++)
        {
            var page = await http.JsonAsync($"/api/orders/orders/one/{order}?shop={shop.Id}");
            if (holds(page))
            {
                return page;
            }

            await Task.Delay(100);
        }

        throw new TimeoutException($"{order} did not become what was expected.");
    }
}
