using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using NodaTime;
using Zhanggui.Kernel.Time;
using Zhanggui.Rules.Contracts;
using Zhanggui.Shop.Contracts;
using static Microsoft.Playwright.Assertions;

namespace Zhanggui.BrowserTests.Workbench;

/// <summary>An agent who never read the handbook is led through one conversation: what is wrong is seen with its reason, and what is stored in the end is right.</summary>
public sealed class GuardedTalkTests
{
    private const string Book = """
        book: guard-talk
        title: 话术测试
        extends: new-shop
        """;

    private const string InvoiceAnswer = "可以的，随时可开，您把抬头和税号发我登记一下。";
    private const string InstalmentAnswer = "分期要看您发卡行的规定，您可以咨询一下银行。";

    [Fact]
    public async Task Somebody_who_never_read_the_handbook_says_nothing_wrong()
    {
        var desk = await Desk.OpenAsync();
        await SowAsync(desk);
        var buyer = await desk.BuyerAsync();
        await buyer.WriteAsync("可以开发票吗");
        await desk.ActAsync(desk.Shop.Agent, buyer.Conversation, "take");
        await using var context = await Browser.OpenAsync();
        var page = await desk.SignInAsync(context, desk.Shop.Agent, $"/reception/{buyer.Conversation}");
        var box = page.GetByPlaceholder("回复 ");
        var line = page.GetByRole(AriaRole.Status);

        // Stopped with the reason, and what could be said beside it.
        await WrongAsync("没有发票", "拦下", "发票");
        await RightAsync(InvoiceAnswer);

        await buyer.WriteAsync("能分期吗");
        await WrongAsync("不支持分期", "拦下", "能用的付款方式不能说不支持");
        await RightAsync(InstalmentAnswer);

        // One key takes the book's words; another one makes a promise of it.
        await buyer.WriteAsync("什么时候发货");
        await box.FillAsync("保证今天发");
        await Expect(line.Filter(new() { HasText = "要理由" })).ToBeVisibleAsync();
        await box.PressAsync("Alt+i");
        await Expect(box).ToHaveValueAsync("正常今天可以发");
        await box.FillAsync("今天保证发货");
        await Expect(line.Filter(new() { HasText = "要理由" })).ToBeVisibleAsync();
        await box.PressAsync("Alt+k");
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "记一条承诺" });
        await Expect(dialog.GetByText("今天", new() { Exact = false }).First).ToBeVisibleAsync();
        await Expect(dialog.GetByRole(AriaRole.Button, new() { Name = "记承诺" })).ToBeEnabledAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "记承诺" }).ClickAsync();
        await Expect(dialog).ToBeHiddenAsync();
        await RightAsync("给您登记好了，仓库安排好马上告诉您");

        await buyer.WriteAsync("昨天的八折还有吗");
        await WrongAsync("给您打8折", "拦下", "有正在进行的活动才能说折扣");
        await RightAsync("我先确认现在的活动再答复您。");

        // The record itself: all four answers, nothing of what was stopped, and each of them passes the guard that stood there.
        using var agent = await desk.Shop.SignInAsync(desk.Shop.Agent);
        var sent = (await GetAsync(agent, $"/api/reception/conversations/{buyer.Conversation}"))["messages"]!.AsArray()
            .Where(m => m!["sender"]!.ToString() == "agent").Select(m => m!["text"]!.GetValue<string>()).ToList();
        sent.ShouldBe([InvoiceAnswer, InstalmentAnswer, "给您登记好了，仓库安排好马上告诉您", "我先确认现在的活动再答复您。"]);
        foreach (var text in sent)
        {
            using var answer = await agent.PostAsJsonAsync("/api/guard/check", new { conversation = buyer.Conversation, text });
            JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["needs"]!.GetValue<string>().ShouldBe("free", text);
        }

        var promises = await GetAsync(agent, $"/api/promises?shop={desk.Shop.Id}");
        promises.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }).ShouldContain("今天保证发货");

        async Task WrongAsync(string text, string level, string reason)
        {
            await box.FillAsync(text);
            await Expect(line.Filter(new() { HasText = level })).ToContainTextAsync(reason);
            await Expect(page.Locator($"mark[data-level='block']").First).ToBeVisibleAsync();
            await box.PressAsync("Enter");
            await Expect(box).ToHaveValueAsync(text);
        }

        async Task RightAsync(string text)
        {
            await box.FillAsync(text);
            await box.PressAsync("Enter");
            await buyer.ExpectAsync(text);
        }
    }

    private static async Task SowAsync(Desk desk)
    {
        var services = desk.Shop.House.Services;
        await services.GetRequiredService<IBookSeed>().SowAsync(desk.Shop.Organisation, desk.Shop.Owner.Id, Book, new LocalDate(2020, 1, 1), CancellationToken.None);
        var now = services.GetRequiredService<TimeProvider>().GetCurrentInstant();
        var yesterday = new PromotionSeed("昨天的八折", new PromotionTerms(PromotionKind.Discount) { Rate = 0.8m }, ItemScope.Everything, now - Duration.FromDays(4), now - Duration.FromDays(1), null, "全店八折", "三天", 10, 10, 10);
        await services.GetRequiredService<IOffersSeed>().SowAsync(desk.Shop.Id, desk.Shop.Supervisor.Id, desk.Shop.Owner.Id, [yesterday],
        [
            new("invoice", "发票", "发票随时可开", "无条件提供发票，邮费我方承担。", [("能开发票吗", InvoiceAnswer, null)], [("invoice", "always")], ["没有发票", "不能开发票"]),
            new("payment", "付款", "支付方式", "支持信用卡、花呗；分期由银行决定，请买家咨询发卡行。", [("能分期吗", InstalmentAnswer, null)], [("credit_card", "yes")], []),
        ], CancellationToken.None);
    }

    private static async Task<JsonNode> GetAsync(HttpClient http, string path) => JsonNode.Parse(await http.GetStringAsync(new Uri(path, UriKind.Relative)))!;
}
