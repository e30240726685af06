using Microsoft.Playwright;
using Zhanggui.HttpTests.Pay;
using static Microsoft.Playwright.Assertions;
using static Zhanggui.HttpTests.Pay.PayScene;

namespace Zhanggui.BrowserTests.Workbench;

public sealed class PayTests
{
    [Fact]
    public async Task Owner_settles_and_pays_an_agent_follows_a_fine_to_its_proof_objects_and_the_next_slip_shows_the_correction()
    {
        var desk = await Desk.OpenAsync();
        var shop = desk.Shop;
        await PayScene.FillAsync(shop);
        await using var context = await Browser.OpenAsync(1366, 768);
        var owner = await desk.SignInAsync(context, shop.Owner, $"/pay/months/{Month}");
        await owner.GetByRole(AriaRole.Button, new() { Name = $"核算 {Month}" }).ClickAsync();
        await Expect(owner.GetByText("¥5,840.00")).ToBeVisibleAsync();
        await owner.GetByRole(AriaRole.Button, new() { Name = "公示", Exact = true }).ClickAsync();
        await owner.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "公示", Exact = true }).ClickAsync();
        await Expect(owner.GetByText("公示中").First).ToBeVisibleAsync();
        await AgreeAllAsync(shop, Month);
        await owner.ReloadAsync();
        await owner.GetByRole(AriaRole.Button, new() { Name = "确认已认可" }).ClickAsync();
        await owner.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "确认已认可" }).ClickAsync();
        await owner.GetByRole(AriaRole.Button, new() { Name = "结账", Exact = true }).ClickAsync();
        await owner.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "结账", Exact = true }).ClickAsync();
        await Expect(owner.GetByText("已结账").First).ToBeVisibleAsync();
        await owner.GetByRole(AriaRole.Button, new() { Name = "登记发放" }).ClickAsync();
        await owner.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "登记发放" }).ClickAsync();
        await Expect(owner.GetByText("已发放").First).ToBeVisibleAsync();

        // The agent doubts one fine and goes to the order that it is about.
        await using var others = await Browser.OpenAsync(1366, 768);
        var agent = await desk.SignInAsync(others, shop.Agent, "/pay");
        await agent.GetByRole(AriaRole.Link, new() { Name = Month, Exact = true }).ClickAsync();
        await Expect(agent.GetByText("税前，未扣社保").First).ToBeVisibleAsync();
        await agent.GetByRole(AriaRole.Button, new() { Name = "内容严重错误" }).ClickAsync();
        var line = agent.Locator("#content_error");
        await line.GetByRole(AriaRole.Link, new() { Name = "订单 A1" }).ClickAsync();
        await Expect(agent.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("A1");
        await agent.GoBackAsync();
        await agent.GetByRole(AriaRole.Button, new() { Name = "内容严重错误" }).ClickAsync();
        await line.GetByRole(AriaRole.Button, new() { Name = "异议" }).ClickAsync();
        await agent.GetByLabel("理由").FillAsync("尺寸是买家改的，聊天里有");
        await agent.GetByRole(AriaRole.Button, new() { Name = "提交" }).ClickAsync();
        await Expect(agent.GetByText("待裁决").First).ToBeVisibleAsync();

        await owner.GotoAsync(shop.House.Url + "/pay/objections");
        await Expect(owner.GetByText("尺寸是买家改的，聊天里有")).ToBeVisibleAsync();
        await owner.GetByRole(AriaRole.Button, new() { Name = "支持", Exact = true }).ClickAsync();
        var dialog = owner.GetByRole(AriaRole.Dialog);
        await Expect(dialog.GetByLabel("更正金额")).ToHaveValueAsync("20.00");
        await dialog.GetByLabel("理由").FillAsync("看过聊天，退回");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "支持", Exact = true }).ClickAsync();
        await Expect(dialog).ToBeHiddenAsync();

        await owner.GotoAsync($"{shop.House.Url}/pay/months/{Next}");
        await owner.GetByRole(AriaRole.Button, new() { Name = $"核算 {Next}" }).ClickAsync();
        await owner.GetByRole(AriaRole.Button, new() { Name = "公示", Exact = true }).ClickAsync();
        await owner.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "公示", Exact = true }).ClickAsync();
        await Expect(owner.GetByText("公示中").First).ToBeVisibleAsync();
        await agent.GotoAsync($"{shop.House.Url}/pay/months/{Next}/{shop.Agent.Id}");
        await Expect(agent.GetByText("调整更正")).ToBeVisibleAsync();
        await agent.GetByRole(AriaRole.Button, new() { Name = "调整", Exact = false }).First.ClickAsync();
        await Expect(agent.GetByText("看过聊天，退回").First).ToBeVisibleAsync();
        await agent.GetByRole(AriaRole.Link, new() { Name = $"{Month} 薪资单的这一项" }).ClickAsync();
        await Expect(agent.GetByText("已记入", new() { Exact = false }).First).ToBeVisibleAsync();
    }
}
