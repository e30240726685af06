using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Zhanggui.BrowserTests.Workbench;

public sealed class SearchTests
{
    private const int Lines = 90;

    [Fact]
    public async Task One_character_is_found_and_its_conversation_opens_at_that_message()
    {
        var desk = await Desk.OpenAsync();
        await using var context = await Browser.OpenAsync();
        var page = await desk.SignInAsync(context, desk.Shop.Supervisor);
        await desk.SayAsync("林小姐", Enumerable.Range(1, Lines).Select(i => i == 30 ? "这个釉色会掉吗" : $"第 {i} 句"));

        await page.Keyboard.PressAsync("Control+k");
        await page.GetByRole(AriaRole.Combobox, new() { Name = "搜索或执行命令" }).FillAsync("釉");
        await page.GetByRole(AriaRole.Option, new() { Name = "搜索聊天：釉" }).ClickAsync();
        var hit = page.GetByRole(AriaRole.Option).Filter(new() { HasText = "这个釉色会掉吗" });
        await Expect(hit.Locator("mark")).ToHaveTextAsync("釉");
        await hit.ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "打开会话" }).ClickAsync();

        var sought = Record(page).Locator("[data-sought]");
        await Expect(sought).ToContainTextAsync("这个釉色会掉吗");
        await Expect(sought.Locator("mark")).ToHaveTextAsync("釉");
        await Expect(sought).ToBeInViewportAsync();

        // Older and newer words come when one scrolls to them.
        await Record(page).GetByText("第 20 句", new() { Exact = true }).ScrollIntoViewIfNeededAsync();
        await ScrollUntilAsync(page, "第 1 句");
        await ScrollUntilAsync(page, $"第 {Lines} 句");

        // The address alone does the same, and whoever has seen it goes on to the newest.
        await page.ReloadAsync();
        await Expect(sought).ToBeInViewportAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "到最新" }).ClickAsync();
        await Expect(sought).ToHaveCountAsync(0);
        await Expect(Record(page).GetByText($"第 {Lines} 句", new() { Exact = true })).ToBeInViewportAsync();
    }

    private static ILocator Record(IPage page) => page.GetByRole(AriaRole.Log);

    /// <summary>Scrolls towards an end of what is loaded until the words are there.</summary>
    private static async Task ScrollUntilAsync(IPage page, string text)
    {
        var line = Record(page).GetByText(text, new() { Exact = true });
        var isUp = text == "第 1 句";
        for (var attempt = 0; attempt < 200 && await line.CountAsync() == 0; attempt++)
        {
            await Record(page).EvaluateAsync("(log, up) => { const box = log.parentElement; box.scrollTop = up ? 0 : box.scrollHeight; }", isUp);
            await page.WaitForTimeoutAsync(50);
        }

        await Expect(line).ToHaveCountAsync(1);
    }
}
