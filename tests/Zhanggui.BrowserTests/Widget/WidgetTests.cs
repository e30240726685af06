using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Zhanggui.HttpTests;
using Zhanggui.Kernel.Db;
using Zhanggui.Reception.Contracts;

namespace Zhanggui.BrowserTests.Widget;

/// <summary>The widget on the demo shop's page, as a buyer meets it. Pictures go to <c>ZHANGGUI_PICTURES</c> when it is set.</summary>
public sealed class WidgetTests
{
    private const string Input = "#zhanggui-chat textarea";

    [Theory]
    [InlineData(1440, 900, false)]
    [InlineData(390, 844, true)]
    public async Task Buyer_writes_loses_the_network_and_loses_no_word(int width, int height, bool isPhone)
    {
        await using var house = await OpenShopAsync();
        await using var context = await Browser.OpenAsync(width, height, isPhone: isPhone);
        var page = await context.NewPageAsync();
        var faults = new List<string>();
        page.PageError += (_, error) => faults.Add(error);
        page.Console += (_, message) => faults.AddRange(message.Text.Contains("Content Security Policy", StringComparison.Ordinal) ? [message.Text] : []);
        await page.GotoAsync($"{house.Url}/demo/?as=lin&item=YX-1001");
        await page.Locator("#zhanggui-chat .launch").WaitForAsync();
        await PictureAsync(page, $"demo-{width}");

        await page.Locator("#zhanggui-chat .launch").ClickAsync();
        await page.Locator(Input).FillAsync("3米2高的墙能做整幅吗");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("#zhanggui-chat .row.me .who", new() { HasText = "已送达" }).WaitForAsync();
        await PictureAsync(page, $"widget-{width}");

        await context.SetOfflineAsync(true);
        await page.Locator(Input).FillAsync("断网时写的");
        await page.Keyboard.PressAsync("Enter");
        await page.ReloadOnceOnlineAsync(context);
        await page.Locator("#zhanggui-chat .bub", new() { HasText = "断网时写的" }).First.WaitForAsync();
        await Assertions.Expect(page.Locator("#zhanggui-chat .row.me.wait")).ToHaveCountAsync(0, new() { Timeout = 40_000 });
        await Assertions.Expect(page.Locator("#zhanggui-chat .bub", new() { HasText = "断网时写的" })).ToHaveCountAsync(1);

        (await page.EvaluateAsync<int>("[...document.querySelector('#zhanggui-chat').shadowRoot.querySelectorAll('button,textarea,input')].filter(e => !(e.getAttribute('aria-label') || e.textContent.trim())).length")).ShouldBe(0);
        await page.Locator(Input).FocusAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator("#zhanggui-chat .launch")).ToBeFocusedAsync();
        faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Buyer_reads_the_signature_of_whoever_serves()
    {
        await using var house = await OpenShopAsync();
        var shop = opened!;
        using var agent = await shop.SignInAsync(shop.Agent);
        using var kept = await agent.PutAsJsonAsync($"/api/reception/accounts/{shop.Agent.Id}", new { shop = shop.Id.Value, version = 0, texts = new[] { "整幅定制，三天出样" }, carries = "product", offer = "整幅壁画" });
        kept.IsSuccessStatusCode.ShouldBeTrue(await kept.Content.ReadAsStringAsync());
        await using var context = await Browser.OpenAsync(390, 844, isPhone: true);
        var page = await context.NewPageAsync();
        await page.GotoAsync($"{house.Url}/demo/?as=lin&item=YX-1001");
        await page.Locator("#zhanggui-chat .launch").ClickAsync();
        await page.Locator(Input).FillAsync("在吗");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("#zhanggui-chat .row.me .who", new() { HasText = "已送达" }).WaitForAsync();
        await Assertions.Expect(page.Locator("#zhanggui-chat .sig")).ToBeHiddenAsync(); // nobody serves yet

        var talks = await agent.GetFromJsonAsync<JsonElement>($"/api/reception/conversations?shop={shop.Id}");
        var talk = talks.GetProperty("conversations").EnumerateArray().Single().GetProperty("id").GetGuid();
        using var taken = await agent.PostAsJsonAsync($"/api/reception/conversations/{talk}/take", new { });
        taken.IsSuccessStatusCode.ShouldBeTrue(await taken.Content.ReadAsStringAsync());

        await Assertions.Expect(page.Locator("#zhanggui-chat .sig")).ToHaveTextAsync("整幅定制，三天出样");
        await PictureAsync(page, "widget-signature");
    }

    private TestShop? opened;

    private async Task<TestHouse> OpenShopAsync()
    {
        var house = await TestHouse.OpenAsync(DatabaseKind.Sqlite, b => b.Configuration["Visitors:DemoChannel"] = "demo");
        opened = await TestShop.OpenAsync(house);
        await house.Services.GetRequiredService<IChannels>().AddWebAsync(opened.Organisation, opened.Id, "云岫壁画客服", "demo", "#9a3412");
        return house;
    }

    private static async Task PictureAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("ZHANGGUI_PICTURES") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name + ".png") });
        }
    }
}

internal static class NetworkActs
{
    /// <summary>The tab is closed while offline and opened again when the network is back.</summary>
    public static async Task ReloadOnceOnlineAsync(this IPage page, IBrowserContext context)
    {
        await context.SetOfflineAsync(false);
        await page.ReloadAsync();
        var launch = page.Locator("#zhanggui-chat .launch");
        await launch.WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Attached });
        if (await launch.IsVisibleAsync())
        {
            await launch.ClickAsync();
        }
    }
}
