using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using NodaTime;
using Zhanggui.Kernel.Time;
using static Microsoft.Playwright.Assertions;

namespace Zhanggui.BrowserTests.Workbench;

/// <summary>A promise from a message by one key, moved with a reason, kept with evidence; what was typed is not lost by closing.</summary>
public sealed partial class PromiseTests
{
    private const string Said = "明天下午三点前给您发出";

    [Fact]
    public async Task A_message_becomes_a_promise_that_is_moved_with_a_reason_and_kept()
    {
        var desk = await Desk.OpenAsync();
        var buyer = await desk.BuyerAsync();
        await buyer.WriteAsync("什么时候发货");
        await desk.ActAsync(desk.Shop.Agent, buyer.Conversation, "take");
        await desk.ActAsync(desk.Shop.Agent, buyer.Conversation, "messages", new { id = Guid.CreateVersion7(), kind = "text", text = Said });
        await using var context = await Browser.OpenAsync();
        var page = await desk.SignInAsync(context, desk.Shop.Agent);
        await page.GetByRole(AriaRole.Tab, new() { Name = "我的" }).ClickAsync();
        await page.GetByRole(AriaRole.List).GetByText(buyer.Name).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Log)).ToContainTextAsync(Said);

        await page.Keyboard.PressAsync("Alt+k");
        var dialog = page.GetByRole(AriaRole.Dialog);
        var what = dialog.GetByLabel("承诺内容");
        await Expect(what).ToHaveValueAsync(Said);
        await what.FillAsync($"{Said}，用顺丰");
        await what.PressAsync("Escape");
        await Expect(dialog).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("Alt+k");
        await Expect(what).ToHaveValueAsync($"{Said}，用顺丰"); // closing kept it
        await Expect(dialog.GetByText("从「明天下午三点前」读到的时间")).ToBeVisibleAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "记承诺" }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);

        await page.GotoAsync(desk.Shop.House.Url + "/promises");
        await page.GetByRole(AriaRole.Row).Filter(new() { HasText = "用顺丰" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(OnePromise());
        await dialog.GetByRole(AriaRole.Button, new() { Name = "改期" }).ClickAsync();
        var day = desk.Shop.House.Services.GetRequiredService<TimeProvider>().GetCurrentInstant().InZone(DateTimeZoneProviders.Tzdb["Asia/Shanghai"]).Date.PlusDays(9).ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
        await PickMomentAsync(dialog, "到期", day, "16:30");
        await dialog.GetByLabel("为什么改期").FillAsync("仓库盘点");
        await dialog.GetByText("买家已经同意").ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "确定" }).ClickAsync();
        await Expect(dialog.GetByText("仓库盘点")).ToBeVisibleAsync();
        await Expect(dialog).ToContainTextAsync("16:30");

        await dialog.GetByRole(AriaRole.Button, new() { Name = "已兑现" }).ClickAsync();
        await dialog.GetByPlaceholder("凭什么说兑现了").FillAsync("已发出，单号 SF001");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "确定" }).ClickAsync();
        await Expect(dialog.GetByText("兑现：已发出，单号 SF001")).ToBeVisibleAsync();
        await Expect(dialog.GetByRole(AriaRole.Button, new() { Name = "改期" })).ToHaveCountAsync(0);

        await page.GotoAsync(desk.Shop.House.Url + "/promises?show=ended");
        await Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "用顺丰" })).ToContainTextAsync("已兑现");
    }

    private static async Task PickMomentAsync(ILocator dialog, string label, string day, string time)
    {
        var field = dialog.GetByRole(AriaRole.Textbox, new() { Name = label, Exact = true });
        var list = dialog.Page.Locator(".ant-picker-dropdown:not(.ant-picker-dropdown-hidden)");
        await field.ClickAsync();
        await Expect(list).ToBeVisibleAsync();
        await field.FillAsync($"{day} {time}");
        await Expect(list.Locator($"td.ant-picker-cell-selected[title='{day}']")).ToBeVisibleAsync(); // understood
        await field.PressAsync("Enter");
        await Expect(list).ToHaveCountAsync(0);
        await Expect(field).ToHaveValueAsync($"{day} {time}");
    }

    [GeneratedRegex("[?&]one=", RegexOptions.None, 1000)]
    private static partial Regex OnePromise();
}
