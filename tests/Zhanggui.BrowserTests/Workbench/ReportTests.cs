using Microsoft.Playwright;
using Zhanggui.HttpTests.Metrics;
using static Microsoft.Playwright.Assertions;

namespace Zhanggui.BrowserTests.Workbench;

public sealed class ReportTests
{
    private const string October = "?kind=month&on=2026-10-15";

    [Fact]
    public async Task A_number_opens_the_rows_that_add_up_to_it_and_leads_to_the_order()
    {
        var desk = await Desk.OpenAsync();
        var http = await ReportScene.FillAsync(desk.Shop);
        using var owner = http;
        await http.UntilAsync(desk.Shop, "shop", "from=2026-10-01&to=2026-11-01", f => f.Figure("agent_sales", $"shop:{desk.Shop.Id}") == "10000");
        await using var context = await Browser.OpenAsync();
        var page = await desk.SignInAsync(context, desk.Shop.Owner, $"/reports/shop{October}");

        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "¥200.00 全店销售额：打开明细" }).First).ToBeVisibleAsync();
        await Expect(page.GetByText("归属到人 ¥100.00")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "33.33% 询单转化率：打开明细" }).First.ClickAsync();
        var drawer = page.GetByRole(AriaRole.Dialog);
        await Expect(drawer.GetByText("合计 1 ÷ 3 = 33.33%")).ToBeVisibleAsync();
        await Expect(drawer.GetByRole(AriaRole.Row)).ToHaveCountAsync(4);
        await drawer.GetByRole(AriaRole.Link, new() { Name = "订单 T1" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/orders/T1$", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task A_chart_is_a_table_too_and_the_report_is_a_page_for_the_printer()
    {
        var desk = await Desk.OpenAsync();
        var http = await ReportScene.FillAsync(desk.Shop);
        using var owner = http;
        await http.UntilAsync(desk.Shop, "shop", "from=2026-10-01&to=2026-11-01", f => f.Figure("agent_sales", $"shop:{desk.Shop.Id}") == "10000");
        await using var context = await Browser.OpenAsync();
        var page = await desk.SignInAsync(context, desk.Shop.Owner, $"/reports/shop{October}");

        var funnel = page.Locator("section", new() { HasText = "从询单到付款" });
        await funnel.GetByRole(AriaRole.Button, new() { Name = "看表格" }).ClickAsync();
        await Expect(funnel.GetByRole(AriaRole.Row, new() { Name = "付款 1 33.33" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "团队" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "张小美" }).First).ToContainTextAsync("¥100.00");
        await page.GotoAsync($"{desk.Shop.House.Url}/reports/print?kind=day&on=2026-10-15");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "客服日报" }).First).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "全店销售额" })).ToContainTextAsync("¥200.00");
    }

    [Fact]
    public async Task An_agent_sees_the_own_month_and_says_why_a_sale_was_lost()
    {
        var desk = await Desk.OpenAsync();
        var http = await ReportScene.FillAsync(desk.Shop);
        using var owner = http;
        await http.UntilAsync(desk.Shop, "shop", "from=2026-10-01&to=2026-11-01", f => f.Figure("agent_sales", $"shop:{desk.Shop.Id}") == "10000");
        await using var context = await Browser.OpenAsync();
        var page = await desk.SignInAsync(context, desk.Shop.Agents[0], $"/reports{October}");

        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "店铺" })).ToHaveCountAsync(0);
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "¥100.00 客服销售额：打开明细" }).First).ToBeVisibleAsync();
        var lost = page.GetByRole(AriaRole.Row).Filter(new() { HasText = "买家乙" });
        await Expect(lost).ToContainTextAsync("没付款");
        // By keyboard: charts that load above push the row down, and a list that is open stays where it opened.
        await lost.GetByRole(AriaRole.Combobox).ClickAsync();
        await Expect(page.GetByTitle("价格")).ToHaveClassAsync(new System.Text.RegularExpressions.Regex("option-active", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)));
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("已保存")).ToBeVisibleAsync();
        await page.ReloadAsync();
        await Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "买家乙" })).ToContainTextAsync("价格");
    }
}
