using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Zhanggui.BrowserTests.Workbench;

public sealed partial class ChannelTests
{
    [Fact]
    public async Task A_new_channel_shows_its_secret_once_works_and_can_be_stopped()
    {
        var desk = await Desk.OpenAsync();
        await using var context = await Browser.OpenAsync();
        var page = await desk.SignInAsync(context, desk.Shop.Owner, "/channels");

        await page.GetByRole(AriaRole.Button, new() { Name = "新建渠道" }).ClickAsync();
        await page.GetByLabel("名称").FillAsync("会员商城");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();

        var secret = await page.GetByLabel("签名密钥", new() { Exact = true }).InnerTextAsync();
        secret.ShouldStartWith("zgs_");
        await page.GetByRole(AriaRole.Button, new() { Name = "我已经保存好了" }).ClickAsync();
        var script = await page.GetByLabel("第一步：放进网页").InnerTextAsync();
        var key = Key().Match(script).Groups[1].Value;
        await page.ReloadAsync();
        var card = page.GetByRole(AriaRole.Article, new() { Name = "会员商城" });
        await card.WaitForAsync();
        (await page.ContentAsync()).ShouldNotContain(secret);

        using var stranger = desk.Shop.Stranger();
        (await stranger.GetAsync(new Uri($"/api/visitor/config?key={key}&locale=zh-CN", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
        await card.GetByRole(AriaRole.Button, new() { Name = "停用" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "停用" }).ClickAsync();
        await Expect(card).ToContainTextAsync("已停用");
        (await stranger.GetAsync(new Uri($"/api/visitor/config?key={key}&locale=zh-CN", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_site_that_is_none_is_refused_at_its_field_and_what_was_typed_stays()
    {
        var desk = await Desk.OpenAsync();
        await using var context = await Browser.OpenAsync();
        var page = await desk.SignInAsync(context, desk.Shop.Owner, "/channels");
        await page.GetByRole(AriaRole.Article).First.GetByRole(AriaRole.Button, new() { Name = "修改" }).ClickAsync();

        await page.GetByLabel("可以放的网站").FillAsync("example.cn/shop");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("网站地址请写成");
        await Expect(page.GetByLabel("可以放的网站")).ToHaveValueAsync("example.cn/shop");
    }

    [GeneratedRegex("data-key=\"([^\"]+)\"", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Key();
}
