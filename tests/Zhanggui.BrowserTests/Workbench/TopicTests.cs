using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Zhanggui.Shop.Contracts;
using static Microsoft.Playwright.Assertions;

namespace Zhanggui.BrowserTests.Workbench;

/// <summary>What the buyer asks opens the policy: a chip, one key, the answer that fits, sent.</summary>
public sealed class TopicTests
{
    [Fact]
    public async Task What_the_buyer_asks_is_answered_by_two_keys()
    {
        var desk = await Desk.OpenAsync();
        await desk.Shop.House.Services.GetRequiredService<IOffersSeed>().SowAsync(desk.Shop.Id, desk.Shop.Agent.Id, desk.Shop.Owner.Id, [],
            [new PolicySeed("invoice", "发票", "发票随时可开", "无条件提供发票。", [("开发票要加钱吗", "开票都由我们承担。", null), ("能开发票吗", "可以开的，请您留一下抬头。", null)], [("invoice", "always")], ["不能开发票"])], CancellationToken.None);
        var buyer = await desk.BuyerAsync();
        await buyer.WriteAsync("你好，能开发票吗");
        await desk.ActAsync(desk.Shop.Agent, buyer.Conversation, "take");
        await using var context = await Browser.OpenAsync();
        var page = await desk.SignInAsync(context, desk.Shop.Agent);
        await page.GetByRole(AriaRole.Tab, new() { Name = "我的" }).ClickAsync();
        await page.GetByRole(AriaRole.List).GetByText(buyer.Name).ClickAsync();
        var box = page.GetByPlaceholder("回复 ");
        var answers = page.GetByRole(AriaRole.Group, new() { Name = "买家问的口径" });

        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "问发票" })).ToBeVisibleAsync();
        await box.PressAsync("Alt+a");
        await Expect(answers).ToBeFocusedAsync();
        await Expect(answers.GetByText("不能开发票")).ToBeVisibleAsync();
        await answers.PressAsync("1");
        await Expect(box).ToHaveValueAsync("可以开的，请您留一下抬头。");
        await Expect(answers).ToBeHiddenAsync();
        await Expect(box).ToBeFocusedAsync();
        await box.PressAsync("Enter");
        await buyer.ExpectAsync("可以开的，请您留一下抬头。");

        // The shop has nothing on bargaining: the book's proposal is read and cannot be laid in.
        await buyer.WriteAsync("能便宜点吗");
        await page.GetByRole(AriaRole.Button, new() { Name = "问议价" }).ClickAsync();
        await Expect(answers.GetByText("店里还没有发布")).ToBeVisibleAsync();
        await Expect(answers.GetByRole(AriaRole.Button, new() { Name = "插入" })).ToHaveCountAsync(0);
        await answers.PressAsync("Escape");
        await Expect(answers).ToBeHiddenAsync();
        await Expect(box).ToBeFocusedAsync();
    }
}
