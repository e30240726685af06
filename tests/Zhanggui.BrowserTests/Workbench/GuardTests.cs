using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using NodaTime;
using Zhanggui.Rules.Contracts;
using static Microsoft.Playwright.Assertions;

namespace Zhanggui.BrowserTests.Workbench;

/// <summary>The guard in the box where an agent writes: stopped, put better by one key, sent with a reason.</summary>
public sealed class GuardTests
{
    private const string Book = """
        book: guard-test
        title: 话术测试
        extends: new-shop
        """;

    [Fact]
    public async Task What_an_agent_writes_is_stopped_put_better_or_sent_with_a_reason()
    {
        var desk = await Desk.OpenAsync();
        await desk.Shop.House.Services.GetRequiredService<IBookSeed>().SowAsync(desk.Shop.Organisation, desk.Shop.Owner.Id, Book, new LocalDate(2020, 1, 1), CancellationToken.None);
        var buyer = await desk.BuyerAsync();
        await buyer.WriteAsync("什么时候能到");
        await desk.ActAsync(desk.Shop.Agent, buyer.Conversation, "take");
        await using var context = await Browser.OpenAsync();
        var page = await desk.SignInAsync(context, desk.Shop.Agent);
        await page.GetByRole(AriaRole.Tab, new() { Name = "我的" }).ClickAsync();
        await page.GetByRole(AriaRole.List).GetByText(buyer.Name).ClickAsync();
        var box = page.GetByPlaceholder("回复 ");
        var line = page.GetByRole(AriaRole.Status);

        await box.FillAsync("加我微信聊吧");
        await Expect(line.Filter(new() { HasText = "拦下" })).ToContainTextAsync("微信");
        await box.PressAsync("Enter");
        await Expect(box).ToHaveValueAsync("加我微信聊吧");

        await box.FillAsync("你放心");
        await Expect(line.Filter(new() { HasText = "提示" })).ToBeVisibleAsync();
        await box.PressAsync("Alt+i");
        await Expect(box).ToHaveValueAsync("您放心");
        await box.PressAsync("Enter");
        await buyer.ExpectAsync("您放心");

        await box.FillAsync("保证明天送到");
        await Expect(line.Filter(new() { HasText = "要理由" })).ToBeVisibleAsync();
        await box.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Group, new() { Name = "写明理由再发" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "已核实，情况属实" }).ClickAsync();
        await buyer.ExpectAsync("保证明天送到");
        (await buyer.ReadAsync()).ShouldNotContain(text => text.Contains("微信"));
    }
}
