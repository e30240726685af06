using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Zhanggui.HttpTests;
using static Microsoft.Playwright.Assertions;

namespace Zhanggui.BrowserTests.Workbench;

public sealed partial class PeopleTests
{
    [Fact]
    public async Task Somebody_is_invited_sets_a_password_and_is_told_what_is_recorded()
    {
        var desk = await Desk.OpenAsync();
        await using var context = await Browser.OpenAsync();
        var page = await desk.SignInAsync(context, desk.Shop.Owner, "/people");
        var account = "qian-" + desk.Shop.Agent.Account;

        await page.GetByRole(AriaRole.Button, new() { Name = "添加员工" }).ClickAsync();
        await page.GetByLabel("姓名", new() { Exact = true }).FillAsync("钱新来");
        await page.GetByLabel("账号", new() { Exact = true }).FillAsync(account);
        await page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        var link = await page.GetByRole(AriaRole.Dialog).Filter(new() { HasText = "把链接发给" }).GetByRole(AriaRole.Textbox).InputValueAsync();

        await using var elsewhere = await Browser.OpenAsync();
        var invited = await elsewhere.NewPageAsync();
        await invited.GotoAsync(link);
        await invited.Locator("input[type=password]").FillAsync("a long new sentence");
        await invited.Keyboard.PressAsync("Enter");
        await Expect(invited).ToHaveURLAsync(SignInAddress());
        await invited.GetByLabel("账号", new() { Exact = true }).FillAsync(account);
        await invited.Locator("input[type=password]").FillAsync("a long new sentence");
        await invited.Keyboard.PressAsync("Enter");
        await Expect(invited).ToHaveURLAsync(NoticeAddress());
    }

    [Fact]
    public async Task A_role_that_ends_takes_its_pages_away()
    {
        var desk = await Desk.OpenAsync();
        await using var context = await Browser.OpenAsync();
        var page = await desk.SignInAsync(context, desk.Shop.Owner, $"/people/{desk.Shop.Supervisor.Id}");
        await using var elsewhere = await Browser.OpenAsync();
        var supervisor = await desk.SignInAsync(elsewhere, desk.Shop.Supervisor, "/shifts");
        await Expect(supervisor.GetByRole(AriaRole.Table)).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "结束", Exact = true }).First.ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "结束" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "结束", Exact = true })).ToHaveCountAsync(0);

        await supervisor.ReloadAsync();
        await Expect(supervisor.GetByRole(AriaRole.Table)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_device_that_is_signed_out_from_elsewhere_has_to_sign_in_again()
    {
        var desk = await Desk.OpenAsync();
        await using var here = await Browser.OpenAsync();
        await using var there = await Browser.OpenAsync();
        var other = await desk.SignInAsync(there, desk.Shop.Agent, "/account");
        var page = await desk.SignInAsync(here, desk.Shop.Agent, "/account");

        await page.GetByRole(AriaRole.Button, new() { Name = "退出其他设备" }).ClickAsync();
        await Expect(page.GetByText("已退出")).ToBeVisibleAsync();

        await other.ReloadAsync();
        await Expect(other).ToHaveURLAsync(SignInAddress());
    }

    [Fact]
    public async Task A_second_factor_is_turned_on_with_the_first_code_and_asked_for_at_the_next_sign_in()
    {
        var desk = await Desk.OpenAsync();
        await using var context = await Browser.OpenAsync();
        var page = await desk.SignInAsync(context, desk.Shop.Agent, "/account");
        await page.GetByRole(AriaRole.Button, new() { Name = "开启" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.Locator("input[type=password]").FillAsync(TestShop.Password);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "下一步" }).ClickAsync();
        var secret = (await dialog.Locator("p").Last.InnerTextAsync()).Replace(" ", string.Empty, StringComparison.Ordinal);
        await dialog.GetByLabel("输入验证器显示的 6 位数字").FillAsync(OneTimeCode.Of(secret, DateTimeOffset.UtcNow));
        await dialog.GetByRole(AriaRole.Button, new() { Name = "确认" }).ClickAsync();
        await Expect(dialog).ToContainTextAsync("请保存这些恢复码");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "完成" }).ClickAsync();
        await Expect(page.GetByText("登录时除密码外还要输入")).ToBeVisibleAsync();

        await using var elsewhere = await Browser.OpenAsync();
        var door = await elsewhere.NewPageAsync();
        await door.GotoAsync(desk.Shop.House.Url + "/sign-in");
        await door.GetByLabel("账号", new() { Exact = true }).FillAsync(desk.Shop.Agent.Account);
        await door.Locator("input[type=password]").FillAsync(TestShop.Password);
        await door.Keyboard.PressAsync("Enter");
        await Expect(door.Locator("input[autocomplete=one-time-code]")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_language_follows_the_person_to_another_device()
    {
        var desk = await Desk.OpenAsync();
        await using var here = await Browser.OpenAsync();
        var page = await desk.SignInAsync(here, desk.Shop.Agent, "/account");
        await page.GetByText("English", new() { Exact = true }).First.ClickAsync();
        await Expect(page.GetByText("Reception").First).ToBeVisibleAsync();
        await page.ReloadAsync();
        await Expect(page.GetByText("Reception").First).ToBeVisibleAsync();

        await using var there = await Browser.OpenAsync();
        var other = await desk.SignInAsync(there, desk.Shop.Agent, "/account");
        await Expect(other.GetByText("Reception").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_duty_board_hears_of_a_change_without_asking_again()
    {
        var desk = await Desk.OpenAsync();
        await using var context = await Browser.OpenAsync();
        var ready = new TaskCompletionSource();
        context.Page += (_, opened) => opened.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) =>
        {
            if (socket.Url.Contains("/api/shifts/duty/socket", StringComparison.Ordinal) && frame.Text?.Contains("\"ready\"", StringComparison.Ordinal) == true)
            {
                ready.TrySetResult();
            }
        };
        var page = await desk.SignInAsync(context, desk.Shop.Supervisor, "/shifts");
        var line = page.GetByRole(AriaRole.Row).Filter(new() { HasText = desk.Shop.Agent.Name });
        await Expect(line).ToContainTextAsync("下班");
        await ready.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        await page.RouteAsync("**/api/shifts/duty?*", route => route.AbortAsync()); // whoever asks from here on gets no answer

        await using var elsewhere = await Browser.OpenAsync();
        var agent = await desk.SignInAsync(elsewhere, desk.Shop.Agent);
        await agent.GetByRole(AriaRole.Button, new() { Name = "我的状态" }).ClickAsync();
        await agent.GetByRole(AriaRole.Menuitem).Filter(new() { HasText = "接待中" }).ClickAsync();

        await Expect(line).ToContainTextAsync("接待中");
    }

    [GeneratedRegex("/sign-in", RegexOptions.None, 1000)]
    private static partial Regex SignInAddress();

    [GeneratedRegex("/notice", RegexOptions.None, 1000)]
    private static partial Regex NoticeAddress();
}
