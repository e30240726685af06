using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Zhanggui.BrowserTests.Workbench;

public sealed class RosterTests
{
    [Fact]
    public async Task A_month_of_shifts_is_filled_at_once_and_one_day_is_changed()
    {
        var desk = await Desk.OpenAsync();
        var shop = desk.Shop;
        await using var context = await Browser.OpenAsync(1440, 900);
        var boss = await desk.SignInAsync(context, shop.Supervisor, "/shifts/roster?month=2026-10");
        await boss.GetByRole(AriaRole.Button, new() { Name = "班次与假别" }).ClickAsync();
        var dialog = boss.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "再加一个班" }).ClickAsync();
        await dialog.GetByLabel("班次名称").FillAsync("早班");
        await dialog.GetByLabel("上班", new() { Exact = true }).FillAsync("08:30");
        await dialog.GetByLabel("下班", new() { Exact = true }).FillAsync("17:00");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Expect(dialog).ToBeHiddenAsync();

        await boss.GetByRole(AriaRole.Button, new() { Name = "批量排班" }).ClickAsync();
        await dialog.PickOptionAsync("周一", "早班");
        await dialog.PickOptionAsync("周二", "早班");
        // Four Mondays and four Tuesdays for everybody who can be rostered.
        var people = await boss.GetByRole(AriaRole.Rowheader).Filter(new() { HasNotText = "上班人数" }).CountAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = $"排 {people * 8} 个人日" }).ClickAsync();
        await Expect(dialog).ToBeHiddenAsync();
        var monday = boss.GetByRole(AriaRole.Button, new() { Name = $"{shop.Agent.Name} 2026-10-05 早班" });
        await Expect(monday).ToBeVisibleAsync();

        await monday.ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "休息" }).ClickAsync();
        await dialog.GetByLabel("改动原因", new() { Exact = false }).FillAsync("与陈小明换班");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Expect(dialog).ToBeHiddenAsync();
        await boss.GetByRole(AriaRole.Button, new() { Name = $"{shop.Agent.Name} 2026-10-05 休息" }).ClickAsync();
        await Expect(dialog.GetByText("（与陈小明换班）", new() { Exact = false })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Leave_is_asked_by_the_agent_signed_by_the_supervisor_and_stands_in_the_roster()
    {
        var desk = await Desk.OpenAsync();
        var shop = desk.Shop;
        await using var others = await Browser.OpenAsync(390, 844, isPhone: true);
        var agent = await desk.SignInAsync(others, shop.Agent, "/shifts/leave");
        await agent.GetByRole(AriaRole.Button, new() { Name = "请假", Exact = true }).ClickAsync();
        var asks = agent.GetByRole(AriaRole.Dialog);
        await asks.GetByLabel("假别").FillAsync("事假");
        await asks.GetByLabel("说明").FillAsync("家里有事");
        await asks.GetByRole(AriaRole.Button, new() { Name = "请假", Exact = true }).ClickAsync();
        await Expect(asks).ToBeHiddenAsync();
        await Expect(agent.GetByRole(AriaRole.Cell, new() { Name = "待签字" })).ToBeVisibleAsync();

        await using var context = await Browser.OpenAsync(1366, 768);
        var boss = await desk.SignInAsync(context, shop.Supervisor, "/shifts/leave");
        await boss.GetByRole(AriaRole.Button, new() { Name = shop.Agent.Name }).ClickAsync();
        var dialog = boss.GetByRole(AriaRole.Dialog);
        await Expect(dialog.GetByText("家里有事")).ToBeVisibleAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "签字同意" }).ClickAsync();
        await Expect(boss.GetByRole(AriaRole.Cell, new() { Name = "已签字" })).ToBeVisibleAsync();
        await boss.GotoAsync($"{shop.House.Url}/shifts/roster");
        await Expect(boss.GetByRole(AriaRole.Button, new() { NameRegex = new($"^{shop.Agent.Name} .*事假$", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)) }).First).ToBeVisibleAsync();

        await agent.ReloadAsync();
        await Expect(agent.GetByRole(AriaRole.Cell, new() { Name = "已签字" })).ToBeVisibleAsync();
    }
}
