using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using NodaTime;
using Zhanggui.HttpTests.Metrics;
using Zhanggui.HttpTests.Pay;
using Zhanggui.Rules.Contracts;
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
        await page.GetByTitle("正文", new() { Exact = true }).ClickAsync();

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

    [Fact]
    public async Task Agent_is_told_of_a_new_book_reads_what_changed_says_so_and_the_month_waits_for_them_no_longer()
    {
        var desk = await Desk.OpenAsync();
        var shop = desk.Shop;
        await PayScene.FillAsync(shop);
        var text = PayScene.BookText(shop.House).Replace("\n  switches:\n", "\n  switches:\n    book_must_be_shown: true\n", StringComparison.Ordinal);
        await shop.House.Services.GetRequiredService<IBookSeed>().SowAsync(shop.Organisation, shop.Owner.Id, text, new LocalDate(2026, 7, 1), default);
        using var owner = await shop.SignInAsync(shop.Owner);
        (await UnseenAsync(await owner.ComputeAsync(shop, PayScene.Month))).ShouldContain($"person:{shop.Agent.Id}");

        await using var context = await Browser.OpenAsync();
        var page = await desk.SignInAsync(context, shop.Agent, "/pay/mine");
        var notice = page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "第 2 版" });
        await Expect(notice).ToContainTextAsync("您还没有看过");
        await Expect(notice.GetByRole(AriaRole.Button, new() { Name = "看过了" })).ToBeDisabledAsync();
        await notice.GetByRole(AriaRole.Button, new() { Name = "改了什么" }).ClickAsync();
        await Expect(notice).ToContainTextAsync("制度要先看过");
        await notice.GetByRole(AriaRole.Button, new() { Name = "看过了" }).ClickAsync();
        await Expect(notice).ToHaveCountAsync(0);

        (await UnseenAsync(await owner.ComputedAsync(shop, PayScene.Month))).ShouldBe(shop.Agents.Where(a => a.Id != shop.Agent.Id).Select(a => $"person:{a.Id}"), ignoreOrder: true);

        static Task<List<string?>> UnseenAsync(JsonElement month) => Task.FromResult(month.GetProperty("waits").EnumerateArray().Where(w => w.GetProperty("kind").GetString() == "book_unseen")
            .SelectMany(w => w.GetProperty("subjects").EnumerateArray()).Select(s => s.GetProperty("subject").GetString()).ToList());
    }

    private static async Task WriteAsync(IPage page, string text)
    {
        await page.GetByRole(AriaRole.Textbox, new() { Name = "正文" }).ClickAsync();
        await page.Keyboard.PressAsync("Control+a");
        await page.Keyboard.InsertTextAsync(text);
    }
}
