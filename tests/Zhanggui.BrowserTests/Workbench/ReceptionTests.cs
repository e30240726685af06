using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Zhanggui.BrowserTests.Workbench;

public sealed class ReceptionTests
{
    [Fact]
    public async Task A_buyer_and_an_agent_talk()
    {
        var desk = await Desk.OpenAsync();
        await using var context = await Browser.OpenAsync();
        var page = await desk.SignInAsync(context, desk.Shop.Agent);
        var buyer = await desk.BuyerAsync();
        await buyer.WriteAsync("这款有现货吗");

        await OpenFromQueueAsync(page, buyer.Name);
        await Expect(Record(page)).ToContainTextAsync("这款有现货吗");
        await Composer(page).FillAsync("有的，今天就能发");
        await Composer(page).PressAsync("Enter");
        await buyer.ExpectAsync("有的，今天就能发");
        await Expect(Composer(page)).ToHaveValueAsync(string.Empty);

        await buyer.WriteAsync("那我拍了");
        await Expect(Record(page)).ToContainTextAsync("那我拍了");
    }

    [Fact]
    public async Task A_private_note_reaches_colleagues_and_never_the_buyer()
    {
        var desk = await Desk.OpenAsync();
        await using var context = await Browser.OpenAsync();
        var page = await desk.SignInAsync(context, desk.Shop.Agent);
        var buyer = await desk.BuyerAsync();
        await buyer.WriteAsync("能便宜点吗");
        await OpenFromQueueAsync(page, buyer.Name);
        await Composer(page).FillAsync("您好");
        await Composer(page).PressAsync("Enter");
        await buyer.ExpectAsync("您好");

        await page.Keyboard.PressAsync("Alt+m");
        await page.GetByPlaceholder("写内部便签").FillAsync("老客户，可让五元");
        await page.Keyboard.PressAsync("Enter");
        await Expect(Record(page).Locator("[data-voice=note]")).ToContainTextAsync("老客户，可让五元");
        (await buyer.ReadAsync()).ShouldNotContain(text => text.Contains("五元"));
        await Expect(Record(page).Locator("[data-voice=note]").GetByText("买家已读")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Whoever_sends_sees_it_stand_at_the_end_wherever_they_were_reading()
    {
        var desk = await Desk.OpenAsync();
        await using var context = await Browser.OpenAsync();
        var page = await desk.SignInAsync(context, desk.Shop.Agent);
        var buyer = await desk.BuyerAsync();
        for (var i = 0; i < 4; i++)
        {
            await buyer.WriteAsync(string.Join('\n', Enumerable.Range(1, 20).Select(line => $"第 {i} 段第 {line} 行")));
        }

        await OpenFromQueueAsync(page, buyer.Name);
        await Expect(Record(page)).ToContainTextAsync("第 3 段");
        await page.EvaluateAsync("document.querySelector('[role=log]').parentElement.scrollTop = 0");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "到最新" })).ToBeVisibleAsync(); // the record has heard that somebody reads above
        await Composer(page).FillAsync("都看到了");
        await Composer(page).PressAsync("Enter");

        await Expect(Record(page).GetByText("都看到了")).ToBeInViewportAsync();
    }

    [Fact]
    public async Task A_draft_survives_a_reload()
    {
        var desk = await Desk.OpenAsync();
        await using var context = await Browser.OpenAsync();
        var page = await desk.SignInAsync(context, desk.Shop.Agent);
        var buyer = await desk.BuyerAsync();
        await buyer.WriteAsync("在吗");
        await OpenFromQueueAsync(page, buyer.Name);
        await Composer(page).FillAsync("我帮您查一下，请稍");
        await page.ReloadAsync();
        await Expect(Composer(page)).ToHaveValueAsync("我帮您查一下，请稍");
    }

    [Fact]
    public async Task What_is_written_offline_goes_out_once_when_the_network_is_back()
    {
        var desk = await Desk.OpenAsync();
        await using var context = await Browser.OpenAsync();
        var page = await desk.SignInAsync(context, desk.Shop.Agent);
        var buyer = await desk.BuyerAsync();
        await buyer.WriteAsync("几天能到");
        await OpenFromQueueAsync(page, buyer.Name);
        await Expect(Record(page)).ToContainTextAsync("几天能到");

        await context.SetOfflineAsync(true);
        await Composer(page).FillAsync("一般三天");
        await Composer(page).PressAsync("Enter");
        await Expect(Record(page)).ToContainTextAsync("一般三天");
        await buyer.WriteAsync("还在吗");
        await context.SetOfflineAsync(false);

        await buyer.ExpectAsync("一般三天");
        await Expect(Record(page)).ToContainTextAsync("还在吗");
        (await buyer.ReadAsync()).Count(text => text == "一般三天").ShouldBe(1);
        await Expect(Record(page).GetByText("一般三天")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task The_keyboard_takes_answers_and_closes()
    {
        var desk = await Desk.OpenAsync();
        await using var context = await Browser.OpenAsync();
        var page = await desk.SignInAsync(context, desk.Shop.Agent);
        var buyer = await desk.BuyerAsync();
        await buyer.WriteAsync("怎么退货");
        await page.GetByRole(AriaRole.Tab, new() { Name = "排队" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.List).GetByText(buyer.Name)).ToBeVisibleAsync();

        await page.Keyboard.PressAsync("Alt+n");
        await Expect(Record(page)).ToContainTextAsync("怎么退货");
        await page.Keyboard.PressAsync("Alt+t");
        await Expect(page.GetByText("我 接待")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Alt+r");
        await page.Keyboard.InsertTextAsync("在订单里点退货即可");
        await page.Keyboard.PressAsync("Enter");
        await buyer.ExpectAsync("在订单里点退货即可");
        await page.Keyboard.PressAsync("Alt+x");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("1");
        await Expect(page.GetByText("会话已结束。要继续说，先重新打开。")).ToBeVisibleAsync();
    }

    private static ILocator Record(IPage page) => page.GetByRole(AriaRole.Log);

    private static ILocator Composer(IPage page) => page.GetByPlaceholder("回复 ");

    private static async Task OpenFromQueueAsync(IPage page, string buyer)
    {
        await page.GetByRole(AriaRole.Tab, new() { Name = "排队" }).ClickAsync();
        await page.GetByRole(AriaRole.List).GetByText(buyer).ClickAsync();
    }
}
