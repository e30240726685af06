using System.Globalization;
using Microsoft.Playwright;
using Zhanggui.HttpTests;

namespace Zhanggui.BrowserTests.Workbench;

/// <summary>
/// Pictures for the eye, written to the folder in ZHANGGUI_TEST_PICTURES; and, on every run, that no page is wider than
/// its window in any of the sizes people have.
/// </summary>
public sealed class PictureTests
{
    private static readonly string[] Says = ["这款有现货吗", "四件套是纯棉的吗，会不会起球", "昨天拍的怎么还没有揽收", "能不能改地址", "发票怎么开", "尺码偏大还是偏小", "满减还能叠加吗", "少发了一个枕套"];

    public static TheoryData<int, int, ColorScheme> Sizes => new()
    {
        { 1440, 900, ColorScheme.Light }, { 1440, 900, ColorScheme.Dark },
        { 1366, 768, ColorScheme.Light }, { 390, 844, ColorScheme.Light }, { 390, 844, ColorScheme.Dark },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task A_busy_desk_fits_its_window(int width, int height, ColorScheme colours)
    {
        var desk = await Desk.OpenAsync();
        await using var context = await Browser.OpenAsync(width, height, colours, isPhone: width < 600);
        var first = await SowAsync(desk);
        var page = await desk.SignInAsync(context, desk.Shop.Agent);
        await page.GetByText("等待回复").Or(page.GetByText("等我回复")).First.WaitForAsync();
        await KeepAsync(page, $"list-{width}-{colours}");
        await page.GetByRole(AriaRole.List).GetByText(first).First.ClickAsync();
        await page.GetByRole(AriaRole.Log).GetByText("有的，今天下午四点前拍下都能发").WaitForAsync();
        await KeepAsync(page, $"talk-{width}-{colours}");
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width);
    }

    [Fact]
    public async Task An_empty_desk_says_what_will_come()
    {
        var desk = await Desk.OpenAsync();
        await using var context = await Browser.OpenAsync(1366, 768);
        var page = await desk.SignInAsync(context, desk.Shop.Agent);
        await page.GetByText("手上没有会话").WaitForAsync();
        await KeepAsync(page, "empty-1366-Light");
        await page.Keyboard.PressAsync("?");
        await page.GetByRole(AriaRole.Dialog).GetByText("下一个等待的买家").WaitForAsync();
        await KeepAsync(page, "keys-1366-Light");
    }

    private static async Task<string> SowAsync(Desk desk)
    {
        using var http = await desk.Shop.SignInAsync(desk.Shop.Agent);
        var first = string.Empty;
        for (var index = 0; index < 14; index++)
        {
            var buyer = await desk.BuyerAsync();
            await buyer.WriteAsync(Says[index % Says.Length]);
            if (index < 9)
            {
                var c = await NewestAsync(http, desk.Shop);
                await PostAsync(http, $"/api/reception/conversations/{c}/take", new { });
                if (index % 2 == 0)
                {
                    await PostAsync(http, $"/api/reception/conversations/{c}/messages", new { id = Guid.CreateVersion7(), kind = "text", text = "有的，今天下午四点前拍下都能发" });
                    await PostAsync(http, $"/api/reception/conversations/{c}/messages", new { id = Guid.CreateVersion7(), kind = "note", text = "老客户，上次少发过枕套，注意核对" });
                    await PostAsync(http, $"/api/reception/conversations/{c}/tags", new { tags = index % 4 == 0 ? new[] { "催发货" } : ["老客户", "改地址"] });
                }

                if (index is 0 or 3)
                {
                    await buyer.WriteAsync("好的，我看看。另外想问一下运费险是不是默认就有，退货的话运费谁出");
                    await buyer.WriteAsync("在吗");
                }
            }

            first = index == 0 ? buyer.Name : first;
        }

        return first;
    }

    private static async Task<string> NewestAsync(HttpClient http, TestShop shop)
    {
        var snapshot = System.Text.Json.JsonDocument.Parse(await http.GetStringAsync($"/api/reception/snapshot?shop={shop.Id}&scope=mine"));
        return snapshot.RootElement.GetProperty("conversations").EnumerateArray().Select(c => c.GetProperty("head"))
            .MaxBy(h => h.GetProperty("number").GetInt64()).GetProperty("id").GetString()!;
    }

    private static async Task PostAsync(HttpClient http, string path, object body)
    {
        using var answer = await System.Net.Http.Json.HttpClientJsonExtensions.PostAsJsonAsync(http, path, body);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
    }

    private static async Task KeepAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("ZHANGGUI_TEST_PICTURES") is { Length: > 0 } folder)
        {
            await page.WaitForTimeoutAsync(400);
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{name}.png")) });
        }
    }
}
