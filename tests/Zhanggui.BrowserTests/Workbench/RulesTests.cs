using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Zhanggui.BrowserTests.Workbench;

public sealed class RulesTests
{
    [Fact]
    public async Task A_book_is_written_shows_what_is_wrong_as_one_types_and_comes_into_force()
    {
        var desk = await Desk.OpenAsync();
        await using var context = await Browser.OpenAsync();
        var page = await desk.SignInAsync(context, desk.Shop.Owner, "/rules");
        await page.GetByRole(AriaRole.Button, new() { Name = "从新店制度开始" }).ClickAsync();
        await Expect(page.GetByText("没有错误")).ToBeVisibleAsync();
        await page.GetByText("正文", new() { Exact = true }).ClickAsync();

        await WriteAsync(page, "book: own\ntitle: 我们的制度\nextends: new-shop\nreception:\n  recall_window: 很久\n");
        await Expect(page.GetByText("1 处错误").First).ToBeVisibleAsync();
        await WriteAsync(page, "book: own\ntitle: 我们的制度\nextends: new-shop\nreception:\n  recall_window: 5 min\n  close_outcomes:\n    - 已成交\n    - 改天再说\n");
        await Expect(page.GetByText("没有错误")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Expect(page.GetByText("已保存").First).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "返回" }).ClickAsync();

        await page.GetByRole(AriaRole.Tab, new() { Name = "比较" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Tabpanel)).ToContainTextAsync("5 分钟");
        await page.GetByRole(AriaRole.Button, new() { Name = "征求意见" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "发布" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Expect(dialog.GetByLabel("生效日期")).ToBeVisibleAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "发布" }).ClickAsync();
        await Expect(dialog).ToBeHiddenAsync();
        await Expect(page.GetByText("生效中").First).ToBeVisibleAsync();

        var buyer = await desk.BuyerAsync();
        await buyer.WriteAsync("我再想想");
        await page.GotoAsync(desk.Shop.House.Url + "/reception");
        await page.GetByRole(AriaRole.Tab, new() { Name = "排队" }).ClickAsync();
        await page.GetByText("我再想想").First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "结束", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "2 改天再说" })).ToBeVisibleAsync();
    }

    private static async Task WriteAsync(IPage page, string text)
    {
        await page.GetByRole(AriaRole.Textbox, new() { Name = "正文" }).ClickAsync();
        await page.Keyboard.PressAsync("Control+a");
        await page.Keyboard.InsertTextAsync(text);
    }
}
