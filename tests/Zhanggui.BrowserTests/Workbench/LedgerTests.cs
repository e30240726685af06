using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Zhanggui.BrowserTests.Workbench;

public sealed class LedgerTests
{
    [Fact]
    public async Task Adjustment_is_entered_by_one_approved_by_another_and_found_again()
    {
        var desk = await Desk.OpenAsync();
        var shop = desk.Shop;
        await using var context = await Browser.OpenAsync(1366, 768);
        var boss = await desk.SignInAsync(context, shop.Supervisor, "/ledger?tab=adjustments");
        await boss.GetByRole(AriaRole.Button, new() { Name = "登记一条" }).ClickAsync();
        var dialog = boss.GetByRole(AriaRole.Dialog);
        await dialog.ChooseAsync("姓名", shop.Agent.Name);
        await dialog.GetByLabel("月份").FillAsync("2026-10");
        await dialog.GetByLabel("金额（元）").FillAsync("50.00");
        await dialog.GetByLabel("原因", new() { Exact = true }).FillAsync("补上月漏发");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Expect(dialog).ToBeHiddenAsync();
        await boss.GetByRole(AriaRole.Button, new() { Name = "待批准" }).ClickAsync();
        await Expect(dialog.GetByText("登记的人和本人都不能批准", new() { Exact = false })).ToBeVisibleAsync();
        await Expect(dialog.GetByRole(AriaRole.Button, new() { Name = "批准", Exact = true })).ToHaveCountAsync(0);

        await using var others = await Browser.OpenAsync(1366, 768);
        var owner = await desk.SignInAsync(others, shop.Owner, "/ledger?tab=adjustments");
        var onlyOpen = owner.GetByLabel("只看待定的");
        await onlyOpen.ClickAsync();
        await Expect(onlyOpen).ToBeCheckedAsync();
        await owner.GetByRole(AriaRole.Button, new() { Name = "待批准" }).ClickAsync();
        await owner.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "批准", Exact = true }).ClickAsync();
        await Expect(owner.GetByText("这里还没有记录")).ToBeVisibleAsync();
        await onlyOpen.ClickAsync();
        await Expect(onlyOpen).Not.ToBeCheckedAsync();
        await owner.GetByLabel("搜索内容、姓名、工号").FillAsync("漏发");
        await owner.PickAsync("月份", "2026-10");
        var row = owner.GetByRole(AriaRole.Row).Filter(new() { HasText = "补上月漏发" });
        await Expect(row).ToContainTextAsync(shop.Owner.Name);
        await owner.PickAsync("月份", "2026-09");
        await Expect(row).ToHaveCountAsync(0);
    }
}
