using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Playwright;
using NodaTime;
using Zhanggui.HttpTests;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Money;
using Zhanggui.Kernel.Time;
using Zhanggui.Shop.Contracts;
using static Microsoft.Playwright.Assertions;

namespace Zhanggui.BrowserTests.Workbench;

/// <summary>Ten questions on product, promotion and delivery that somebody new answers from the panel alone (docs/mechanisms/goods.md), with how many presses each takes.</summary>
public sealed class TenQuestionsTests
{
    [Fact]
    public async Task A_newcomer_answers_ten_questions_from_the_panel_alone_with_one_or_two_presses_each()
    {
        Desk.NeedsClient();
        var clock = new MovedClock();
        await using var house = await TestHouse.OpenAsync(DatabaseKind.Sqlite, b => b.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock)));
        var zone = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];
        var morning = zone.AtStartOfDay(clock.GetCurrentInstant().InZone(zone).Date.PlusDays(1)).ToInstant() + Duration.FromHours(10);
        clock.Move((morning - clock.GetCurrentInstant()).ToTimeSpan()); // no midnight comes while it runs
        var desk = await Desk.OpenAsync(house);
        await FillAsync(desk.Shop);
        var buyer = await desk.BuyerAsync();
        await buyer.WriteAsync("你好");
        await desk.ActAsync(desk.Shop.Agent, buyer.Conversation, "take");
        await using var context = await Browser.OpenAsync();
        var page = await desk.SignInAsync(context, desk.Shop.Agent, $"/reception/{buyer.Conversation}");
        var walk = new Walk(page, buyer, page.GetByRole(AriaRole.Complementary), page.GetByPlaceholder("回复 "));
        await walk.Panel.GetByRole(AriaRole.Textbox, new() { Name = "换一件商品" }).FillAsync("迎客松");
        await walk.Panel.GetByRole(AriaRole.Button, new() { Name = "山水迎客松 无缝壁画" }).ClickAsync(); // once; a buyer who comes from the product's page brings it
        await Expect(walk.Panel.GetByText("¥128.00")).ToBeVisibleAsync();

        // 1 price, price scheme, discount
        await walk.AskAsync("这款多少钱，能打折吗", "不打折", walk.Fact("¥128.00"), "价格是 128 元");
        await walk.AskAsync("买多有优惠吗", "十平方以上", walk.Fact("十平方以上"), "十平方以上：118 元");
        // 2 size and suitable people
        await walk.AskAsync("多大尺寸", "尺寸规格", walk.Fact("按墙面定制"), "按墙面定制");
        await walk.AskAsync("老人房能用吗", "适合人群", walk.Fact("有老人孩子的家庭"), "有老人孩子的家庭");
        // 3 what runs, what ends today, what starts tomorrow
        await walk.AskAsync("今天有什么活动", "今天结束", walk.Offer("今晚付款赠收边条"), "今晚12点前付款送一条收边条");
        await Expect(walk.Panel.Locator("article").Filter(new() { HasText = "明天八五折" }).GetByText("明天开始")).ToBeVisibleAsync();
        // 4 gifts left
        await Expect(walk.Panel.Locator("article").Filter(new() { HasText = "今晚付款赠收边条" })).ToContainTextAsync("40");
        // 5 coupons in one order
        await walk.AskAsync("一单能用几张券", "一单限用 2 张", walk.Offer("店铺券"), "满200减10，一单两张");
        // 6 delivery to a county, days and surcharge: the region fills itself in
        await walk.AskAsync("寄到新疆吐鲁番要几天，加钱吗", "8-12", walk.Fact("8-12"), "80 元运费");
        // 7 free shipping and seven days
        await walk.AskAsync("包邮吗，不喜欢能退吗", "包邮", walk.Fact("7天无理由"), "这款支持7天无理由退换");
        // 8 stock
        await Expect(walk.Panel.GetByText("42 件")).ToBeVisibleAsync();
        // 9 the approved answer on colour
        await walk.AskAsync("颜色和图片一样吗", "略深一点", walk.Fact("略深一点"), "可以先寄样布");
        // 10 guarantees, and by two keys what the buyer asks of the policy
        await walk.AskAsync("有什么保障", "破损补发", walk.Fact("正品保障"), "正品保障");
        await walk.AskByKeysAsync("能开发票吗", "可以的，随时可开。");

        walk.Presses.ShouldAllBe(n => n <= 2);
        walk.Presses.Count.ShouldBe(11);
    }

    /// <summary>Asks as the buyer, looks as the agent, lays the answer in and counts the presses.</summary>
    private sealed class Walk(IPage page, Buyer buyer, ILocator panel, ILocator box)
    {
        public ILocator Panel => panel;

        public List<int> Presses { get; } = [];

        /// <summary>The button of the line of the product or the way to a region that says so.</summary>
        public ILocator Fact(string said) => panel.GetByText(said).First.Locator("xpath=ancestor::div[button][1]").GetByRole(AriaRole.Button, new() { Name = "填入" });

        public ILocator Offer(string name) => panel.Locator("article").Filter(new() { HasText = name }).GetByRole(AriaRole.Button, new() { Name = "插入" });

        public async Task AskAsync(string asks, string seen, ILocator insert, string answer)
        {
            await buyer.WriteAsync(asks);
            await Expect(page.GetByText(asks).First).ToBeVisibleAsync();
            await Expect(panel.GetByText(seen).First).ToBeVisibleAsync();
            await box.FillAsync(string.Empty);
            await insert.ClickAsync();
            await Expect(box).ToHaveValueAsync(new System.Text.RegularExpressions.Regex(System.Text.RegularExpressions.Regex.Escape(answer), System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)));
            Presses.Add(1);
        }

        public async Task AskByKeysAsync(string asks, string answer)
        {
            await buyer.WriteAsync(asks);
            await Expect(page.GetByRole(AriaRole.Button, new() { Name = "问发票" })).ToBeVisibleAsync();
            await box.FillAsync(string.Empty);
            await box.PressAsync("Alt+a");
            var answers = page.GetByRole(AriaRole.Group, new() { Name = "买家问的口径" });
            await Expect(answers).ToBeFocusedAsync();
            await answers.PressAsync("1");
            await Expect(box).ToHaveValueAsync(answer);
            Presses.Add(2);
        }
    }

    private static async Task FillAsync(TestShop shop)
    {
        using var http = await shop.SignInAsync(shop.Owner);
        await PostAsync(http, "products", new
        {
            shop = shop.Id.Value,
            item = "6001",
            sheet = new
            {
                title = "山水迎客松 无缝壁画",
                price = 12800,
                category = "壁画",
                sizes = "按墙面定制，四边各放 5 厘米",
                suitableFor = "有老人孩子的家庭",
                guarantees = new[] { "正品保障", "破损补发" },
                priceScheme = new[] { new { name = "十平方以上", price = 11800 } },
                freeShipping = true,
                sevenDayReturn = true,
                discountable = false,
                colourDifference = true,
                answers = new[] { new { topic = "颜色和图片一样吗", text = "实物比图片略深一点，可以先寄样布。" } },
            },
        });
        await PostAsync(http, "products/6001/count", new { shop = shop.Id.Value, quantity = 42, isListed = true });
        await PostAsync(http, "delivery", new { shop = shop.Id.Value, rows = new[] { new { region = "新疆", isReached = true, days = "8-12", courier = "德邦", surcharge = 8000 } } });
        var (zone, now) = (DateTimeZoneProviders.Tzdb["Asia/Shanghai"], shop.House.Services.GetRequiredService<TimeProvider>().GetCurrentInstant());
        Instant Midnight(int days) => zone.AtStartOfDay(now.InZone(zone).Date.PlusDays(days)).ToInstant();
        PromotionSeed Seed(string name, PromotionTerms terms, int from, int to, int? gifts, string text) => new(name, terms, ItemScope.Everything, Midnight(from), Midnight(to), gifts, text, text, 10, 10, 10);
        await shop.House.Services.GetRequiredService<IOffersSeed>().SowAsync(shop.Id, shop.Supervisor.Id, shop.Owner.Id,
        [
            Seed("今晚付款赠收边条", new(PromotionKind.Gift) { Gift = "收边条一条", IsPaidToday = true }, 0, 1, 40, "今晚12点前付款送一条收边条"),
            Seed("店铺券", new(PromotionKind.Coupon) { Amount = new Fen(1000), Minimum = new Fen(20000), PerOrder = 2 }, -3, 9, null, "满200减10，一单两张"),
            Seed("明天八五折", new(PromotionKind.Discount) { Rate = 0.85m }, 1, 4, null, "明天起八五折"),
        ],
        [
            new("invoice", "发票", "发票随时可开", "无条件提供发票。", [("能开发票吗", "可以的，随时可开。", null)], [("invoice", "always")], ["不能开发票"]),
        ], CancellationToken.None);
    }

    private static async Task PostAsync(HttpClient http, string path, object body)
    {
        using var answer = await http.PostAsJsonAsync($"/api/shop/{path}", body);
        answer.IsSuccessStatusCode.ShouldBeTrue($"{path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }
}
