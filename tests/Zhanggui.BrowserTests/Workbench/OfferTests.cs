using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Playwright;
using Zhanggui.HttpTests;
using Zhanggui.Kernel.Db;
using static Microsoft.Playwright.Assertions;

namespace Zhanggui.BrowserTests.Workbench;

public sealed class OfferTests
{
    [Fact]
    public async Task Promotion_without_the_warehouses_yes_is_refused_then_live_read_inserted_and_refused_once_it_ended()
    {
        Desk.NeedsClient();
        var clock = new MovedClock();
        await using var house = await TestHouse.OpenAsync(DatabaseKind.Sqlite, b => b.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock)));
        var desk = await Desk.OpenAsync(house);
        var shop = desk.Shop;
        var id = await PlanAsync(shop, clock);
        await using var planning = await Browser.OpenAsync(1440, 900);
        var planner = await desk.SignInAsync(planning, shop.Supervisor, $"/promotions?show=planning&id={id}");
        var drawer = planner.GetByRole(AriaRole.Dialog);
        await drawer.GetByRole(AriaRole.Button, new() { Name = "提交签字" }).ClickAsync();
        await AgreeAsync(drawer, "planning");
        await AgreeAsync(drawer, "customer-service");
        await drawer.GetByRole(AriaRole.Button, new() { Name = "上线" }).ClickAsync();
        await Expect(drawer.GetByText("还差这些部门的同意：仓库物流", new() { Exact = false })).ToBeVisibleAsync();

        await AgreeAsync(drawer, "warehouse");
        await drawer.GetByRole(AriaRole.Button, new() { Name = "上线" }).First.ClickAsync();
        await drawer.GetByPlaceholder("班表或库存有缺口，写明怎么应对").FillAsync("晚班加两人");
        await drawer.GetByRole(AriaRole.Button, new() { Name = "上线" }).Last.ClickAsync();
        await Expect(drawer.GetByText("进行中", new() { Exact = true })).ToBeVisibleAsync();

        await using var talking = await Browser.OpenAsync(1440, 900);
        var agent = await desk.SignInAsync(talking, shop.Agent, "/promotions/briefings");
        await Expect(agent.GetByText("今晚付款的都送一条收边条。")).ToBeVisibleAsync();
        await agent.GetByRole(AriaRole.Button, new() { Name = "读过了" }).ClickAsync();
        await Expect(agent.GetByText("都读过了")).ToBeVisibleAsync();

        var buyer = await desk.BuyerAsync();
        await buyer.WriteAsync("有赠品吗");
        await desk.ActAsync(shop.Agent, buyer.Conversation, "take");
        await agent.GotoAsync($"{house.Url}/reception/{buyer.Conversation}");
        var panel = agent.GetByRole(AriaRole.Complementary);
        var insert = panel.Locator("article").Filter(new() { HasText = "今晚赠收边条" }).GetByRole(AriaRole.Button, new() { Name = "插入" });
        await insert.ClickAsync();
        var field = agent.GetByPlaceholder("回复", new() { Exact = false });
        await Expect(field).ToHaveValueAsync("今晚12点前付款送收边条");

        // The page keeps what it read last; the house knows better.
        await agent.RouteAsync("**/api/shop/promotions/today*", route => route.AbortAsync());
        clock.Move(TimeSpan.FromHours(3));
        await insert.ClickAsync();
        await Expect(agent.GetByText("已经结束，不能再对买家说", new() { Exact = false })).ToBeVisibleAsync();
        await Expect(field).ToHaveValueAsync("今晚12点前付款送收边条");
    }

    private static async Task AgreeAsync(ILocator drawer, string department)
    {
        var sign = drawer.Locator($"[data-department={department}]");
        await sign.GetByRole(AriaRole.Button, new() { Name = "同意", Exact = true }).ClickAsync();
        await Expect(sign.GetByText("李主管", new() { Exact = false })).ToBeVisibleAsync();
    }

    private static async Task<Guid> PlanAsync(TestShop shop, TimeProvider clock)
    {
        using var http = await shop.SignInAsync(shop.Supervisor);
        var (id, now) = (Guid.CreateVersion7(), clock.GetUtcNow());
        using var answer = await http.PostAsJsonAsync("/api/shop/promotions", new
        {
            id,
            shop = shop.Id.Value,
            form = new
            {
                name = "今晚赠收边条",
                kind = "gift",
                scope = new { kind = "all", targets = Array.Empty<string>() },
                from = now.AddMinutes(-1).UtcDateTime,
                to = now.AddHours(3).UtcDateTime,
                gift = "收边条",
                giftStock = 9,
                isPaidToday = true,
                text = "今晚12点前付款送收边条",
                briefing = "今晚付款的都送一条收边条。",
                plan = new { buyersPerDay = 100, buyersPerPerson = 50, units = 20 },
            },
        });
        answer.EnsureSuccessStatusCode();
        return id;
    }
}
