using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using NodaTime;
using Zhanggui.HttpTests.Metrics;
using static Microsoft.Playwright.Assertions;

namespace Zhanggui.BrowserTests.Workbench;

public sealed class PayWhatIfTests
{
    private static readonly Regex OneComparison = new("/pay/whatif/[0-9a-f-]{36}$", RegexOptions.None, TimeSpan.FromSeconds(1));

    [Fact]
    public async Task Owner_changes_one_clause_of_the_mural_book_and_sees_what_it_would_cost()
    {
        var desk = await Desk.OpenAsync(joinedOn: new LocalDate(2026, 1, 1));
        using var http = await ReportScene.FillAsync(desk.Shop);
        foreach (var agent in desk.Shop.Agents)
        {
            using var graded = await http.PostAsJsonAsync($"/api/people/persons/{agent.Id}/grades", new { grade = "junior", from = "2026-01-01" });
            graded.EnsureSuccessStatusCode();
        }

        await using var context = await Browser.OpenAsync();
        var page = await desk.SignInAsync(context, desk.Shop.Owner, "/pay/whatif");
        await page.PickAsync("从", "2026-10");
        await page.PickAsync("到", "2026-10");
        await page.GetByRole(AriaRole.Button, new() { Name = "改一条试算" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.ChooseAsync("以哪部制度为底", "壁画背景墙店制度");
        await dialog.ChooseAsync("改哪一条", "提成 · 比例或单价");
        await Expect(dialog.GetByText("现在是 0.5%")).ToBeVisibleAsync();
        await dialog.GetByRole(AriaRole.Textbox, new() { Name = "改成" }).FillAsync("0.6%");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "建草稿并试算" }).ClickAsync();

        await Expect(page).ToHaveURLAsync(OneComparison, new() { Timeout = 30_000 });
        await Expect(page.GetByText("+0.10").First).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await page.GetByRole(AriaRole.Button, new() { Name = $"{desk.Shop.Agents[0].Name} +0.10" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Row).Filter(new() { HasText = "提成" })).ToContainTextAsync("+0.10");
        await page.Keyboard.PressAsync("Escape");
        await page.GetByRole(AriaRole.Link, new() { Name = "打开改后的制度" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("0.6%");
    }
}
