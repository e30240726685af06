using Zhanggui.Guard.Contracts;
using Zhanggui.Kernel.Money;
using Zhanggui.Tests.Rules;

namespace Zhanggui.Tests.Guard;

/// <summary>
/// Made-up sentences per rule of the new shop, half for mending and half kept apart: <c>tests/data/guard/sentences-new-shop.tsv</c> has part, rule,
/// whether it breaks the rule, what the buyer said, the sentence. The facts contradict what is claimed. <c>bench/real/sentences.mjs</c> tells the figures.
/// </summary>
public sealed class SentenceTests
{
    private static readonly string[][] Rows =
        [.. File.ReadAllLines(Path.Combine(RulesBench.Folder, "..", "tests", "data", "guard", "sentences-new-shop.tsv")).Skip(1).Where(l => l.Length > 0).Select(l => l.Split('\t'))];

    private static readonly GuardFacts Yes = GuardFacts.Unknown with
    {
        Invoice = true,
        FreeShipping = true,
        SevenDayReturn = true,
        Stock = 5,
        IsListed = true,
        Price = new Fen(12800),
        Promotions = [],
        Payments = ((string[])["信用卡", "花呗", "白条", "货到付款", "分期", "支付宝", "微信支付", "云闪付", "银行卡", "快捷支付", "余额宝"]).ToDictionary(p => p, _ => true),
    };

    [Theory]
    [InlineData("mend", 0.97, 0.02)]
    [InlineData("kept", KeptRecall, KeptAlarms)]
    public void Sentences_that_break_a_rule_ring_and_others_do_not(string part, double recall, double alarms)
    {
        var rows = Rows.Where(r => r[0] == part).ToList();
        var (breaking, innocent) = (rows.Where(r => r[2] == "1").ToList(), rows.Where(r => r[2] == "0").ToList());

        ((double)breaking.Count(Rings) / breaking.Count).ShouldBeGreaterThanOrEqualTo(recall, string.Join('\n', breaking.Where(r => !Rings(r)).Select(r => $"{r[1]}: {r[4]}")));
        ((double)innocent.Count(Rings) / innocent.Count).ShouldBeLessThanOrEqualTo(alarms, string.Join('\n', innocent.Where(Rings).Select(r => $"{r[1]}: {r[4]}")));
    }

    [Fact]
    public void Every_rule_has_twenty_of_each_in_halves() =>
        Rows.GroupBy(r => (r[0], r[1], r[2])).Select(g => g.Count()).Distinct().ShouldBe([10]);

    /// <summary>Names, quotations and numbers as the sayings read them.</summary>
    [Theory]
    [InlineData("不二家的棒棒糖有的", "", "")]
    [InlineData("不锈钢的很好", "", "")]
    [InlineData("不丹红米有两斤装", "", "")]
    [InlineData("您说的「你们不发货」我记下了", "你们不发货", "")]
    [InlineData("您说的「你们真慢」我记下了", "昨天买的", "address")]
    [InlineData("这个不行", "", "bu")]
    [InlineData("给您打八折", "", "discount")]
    [InlineData("给您打8折", "", "discount")]
    [InlineData("给您打８折", "", "discount")]
    [InlineData("非常抱歉，让您久等了", "", "")]
    public void Handbook_reads_names_quotations_and_numbers(string said, string buyer, string rule) =>
        GuardTale.Handbook.Check(new GuardLine { Text = said, BuyerText = buyer }, GuardFacts.Unknown).Hits.Where(h => h.Level >= GuardLevel.Confirm).Select(h => h.Rule).Distinct()
            .ShouldBe(rule.Length == 0 ? [] : [rule]);

    /// <summary>An address that the buyer gave is not ours.</summary>
    [Theory]
    [InlineData("发票发到abc@163.com了", "我的邮箱是abc@163.com", false)]
    [InlineData("请发到abc@163.com", "发到哪里", true)]
    public void An_address_that_the_buyer_gave_may_be_said_again(string said, string buyer, bool rings) =>
        (GuardTale.NewShop.Check(new GuardLine { Text = said, BuyerText = buyer }, GuardFacts.Unknown).Verdict == GuardLevel.Block).ShouldBe(rings);

    /// <summary>What the policies of new-shop's own proposals forbid to say, as if a shop had released them.</summary>
    private static readonly IReadOnlyList<GuardPolicy> Proposed =
    [
        new("发票随时可开", "发票", "无条件提供发票。", ["没有发票", "不能开发票", "开票要加钱", "开发票要加税点"]),
        new("没有好评返现", "评价", "没有好评返现。", ["好评返现", "给好评就返"]),
        new("自有品牌", "品牌", "说自己的品牌。", ["原装", "不是原装"]),
        new("发货时间", "发货", "不另外保证。", ["保证今天发", "保证明天到"]),
        new("支付方式", "付款", "照实说。", ["不支持花呗", "微信转账", "不支持分期"]),
        new("七天无理由", "退货", "可以申请。", ["不能退货", "一律不退", "概不退换", "退款原因改一下", "原因选不想要", "邮费自理", "绝对没有色差", "一模一样", "最低价了", "不能再少了"]),
    ];

    private const double KeptRecall = 0.93;
    private const double KeptAlarms = 0.03;

    private static bool Rings(string[] row)
    {
        var facts = row[1] is "free_shipping" or "in_stock" ? Yes with { FreeShipping = false, SevenDayReturn = false, Stock = 0 }
            : row[1] == "policy" ? GuardFacts.Unknown with { Policies = Proposed }
            : row[1] == "position" ? Yes with { Position = new AgreedPosition("补发一件。", []) } : Yes;
        return GuardTale.NewShop.Check(new GuardLine { Text = row[4], BuyerText = row[3], Buyer = "b1" }, facts).Verdict >= GuardLevel.Confirm;
    }
}
