using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Zhanggui.BrowserTests.Workbench;

public sealed partial class CustomerTests
{
    [Fact]
    public async Task Two_records_of_one_person_are_joined_and_split_again_with_the_reasons_on_the_page()
    {
        var desk = await Desk.OpenAsync();
        var (one, other) = (await desk.BuyerAsync(), await desk.BuyerAsync());
        await one.WriteAsync("第一个号");
        await other.WriteAsync("第二个号");
        await using var context = await Browser.OpenAsync();
        var page = await desk.SignInAsync(context, desk.Shop.Owner, "/customers");
        await page.GetByRole(AriaRole.Link, new() { Name = one.Name, Exact = true }).ClickAsync();
        await Expect(page.GetByText("第一个号").First).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "合并" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByPlaceholder("姓名、电话").FillAsync(other.Name.Split(' ')[^1]);
        await dialog.Locator("li button").Filter(new() { HasText = other.Name }).ClickAsync();
        await Expect(dialog).ToContainTextAsync("随时可以拆分还原");
        await dialog.GetByLabel("原因").FillAsync("客户说两个号都是她的");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "合并" }).ClickAsync();

        await Expect(page.GetByText("客户说两个号都是她的").First).ToBeVisibleAsync();
        await Expect(page.GetByText("第二个号").First).ToBeVisibleAsync(new() { Timeout = 15_000 });

        await page.GetByRole(AriaRole.Button, new() { Name = "拆分" }).ClickAsync();
        await dialog.GetByLabel("原因").FillAsync("合并错了");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "拆分" }).ClickAsync();
        await Expect(page.GetByText("合并错了").First).ToBeVisibleAsync();
        await Expect(page.GetByText("第二个号")).ToHaveCountAsync(0, new() { Timeout = 15_000 });
    }

    [Fact]
    public async Task A_telephone_number_is_shown_in_full_for_a_reason_that_the_audit_keeps()
    {
        var desk = await Desk.OpenAsync();
        var buyer = await desk.BuyerAsync();
        await buyer.WriteAsync("帮我改一下电话");
        using var owner = await desk.Shop.SignInAsync(desk.Shop.Owner);
        var line = (await owner.GetFromJsonAsync<JsonElement>($"/api/shop/buyers?shop={desk.Shop.Id}")).GetProperty("buyers")[0];
        var id = line.GetProperty("id").GetString();
        var version = (await owner.GetFromJsonAsync<JsonElement>($"/api/shop/buyers/{id}")).GetProperty("version").GetInt64();
        (await owner.PostAsJsonAsync($"/api/shop/buyers/{id}/edit", new { version, tel = "13812341234" })).EnsureSuccessStatusCode();
        await using var context = await Browser.OpenAsync();
        var page = await desk.SignInAsync(context, desk.Shop.Owner, $"/customers/{id}");
        await Expect(page.GetByText("138****1234")).ToBeVisibleAsync();
        await Expect(page.GetByText("13812341234")).ToBeHiddenAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "查看完整" }).ClickAsync();
        await page.GetByLabel("原因").FillAsync("快递联系不上");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "查看完整" }).ClickAsync();
        await Expect(page.GetByText("13812341234")).ToBeVisibleAsync();

        await page.GotoAsync(desk.Shop.House.Url + "/audit");
        var kept = page.GetByRole(AriaRole.Row).Filter(new() { HasText = "快递联系不上" });
        await Expect(kept).ToContainTextAsync("查看完整资料");
        await Expect(kept).ToContainTextAsync(desk.Shop.Owner.Name);
    }

    [Fact]
    public async Task From_a_conversation_one_goes_to_the_buyer_and_back()
    {
        var desk = await Desk.OpenAsync();
        var buyer = await desk.BuyerAsync();
        await buyer.WriteAsync("有优惠吗");
        await using var context = await Browser.OpenAsync();
        var page = await desk.SignInAsync(context, desk.Shop.Owner);
        await page.GetByRole(AriaRole.Tab, new() { Name = "排队" }).ClickAsync();
        await page.GetByText("有优惠吗").First.ClickAsync();

        await page.GetByRole(AriaRole.Complementary).GetByRole(AriaRole.Link, new() { Name = buyer.Name }).ClickAsync();
        await Expect(page).ToHaveURLAsync(CustomerAddress()); // the conversation has the buyer as its heading too
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(buyer.Name);
        await page.GetByRole(AriaRole.Button).Filter(new() { HasText = "有优惠吗" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("有优惠吗");
        await page.GetByRole(AriaRole.Link, new() { Name = "到接待里打开" }).ClickAsync();

        await Expect(page.GetByPlaceholder("回复")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_record_takes_the_shops_own_field_a_consent_that_can_be_withdrawn_and_a_group()
    {
        var desk = await Desk.OpenAsync();
        var buyer = await desk.BuyerAsync();
        await buyer.WriteAsync("想要蓝色的");
        using var owner = await desk.Shop.SignInAsync(desk.Shop.Owner);
        var held = await owner.GetFromJsonAsync<JsonObject>($"/api/shop/buyer-scheme?shop={desk.Shop.Id}");
        var scheme = held!["scheme"]!.DeepClone().AsObject();
        scheme["fields"] = new JsonArray(new JsonObject { ["key"] = "wall", ["name"] = "墙面尺寸", ["kind"] = "text", ["choices"] = new JsonArray() });
        (await owner.PostAsJsonAsync("/api/shop/buyer-scheme", new JsonObject { ["shop"] = desk.Shop.Id.ToString(), ["version"] = held["version"]!.DeepClone(), ["scheme"] = scheme })).EnsureSuccessStatusCode();
        (await owner.PostAsJsonAsync("/api/shop/buyer-groups", new { id = Guid.CreateVersion7(), shop = desk.Shop.Id.Value, name = "老客户", purpose = "新品先告诉他们" })).EnsureSuccessStatusCode();
        var purpose = scheme["purposes"]![0]!["name"]!.GetValue<string>();
        await using var context = await Browser.OpenAsync();
        var page = await desk.SignInAsync(context, desk.Shop.Owner, "/customers");
        await page.GetByRole(AriaRole.Link, new() { Name = buyer.Name, Exact = true }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);

        await page.GetByRole(AriaRole.Button, new() { Name = "修改", Exact = true }).ClickAsync();
        await dialog.GetByLabel("墙面尺寸").FillAsync("3.2 米");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
        await Expect(page.GetByText("3.2 米")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "记录同意" }).ClickAsync();
        await dialog.PickOptionAsync("用途", purpose);
        await dialog.GetByLabel("依据").FillAsync("电话里问过，可以");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "确定" }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
        var consent = page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "电话里问过，可以" });
        await Expect(consent).ToContainTextAsync("同意");
        await consent.GetByRole(AriaRole.Button, new() { Name = "撤回" }).ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "确定" }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
        await Expect(consent.GetByRole(AriaRole.Button, new() { Name = "撤回" })).ToHaveCountAsync(0);

        await page.GetByRole(AriaRole.Button, new() { Name = "加入或移出" }).ClickAsync();
        await dialog.GetByRole(AriaRole.Checkbox, new() { Name = "老客户" }).CheckAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "确定" }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
        await Expect(page.GetByTitle("新品先告诉他们")).ToHaveTextAsync("老客户");
    }

    [GeneratedRegex("/customers/", RegexOptions.None, 1000)]
    private static partial Regex CustomerAddress();
}
