using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Zhanggui.Kernel.Db;
using Zhanggui.Shop.Contracts;
using static Zhanggui.HttpTests.Orders.OrdersHttp;

namespace Zhanggui.HttpTests.Orders;

public sealed class LatestOrderTests
{
    [Theory, BothDatabases]
    public async Task Beside_the_talk_stand_the_three_newest_orders_with_the_region_and_never_the_address(DatabaseKind db)
    {
        var desk = await ReceptionDesk.OpenAsync(await TestHouse.SharedAsync(db));
        var shop = desk.Shop;
        using var http = await shop.SignInAsync(shop.Supervisor);
        var name = $"tb{Guid.CreateVersion7():N}";
        var buyer = await shop.House.Services.GetRequiredService<IBuyers>().FindOrCreateAsync(shop.Id, "web", name, new BuyerProfile(name, BuyerIdentity.Signed), CancellationToken.None);
        string Line(string id, int day, string address) => $"{Row(id, buyer: name, placed: $"2026-10-{day:00} 10:00:00", paidAt: $"2026-10-{day:00} 10:00:35", note: day == 4 ? "急件" : string.Empty)},\"{address}\"";
        var lines = Taobao(Line("L1", 1, "新疆 乌鲁木齐市 天山区 *****"), Line("L2", 2, string.Empty), Line("L3", 3, "四川省 成都市 武侯区 科华北路12号"), Line("L4", 4, "浙江省杭州市***")).Split("\r\n");
        lines[0] += ",\"收货地址\"";

        (await http.ImportAsync(shop, string.Join("\r\n", lines))).ShouldBe("4/0/0/0");
        var talk = await desk.OpenConversationAsync("到成都几天", buyer.Id.Value);
        var answer = await http.JsonAsync($"/api/orders/orders/latest?conversation={talk.Value}");

        answer.GetProperty("isNamed").GetBoolean().ShouldBeTrue();
        answer.GetProperty("orders").EnumerateArray().Select(o => (o.GetProperty("orderId").GetString(), Region(o), o.GetProperty("note").GetString())).ShouldBe([("L4", "浙江省杭州市", "急件"), ("L3", "四川省成都市武侯区", null), ("L2", null, null)]);
        answer.GetRawText().ShouldNotContain("科华北路");
        var stranger = await desk.OpenConversationAsync("在吗");
        (await http.JsonAsync($"/api/orders/orders/latest?conversation={stranger.Value}")).GetProperty("isNamed").GetBoolean().ShouldBeFalse();
        var other = await TestShop.OpenAsync(shop.House);
        using var elsewhere = await other.SignInAsync(other.Supervisor);
        (await elsewhere.GetAsync($"/api/orders/orders/latest?conversation={talk.Value}")).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);

        static string? Region(JsonElement order) => order.GetProperty("region").GetString();
    }

    [Theory, BothDatabases]
    public async Task Orders_of_the_buyer_of_a_talk_are_for_whoever_sees_the_talk_and_may_read_orders(DatabaseKind db)
    {
        var desk = await ReceptionDesk.OpenAsync(await TestHouse.SharedAsync(db));
        var shop = desk.Shop;
        using var http = await shop.SignInAsync(shop.Supervisor);
        var name = $"tb{Guid.CreateVersion7():N}";
        var buyer = await shop.House.Services.GetRequiredService<IBuyers>().FindOrCreateAsync(shop.Id, "web", name, new BuyerProfile(name, BuyerIdentity.Signed), CancellationToken.None);
        var rows = Enumerable.Range(1, 7).Select(day => Row($"T{day}", buyer: name, placed: $"2026-10-{day:00} 10:00:00", paidAt: $"2026-10-{day:00} 10:00:35")).Append(Row("X1", buyer: "somebody", placed: "2026-10-09 10:00:00", paidAt: "2026-10-09 10:00:35"));
        (await http.ImportAsync(shop, Taobao([.. rows]))).ShouldBe("8/0/0/0");
        var talk = await desk.OpenConversationAsync("我的订单呢", buyer.Id.Value);
        var path = $"/api/orders/talks/{talk.Value}/orders";

        // The five newest of this buyer, and nobody else's.
        (await http.JsonAsync(path)).GetProperty("orders").EnumerateArray().Select(o => o.GetProperty("orderId").GetString()).ShouldBe(["T7", "T6", "T5", "T4", "T3"]);
        var stranger = await desk.OpenConversationAsync("在吗");
        (await http.JsonAsync($"/api/orders/talks/{stranger.Value}/orders")).GetProperty("orders").GetArrayLength().ShouldBe(0);

        // Another shop's people see neither the talk nor whether it is there; no talk at all looks the same.
        var foreign = await TestShop.OpenAsync(shop.House);
        using var elsewhere = await foreign.SignInAsync(foreign.Supervisor);
        (await elsewhere.GetAsync(new Uri(path, UriKind.Relative))).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
        (await http.GetAsync(new Uri($"/api/orders/talks/{Guid.CreateVersion7()}/orders", UriKind.Relative))).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);

        // Without the right to read orders the talk alone is not enough; without a session nothing is.
        using var owner = await shop.SignInAsync(shop.Owner);
        var inspector = $"/api/people/persons/{shop.Agents[2].Id}";
        var agents = (await owner.JsonAsync(inspector)).GetProperty("roles")[0].GetProperty("id").GetGuid();
        await owner.PostJsonAsync($"{inspector}/roles", new { preset = "inspector", shopId = shop.Id.Value });
        (await owner.DeleteAsync(new Uri($"{inspector}/roles/{agents}", UriKind.Relative))).StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
        using var quality = await shop.SignInAsync(shop.Agents[2]);
        (await quality.GetAsync(new Uri(path, UriKind.Relative))).StatusCode.ShouldBe(System.Net.HttpStatusCode.Forbidden);
        using var nobody = new HttpClient { BaseAddress = new Uri(shop.House.Url) };
        (await nobody.GetAsync(new Uri(path, UriKind.Relative))).StatusCode.ShouldBe(System.Net.HttpStatusCode.Unauthorized);
    }

    [Theory, BothDatabases]
    public async Task Region_that_a_buyer_named_last_is_answered_from_the_table(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var agent = await shop.SignInAsync(shop.Agent);
        await shop.House.Services.GetRequiredService<IGoodsIntake>().TakeDeliveryAsync(shop.Id, [new DeliveryRow("四川省成都市", true, "2-3", "中通", null), new DeliveryRow("新疆", true, "7", "邮政", new Zhanggui.Kernel.Money.Fen(2000)), new DeliveryRow("北京朝阳区", true, "1", null, null), new DeliveryRow("辽宁朝阳市", true, "3", null, null)], null, CancellationToken.None);

        var said = await agent.PostJsonAsync("/api/shop/delivery/said", new { shop = shop.Id.Value, words = new[] { "多少钱", "那寄新疆要加钱吗", "到成都几天" } });
        (said.GetProperty("row").GetProperty("surcharge").GetInt64(), said.GetProperty("words").GetString()).ShouldBe((2000L, "那寄新疆要加钱吗"));
        (await agent.PostJsonAsync("/api/shop/delivery/said", new { shop = shop.Id.Value, words = new[] { "朝阳送吗" } })).GetProperty("others").GetArrayLength().ShouldBe(2);
        (await agent.PostJsonAsync("/api/shop/delivery/said", new { shop = shop.Id.Value, words = new[] { "你好" } })).GetProperty("words").ValueKind.ShouldBe(JsonValueKind.Null);
    }
}
