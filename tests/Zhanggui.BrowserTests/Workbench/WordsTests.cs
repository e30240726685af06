using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Zhanggui.BrowserTests.Workbench;

/// <summary>Words at hand: phrases by keyboard, automatic replies within the form of the book, signatures.</summary>
public sealed partial class WordsTests
{
    [Fact]
    public async Task A_phrase_is_inserted_by_keyboard_and_goes_out_only_when_sent()
    {
        var desk = await Desk.OpenAsync();
        using var supervisor = await desk.Shop.SignInAsync(desk.Shop.Supervisor);
        foreach (var (code, title, text) in new[] { ("fh", "什么时候发货", "今天下午五点前拍下的，当天发出。"), ("fp", "能开发票吗", "可以开，请发抬头给我。") })
        {
            using var kept = await supervisor.PostAsJsonAsync("/api/reception/phrases", new { shop = desk.Shop.Id.Value, level = "shop", group = "快递", code, title, text });
            kept.IsSuccessStatusCode.ShouldBeTrue(await kept.Content.ReadAsStringAsync());
        }

        await using var context = await Browser.OpenAsync();
        var page = await desk.SignInAsync(context, desk.Shop.Agent);
        var buyer = await desk.BuyerAsync();
        await buyer.WriteAsync("拍了几天发");
        await page.GetByRole(AriaRole.Tab, new() { Name = "排队" }).ClickAsync();
        await page.GetByRole(AriaRole.List).GetByText(buyer.Name).ClickAsync();
        var composer = page.GetByPlaceholder("回复 ");
        await composer.FillAsync("/smsh"); // initials of 什么时候 …
        await Expect(page.GetByRole(AriaRole.Option)).ToHaveCountAsync(1);
        await Expect(page.GetByRole(AriaRole.Option)).ToContainTextAsync("什么时候发货"); // the question is seen first
        await composer.PressAsync("Enter");

        await Expect(composer).ToHaveValueAsync("今天下午五点前拍下的，当天发出。");
        await Expect(page.GetByRole(AriaRole.Log).GetByText("当天发出")).ToHaveCountAsync(0);
        (await buyer.ReadAsync()).ShouldNotContain(text => text.Contains("当天发出") || text.Contains("/smsh"));

        await composer.PressAsync("Enter");
        await buyer.ExpectAsync("今天下午五点前拍下的，当天发出。");
    }

    [Fact]
    public async Task An_automatic_reply_with_a_fifth_line_cannot_be_kept()
    {
        var desk = await Desk.OpenAsync();
        await using var context = await Browser.OpenAsync();
        var page = await desk.SignInAsync(context, desk.Shop.Owner, "/floor/replies");
        var words = page.GetByRole(AriaRole.Textbox, new() { Name = "内容" });
        var keep = page.GetByRole(AriaRole.Button, new() { Name = "存为制度草稿" });
        await words.FillAsync("一\n二\n三\n四\n五");
        await Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("有 5 行，最多 4 行。");
        await Expect(keep).ToBeDisabledAsync();

        await words.FillAsync("您好\n快递：默认中通\n活动：满二百减三十\n请说订单号");
        await Expect(page.GetByRole(AriaRole.Figure)).ToContainTextAsync("活动：满二百减三十");
        await Expect(keep).ToBeEnabledAsync();
        await keep.ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "打开草稿" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(DraftAddress());

        using var owner = await desk.Shop.SignInAsync(desk.Shop.Owner);
        var books = await owner.GetFromJsonAsync<JsonElement>("/api/rules/books");
        var draft = books.GetProperty("books").EnumerateArray().Single();
        draft.GetProperty("state").GetString().ShouldBe("draft");
        var detail = await owner.GetFromJsonAsync<JsonElement>($"/api/rules/books/{draft.GetProperty("id").GetString()}");
        detail.GetProperty("text").GetString()!.ShouldContain("活动：满二百减三十");
        detail.GetProperty("problems").EnumerateArray().ShouldNotContain(p => p.GetProperty("severity").GetString() == "error");
    }

    [Fact]
    public async Task A_supervisor_gives_somebody_a_signature_and_sees_who_has_none()
    {
        var desk = await Desk.OpenAsync();
        await using var context = await Browser.OpenAsync();
        var page = await desk.SignInAsync(context, desk.Shop.Supervisor, "/floor/accounts");
        var row = page.GetByRole(AriaRole.Row).Filter(new() { HasText = desk.Shop.Agent.Name });
        await Expect(row).ToContainTextAsync("没有签名");
        await row.GetByRole(AriaRole.Button, new() { Name = "修改" }).ClickAsync();

        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Textbox, new() { Name = "第 1 条" }).FillAsync("主推整幅壁画");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Expect(dialog).ToContainTextAsync("请选一种");
        await dialog.GetByText("主推商品", new() { Exact = true }).First.ClickAsync();
        await dialog.GetByRole(AriaRole.Textbox, new() { Name = "主推商品" }).FillAsync("整幅壁画");
        await dialog.GetByText("免验证", new() { Exact = true }).ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();

        await Expect(dialog).ToHaveCountAsync(0);
        await Expect(row).ToHaveCountAsync(0); // nothing left to look at
        await page.GetByText("全部 ").ClickAsync();
        await Expect(row).ToContainTextAsync("正常");
        await Expect(row).ToContainTextAsync("主推整幅壁画");
    }

    [GeneratedRegex("/rules/books/[0-9a-f-]{36}$", RegexOptions.None, 1000)]
    private static partial Regex DraftAddress();
}
