using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Facts.Schema;
using Zhanggui.HttpTests.Pay;
using Zhanggui.Kernel.Money;
using Zhanggui.People.Contracts;
using static Microsoft.Playwright.Assertions;

namespace Zhanggui.BrowserTests.Workbench;

public sealed class PayOwnerTests
{
    [Fact]
    public async Task Owner_reads_the_months_account_opens_an_amount_and_weighs_two_ways()
    {
        var desk = await Desk.OpenAsync();
        var shop = desk.Shop;
        await PayScene.FillAsync(shop);
        await PayScene.AddAsync(shop, FactsFiles.FinanceItems, Item("utilities", "电费", 12000), Item("utilities", "水费", 3000), Item("income", "平台返点", 5000));
        using var http = await shop.SignInAsync(shop.Owner);
        await http.ComputeAsync(shop, PayScene.Month);

        await using var context = await Browser.OpenAsync();
        var owner = await desk.SignInAsync(context, shop.Owner, "/pay/owner");
        await owner.PickAsync("从", PayScene.Month);
        await owner.PickAsync("到", PayScene.Month);
        var power = owner.GetByRole(AriaRole.Row).Filter(new() { HasText = "水电" });
        await power.GetByRole(AriaRole.Button, new() { Name = "150.00" }).ClickAsync();
        var drawer = owner.GetByRole(AriaRole.Dialog);
        await Expect(drawer.GetByText("共 2 行，合计 ¥150.00").Or(drawer.GetByText("共 2 行，合计 150.00"))).ToBeVisibleAsync();
        await Expect(drawer.GetByText("电费")).ToBeVisibleAsync();
        await owner.Keyboard.PressAsync("Escape");
        await Expect(drawer).ToBeHiddenAsync();
        await owner.GetByLabel("销售目标（元）", new() { Exact = false }).FillAsync("80000");
        await owner.GetByRole(AriaRole.Button, new() { NameRegex = new("的目标和预算$", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)) }).ClickAsync();
        await Expect(owner.GetByText("已保存")).ToBeVisibleAsync();

        // 30,000 and 50,000 in two months with 10,000 labour each, or 80,000 in one with 6,000 on top.
        await owner.GetByRole(AriaRole.Button, new() { Name = "比较", Exact = true }).ClickAsync();
        await Expect(owner.GetByText("4,000.00，快 1 个月", new() { Exact = false })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Candidate_is_assessed_and_promoted_with_a_reason_and_reads_it()
    {
        var desk = await Desk.OpenAsync();
        var shop = desk.Shop;
        await PayScene.FillAsync(shop);
        var staff = shop.House.Services.GetRequiredService<IStaffIntake>();
        foreach (var person in shop.Agents)
        {
            // The scene's juniors are juniors for as long as nobody decides otherwise.
            (await staff.TakePersonAsync(shop.Id, new StaffRow(person.Id, person.Name, null, "agent", null, "junior", new LocalDate(2026, 1, 1), null, new LocalDate(2026, 1, 1), null), null, default)).IsDone.ShouldBeTrue();
        }

        using var http = await shop.SignInAsync(shop.Owner);
        await http.ComputeAsync(shop, PayScene.Month);
        await using var context = await Browser.OpenAsync(1366, 768);
        var owner = await desk.SignInAsync(context, shop.Owner, "/pay/ladder");
        var candidate = owner.GetByRole(AriaRole.Row).Filter(new() { HasText = shop.Agents[1].Name });
        await candidate.GetByRole(AriaRole.Button, new() { Name = "记考核" }).ClickAsync();
        var dialog = owner.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("成绩").FillAsync("1");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "确定" }).ClickAsync();
        await Expect(dialog).ToBeHiddenAsync();
        await Expect(candidate.GetByText("已通过")).ToBeVisibleAsync();
        await candidate.GetByRole(AriaRole.Button, new() { Name = "决定" }).ClickAsync();
        await Expect(dialog.GetByRole(AriaRole.Button, new() { Name = "确定" })).ToBeDisabledAsync();
        await dialog.GetByLabel("理由（本人能看到）").FillAsync("两个月没有失误，考核通过");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "确定" }).ClickAsync();
        await Expect(dialog).ToBeHiddenAsync();
        await Expect(owner.GetByText("两个月没有失误，考核通过")).ToBeVisibleAsync();

        await using var others = await Browser.OpenAsync(1366, 768);
        var agent = await desk.SignInAsync(others, shop.Agents[1], "/pay/mine");
        await Expect(agent.GetByText("两个月没有失误，考核通过")).ToBeVisibleAsync();
    }

    private static FinanceItemFact Item(string kind, string title, long fen) => new() { Period = PayScene.Month, Kind = kind, Title = title, Amount = new Fen(fen) };
}
