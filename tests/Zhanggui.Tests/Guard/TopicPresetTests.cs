using Zhanggui.Guard.Topics;

namespace Zhanggui.Tests.Guard;

/// <summary>What each team's book answers its buyers, and what it leaves open.</summary>
public sealed class TopicPresetTests
{
    [Theory]
    [InlineData("new-shop", "能开发票吗", "invoice", "invoice")]
    [InlineData("pre-sales-handbook", "可以货到付款吗", "cash_on_delivery", "cash-on-delivery")]
    [InlineData("mural-shop", "你们送货方式有哪些", "delivery_way", "delivery-way")]
    [InlineData("tea-oil-shop", "孕妇能吃吗", "effect", "effect")]
    [InlineData("childrens-wear-shop", "拍什么码", "size", "size")]
    [InlineData("home-textile-shop", "快递到哪了", "parcel", "parcel")]
    [InlineData("kitchen-appliance-shop", "给我推荐一下", "recommend", "recommend")]
    [InlineData("milk-powder-shop", "一单能用几张券", "coupon", "coupon")]
    [InlineData("hotline-400", "我要投诉", "complaint", "complaint-handling")]
    [InlineData("call-centre-24h", "我要投诉", "complaint", "complaint-handling")]
    [InlineData("property-desk", "物业费都包什么", "property_fee", "property-fee")]
    [InlineData("visitor-etiquette", "我要投诉", "complaint", "complaint-handling")]
    [InlineData("hospital-desk", "怎么预约挂号", "appointment", "appointment")]
    [InlineData("repair-firm", "还在保修期吗", "warranty", "warranty")]
    [InlineData("mobile-counter", "充值有什么优惠", "top_up", "top-up")]
    public void Question_opens_what_the_book_proposes(string book, string asked, string topic, string policy)
    {
        var rules = TopicTale.Preset(book);
        rules.Best(asked).ShouldBe(topic);
        PolicyChoice.Proposal(rules.Topics.Single(t => t.Key == topic), rules.Policies)!.Key.ShouldBe(policy);
        rules.Policies.ShouldAllBe(p => p.Answers.Count > 0 && (book == "new-shop" || p.Source != null));
    }

    [Theory]
    [InlineData("property-desk")]
    [InlineData("hospital-desk")]
    [InlineData("visitor-etiquette")]
    [InlineData("mobile-counter")]
    public void Desk_keeps_only_its_own_questions(string book)
    {
        foreach (var asked in new[] { "包邮吗", "好评返现吗", "能便宜点吗", "有色差吗" })
        {
            TopicTale.Preset(book).Rang(asked).ShouldBeEmpty(asked);
        }
    }

    [Fact]
    public void What_is_lost_or_contradicts_itself_names_no_value()
    {
        TopicTale.Preset("pre-sales-handbook").Policies.Single(p => p.Key == "cash-on-delivery").Facts.ShouldBeEmpty(); // K-21: a fact or forbidden words, nobody knows
        TopicTale.NewShop.Policies.Single(p => p.Key == "cash-on-delivery").Facts.ShouldBeEmpty();
        TopicTale.Preset("milk-powder-shop").Policies.Single(p => p.Key == "coupon").ShouldSatisfyAllConditions(p => p.Facts.ShouldBeEmpty(), p => (p.Text + p.Answers[0].Answer).Any(char.IsAsciiDigit).ShouldBeFalse());
        TopicTale.Preset("property-desk").Policies.Single(p => p.Key == "warranty").Text.Any(char.IsAsciiDigit).ShouldBeFalse();
    }

    [Fact]
    public void Invoice_is_promised_within_a_month_from_when_the_book_says()
    {
        TopicTale.NewShop.Policies.Single(p => p.Key == "invoice").Promise.ShouldBe(new PolicyPromise("寄出发票", 1, null, DueFrom.Request));
        TopicTale.Preset("pre-sales-handbook").Policies.Single(p => p.Key == "invoice").Promise.ShouldBe(new PolicyPromise("寄出发票", 1, null, null)); // POLICY-02: from the order or from the request, the source does not say
    }

    [Fact]
    public void Fitting_answer_is_the_one_whose_case_asks_the_same()
    {
        string[] cases = ["怎么付款", "能用花呗吗", "能货到付款吗", "发票什么时候到"];
        PolicyChoice.Fitting(TopicTale.NewShop.Book, "cash_on_delivery", "支持货到付款不", cases).ShouldBe(2);
        PolicyChoice.Fitting(TopicTale.NewShop.Book, "payment", "花呗可以用吗", cases).ShouldBe(1);
        PolicyChoice.Fitting(TopicTale.NewShop.Book, "colour", "有色差吗", cases).ShouldBeNull();
    }
}
