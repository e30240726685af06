using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Zhanggui.BrowserTests.Workbench;

public sealed partial class GoodsTests
{
    private const string List = "\uFEFF宝贝ID,宝贝标题,一口价,类目,服务标签,材质\n6001,山水迎客松 无缝壁画,128.00,壁画,包邮,无纺布\n6002,星空儿童房墙布,88.00,墙布,,无纺布\n";

    [Fact]
    public async Task Product_list_is_imported_found_edited_and_used_beside_a_conversation()
    {
        var desk = await Desk.OpenAsync();
        var buyer = await desk.BuyerAsync();
        await buyer.WriteAsync("这个壁画包邮吗");
        await using var context = await Browser.OpenAsync();
        var page = await desk.SignInAsync(context, desk.Shop.Owner, "/orders/import");
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "商品.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(List) });
        await page.GetByRole(AriaRole.Button, new() { Name = "导入", Exact = true }).ClickAsync();
        await Expect(page.GetByText("导入完成")).ToBeVisibleAsync(new() { Timeout = 30_000 });

        await page.GotoAsync($"{desk.Shop.House.Url}/goods");
        await page.GetByRole(AriaRole.Searchbox, new() { Name = "标题、商品ID、编码" }).FillAsync("壁画 迎客");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "星空儿童房墙布" })).ToBeHiddenAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "山水迎客松 无缝壁画" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(ItemAddress());
        await Expect(page.GetByText("无纺布")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "编辑", Exact = true }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("价格", new() { Exact = true }).FillAsync("118.5");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "加一行" }).First.ClickAsync();
        await dialog.GetByLabel("问题或话题").FillAsync("环保吗");
        await dialog.GetByLabel("答复", new() { Exact = true }).FillAsync("无纺布加水性墨，有检测报告。");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true }).ClickAsync();
        await Expect(page.GetByText("¥118.50").First).ToBeVisibleAsync();
        await Expect(page.GetByText($"{desk.Shop.Owner.Name} 修改")).ToBeVisibleAsync();

        await page.GotoAsync($"{desk.Shop.House.Url}/reception");
        await page.GetByRole(AriaRole.Tab, new() { Name = "排队" }).ClickAsync();
        await page.GetByText("这个壁画包邮吗").First.ClickAsync();
        var panel = page.GetByRole(AriaRole.Complementary);
        await panel.GetByRole(AriaRole.Textbox, new() { Name = "换一件商品" }).FillAsync("迎客松 壁画");
        await panel.GetByRole(AriaRole.Button, new() { Name = "山水迎客松 无缝壁画" }).ClickAsync();
        await Expect(panel.GetByRole(AriaRole.Link, new() { Name = "山水迎客松 无缝壁画" })).ToBeVisibleAsync();
        await Expect(panel.GetByText("¥118.50")).ToBeVisibleAsync();
        var answer = panel.GetByText("无纺布加水性墨，有检测报告。");
        await answer.Locator("xpath=ancestor::div[button][1]").GetByRole(AriaRole.Button, new() { Name = "填入" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Textbox).Filter(new() { HasText = "无纺布加水性墨" })).ToHaveValueAsync("无纺布加水性墨，有检测报告。");
        (await buyer.ReadAsync()).ShouldNotContain(t => t.Contains("水性墨", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Regions_are_pasted_from_a_sheet_and_asked_by_an_address()
    {
        var desk = await Desk.OpenAsync();
        await using var context = await Browser.OpenAsync();
        var page = await desk.SignInAsync(context, desk.Shop.Owner, "/goods/delivery");

        await page.GetByRole(AriaRole.Button, new() { Name = "从表格粘贴" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Textbox).FillAsync("浙江省\t到\t2-3\t中通\t0\n浙江省杭州市\t到\t1\t中通\t0\n台湾\t不到");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "存入 3 行" }).ClickAsync();
        await Expect(dialog.GetByText("新增 3，修改 0，没变 0")).ToBeVisibleAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "取消", Exact = true }).ClickAsync();

        await page.GetByRole(AriaRole.Textbox, new() { Name = "买家在哪" }).FillAsync("浙江杭州余杭区文一西路");
        await Expect(page.GetByText("到 · 1 天 · 中通 · 不加价")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = "买家在哪" }).FillAsync("台湾");
        await Expect(page.GetByText("台湾 · 不到")).ToBeVisibleAsync();
    }

    [GeneratedRegex("/goods/item/6001$", RegexOptions.None, 1000)]
    private static partial Regex ItemAddress();
}
