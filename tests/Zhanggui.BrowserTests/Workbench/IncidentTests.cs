using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Zhanggui.BrowserTests.Workbench;

public sealed class IncidentTests
{
    [Fact]
    public async Task Supervisor_decides_an_incident_with_a_reason_and_the_agent_is_told_and_comments()
    {
        var desk = await Desk.OpenAsync();
        using var owner = await desk.Shop.SignInAsync(desk.Shop.Owner);
        using var entered = await owner.PostAsJsonAsync("/api/pay/incidents", new { shop = desk.Shop.Id.Value, person = desk.Shop.Agent.Id.Value, at = "2026-01-05T10:00", kind = "content_error", stage = "at_factory", loss = "30.00", note = "尺寸写成 150" });
        entered.IsSuccessStatusCode.ShouldBeTrue(await entered.Content.ReadAsStringAsync());

        await using var context = await Browser.OpenAsync(1366, 768);
        var boss = await desk.SignInAsync(context, desk.Shop.Supervisor, "/incidents");
        await boss.GetByRole(AriaRole.Button, new() { Name = "订单内容错误" }).ClickAsync();
        var dialog = boss.GetByRole(AriaRole.Dialog);
        await Expect(dialog.GetByText("尺寸写成 150")).ToBeVisibleAsync(Slowly);
        await Expect(dialog.GetByRole(AriaRole.Button, new() { Name = "认定" })).ToBeDisabledAsync();
        await dialog.GetByLabel("原因").FillAsync("看过备注和聊天，属实");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "认定" }).ClickAsync();
        await Expect(boss.GetByRole(AriaRole.Cell, new() { Name = "已认定" })).ToBeVisibleAsync(Slowly);

        await using var others = await Browser.OpenAsync(1366, 768);
        var agent = await desk.SignInAsync(others, desk.Shop.Agent, "/shifts/roster");
        await agent.GetByRole(AriaRole.Button, new() { Name = "我的差错" }).ClickAsync();
        await agent.GetByRole(AriaRole.Button, new() { Name = "订单内容错误" }).ClickAsync();
        var mine = agent.GetByRole(AriaRole.Dialog);
        await Expect(mine.GetByText("看过备注和聊天，属实")).ToBeVisibleAsync(Slowly);
        await mine.GetByLabel("我的说明").FillAsync("买家后来改过尺寸");
        await mine.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Expect(mine.GetByText("本人说明：买家后来改过尺寸")).ToBeVisibleAsync(Slowly);
        await Expect(agent.GetByRole(AriaRole.Button, new() { Name = "我的差错" })).ToBeHiddenAsync(new() { Timeout = 20_000 });

        using var reading = await desk.Shop.SignInAsync(desk.Shop.Supervisor);
        var list = await reading.GetFromJsonAsync<JsonElement>($"/api/pay/incidents?shop={desk.Shop.Id}");
        list.GetProperty("incidents")[0].GetProperty("comment").GetString().ShouldBe("买家后来改过尺寸");
    }

    private static LocatorAssertionsToBeVisibleOptions Slowly => new() { Timeout = 20_000 };
}
