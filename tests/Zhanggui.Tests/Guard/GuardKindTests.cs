using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Guard.Contracts;
using Zhanggui.Guard.Facts;
using Zhanggui.Kernel.Money;

namespace Zhanggui.Tests.Guard;

public sealed class GuardKindTests
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 10, 3, 4, 0);

    private static readonly FactSet Shop = new()
    {
        Products =
        [
            new ProductFact { Item = "cup", Title = "304不锈钢保温杯", Price = new Fen(12800), Flags = "free-shipping 7-day-return" },
            new ProductFact { Item = "mural", Title = "定制壁画", Price = new Fen(30000), Flags = "custom 不包邮" },
        ],
        Stock = [new StockFact { Item = "cup", At = Noon - Duration.FromHours(1), Quantity = 5, Listed = true }, new StockFact { Item = "mural", At = Noon - Duration.FromHours(1), Quantity = 0, Listed = false }],
        Promotions =
        [
            new PromotionFact { Promotion = "autumn", From = Noon - Duration.FromDays(2), To = Noon + Duration.FromHours(8), Items = "cup", Kind = "full_reduction", Value = "300-20", Gift = "杯刷" },
            new PromotionFact { Promotion = "yesterday", From = Noon - Duration.FromDays(3), To = Noon - Duration.FromHours(12), Kind = "discount", Value = "8折" },
        ],
        Policies =
        [
            new PolicyFact { Policy = "invoice", Topic = "发票", Text = "下单后在订单页申请，三个工作日内开具。" },
            new PolicyFact { Policy = "pay", Topic = "支付方式", Text = "支持信用卡、花呗；不支持货到付款。" },
            new PolicyFact { Policy = "delivery", Topic = "发货时间", Text = "三到七天发出。", NotToSay = "肯定能到;包您满意" },
            new PolicyFact { Policy = "case", Topic = "complaint", Scope = "b9", Text = "补发一件，不赔钱。", NotToSay = "全额退款" },
        ],
        Orders = [new OrderFact { OrderId = "430012345678901234", Shop = "s", Buyer = "b1" }],
    };

    [Theory]
    [InlineData("cup", "我们没有发票", GuardLevel.Block)]
    [InlineData("cup", "信用卡不支持哦", GuardLevel.Block)]
    [InlineData("cup", "货到付款不支持的", GuardLevel.Pass)]
    [InlineData("cup", "这款不包邮", GuardLevel.Block)]
    [InlineData("mural", "这款不包邮", GuardLevel.Pass)]
    [InlineData("mural", "是包邮的", GuardLevel.Confirm)]
    [InlineData("cup", "不支持七天无理由", GuardLevel.Block)]
    [InlineData("mural", "不支持七天无理由", GuardLevel.Pass)]
    [InlineData("cup", "这款没货了", GuardLevel.Block)]
    [InlineData("mural", "这款没货了", GuardLevel.Pass)]
    [InlineData("cup", "现在满300减20", GuardLevel.Pass)]
    [InlineData("cup", "现在打8折", GuardLevel.Block)]
    [InlineData("cup", "满300减50", GuardLevel.Block)]
    [InlineData("cup", "下单就送杯刷", GuardLevel.Pass)]
    [InlineData("mural", "买一送一", GuardLevel.Block)]
    [InlineData("cup", "只要128元", GuardLevel.Pass)]
    [InlineData("mural", "只要200元", GuardLevel.Confirm)]
    [InlineData(null, "这款不包邮", GuardLevel.Confirm)]
    [InlineData("cup", "肯定能到的", GuardLevel.Confirm)]
    public void Claims_are_held_against_what_is_known(string? item, string text, GuardLevel level) =>
        GuardTale.NewShop.Check(new GuardLine { Text = text, Item = item, At = Noon }, new FolderFacts(Shop).Of(new GuardLine { Text = text, Item = item, At = Noon })).Verdict.ShouldBe(level);

    [Theory]
    [InlineData("我们没有发票", GuardLevel.Confirm)]
    [InlineData("现在打8折", GuardLevel.Confirm)]
    [InlineData("下单就送杯刷", GuardLevel.Confirm)]
    [InlineData("不支持七天无理由", GuardLevel.Confirm)]
    [InlineData("是全网最低价", GuardLevel.Hint)]
    public void Claim_about_what_nobody_knows_is_never_blocked(string text, GuardLevel level) =>
        GuardTale.NewShop.Check(new GuardLine { Text = text }, GuardFacts.Unknown).Verdict.ShouldBe(level);

    [Theory]
    [InlineData("今天给您打8折", GuardLevel.Block)] // a folder without promotions.csv says that none runs
    [InlineData("目前没有打折活动", GuardLevel.Pass)]
    public void A_file_that_a_folder_lacks_means_none(string text, GuardLevel level)
    {
        var line = new GuardLine { Text = text };

        GuardTale.NewShop.Check(line, new FolderFacts(new FactSet()).Of(line)).Verdict.ShouldBe(level);
        GuardTale.NewShop.Check(line, GuardFacts.Unknown).Verdict.ShouldNotBe(GuardLevel.Block);
    }

    [Fact]
    public void Discount_that_ended_yesterday_is_stopped_and_was_right_the_day_before()
    {
        var line = new GuardLine { Text = "现在打8折", Item = "cup", At = Noon };
        GuardTale.NewShop.Check(line, new FolderFacts(Shop).Of(line)).Verdict.ShouldBe(GuardLevel.Block);
        var before = line with { At = Noon - Duration.FromDays(1) };
        GuardTale.NewShop.Check(before, new FolderFacts(Shop).Of(before)).Verdict.ShouldBe(GuardLevel.Pass);
    }

    [Theory]
    [InlineData("这个不能便宜", "这个无法再低了")]
    [InlineData("不好意思", "非常抱歉")]
    [InlineData("不行", "无法帮到您")]
    [InlineData("到不了", "无法到达")]
    [InlineData("今天发货", "尽快为您安排")]
    public void Handbook_says_what_to_say_instead(string text, string instead)
    {
        var verdict = GuardTale.Handbook.Check(new GuardLine { Text = text }, GuardFacts.Unknown);
        verdict.Verdict.ShouldBe(GuardLevel.Confirm);
        verdict.Rewrite.ShouldBe(instead);
    }

    [Theory]
    [InlineData("304不锈钢的，质量不错，不客气")]
    [InlineData("感恩有您")]
    public void Word_rules_have_sense(string text) => GuardTale.Handbook.Check(new GuardLine { Text = text }, GuardFacts.Unknown).Verdict.ShouldBe(GuardLevel.Pass);

    [Fact]
    public void What_the_handbook_itself_offers_and_forbids_is_stopped() =>
        GuardTale.Handbook.Rung("保证不了哦").ShouldBe(["bu Confirm 不", "fillers Confirm 哦"]);

    [Fact]
    public void Quoted_words_of_the_buyer_and_words_of_the_title_do_not_ring()
    {
        GuardTale.Handbook.Rung("您问的「你们不卖了吗」我帮您查一下", null, new GuardLine { Text = string.Empty, BuyerText = "你们不卖了吗" }).ShouldBeEmpty();
        GuardTale.Handbook.Rung("您问的「你们不卖了吗」我帮您查一下").ShouldNotBeEmpty();
        GuardTale.Handbook.Rung("您看的是不倒绒外套", new GuardFacts { Names = ["加厚不倒绒外套"] }).ShouldBeEmpty();
    }

    [Fact]
    public void Third_soothing_of_a_matter_rings()
    {
        var earlier = new[] { new EarlierLine(true, "太慢了"), new EarlierLine(false, "请您消消气"), new EarlierLine(true, "还要多久"), new EarlierLine(false, "请您别着急") };
        GuardTale.NewShop.Rung("请您谅解", null, new GuardLine { Text = string.Empty, Earlier = earlier }).ShouldBe(["soothing Hint 请您谅解"]);
        GuardTale.NewShop.Rung("请您谅解", null, new GuardLine { Text = string.Empty, Earlier = earlier[..3] }).ShouldBeEmpty();
    }

    [Fact]
    public void All_staff_say_the_same_in_a_major_complaint()
    {
        var line = new GuardLine { Text = "可以给您全额退款", Buyer = "b9", At = Noon };
        GuardTale.NewShop.Check(line, new FolderFacts(Shop).Of(line)).Hits.Select(h => h.Rule).ShouldContain("position");
        GuardTale.NewShop.Check(line, new FolderFacts(Shop).Of(line with { Buyer = "b8" })).Hits.ShouldBeEmpty();
    }

    [Fact]
    public void Order_of_another_buyer_is_not_told()
    {
        var line = new GuardLine { Text = "订单430012345678901234已经发出", Buyer = "b2" };
        GuardTale.NewShop.Check(line, new FolderFacts(Shop).Of(line)).Verdict.ShouldBe(GuardLevel.Block);
        GuardTale.NewShop.Check(line with { Buyer = "b1" }, new FolderFacts(Shop).Of(line)).Verdict.ShouldBe(GuardLevel.Pass);
    }

    [Fact]
    public void Own_links_pass_and_strange_ones_do_not()
    {
        var book = GuardTale.Of("""
            links:
              kind: links
              level: block
              unknown: confirm
              words: [shanyue.tmall.com]
              with: [tmall.com]
            """);
        book.Rung("看 https://shanyue.tmall.com/a?id=3").ShouldBeEmpty();
        book.Rung("看 https://other.tmall.com/a").ShouldBe(["links Confirm other.tmall.com/a"]);
        book.Rung("看 www.other.com 吧").ShouldBe(["links Block www.other.com"]);
        book.Rung("1.5cm，v2.0，12.5元").ShouldBeEmpty();
        book.Rung("￥AbCd12345￥").ShouldBe(["links Confirm ￥AbCd12345￥"]);
    }

    [Theory]
    [InlineData("有优惠券可以领", true)]
    [InlineData("没有优惠券可以领", false)]
    [InlineData("现在没有什么优惠券可以领", false)]
    [InlineData("没有，这是别的店家说的优惠券", true)]
    [InlineData("没有。优惠券可以领", true)]
    [InlineData("您说的是优惠券吗", false)]
    [InlineData("优惠券我给您看看好吗", true)]
    [InlineData("优惠券。您看到了吗", true)]
    [InlineData("没有这一款，优惠券有的是", true)]
    public void What_stands_shortly_before_or_after_excuses_only_there(string text, bool rings)
    {
        var book = GuardTale.Of("""
            offers:
              kind: words
              level: confirm
              words: [优惠券]
              unless_before: [没有, 没]
              unless_after: [吗]
              unless_within: 3
            """);
        book.Rung(text).Any().ShouldBe(rings);
    }

    [Theory]
    [InlineData("a:\n  kind: wrods\n  words: [x]", "book.type.choice", 6)]
    [InlineData("a:\n  level: hint\n  words: [x]", "guard.kind.missing", 6)]
    [InlineData("a:\n  kind: words\n  words: ['…']", "guard.pattern.impossible", 7)]
    [InlineData("a:\n  kind: words\n  words: [不行]\n  except: [不行]", "guard.except.hides", 8)]
    [InlineData("a:\n  kind: words\n  words: [不行]\n  unless: [行]", "guard.except.hides", 8)]
    [InlineData("a:\n  kind: words\n  words: [不]\n  rewrite: [不行 => 不可以]", "guard.rewrite.rings", 8)]
    [InlineData("a:\n  kind: words\n  words: [不]\n  suggest: 不可以", "guard.rewrite.rings", 8)]
    [InlineData("a:\n  kind: words\n  words: [不]\n  rewrite: [不行]", "guard.rewrite.form", 8)]
    [InlineData("a:\n  kind: claim\n  words: [不]", "guard.claim.about", 6)]
    [InlineData("a:\n  kind: shape\n  shape: monologue", "guard.count.missing", 6)]
    [InlineData("a:\n  kind: shape\n  shape: bare", "guard.count.missing", 6)]
    [InlineData("a:\n  kind: soothing\n  words: [消消气]", "guard.count.missing", 6)]
    [InlineData("a:\n  kind: words\n  words: [不行]\n  unless_before: [并]", "guard.unless.within", 6)]
    [InlineData("a:\n  kind: words\n  words: [不行]\n  unless_after: ['…']\n  unless_within: 4", "guard.pattern.impossible", 8)]
    public void Wrong_book_is_refused_with_the_line(string rules, string rule, int line)
    {
        var problem = GuardTale.Problems(rules).ShouldHaveSingleItem();
        (problem.Rule, problem.Line).ShouldBe((rule, line));
    }

    [Fact]
    public void Texts_that_a_book_keeps_for_buyers_are_held_against_its_guard()
    {
        using var services = Zhanggui.Host.Commands.BookCommands.Sections();
        var books = Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<Zhanggui.Rules.Contracts.IBookDesk>(services);
        var text = File.ReadAllText(Path.Combine(Rules.RulesBench.Folder, "new-shop.yaml"));
        Zhanggui.Host.Commands.StoredPhrases.Judge(services, books.Check(text, Rules.RulesBench.Folder), text, Rules.RulesBench.Folder).Problems.ShouldNotContain(p => p.Rule == "guard.stored.rings");
        var changed = text.Replace("您好，欢迎光临。", "您好，加微信abc12345。", StringComparison.Ordinal);
        var problem = Zhanggui.Host.Commands.StoredPhrases.Judge(services, books.Check(changed, Rules.RulesBench.Folder), changed, Rules.RulesBench.Folder).Problems.Single(p => p.Rule == "guard.stored.rings");
        (problem.Path, problem.Line > 1).ShouldBe(("reception.automatic_reply.first.text", true));
    }
}
