using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using NodaTime;
using Zhanggui.HttpTests;
using Zhanggui.Kernel.Time;
using Zhanggui.Rules.Contracts;
using static Microsoft.Playwright.Assertions;

namespace Zhanggui.BrowserTests.Workbench;

/// <summary>A buyer asks for an invoice: what the book promises is recorded by one key, with the day that the house worked out, and stands there for everybody.</summary>
public sealed class OfferedPromiseTests
{
    private const string Book = """
        book: offered-promise
        title: 承诺测试
        policy:
          topics: {invoice: {name: 发票, sayings: [发票], opens: [invoice]}}
          policies: {invoice: {topic: 发票, text: 无条件提供发票。, promise: 寄出发票, due_months: 1, due_from: request}}
        """;

    [Fact]
    public async Task One_key_records_what_the_book_promises_and_nobody_records_it_twice()
    {
        var desk = await Desk.OpenAsync();
        await desk.Shop.House.Services.GetRequiredService<IBookSeed>().SowAsync(desk.Shop.Organisation, desk.Shop.Owner.Id, Book, new LocalDate(2020, 1, 1), CancellationToken.None);
        var buyer = await desk.BuyerAsync();
        await buyer.WriteAsync("能开发票吗");
        await desk.ActAsync(desk.Shop.Agent, buyer.Conversation, "take");
        await using var context = await Browser.OpenAsync();
        var page = await desk.SignInAsync(context, desk.Shop.Agent, $"/reception/{buyer.Conversation}");
        var answers = page.GetByRole(AriaRole.Group, new() { Name = "买家问的口径" });
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "问发票" })).ToBeVisibleAsync();
        await page.GetByPlaceholder("回复 ").PressAsync("Alt+a");
        await Expect(answers).ToBeFocusedAsync();

        var offer = answers.GetByRole(AriaRole.Button, new() { Name = "记为承诺" });
        await Expect(offer).ToContainTextAsync("寄出发票，最晚");
        await Expect(answers.GetByText("从买家")).ToBeVisibleAsync();
        var day = (await offer.InnerTextAsync()).Split("最晚")[1].Trim();
        await answers.PressAsync("0");
        var made = answers.GetByRole(AriaRole.Status);
        await Expect(made).ToHaveTextAsync($"已记为承诺：寄出发票，最晚{day}");
        await Expect(offer).ToHaveCountAsync(0);

        // The day is a month after the buyer asked, whenever this test runs.
        var line = await OnlyAsync(desk, buyer);
        var (due, asked) = (Day(line.GetProperty("due"), Duration.FromMilliseconds(1)), Day(line.GetProperty("madeAt")));
        due.ShouldBeOneOf(asked.PlusMonths(1), asked.PlusDays(-1).PlusMonths(1)); // midnight may lie between asking and recording
        day.ShouldBeOneOf(due.ToString("M'月'd'日'", CultureInfo.InvariantCulture), due.ToString("uuuu'年'M'月'd'日'", CultureInfo.InvariantCulture));

        // Pressed again it stays one; it leads to the promise itself.
        await answers.PressAsync("0");
        await answers.GetByRole(AriaRole.Button, new() { Name = "查看" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "寄出发票" });
        await Expect(dialog.GetByText($"{desk.Shop.Agent.Name} 记下承诺")).ToBeVisibleAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Close" }).Or(dialog.GetByRole(AriaRole.Button, new() { Name = "关闭" })).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
        await OnlyAsync(desk, buyer);

        // Among the promises of this buyer's conversation, and in the list, with its day.
        await page.GotoAsync(desk.Shop.House.Url + "/promises");
        var row = page.GetByRole(AriaRole.Row).Filter(new() { HasText = "寄出发票" });
        await Expect(row).ToContainTextAsync(due.ToString("M'/'d", CultureInfo.InvariantCulture));
        await Expect(row).ToContainTextAsync(buyer.Name);

        // A colleague finds it made, by whom, and nothing to press.
        await using var beside = await Browser.OpenAsync();
        var second = await desk.SignInAsync(beside, desk.Shop.Agents[1], $"/reception/{buyer.Conversation}");
        await second.GetByRole(AriaRole.Button, new() { Name = "问发票" }).ClickAsync();
        var theirs = second.GetByRole(AriaRole.Group, new() { Name = "买家问的口径" });
        await Expect(theirs.GetByRole(AriaRole.Status)).ToHaveTextAsync($"已记为承诺：寄出发票，最晚{day}");
        await Expect(theirs.GetByText(desk.Shop.Agent.Name)).ToBeVisibleAsync();
        await Expect(theirs.GetByRole(AriaRole.Button, new() { Name = "撤回" })).ToHaveCountAsync(0);

        // Once it is kept, and only then, it is offered again.
        await ActAsync(desk, line.GetProperty("id").GetGuid(), "keep", new { evidence = "已寄出，单号 SF001" });
        await Expect(theirs.GetByRole(AriaRole.Button, new() { Name = "记为承诺" })).ToBeVisibleAsync();
    }

    private static async Task<JsonElement> OnlyAsync(Desk desk, Buyer buyer)
    {
        using var http = await desk.Shop.SignInAsync(desk.Shop.Agent);
        var list = await http.GetFromJsonAsync<JsonElement>($"/api/promises?shop={desk.Shop.Id}&conversation={buyer.Conversation}");
        return list.GetProperty("promises").EnumerateArray().ShouldHaveSingleItem();
    }

    private static async Task ActAsync(Desk desk, Guid promise, string act, object body)
    {
        using var http = await desk.Shop.SignInAsync(desk.Shop.Agent);
        using var answer = await http.PostAsJsonAsync($"/api/promises/{promise}/{act}", body);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>The day of a moment; a day ends with the next one's first.</summary>
    private static LocalDate Day(JsonElement at, Duration before = default) => (NodaTime.Text.InstantPattern.ExtendedIso.Parse(at.GetString()!).Value - before).InZone(DateTimeZoneProviders.Tzdb["Asia/Shanghai"]).Date;
}
