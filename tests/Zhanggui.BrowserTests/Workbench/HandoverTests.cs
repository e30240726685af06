using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using NodaTime;
using Zhanggui.HttpTests;
using Zhanggui.Rules.Contracts;
using static Microsoft.Playwright.Assertions;

namespace Zhanggui.BrowserTests.Workbench;

/// <summary>From one shift to the next: the leaver signs, the receiver sees what there is and signs, and everything has an owner.</summary>
public sealed class HandoverTests
{
    private const string Book = """
        book: handover-test
        title: 交接测试
        extends: new-shop
        duty:
          handover:
            preparation: []
        """;

    private const string Said = "今晚十二点前给您准信";
    private const string Promised = "查库存，给准信";

    private static async Task<Guid> PromiseAsync(Desk desk, TestPerson person, Guid conversation)
    {
        using var http = await desk.Shop.SignInAsync(person);
        var talk = await http.GetFromJsonAsync<System.Text.Json.JsonElement>($"/api/reception/conversations/{conversation}");
        var seq = talk.GetProperty("messages").EnumerateArray().Last(m => m.GetProperty("sender").GetString() == "agent").GetProperty("seq").GetInt64();
        var now = desk.Shop.House.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var id = Guid.CreateVersion7();
        // Due today whatever the hour: what is past its time stands on the day too.
        using var answer = await http.PostAsJsonAsync("/api/promises", new { id, shop = desk.Shop.Id.Value, what = Promised, due = now.AddSeconds(20).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture), conversation, seq });
        answer.EnsureSuccessStatusCode();
        return id;
    }

    [Fact]
    public async Task Who_leaves_signs_and_who_takes_over_sees_the_items_before_signing()
    {
        var desk = await Desk.OpenAsync();
        var (leaver, receiver) = (desk.Shop.Agents[0], desk.Shop.Agents[1]);
        await desk.Shop.House.Services.GetRequiredService<IBookSeed>().SowAsync(desk.Shop.Organisation, desk.Shop.Owner.Id, Book, new LocalDate(2020, 1, 1), CancellationToken.None);
        var buyer = await desk.BuyerAsync();
        await buyer.WriteAsync("明天能发吗");
        await desk.ActAsync(leaver, buyer.Conversation, "take");
        await desk.ActAsync(leaver, buyer.Conversation, "messages", new { id = Guid.CreateVersion7(), kind = "text", text = Said });
        var promise = await PromiseAsync(desk, leaver, buyer.Conversation);
        await desk.SetDutyAsync(leaver, "ready");
        await desk.SetDutyAsync(receiver, "ready");
        await using var here = await Browser.OpenAsync();
        var page = await desk.SignInAsync(here, leaver, "/shifts/handover");
        await page.GetByRole(AriaRole.Button, new() { Name = "记一条" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("起因").FillAsync("仓库说蓝色缺货");
        await dialog.GetByLabel("经过").FillAsync("问了采购");
        await dialog.GetByLabel("结果").FillAsync("周三到货");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
        await Expect(page.GetByText("仓库说蓝色缺货")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Link).Filter(new() { HasText = buyer.Name })).ToBeVisibleAsync();

        await Expect(page.GetByRole(AriaRole.Link).Filter(new() { HasText = Promised })).ToBeVisibleAsync();

        await page.GetByLabel("小结").FillAsync("蓝色的先别承诺");
        await page.Locator("main").ChooseAsync("接班人", receiver.Name);
        await page.GetByRole(AriaRole.Button, new() { Name = "签字交班" }).ClickAsync();
        await Expect(page.GetByText($"等 {receiver.Name} 签字接班")).ToBeVisibleAsync();

        await using var there = await Browser.OpenAsync();
        var other = await desk.SignInAsync(there, receiver, "/shifts/handover?view=toMe");
        await other.GetByRole(AriaRole.Button, new() { Name = "打开", Exact = true }).ClickAsync();
        await Expect(other.GetByText("仓库说蓝色缺货")).ToBeVisibleAsync();
        await Expect(other.GetByText("蓝色的先别承诺")).ToBeVisibleAsync();
        await Expect(other.GetByRole(AriaRole.Link).Filter(new() { HasText = buyer.Name })).ToBeVisibleAsync();
        await Expect(other.GetByRole(AriaRole.Link).Filter(new() { HasText = Promised })).ToBeVisibleAsync();
        await Expect(other.GetByText($"接班 {receiver.Name} 未签")).ToBeVisibleAsync();
        await other.GetByRole(AriaRole.Button, new() { Name = "签字接班" }).ClickAsync();
        await Expect(other.GetByText($"接班 {receiver.Name} 未签")).ToHaveCountAsync(0);
        await Expect(other.GetByRole(AriaRole.Button, new() { Name = "签字接班" })).ToHaveCountAsync(0);

        await other.GotoAsync(desk.Shop.House.Url + "/reception");
        await other.GetByRole(AriaRole.Tab, new() { Name = "我的" }).ClickAsync();
        await Expect(other.GetByRole(AriaRole.List).GetByText(buyer.Name)).ToBeVisibleAsync();

        // The promise stands on the receiver's day, is kept there with evidence, and the buyer's page has it.
        await other.GotoAsync(desk.Shop.House.Url + "/customers/callbacks");
        await other.GetByRole(AriaRole.Listitem).Filter(new() { HasText = Promised }).GetByRole(AriaRole.Link, new() { Name = Promised }).ClickAsync();
        var opened = other.GetByRole(AriaRole.Dialog);
        await opened.GetByRole(AriaRole.Button, new() { Name = "已兑现" }).ClickAsync();
        await opened.GetByPlaceholder("凭什么说兑现了").FillAsync("已回复：能发");
        await opened.GetByRole(AriaRole.Button, new() { Name = "确定" }).ClickAsync();
        await Expect(opened.GetByText("兑现：已回复：能发")).ToBeVisibleAsync();
        using var http = await desk.Shop.SignInAsync(receiver);
        var made = await http.GetFromJsonAsync<System.Text.Json.JsonElement>($"/api/reception/conversations/{buyer.Conversation}");
        await other.GotoAsync($"{desk.Shop.House.Url}/customers/{made.GetProperty("head").GetProperty("buyer").GetProperty("id").GetString()}");
        await Expect(other.GetByRole(AriaRole.Listitem).Filter(new() { HasText = Promised }).Filter(new() { HasText = "已兑现" })).ToBeVisibleAsync();
        promise.ShouldNotBe(Guid.Empty);
        var open = await http.GetFromJsonAsync<System.Text.Json.JsonElement>($"/api/shifts/log?shop={desk.Shop.Id}");
        open.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("cause").GetString()).ShouldBe(["仓库说蓝色缺货"]);
    }
}
