using System.Text;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Zhanggui.BrowserTests.Workbench;

public sealed class OrderCreditTests
{
    private const string Export =
        "\"订单编号\",\"买家会员名\",\"买家应付邮费\",\"总金额\",\"买家实际支付金额\",\"订单状态\",\"买家留言\",\"收货人姓名\",\"订单创建时间\",\"订单付款时间 \",\"宝贝标题 \",\"订单备注\",\"退款金额\"\r\n";

    [Fact]
    public async Task Owner_drops_the_export_sees_who_earned_what_and_a_dispute_is_decided_by_somebody_else()
    {
        var desk = await Desk.OpenAsync();
        await using var context = await Browser.OpenAsync(1366, 768);
        var owner = await desk.SignInAsync(context, desk.Shop.Owner, "/orders/import");
        await owner.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "ExportOrderList.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes("\uFEFF" + Export + Row("B1000001", "") + Row("B1000002", "工号99999")) });
        await owner.GetByRole(AriaRole.Button, new() { Name = "导入", Exact = true }).ClickAsync();
        await Expect(owner.GetByText("导入完成")).ToBeVisibleAsync(Slowly);

        await owner.GotoAsync(desk.Shop.House.Url + "/orders/undecided");
        await Expect(owner.GetByText("不认识的工号").First).ToBeVisibleAsync(Slowly);
        await owner.GetByRole(AriaRole.Link, new() { Name = "B1000002" }).ClickAsync();
        await Expect(owner.GetByText("备注里的工号那天不属于任何人").First).ToBeVisibleAsync(Slowly);

        // An agent who doubts opens any order by its number and disputes.
        await using var others = await Browser.OpenAsync(1366, 768);
        var agent = await desk.SignInAsync(others, desk.Shop.Agents[0], "/orders/B1000002");
        await agent.GetByRole(AriaRole.Button, new() { Name = "异议" }).ClickAsync();
        await agent.GetByLabel("理由").FillAsync("备注写错了一位，是我接待的");
        await agent.GetByRole(AriaRole.Button, new() { Name = "提交" }).ClickAsync();
        await Expect(agent.GetByText("待处理")).ToBeVisibleAsync(Slowly);

        await owner.GetByRole(AriaRole.Link, new() { Name = "回到订单列表" }).ClickAsync();
        await owner.GetByRole(AriaRole.Link, new() { Name = "认领与异议" }).ClickAsync();
        await Expect(owner.GetByText("备注写错了一位，是我接待的")).ToBeVisibleAsync(Slowly);
        await owner.GetByRole(AriaRole.Button, new() { Name = "批准" }).ClickAsync();
        var dialog = owner.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Combobox).ClickAsync();
        await owner.Keyboard.TypeAsync(desk.Shop.Agents[0].Name);
        await owner.Keyboard.PressAsync("Enter");
        await dialog.GetByLabel("理由").FillAsync("看过聊天记录");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "确定" }).ClickAsync();
        await Expect(dialog).ToBeHiddenAsync(new() { Timeout = 20_000 });

        await agent.ReloadAsync();
        await Expect(agent.GetByText("已批准").First).ToBeVisibleAsync(Slowly);
        await Expect(agent.GetByText("看过聊天记录").First).ToBeVisibleAsync(Slowly);
        await Expect(agent.GetByText("人工判定并经批准").First).ToBeVisibleAsync(Slowly);
    }

    private static LocatorAssertionsToBeVisibleOptions Slowly => new() { Timeout = 20_000 };

    private static string Row(string id, string note) =>
        $"=\"{id}\",\"买家甲\",\"8.00\",\"108.00\",\"108.00\",\"交易成功\",\"\",\"张三\",\"2026-10-15 10:00:00\",\"2026-10-15 10:00:35\",\"示例T恤\",\"{note}\",\"0\"\r\n";
}
