using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using NodaTime;
using Zhanggui.Rules.Contracts;
using static Microsoft.Playwright.Assertions;

namespace Zhanggui.BrowserTests.Workbench;

/// <summary>An agent says that a hit was wrong; the owner sees what the exception would let through and lays it into the draft.</summary>
public sealed class GuardPageTests
{
    private const string Book = """
        book: guard-page-test
        title: 话术测试
        guard:
          tried_days: 30
          rules:
            cannot:
              name: 说不行
              kind: words
              level: confirm
              reason: 换一种说法。
              words: [不行]
        """;

    [Fact]
    public async Task What_an_agent_says_was_fine_becomes_an_exception_in_the_draft()
    {
        var desk = await Desk.OpenAsync();
        await desk.Shop.House.Services.GetRequiredService<IBookSeed>().SowAsync(desk.Shop.Organisation, desk.Shop.Owner.Id, Book, new LocalDate(2020, 1, 1), CancellationToken.None);
        var buyer = await desk.BuyerAsync();
        await buyer.WriteAsync("能走过去吗");
        await desk.ActAsync(desk.Shop.Agent, buyer.Conversation, "take");
        await using (var context = await Browser.OpenAsync())
        {
            var page = await desk.SignInAsync(context, desk.Shop.Agent);
            await page.GetByRole(AriaRole.Tab, new() { Name = "我的" }).ClickAsync();
            await page.GetByRole(AriaRole.List).GetByText(buyer.Name).ClickAsync();
            var box = page.GetByPlaceholder("回复 ");
            await box.FillAsync("那条路不行走");
            await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "要理由" })).ToBeVisibleAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "这句没问题" }).ClickAsync();
            var dialog = page.GetByRole(AriaRole.Dialog);
            await dialog.GetByRole(AriaRole.Textbox).FillAsync("说的是走路");
            await dialog.GetByRole(AriaRole.Button, new() { Name = "告诉管规则的人" }).ClickAsync();
            await Expect(page.GetByText("已经交上去了，有答复会告诉您")).ToBeVisibleAsync();
            await box.PressAsync("Enter");
            await page.GetByRole(AriaRole.Button, new() { Name = "已核实，情况属实" }).ClickAsync();
            await buyer.ExpectAsync("那条路不行走");
        }

        await using var owners = await Browser.OpenAsync();
        var owner = await desk.SignInAsync(owners, desk.Shop.Owner);
        await owner.GotoAsync($"{desk.Shop.House.Url}/guard/proposals");
        await owner.GetByRole(AriaRole.Button, new() { Name = "看一看" }).ClickAsync();
        var drawer = owner.GetByRole(AriaRole.Dialog);
        await Expect(drawer.GetByText("说明：说的是走路")).ToBeVisibleAsync();
        var except = drawer.GetByRole(AriaRole.Textbox, new() { Name = "这些说法里的不算" });
        await except.FillAsync("不行");
        await drawer.GetByRole(AriaRole.Button, new() { Name = "看看会放过什么" }).ClickAsync();
        await Expect(drawer.GetByRole(AriaRole.Alert)).ToContainTextAsync("正好盖住了规则自己的词");
        await except.FillAsync("不行走");
        await drawer.GetByRole(AriaRole.Button, new() { Name = "看看会放过什么" }).ClickAsync();
        await Expect(drawer.GetByText("放过 1 次")).ToBeVisibleAsync();
        await drawer.GetByRole(AriaRole.Button, new() { Name = "采纳，写进草稿" }).ClickAsync();
        await Expect(drawer.GetByText("例外：不行走")).ToBeVisibleAsync();
        var draft = await drawer.GetByRole(AriaRole.Link, new() { Name = "打开草稿" }).First.GetAttributeAsync("href");
        draft.ShouldNotBeNull().ShouldStartWith("/rules/books/");
        (await owner.EvaluateAsync<string>("path => fetch(path).then(answer => answer.json()).then(book => book.text)", $"/api{draft}")).ShouldContain("except: [\"不行走\"]");
    }
}
