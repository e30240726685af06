using Zhanggui.Guard.Contracts;
using Zhanggui.Tests.Rules;

namespace Zhanggui.Tests.Guard;

/// <summary>
/// Denials that are true (a custom item without 7-day return, a real lack of stock) may be said: no known fact that supports them is blocked, and
/// what they become when put another way passes. <c>tests/data/guard/true-denials.tsv</c>: facts, as first said, as rephrased.
/// </summary>
public sealed class TrueDenialTests
{
    public static TheoryData<string, string, string> Rows
    {
        get
        {
            var rows = new TheoryData<string, string, string>();
            foreach (var row in File.ReadAllLines(Path.Combine(RulesBench.Folder, "..", "tests", "data", "guard", "true-denials.tsv")).Where(l => l.Length > 0).Select(l => l.Split('\t')))
            {
                rows.Add(row[0], row[1], row[2]);
            }

            return rows;
        }
    }

    [Theory, MemberData(nameof(Rows))]
    public void What_is_true_is_not_blocked_and_passes_when_rephrased(string facts, string said, string rephrased)
    {
        var known = Facts(facts);

        GuardTale.NewShop.Check(new GuardLine { Text = said }, known).Verdict.ShouldNotBe(GuardLevel.Block, said);
        GuardTale.NewShop.Rung(rephrased, known).ShouldBeEmpty();
    }

    [Fact]
    public void There_are_at_least_thirty() => Rows.Count.ShouldBeGreaterThanOrEqualTo(30);

    /// <summary>The same words against the facts are blocked, so the table above is not passed by a guard that is asleep.</summary>
    [Theory]
    [InlineData("return=yes", "这款不支持七天无理由退货")]
    [InlineData("stock=5", "这款没货了")]
    [InlineData("stock=5", "抱歉，42码缺货")]
    [InlineData("pay:货到付款=yes", "我们店不支持货到付款")]
    [InlineData("pay:花呗=yes", "这款不能用花呗")]
    [InlineData("free=yes", "这款不包邮")]
    [InlineData("invoice=yes", "我们不能开发票")]
    [InlineData("promo=none", "给您打8折")]
    public void The_same_words_against_the_facts_are_blocked(string facts, string said) =>
        GuardTale.NewShop.Check(new GuardLine { Text = said }, Facts(facts)).Verdict.ShouldBe(GuardLevel.Block);

    /// <summary>Where nobody knows the stock or whether it is made to order, a denial is asked about at most and never stopped.</summary>
    [Theory]
    [InlineData("这款没货了")]
    [InlineData("42码已经断码")]
    [InlineData("这个颜色卖完了")]
    [InlineData("仓库没有现货，要等补货")]
    [InlineData("目前没有库存")]
    [InlineData("这款是定制的，不能退货")]
    [InlineData("按您家尺寸做的，不支持七天无理由退货")]
    [InlineData("刻字的一经售出概不退换")]
    [InlineData("定做的壁画不能无理由退货")]
    [InlineData("来图定做的退不了")]
    public void Without_facts_a_denial_of_stock_or_return_is_never_blocked(string said)
    {
        foreach (var book in (GuardBook[])[GuardTale.NewShop, GuardTale.Handbook])
        {
            book.Check(new GuardLine { Text = said }, GuardFacts.Unknown).Verdict.ShouldNotBe(GuardLevel.Block);
        }
    }

    private static GuardFacts Facts(string text)
    {
        var facts = GuardFacts.Unknown;
        foreach (var (key, value) in text.Split(' ').Where(p => p != "-").Select(p => (p[..p.IndexOf('=', StringComparison.Ordinal)], p[(p.IndexOf('=', StringComparison.Ordinal) + 1)..])))
        {
            facts = key switch
            {
                "return" => facts with { SevenDayReturn = value == "yes" },
                "stock" => facts with { Stock = long.Parse(value, System.Globalization.CultureInfo.InvariantCulture) },
                "listed" => facts with { IsListed = value == "yes" },
                "free" => facts with { FreeShipping = value == "yes" },
                "invoice" => facts with { Invoice = value == "yes" },
                "promo" => facts with { Promotions = [] },
                _ when key.StartsWith("pay:", StringComparison.Ordinal) => facts with { Payments = new Dictionary<string, bool> { [key[4..]] = value == "yes" } },
                _ => throw new ArgumentException($"No such fact: {key}", nameof(text)),
            };
        }

        return facts;
    }
}
