using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using NodaTime;
using Zhanggui.Rules.Contracts;
using static Microsoft.Playwright.Assertions;

namespace Zhanggui.BrowserTests.Workbench;

/// <summary>The small window beside a platform's chat, from the buyer's line to the clipboard and the workbench's search.</summary>
public sealed class CompanionTests
{
    private const string Book = """
        book: companion-test
        title: 伴侣窗测试
        extends: new-shop
        """;

    [Fact]
    public async Task Pasted_line_is_answered_under_the_guard_copied_out_and_found_in_the_search()
    {
        var desk = await Desk.OpenAsync();
        await desk.Shop.House.Services.GetRequiredService<IBookSeed>().SowAsync(desk.Shop.Organisation, desk.Shop.Owner.Id, Book, new LocalDate(2020, 1, 1), CancellationToken.None);
        await using var context = await Browser.OpenAsync();
        await context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"], new() { Origin = desk.Shop.House.Url });
        var page = await desk.SignInAsync(context, desk.Shop.Agent, "/companion");
        await page.SetViewportSizeAsync(420, 760);

        await page.GetByLabel("我在平台上的客服名").FillAsync("墙饰旗舰店:小美");
        await page.GetByRole(AriaRole.Button, new() { Name = "开始" }).ClickAsync();
        var said = page.GetByLabel("买家说的话");
        await said.FocusAsync();
        await PasteAsync(page, "tb_晴天 2026-11-20 10:01:22\n这款青藤壁画能开发票吗");

        var answer = page.GetByLabel("写给买家的回复");
        await Expect(answer).ToBeFocusedAsync();
        await Expect(page.GetByLabel("买家昵称")).ToHaveValueAsync("tb_晴天");
        await Expect(page.GetByText("粘贴 · 平台时间 11-20 10:01")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "这句该怎么答" })).ToContainTextAsync("发票");

        await answer.FillAsync("加我微信，青藤壁画的发票我发你");
        var line = page.GetByRole(AriaRole.Status).Filter(new() { HasText = "拦下" });
        await Expect(line).ToContainTextAsync("微信");
        await answer.PressAsync("Control+Enter");
        await Expect(answer).ToHaveValueAsync("加我微信，青藤壁画的发票我发你");

        await answer.FillAsync("青藤壁画能开发票，你把抬头发来");
        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "提示" })).ToBeVisibleAsync();
        await answer.PressAsync("Alt+i");
        await Expect(answer).ToHaveValueAsync("青藤壁画能开发票，您把抬头发来");
        await answer.PressAsync("Control+Enter");
        await Expect(page.GetByText("已复制，到平台粘贴发送。")).ToBeVisibleAsync();
        (await page.EvaluateAsync<string>("navigator.clipboard.readText()")).ShouldBe("青藤壁画能开发票，您把抬头发来");
        await Expect(said).ToBeFocusedAsync();
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(420);

        await page.GotoAsync($"{desk.Shop.House.Url}/search?q={Uri.EscapeDataString("青藤壁画")}");
        var hits = page.GetByRole(AriaRole.Option);
        await Expect(hits).ToHaveCountAsync(2);
        await Expect(hits.Filter(new() { HasText = "能开发票吗" })).ToContainTextAsync("粘贴 · 平台时间 11-20 10:01");
        await Expect(hits.Filter(new() { HasText = "抬头" })).ToContainTextAsync("已复制到平台");
    }

    [Fact]
    public async Task Answer_can_be_typed_at_once_where_the_talk_comes_long_after_the_paste_was_answered()
    {
        var desk = await Desk.OpenAsync();
        await using var context = await Browser.OpenAsync();
        await context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"], new() { Origin = desk.Shop.House.Url });
        var feed = new HeldFeed();
        await context.RouteWebSocketAsync(address => address.Contains("/api/reception/socket", StringComparison.Ordinal), feed.Hear);
        var record = new TaskCompletionSource();
        await context.RouteAsync(address => address.Contains("/api/reception/conversations/", StringComparison.Ordinal), async asked =>
        {
            await record.Task;
            await asked.ContinueAsync();
        });
        var page = await desk.SignInAsync(context, desk.Shop.Agent, "/companion");
        await page.GetByLabel("我在平台上的客服名").FillAsync("小美");
        await page.GetByRole(AriaRole.Button, new() { Name = "开始" }).ClickAsync();
        await page.GetByLabel("买家说的话").FocusAsync();
        feed.Hold();
        await PasteAsync(page, "tb_晴天 2026-11-20 10:01:22\n有货吗");
        await Expect(page.GetByLabel("买家昵称")).ToHaveValueAsync("tb_晴天");
        await page.EvaluateAsync("() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))");
        var answer = page.GetByLabel("写给买家的回复");
        await Expect(answer).ToHaveCountAsync(0);

        feed.Release();
        record.SetResult();
        await Expect(answer).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("有的");
        await Expect(answer).ToHaveValueAsync("有的");
    }

    [Fact]
    public async Task What_is_unclear_is_asked_and_an_answer_that_was_not_sent_is_marked()
    {
        var desk = await Desk.OpenAsync();
        await using var context = await Browser.OpenAsync();
        await context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"], new() { Origin = desk.Shop.House.Url });
        var page = await desk.SignInAsync(context, desk.Shop.Agent, "/companion");
        await page.SetViewportSizeAsync(360, 640);
        await page.GetByRole(AriaRole.Button, new() { Name = "开始" }).ClickAsync();
        await page.GetByLabel("买家说的话").FocusAsync();
        await PasteAsync(page, "jd_a 2026-11-20 10:01:22\n有货吗\n小美 2026-11-20 10:01:30\n有的");

        var ask = page.GetByRole(AriaRole.Form, new() { Name = "分不清是谁说的，请选一下" });
        await ask.Locator("label").Filter(new() { HasText = "买家" }).First.ClickAsync();
        await ask.Locator("label").Filter(new() { HasText = "我们" }).Last.ClickAsync();
        await ask.GetByRole(AriaRole.Button, new() { Name = "记下" }).ClickAsync();
        await Expect(page.GetByLabel("买家昵称")).ToHaveValueAsync("jd_a");

        var answer = page.GetByLabel("写给买家的回复");
        await answer.FillAsync("今天就能发出");
        await page.GetByRole(AriaRole.Button, new() { Name = "复制并记录" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "没有发出" }).ClickAsync();
        await Expect(page.GetByText("这句没有发出", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(answer).ToHaveValueAsync("今天就能发出");
        await Expect(page.GetByText("有的", new() { Exact = true })).ToBeVisibleAsync();
    }

    private static async Task PasteAsync(IPage page, string text)
    {
        await page.EvaluateAsync("text => navigator.clipboard.writeText(text)", text);
        await page.Keyboard.PressAsync("Control+v");
    }

    /// <summary>A line on which what the server says can be kept back for a while.</summary>
    private sealed class HeldFeed
    {
        private readonly Lock gate = new();
        private readonly Queue<Action> kept = new();
        private bool isHeld;

        public void Hear(IWebSocketRoute page)
        {
            var server = page.ConnectToServer();
            server.OnMessage(frame =>
            {
                lock (gate)
                {
                    kept.Enqueue(() => page.Send(frame.Text!));
                    Pass();
                }
            });
        }

        public void Hold()
        {
            lock (gate)
            {
                isHeld = true;
            }
        }

        public void Release()
        {
            lock (gate)
            {
                isHeld = false;
                Pass();
            }
        }

        private void Pass()
        {
            while (!isHeld && kept.TryDequeue(out var send))
            {
                send();
            }
        }
    }
}
