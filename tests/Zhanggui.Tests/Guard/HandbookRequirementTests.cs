using Zhanggui.Guard.Contracts;

namespace Zhanggui.Tests.Guard;

/// <summary>Each requirement of wording under the handbook of the pre-sales team: a sentence that rings its rule, and one beside it that does not.</summary>
public sealed class HandbookRequirementTests
{
    [Theory]
    [InlineData("GUARD-01", "insult", "你这蠢货", "这款很聪明的设计")]
    [InlineData("GUARD-02", "threat", "你再这样我就找人收拾你", "我找人帮您看一下")]
    [InlineData("GUARD-03", "address", "你稍等", "您稍等")]
    [InlineData("GUARD-04", "fillers", "好的哦", "好的")]
    [InlineData("GUARD-04", "fillers", "没有人可以问", "我帮您问一下")]
    [InlineData("GUARD-05", "bu", "这个不可以", "这款是304不锈钢的")]
    [InlineData("GUARD-10", "date_promise", "今天发货", "尽快为您安排")]
    [InlineData("GUARD-10", "date_promise", "明天就能送到", "正常今天可以走")]
    [InlineData("GUARD-12", "any_promise", "您放心，包在我身上", "我先确认一下再答复您")]
    [InlineData("GUARD-14", "sorry_first", "这个没办法", "非常抱歉，这个没办法")]
    [InlineData("GUARD-15", "typos", "请登录您的帐号", "请登录您的账号")]
    [InlineData("GUARD-17", "interrogation", "您到底要哪一款", "您想要哪一款呢")]
    [InlineData("GUARD-19", "intimate", "宝贝您要哪款", "这款宝贝有货")]
    [InlineData("GUARD-20", "contact_outside", "加我微信 abc12345", "请打店铺电话")]
    [InlineData("GUARD-22", "pay_outside", "您直接微信转账给我", "您在订单页付款就可以")]
    [InlineData("GUARD-24", "discount", "给您打八折", "价格已经很优惠了")]
    [InlineData("GUARD-25", "colour", "没有色差的", "请以实物为准")]
    [InlineData("GUARD-26", "answers", "我不知道", "我帮您查一下")]
    [InlineData("GUARD-27", "please", "稍等", "请稍等")]
    [InlineData("GUARD-28", "blame", "是您自己没看清", "给您添麻烦了")]
    [InlineData("GUARD-31", "out_of_stock", "这款没货了", "我马上为您核实库存")]
    [InlineData("POLICY-01", "no_invoice", "我们没有发票", "可以开发票的")]
    [InlineData("POLICY-05", "no_payment", "不支持花呗", "花呗可以用的")]
    [InlineData("POLICY-09", "brand", "这是原装的", "自家工厂生产的正品")]
    [InlineData("POLICY-10", "not_free_shipping", "这款不包邮", "我帮您看一下这款的运费")]
    [InlineData("POLICY-11", "no_return", "这款不能退货", "符合条件可以申请七天无理由退货")]
    [InlineData("K-02", "review_cash", "五星好评返现5元", "欢迎您晒单评价")]
    [InlineData("SEC-02", "colleague_contact", "我们主管的手机号是13812345678", "我帮您转给主管")]
    public void Sentence_rings_its_rule_and_its_neighbour_does_not(string requirement, string rule, string rings, string calm)
    {
        requirement.ShouldNotBeEmpty();
        Rung(rings).ShouldContain(rule);
        Rung(calm).ShouldNotContain(rule);
    }

    [Theory]
    [InlineData("GUARD-16", "bare", "有货吗", "有的", "有的，您需要几件呢")]
    [InlineData("GUARD-18", "one_word", "这款有货吗", "嗯", "在的")]
    [InlineData("GUARD-27", "goodbye", "没有了，谢谢", "祝您生活愉快", "感谢光临，再见")]
    public void What_needs_the_buyers_word_rings_after_it(string requirement, string rule, string buyer, string rings, string calm)
    {
        requirement.ShouldNotBeEmpty();
        Rung(rings, buyer).ShouldContain(rule);
        Rung(calm, buyer).ShouldNotContain(rule);
    }

    /// <summary>The handbook keeps its wording rules at most at confirm; what is blocked is harm and what facts contradict.</summary>
    [Fact]
    public void Wording_is_never_blocked()
    {
        string[] facts = ["no_invoice", "no_payment", "not_free_shipping", "no_return", "out_of_stock", "discount"];
        string[] harm = ["insult", "threat", "contact_outside", "link_outside", "pay_outside", "review_cash", "other_buyer", "colleague_contact", "superlative", "false_hurry", "cure"];
        GuardTale.Handbook.Rules.Where(r => r.Level == GuardLevel.Block).Select(r => r.Rule).Except([.. facts, .. harm]).ShouldBeEmpty();
    }

    private static IEnumerable<string> Rung(string text, string? buyer = null) =>
        GuardTale.Handbook.Check(new GuardLine { Text = text, BuyerText = buyer, Earlier = buyer is null ? [] : [new EarlierLine(IsBuyer: true, buyer)] }, GuardFacts.Unknown).Hits.Select(h => h.Rule);
}
