using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Jobs;
using Zhanggui.Kernel.Time;
using Zhanggui.Rules.Contracts;
using static Microsoft.Playwright.Assertions;

namespace Zhanggui.BrowserTests.Workbench;

/// <summary>The supervisor's board and what it leads to: watch, whisper, join, take over; the trial of past days; the main account.</summary>
public sealed class SupervisorTests
{
    private const string MainBook = """
        book: main-test
        title: 主旺旺测试
        extends: new-shop
        routing:
          main_account: 200
        """;

    [Fact]
    public async Task From_the_board_a_supervisor_watches_whispers_joins_and_takes_over()
    {
        var desk = await Desk.OpenAsync();
        var buyer = await desk.BuyerAsync();
        await buyer.WriteAsync("三米高的墙能做整幅吗");
        await desk.ActAsync(desk.Shop.Agent, buyer.Conversation, "take");
        await using var here = await Browser.OpenAsync();
        await using var there = await Browser.OpenAsync();
        var agent = await desk.SignInAsync(there, desk.Shop.Agent);
        await agent.GetByRole(AriaRole.Tab, new() { Name = "我的" }).ClickAsync();
        await agent.GetByRole(AriaRole.List).GetByText(buyer.Name).ClickAsync();
        var page = await desk.SignInAsync(here, desk.Shop.Supervisor, "/floor");
        var row = page.GetByRole(AriaRole.Row).Filter(new() { HasText = buyer.Name });
        await Expect(row).ToContainTextAsync(desk.Shop.Agent.Name);

        await row.GetByRole(AriaRole.Link, new() { Name = buyer.Name }).ClickAsync();
        await Expect(page.GetByText("您正在旁听，记录里能看到")).ToBeVisibleAsync();
        await Expect(Record(agent)).ToContainTextAsync($"{desk.Shop.Supervisor.Name} 开始旁听");

        await page.GetByRole(AriaRole.Button, new() { Name = "悄悄提示", Exact = true }).ClickAsync();
        var words = page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Textbox);
        await words.FillAsync("先问清宽度");
        await words.PressAsync("Enter");
        await Expect(Record(agent)).ToContainTextAsync("先问清宽度");
        (await buyer.ReadAsync()).ShouldNotContain(text => text.Contains("宽度"));

        await page.GetByRole(AriaRole.Button, new() { Name = "介入", Exact = true }).ClickAsync();
        await Expect(Record(agent)).ToContainTextAsync($"{desk.Shop.Supervisor.Name} 介入");
        await page.GetByPlaceholder("回复 ").FillAsync("我是主管，一起帮您看");
        await page.GetByPlaceholder("回复 ").PressAsync("Enter");
        await buyer.ExpectAsync("我是主管，一起帮您看");
        await Expect(agent.Locator("header").Filter(new() { HasText = buyer.Name })).ToContainTextAsync("我 接待"); // it stays the agent's

        await page.Locator("header").Filter(new() { HasText = buyer.Name }).GetByRole(AriaRole.Button, new() { Name = "更多", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "接管" }).ClickAsync();
        var why = page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Textbox);
        await why.FillAsync("买家要求主管处理");
        await why.PressAsync("Enter");
        await Expect(agent.Locator("header").Filter(new() { HasText = buyer.Name })).ToContainTextAsync($"{desk.Shop.Supervisor.Name} 接待");
        await Expect(agent.Locator("header").Filter(new() { HasText = buyer.Name })).ToContainTextAsync("买家要求主管处理");
    }

    [Fact]
    public async Task A_past_day_is_tried_under_another_book()
    {
        var desk = await Desk.OpenAsync();
        // Two buyers, one of them a day ago: whichever day "yesterday" is when the page asks, one of them came then.
        foreach (var days in new[] { 1, 0 })
        {
            var buyer = await desk.BuyerAsync();
            await buyer.WriteAsync("有货吗");
            await desk.ActAsync(desk.Shop.Agent, buyer.Conversation, "take");
            await desk.ActAsync(desk.Shop.Agent, buyer.Conversation, "messages", new { id = Guid.CreateVersion7(), kind = "text", text = "有的" });
            await desk.Shop.House.Services.GetRequiredService<Database>().WriteAsync((c, t) => c.ExecuteAsync(t, "update reception_conversation set opened_at = opened_at - @back where id = @c", CancellationToken.None,
                ("back", days * 86_400_000L), ("c", buyer.Conversation)), CancellationToken.None);
        }

        await using var context = await Browser.OpenAsync();
        var page = await desk.SignInAsync(context, desk.Shop.Supervisor, "/shifts/trial");
        await page.Locator("body").ChooseAsync("和哪份制度比", "新店制度");
        await page.GetByRole(AriaRole.Button, new() { Name = "试算", Exact = true }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "1 天，1 位买家" })).ToBeVisibleAsync();
        await Expect(page.GetByText("改用「新店制度」：")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_main_account_is_seen_on_the_board_and_handed_over_with_a_reason()
    {
        var desk = await Desk.OpenAsync();
        var services = desk.Shop.House.Services;
        await services.GetRequiredService<IBookSeed>().SowAsync(desk.Shop.Organisation, desk.Shop.Owner.Id, MainBook, new LocalDate(2020, 1, 1), CancellationToken.None);
        await desk.SetDutyAsync(desk.Shop.Agents[0], "ready");
        await desk.SetDutyAsync(desk.Shop.Agents[1], "ready");
        await services.GetServices<IJob>().Single(j => j.Name == "reception.main_account").RunOnceAsync(services.GetRequiredService<TimeProvider>().GetCurrentInstant(), CancellationToken.None);

        await using var context = await Browser.OpenAsync();
        var page = await desk.SignInAsync(context, desk.Shop.Supervisor, "/shifts/traffic");
        var status = page.GetByRole(AriaRole.Status).Filter(new() { HasText = "在拿" });
        await Expect(status).ToBeVisibleAsync();
        var holder = (await status.InnerTextAsync()).TrimStart().StartsWith(desk.Shop.Agents[0].Name, StringComparison.Ordinal) ? desk.Shop.Agents[0] : desk.Shop.Agents[1];
        var next = holder == desk.Shop.Agents[0] ? desk.Shop.Agents[1] : desk.Shop.Agents[0];
        await page.GotoAsync(desk.Shop.House.Url + "/floor");
        await Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = holder.Name }).GetByTitle("现在持有主旺旺")).ToBeVisibleAsync();

        await page.GotoAsync(desk.Shop.House.Url + "/shifts/traffic");
        await page.GetByRole(AriaRole.Button, new() { Name = "交给别人" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Expect(dialog).ToContainTextAsync(next.Name); // the only other one on duty
        await dialog.GetByLabel("原因", new() { Exact = true }).FillAsync("他要去开会");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "确定" }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = $"{next.Name} 在拿" })).ToBeVisibleAsync();
        await page.GotoAsync(desk.Shop.House.Url + "/floor");
        await Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = next.Name }).GetByTitle("现在持有主旺旺")).ToBeVisibleAsync();
    }

    private static ILocator Record(IPage page) => page.GetByRole(AriaRole.Log);
}
