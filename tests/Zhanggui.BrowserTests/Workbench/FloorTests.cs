using Microsoft.Playwright;
using Zhanggui.HttpTests;
using Zhanggui.Kernel.Db;
using static Microsoft.Playwright.Assertions;

namespace Zhanggui.BrowserTests.Workbench;

/// <summary>What supervisors and agents do around the desk: shares, ratings, lists, the register.</summary>
public sealed class FloorTests
{
    [Fact]
    public async Task Shares_that_a_supervisor_sets_bring_a_buyer_to_the_right_agent()
    {
        var desk = await Desk.OpenAsync();
        var (left, right) = (desk.Shop.Agents[0], desk.Shop.Agents[1]);
        await using var context = await Browser.OpenAsync();
        var page = await desk.SignInAsync(context, desk.Shop.Supervisor, "/shifts/traffic");
        var row = page.GetByRole(AriaRole.Row).Filter(new() { HasText = left.Name });
        await row.GetByRole(AriaRole.Button, new() { Name = "设置" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Spinbutton, new() { Name = "份额" }).FillAsync("0");
        await dialog.GetByLabel("原因", new() { Exact = true }).FillAsync("今天培训");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "确定" }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
        await Expect(row).ToContainTextAsync("今天培训");

        await desk.SetDutyAsync(left, "ready");
        await desk.SetDutyAsync(right, "ready");
        await using var elsewhere = await Browser.OpenAsync();
        var agent = await desk.SignInAsync(elsewhere, right);
        var buyer = await desk.BuyerAsync();
        await buyer.WriteAsync("在吗");
        await agent.GetByRole(AriaRole.List).GetByText(buyer.Name).ClickAsync();
        await Expect(agent.GetByText("我 接待")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_buyer_rates_after_the_end_and_the_supervisor_reads_it()
    {
        Desk.NeedsClient();
        await using var house = await TestHouse.OpenAsync(DatabaseKind.Sqlite, b => b.Configuration["Visitors:DemoChannel"] = "demo");
        var desk = await Desk.OpenAsync(house, "demo");
        await using var shop = await Browser.OpenAsync();
        var door = await shop.NewPageAsync();
        await door.GotoAsync($"{house.Url}/demo/?as=lin&item=YX-1001");
        await door.Locator("#zhanggui-chat .launch").ClickAsync();
        await door.Locator("#zhanggui-chat textarea").FillAsync("几天能到");
        await door.Keyboard.PressAsync("Enter");

        await using var context = await Browser.OpenAsync();
        var agent = await desk.SignInAsync(context, desk.Shop.Agent);
        await agent.GetByRole(AriaRole.Tab, new() { Name = "排队" }).ClickAsync();
        await agent.GetByRole(AriaRole.List).GetByText("几天能到").ClickAsync();
        await agent.GetByPlaceholder("回复 ").FillAsync("三天左右");
        await agent.GetByPlaceholder("回复 ").PressAsync("Enter");
        await Expect(door.Locator("#zhanggui-chat .bub", new() { HasText = "三天左右" })).ToBeVisibleAsync();
        await agent.GetByRole(AriaRole.Button, new() { Name = "结束", Exact = true }).ClickAsync();
        await agent.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "已解决" }).ClickAsync();

        await door.Locator("#zhanggui-chat").GetByRole(AriaRole.Button, new() { Name = "满意", Exact = true }).ClickAsync();
        await Expect(door.Locator("#zhanggui-chat").GetByText("谢谢")).ToBeVisibleAsync();

        await using var elsewhere = await Browser.OpenAsync();
        var supervisor = await desk.SignInAsync(elsewhere, desk.Shop.Supervisor, "/floor/ratings");
        var row = supervisor.GetByRole(AriaRole.Row).Filter(new() { HasText = "打开" });
        await Expect(row).ToContainTextAsync("满意");
        await Expect(row).ToContainTextAsync(desk.Shop.Agent.Name);
    }

    [Fact]
    public async Task An_agent_asks_for_a_rating_by_hand_and_the_buyer_adds_words()
    {
        Desk.NeedsClient();
        await using var house = await TestHouse.OpenAsync(DatabaseKind.Sqlite, b => b.Configuration["Visitors:DemoChannel"] = "demo");
        var desk = await Desk.OpenAsync(house, "demo");
        await using var shop = await Browser.OpenAsync();
        var door = await shop.NewPageAsync();
        await door.GotoAsync($"{house.Url}/demo/?as=lin&item=YX-1001");
        var widget = door.Locator("#zhanggui-chat");
        await widget.Locator(".launch").ClickAsync();
        await widget.Locator("textarea").FillAsync("尺寸怎么量");
        await door.Keyboard.PressAsync("Enter");

        await using var context = await Browser.OpenAsync();
        var agent = await desk.SignInAsync(context, desk.Shop.Agent);
        await agent.GetByRole(AriaRole.Tab, new() { Name = "排队" }).ClickAsync();
        await agent.GetByRole(AriaRole.List).GetByText("尺寸怎么量").ClickAsync();
        await agent.GetByPlaceholder("回复 ").FillAsync("量两边取长的");
        await agent.GetByPlaceholder("回复 ").PressAsync("Enter");
        await Expect(widget.Locator(".bub", new() { HasText = "量两边取长的" })).ToBeVisibleAsync();
        await agent.Locator("header").GetByRole(AriaRole.Button, new() { Name = "更多", Exact = true }).ClickAsync();
        await agent.GetByRole(AriaRole.Menuitem, new() { Name = "邀请评价" }).ClickAsync();
        await Expect(agent.GetByRole(AriaRole.Log)).ToContainTextAsync("邀请买家评价");

        await widget.GetByRole(AriaRole.Button, new() { Name = "非常满意", Exact = true }).ClickAsync();
        await widget.GetByLabel("想说点什么").FillAsync("讲得很清楚");
        await widget.GetByRole(AriaRole.Button, new() { Name = "提交留言" }).ClickAsync();
        await Expect(widget.GetByText("收到您的留言了")).ToBeVisibleAsync();
        await Expect(agent.GetByRole(AriaRole.Log)).ToContainTextAsync("讲得很清楚");

        await using var elsewhere = await Browser.OpenAsync();
        var supervisor = await desk.SignInAsync(elsewhere, desk.Shop.Supervisor, "/floor/ratings");
        var row = supervisor.GetByRole(AriaRole.Row).Filter(new() { HasText = "讲得很清楚" });
        await Expect(row).ToContainTextAsync("非常满意");
        await Expect(row).ToContainTextAsync(desk.Shop.Agent.Name);
    }

    [Fact]
    public async Task Buyers_to_come_back_to_stand_in_five_lists_and_open_from_there()
    {
        var desk = await Desk.OpenAsync();
        var offline = await WroteAsync(desk, "有人吗");
        var ignored = await WroteAsync(desk, "在吗");
        await desk.ActAsync(desk.Shop.Agent, ignored.Conversation, "take");
        await desk.ActAsync(desk.Shop.Agent, ignored.Conversation, "close", new { outcome = "骚扰或广告" });
        var lost = await AnsweredAsync(desk, "太贵了");
        await desk.ActAsync(desk.Shop.Agent, lost.Conversation, "close", new { outcome = "买家未再回复" });
        var unfinished = await AnsweredAsync(desk, "有别的颜色吗");
        await unfinished.WriteAsync("那我再想想");
        await desk.ActAsync(desk.Shop.Agent, unfinished.Conversation, "close", new { outcome = "待跟进" });

        await using var context = await Browser.OpenAsync();
        var page = await desk.SignInAsync(context, desk.Shop.Supervisor, "/floor/lists");
        async Task ShowsAsync(string list, params Buyer[] wanted)
        {
            await page.GetByText(list, new() { Exact = true }).ClickAsync();
            foreach (var one in wanted)
            {
                await Expect(page.GetByRole(AriaRole.Link, new() { Name = one.Name, Exact = true })).ToBeVisibleAsync();
            }

            await Expect(page.Locator("tbody tr.ant-table-row")).ToHaveCountAsync(wanted.Length);
        }

        await ShowsAsync("未回复", offline);
        await ShowsAsync("离线留言", offline);
        await ShowsAsync("没回就结束", ignored);
        await ShowsAsync("没说完", unfinished);
        await ShowsAsync("问了没买", lost, unfinished);
        await page.GetByRole(AriaRole.Link, new() { Name = unfinished.Name, Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Log)).ToContainTextAsync("那我再想想");
    }

    [Fact]
    public async Task A_call_is_written_down_at_the_desk_and_stands_in_the_register()
    {
        var desk = await Desk.OpenAsync();
        await using var context = await Browser.OpenAsync();
        var page = await desk.SignInAsync(context, desk.Shop.Agent);
        await page.GetByRole(AriaRole.Button, new() { Name = "登记来电、来访" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Combobox, new() { Name = "客户姓名，或搜编号、电话" }).FillAsync("来电的周先生");
        await dialog.GetByLabel("概要：谈了什么，约定了什么").FillAsync("问三米二的墙能不能做，约明天回电");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "登记" }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
        await Expect(page.GetByRole(AriaRole.Log)).ToContainTextAsync("约明天回电");

        await page.GotoAsync(desk.Shop.House.Url + "/floor/contacts");
        var row = page.GetByRole(AriaRole.Row).Filter(new() { HasText = desk.Shop.Agent.Name });
        await Expect(row).ToContainTextAsync("电话");
        await row.GetByRole(AriaRole.Link).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Log)).ToContainTextAsync("约明天回电");
    }

    private static async Task<Buyer> WroteAsync(Desk desk, string text)
    {
        var buyer = await desk.BuyerAsync();
        await buyer.WriteAsync(text);
        return buyer;
    }

    private static async Task<Buyer> AnsweredAsync(Desk desk, string text)
    {
        var buyer = await WroteAsync(desk, text);
        await desk.ActAsync(desk.Shop.Agent, buyer.Conversation, "take");
        await desk.ActAsync(desk.Shop.Agent, buyer.Conversation, "messages", new { id = Guid.CreateVersion7(), kind = "text", text = "您好，这款现货" });
        return buyer;
    }
}
