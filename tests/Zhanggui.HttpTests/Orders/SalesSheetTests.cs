using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;
using static Zhanggui.HttpTests.Orders.CreditHttp;
using static Zhanggui.HttpTests.Orders.OrdersHttp;

namespace Zhanggui.HttpTests.Orders;

/// <summary>The personal sales sheet of a month, and what the shipping sheet says of it.</summary>
public sealed class SalesSheetTests
{
    [Theory, BothDatabases]
    public async Task Sold_products_stand_on_the_sheet_of_whoever_sold_them_and_differ_from_the_shipping_sheet(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var http = await shop.SignInAsync(shop.Owner);
        var numbers = (await shop.House.Services.GetRequiredService<IStaffHistory>().StaffAsync(shop.Organisation, CancellationToken.None)).ToDictionary(s => s.Person, s => s.Number);
        // Everybody of a test's shop began to work on the day of the test.
        var day = shop.House.Services.GetRequiredService<TimeProvider>().GetCurrentInstant().InZone(DateTimeZoneProviders.Tzdb["Asia/Shanghai"]).Date.PlusDays(1).ToString("uuuu-MM-dd", null);
        string Of(string id, int agent, string status) => Row(id, placed: $"{day} 10:00:00", paidAt: $"{day} 10:01:00", status: status, note: $"工号{numbers[shop.Agents[agent].Id]}");
        const string Paid = "买家已付款，等待卖家发货";
        (await http.ImportAsync(shop, Taobao(Of("V1", 0, Paid), Of("V2", 0, Paid), Of("V3", 0, Paid), Of("V4", 0, Paid), Of("V5", 1, Paid)))).ShouldBe("5/0/0/0");
        (await http.ImportAsync(shop, Gbk("子订单编号,主订单编号,标题,价格,购买数量,商家编码,买家实际支付金额\nV1-1,V1,T恤 红,50,2,TX,100\nV2-1,V2,T恤 红,50,2,TX,100\nV3-1,V3,T恤 红,50,2,TX,100\n"), "taobao-items", "items.csv")).ShouldBe("3/0/0/0");
        var sheet = Gbk($"订单编号,商家编码,商品名称,发货数量,运单号,发货时间,收货人\nV1,TX,T恤 红,1,YT1,{day} 12:00,张三\nV1,TX,T恤 红,1,YT1,{day} 12:00,张三\nV2,TX,T恤 红,1,YT2,{day} 12:00,张三\nV3,MZ,帽子,2,YT3,{day} 12:00,张三\nV9,MZ,帽子,1,YT9,{day} 12:00,张三\n,MZ,帽子,1,YT9,{day} 12:00,张三\n");
        (await http.ImportAsync(shop, sheet, "shipping-sheet", "发货单.csv")).ShouldBe("5/0/0/1");
        (await http.ImportAsync(shop, sheet, "shipping-sheet", "发货单 再来.csv")).ShouldBe("0/0/5/1");

        var month = day[..7];
        var whole = await WaitAsync(async () => await http.JsonAsync($"/api/orders/sales?shop={shop.Id}&month={month}") is var a && a.GetProperty("lines").GetArrayLength() == 5 ? a : (JsonElement?)null);
        whole.GetProperty("hasSheet").GetBoolean().ShouldBeTrue();
        var own = await http.JsonAsync($"/api/orders/sales?shop={shop.Id}&month={month}&person={shop.Agents[0].Id}");
        var first = own.GetProperty("lines").EnumerateArray().Single(l => l.GetProperty("orderId").GetString() == "V1");
        (first.GetProperty("title").GetString(), first.GetProperty("quantity").GetInt64(), first.GetProperty("amount").GetInt64(), first.GetProperty("waybills").GetString(), first.GetProperty("person").GetString()).ShouldBe(("T恤 红", 2, 10000, "YT1", shop.Agents[0].Name));
        first.GetProperty("remark").GetString()!.ShouldContain(numbers[shop.Agents[0].Id]);
        (own.GetProperty("orders").GetInt64(), own.GetProperty("credited").GetInt64()).ShouldBe((4, 40000));

        var differences = await http.JsonAsync($"/api/orders/sales/differences?shop={shop.Id}&month={month}");
        differences.GetProperty("differences").EnumerateArray().Select(d => $"{d.GetProperty("orderId").GetString()} {d.GetProperty("kind").GetString()} {d.GetProperty("sold")}/{d.GetProperty("shipped")}").Order(StringComparer.Ordinal)
            .ShouldBe(["V2 quantity 2/1", "V3 item 0/2", "V3 item 2/0", "V4 not-shipped /0", "V5 not-shipped /0", "V9 shipped-not-sold 0/1"]);
        (await http.JsonAsync($"/api/orders/sales/differences?shop={shop.Id}&month={month}&person={shop.Agents[1].Id}")).GetProperty("differences").GetArrayLength().ShouldBe(1);
        (await http.JsonAsync($"/api/orders/sales/differences?shop={shop.Id}&month={month}&kind=item")).GetProperty("differences").GetArrayLength().ShouldBe(2);

        // Page by page it is the same sheet.
        var page = await http.JsonAsync($"/api/orders/sales?shop={shop.Id}&month={month}&limit=3");
        page.GetProperty("lines").GetArrayLength().ShouldBe(3);
        (await http.JsonAsync($"/api/orders/sales?shop={shop.Id}&month={month}&limit=3&after={page.GetProperty("next").GetString()}")).GetProperty("lines").GetArrayLength().ShouldBe(2);
        (await http.GetStringAsync(new Uri($"/api/orders/sales/export?shop={shop.Id}&month={month}&format=csv&what=differences", UriKind.Relative))).ShouldContain("产品不符");
        (await http.GetByteArrayAsync(new Uri($"/api/orders/sales/export?shop={shop.Id}&month={month}&format=xlsx", UriKind.Relative)))[..2].ShouldBe("PK"u8.ToArray());

        // An agent has the own sheet and nobody else's.
        using var agent = await shop.SignInAsync(shop.Agents[1]);
        (await agent.JsonAsync($"/api/orders/sales?shop={shop.Id}&month={month}")).GetProperty("lines").EnumerateArray().Select(l => l.GetProperty("orderId").GetString()).ShouldBe(["V5"]);
        (await agent.GetAsync(new Uri($"/api/orders/sales?shop={shop.Id}&month={month}&person={shop.Agents[0].Id}", UriKind.Relative))).IsSuccessStatusCode.ShouldBeFalse();
        (await agent.GetStringAsync(new Uri($"/api/orders/sales/export?shop={shop.Id}&month={month}&format=csv", UriKind.Relative))).ShouldContain("V5");
    }
}
