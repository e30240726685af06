using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Playwright;
using Zhanggui.HttpTests;
using Zhanggui.Kernel.Db;
using static Microsoft.Playwright.Assertions;

namespace Zhanggui.BrowserTests.Workbench;

/// <summary>A buyer goes from one signed-in agent to another.</summary>
public sealed class TransferTests
{
    [Fact]
    public async Task A_transfer_is_turned_back_with_a_reason_and_the_next_one_is_taken_on()
    {
        var desk = await Desk.OpenAsync();
        await using var here = await Browser.OpenAsync();
        await using var there = await Browser.OpenAsync();
        var (from, to, buyer) = await TakenAsync(desk, here, there);

        await GiveAsync(from, desk.Shop.Agents[1].Name, "他懂壁画");
        await Expect(Bar(from)).ToContainTextAsync("陈小明 接待");
        await OpenMineAsync(to, buyer.Name);
        await Expect(Bar(to)).ToContainTextAsync("他懂壁画");
        await to.GetByRole(AriaRole.Button, new() { Name = "退回", Exact = true }).ClickAsync();
        var why = to.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Textbox);
        await why.FillAsync("我在忙大单");
        await why.PressAsync("Enter");
        await Expect(Bar(from)).ToContainTextAsync("我 接待");
        await Expect(Bar(from)).ToContainTextAsync("我在忙大单");
        await Expect(to.GetByRole(AriaRole.List).GetByText(buyer.Name)).ToHaveCountAsync(0);

        await GiveAsync(from, desk.Shop.Agents[1].Name, "这次真要你来");
        await OpenMineAsync(to, buyer.Name);
        await to.GetByRole(AriaRole.Button, new() { Name = "接下转接" }).ClickAsync();
        await Expect(to.GetByRole(AriaRole.Button, new() { Name = "接下转接" })).ToHaveCountAsync(0);
        await Expect(Bar(to)).ToContainTextAsync("我 接待");
        await to.GetByPlaceholder("回复 ").FillAsync("我来接着为您看");
        await to.GetByPlaceholder("回复 ").PressAsync("Enter");
        await buyer.ExpectAsync("我来接着为您看");
    }

    [Fact]
    public async Task A_transfer_that_nobody_takes_on_comes_back_by_itself()
    {
        Desk.NeedsClient();
        var clock = new MovedClock();
        await using var house = await TestHouse.OpenAsync(DatabaseKind.Sqlite, b => b.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock)));
        var desk = await Desk.OpenAsync(house);
        await using var here = await Browser.OpenAsync();
        await using var there = await Browser.OpenAsync();
        var (from, to, buyer) = await TakenAsync(desk, here, there);

        await GiveAsync(from, desk.Shop.Agents[1].Name, "他懂壁画");
        await Expect(to.GetByRole(AriaRole.List).GetByText(buyer.Name)).ToBeVisibleAsync();
        clock.Move(TimeSpan.FromMinutes(2)); // more than the book gives

        await Expect(Bar(from)).ToContainTextAsync("我 接待");
        await Expect(to.GetByRole(AriaRole.List).GetByText(buyer.Name)).ToHaveCountAsync(0);
    }

    /// <summary>A buyer who is with the first agent; both agents look at their desks.</summary>
    private static async Task<(IPage From, IPage To, Buyer Buyer)> TakenAsync(Desk desk, IBrowserContext here, IBrowserContext there)
    {
        await desk.SetDutyAsync(desk.Shop.Agent, "busy"); // on duty, and gets nobody unasked
        var from = await desk.SignInAsync(here, desk.Shop.Agent);
        var to = await desk.SignInAsync(there, desk.Shop.Agents[1]);
        var buyer = await desk.BuyerAsync();
        await buyer.WriteAsync("三米高的墙能做整幅吗");
        await desk.ActAsync(desk.Shop.Agent, buyer.Conversation, "take");
        await OpenMineAsync(from, buyer.Name);
        await Expect(Bar(from)).ToContainTextAsync("我 接待");
        return (from, to, buyer);
    }

    private static async Task GiveAsync(IPage page, string name, string reason)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "转接", Exact = true }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Radio).Filter(new() { HasText = name }).ClickAsync();
        await dialog.GetByLabel("转接说明（同事会看到）").FillAsync(reason);
        await dialog.GetByRole(AriaRole.Button, new() { Name = $"转接 → {name}" }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
    }

    private static async Task OpenMineAsync(IPage page, string buyer)
    {
        await page.GetByRole(AriaRole.Tab, new() { Name = "我的" }).ClickAsync();
        await page.GetByRole(AriaRole.List).GetByText(buyer).ClickAsync();
    }

    /// <summary>Who it is, whose it is and why.</summary>
    private static ILocator Bar(IPage page) => page.Locator("header").Filter(new() { Has = page.GetByRole(AriaRole.Button, new() { Name = "资料" }) });
}
