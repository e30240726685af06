using System.Net;
using System.Net.Http.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Zhanggui.BrowserTests.Workbench;

/// <summary>From before the sale to after it: by one key, taken back at once, and by the book's procedure for a parcel.</summary>
public sealed class AfterSalesTests
{
    [Fact]
    public async Task One_key_hands_the_buyer_to_after_sales_and_is_taken_back()
    {
        var desk = await Desk.OpenAsync();
        var (before, after) = (desk.Shop.Agent, desk.Shop.Agents[1]);
        using (var supervisor = await desk.Shop.SignInAsync(desk.Shop.Supervisor))
        {
            using var set = await supervisor.PutAsJsonAsync(new Uri($"/api/reception/routing/shares/{after.Id}", UriKind.Relative), new { shop = desk.Shop.Id.Value, weight = 100, groups = new[] { "after_sales" }, reason = "售后" });
            set.StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        await desk.SetDutyAsync(before, "busy"); // on duty, and gets nobody unasked
        await using var here = await Browser.OpenAsync();
        var from = await desk.SignInAsync(here, before);
        var buyer = await desk.BuyerAsync();
        await buyer.WriteAsync("收到的画破了一个角");
        await desk.ActAsync(before, buyer.Conversation, "take");
        await OpenMineAsync(from, buyer.Name);

        await from.Keyboard.PressAsync("Alt+s");
        await Expect(from.GetByText("转售后：已转交")).ToBeVisibleAsync();
        await from.GetByRole(AriaRole.Button, new() { Name = "撤销", Exact = true }).ClickAsync();
        await Expect(from.GetByRole(AriaRole.Log)).ToContainTextAsync("撤回了转交");
        await Expect(from.GetByText("我 接待")).ToBeVisibleAsync();

        await from.GetByRole(AriaRole.Button, new() { Name = "转售后" }).ClickAsync();
        await desk.SetDutyAsync(after, "ready");
        await using var there = await Browser.OpenAsync();
        var to = await desk.SignInAsync(there, after);
        await OpenMineAsync(to, buyer.Name);
        await to.GetByRole(AriaRole.Log).GetByRole(AriaRole.Button).Filter(new() { HasText = "条记录" }).ClickAsync();
        await Expect(to.GetByRole(AriaRole.Log)).ToContainTextAsync("售后问题，交给售后处理"); // of rulebooks/new-shop.yaml
    }

    [Fact]
    public async Task A_question_for_the_parcel_offers_the_procedure_and_its_steps_are_ticked()
    {
        var desk = await Desk.OpenAsync();
        await desk.SetDutyAsync(desk.Shop.Agent, "busy");
        await using var context = await Browser.OpenAsync();
        var page = await desk.SignInAsync(context, desk.Shop.Agent);
        var buyer = await desk.BuyerAsync();
        await buyer.WriteAsync("我的快递到哪里了");
        await desk.ActAsync(desk.Shop.Agent, buyer.Conversation, "take");
        await OpenMineAsync(page, buyer.Name);

        await page.GetByRole(AriaRole.Button, new() { Name = "流程：查快递" }).First.ClickAsync();
        var procedure = page.GetByRole(AriaRole.Region, new() { Name = "查快递" });
        await procedure.GetByRole(AriaRole.Button, new() { Name = "我帮您查一下物流。" }).ClickAsync();
        await Expect(page.GetByPlaceholder("回复 ")).ToHaveValueAsync("我帮您查一下物流。");
        var steps = procedure.GetByRole(AriaRole.Checkbox);
        for (var i = 0; i < 3; i++)
        {
            await steps.Nth(i).ClickAsync();
            await Expect(procedure).ToContainTextAsync($"{i + 1} / 3");
        }

        await Expect(page.GetByRole(AriaRole.Log)).ToContainTextAsync("按「查快递」做完 3 步");
    }

    private static async Task OpenMineAsync(IPage page, string buyer)
    {
        await page.GetByRole(AriaRole.Tab, new() { Name = "我的" }).ClickAsync();
        await page.GetByRole(AriaRole.List).GetByText(buyer).ClickAsync();
        await Expect(page.GetByText("我 接待")).ToBeVisibleAsync();
    }
}
