using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using NodaTime;
using Zhanggui.HttpTests;
using Zhanggui.HttpTests.Orders;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;
using static Microsoft.Playwright.Assertions;
using static Zhanggui.HttpTests.Orders.OrdersHttp;

namespace Zhanggui.BrowserTests.Workbench;

/// <summary>What another tool or the warehouse says of the same orders.</summary>
public sealed class OrderReportTests
{
    [Fact]
    public async Task Service_report_is_dropped_in_and_every_order_it_gives_to_somebody_else_is_listed()
    {
        var desk = await Desk.OpenAsync();
        var (first, second, day) = (desk.Shop.Agents[0], desk.Shop.Agents[1], Tomorrow(desk.Shop));
        var numbers = await NumbersAsync(desk.Shop);
        using var http = await desk.Shop.SignInAsync(desk.Shop.Owner);
        string Of(string id) => Row(id, placed: $"{day} 10:00:00", paidAt: $"{day} 10:01:00", note: $"工号{numbers[first.Id]}");
        (await http.ImportAsync(desk.Shop, Taobao(Of("S1"), Of("S2")))).ShouldBe("2/0/0/0");

        await using var context = await Browser.OpenAsync(1366, 768);
        var owner = await desk.SignInAsync(context, desk.Shop.Owner, "/orders/import");
        var report = $"订单编号,归属客服旺旺,绩效时间,绩效金额,判定方式\nS1,{numbers[first.Id]},{day} 10:01:00,100.00,付款判定\nS2,{numbers[second.Id]},{day} 10:01:00,100.00,付款判定\nS9,{numbers[second.Id]},{day} 10:01:00,30.00,付款判定\n";
        await owner.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "赤兔-客服绩效明细.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes("\uFEFF" + report) });
        await Expect(owner.GetByText("服务报表（按订单）").First).ToBeVisibleAsync();
        await owner.GetByRole(AriaRole.Button, new() { Name = "导入", Exact = true }).ClickAsync();
        await Expect(owner.GetByText("导入完成")).ToBeVisibleAsync();

        await owner.GotoAsync($"{desk.Shop.House.Url}/orders/elsewhere");
        await owner.GetByRole(AriaRole.Tab, new() { Name = "不一致 1" }).ClickAsync();
        var row = owner.GetByRole(AriaRole.Row).Filter(new() { HasText = "S2" });
        await Expect(row).ToContainTextAsync(second.Name);
        await Expect(row).ToContainTextAsync(first.Name);
        await Expect(owner.GetByRole(AriaRole.Row).Filter(new() { HasText = "S1" })).ToHaveCountAsync(0);
        await row.GetByRole(AriaRole.Link, new() { Name = "S2" }).ClickAsync();
        await Expect(owner.GetByText($"赤兔记给 {second.Name}")).ToBeVisibleAsync();
        await Expect(owner.GetByText("和本店不一致")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Sales_sheet_is_compared_with_the_shipping_sheet_product_by_product()
    {
        var desk = await Desk.OpenAsync();
        var day = Tomorrow(desk.Shop);
        var numbers = await NumbersAsync(desk.Shop);
        using var http = await desk.Shop.SignInAsync(desk.Shop.Owner);
        string Of(string id, int agent) => Row(id, placed: $"{day} 10:00:00", paidAt: $"{day} 10:01:00", status: "买家已付款，等待卖家发货", note: $"工号{numbers[desk.Shop.Agents[agent].Id]}");
        (await http.ImportAsync(desk.Shop, Taobao(Of("V1", 0), Of("V2", 0), Of("V3", 1)))).ShouldBe("3/0/0/0");
        (await http.ImportAsync(desk.Shop, Gbk("子订单编号,主订单编号,标题,价格,购买数量,商家编码,买家实际支付金额\nV1-1,V1,T恤 红,50,2,TX,100\nV2-1,V2,T恤 红,50,2,TX,100\n"), "taobao-items", "items.csv")).ShouldBe("2/0/0/0");
        (await http.ImportAsync(desk.Shop, Gbk($"订单编号,商家编码,商品名称,发货数量,运单号,发货时间,收货人\nV1,TX,T恤 红,2,YT1,{day} 12:00,张三\nV2,TX,T恤 红,1,YT2,{day} 12:00,张三\n"), "shipping-sheet", "发货单.csv")).ShouldBe("2/0/0/0");
        await CreditHttp.WaitAsync<int>(async () => (await http.JsonAsync($"/api/orders/sales?shop={desk.Shop.Id}&month={day[..7]}")).GetProperty("lines").GetArrayLength() == 3 ? 3 : null);

        await using var context = await Browser.OpenAsync(1366, 768);
        var owner = await desk.SignInAsync(context, desk.Shop.Owner, $"/orders/sales?month={day[..7]}");
        var sold = owner.GetByRole(AriaRole.Row).Filter(new() { HasText = "V1" });
        await Expect(sold).ToContainTextAsync("T恤 红");
        await Expect(sold).ToContainTextAsync(desk.Shop.Agents[0].Name);
        await owner.GetByText("发货核对").ClickAsync();
        var short1 = owner.GetByRole(AriaRole.Row).Filter(new() { HasText = "V2" });
        await Expect(short1).ToContainTextAsync("数量不符");
        await Expect(owner.GetByRole(AriaRole.Row).Filter(new() { HasText = "V3" })).ToContainTextAsync("卖出未发货");
        await Expect(owner.GetByRole(AriaRole.Row).Filter(new() { HasText = "V1" })).ToHaveCountAsync(0);
        await short1.GetByRole(AriaRole.Link, new() { Name = "V2" }).ClickAsync();
        await Expect(owner.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("V2");

        // An agent has the own sheet only.
        await using var others = await Browser.OpenAsync(1366, 768);
        var agent = await desk.SignInAsync(others, desk.Shop.Agents[1], $"/orders/sales?month={day[..7]}");
        await Expect(agent.GetByRole(AriaRole.Row).Filter(new() { HasText = "V3" })).ToBeVisibleAsync();
        await Expect(agent.GetByRole(AriaRole.Row).Filter(new() { HasText = "V1" })).ToHaveCountAsync(0);
    }

    /// <summary>Everybody of a test's shop began to work on the day of the test.</summary>
    private static string Tomorrow(TestShop shop) =>
        shop.House.Services.GetRequiredService<TimeProvider>().GetCurrentInstant().InZone(DateTimeZoneProviders.Tzdb["Asia/Shanghai"]).Date.PlusDays(1).ToString("uuuu-MM-dd", null);

    private static async Task<IReadOnlyDictionary<PersonId, string>> NumbersAsync(TestShop shop) =>
        (await shop.House.Services.GetRequiredService<IStaffHistory>().StaffAsync(shop.Organisation, CancellationToken.None)).ToDictionary(s => s.Person, s => s.Number);
}
