using Zhanggui.Guard.Contracts;
using Zhanggui.Tests.Rules;

namespace Zhanggui.Tests.Guard;

/// <summary>
/// Made-up talk of agents by kind of claim (<c>tests/data/guard/talk-*.tsv</c>; <c>numbers-*.tsv</c>: prices among numbers that are none). What was kept apart until the rules were
/// fixed, and how they did at its first scoring, stands in <c>docs/guard.md</c>. No fact is known, so a denial, a discount, a gift or a price asks for a reason.
/// </summary>
public sealed class TalkTests
{
    [Theory]
    [InlineData("talk-a", 0.95, 0.02)]
    [InlineData("talk-b", 0.92, 0.02)]
    [InlineData("talk-c", 0.89, 0.02)]
    [InlineData("talk-d", 0.94, 0.01)]
    [InlineData("talk-e", 0.84, 0.03)]
    [InlineData("talk-f", 0.97, 0.01)]
    [InlineData("talk-g", 0.97, 0.01)]
    [InlineData("talk-h", 0.94, 0.035)]
    [InlineData("numbers-a", 0.82, 0.02)]
    [InlineData("numbers-b", 0.65, 0.03)]
    public void New_shop_hears_what_is_said_in_many_ways(string file, double found, double wrong)
    {
        var rows = File.ReadAllLines(Path.Combine(RulesBench.Folder, "..", "tests", "data", "guard", file + ".tsv")).Skip(1).Select(l => l.Split('\t')).ToList();
        var (breaking, innocent) = (rows.Where(r => r[0] == "1").ToList(), rows.Where(r => r[0] == "0").ToList());

        ((double)breaking.Count(Rings) / breaking.Count).ShouldBeGreaterThanOrEqualTo(found, string.Join('\n', breaking.Where(r => !Rings(r)).Select(r => $"{r[1]}: {r[2]}")));
        ((double)innocent.Count(Rings) / innocent.Count).ShouldBeLessThanOrEqualTo(wrong, string.Join('\n', innocent.Where(Rings).Select(r => $"{r[1]}: {r[2]}")));
    }

    /// <summary>What every agent says every day, or what only holds the letters of a forbidden word.</summary>
    [Theory]
    [InlineData("非常抱歉，我们向您表示歉意")]
    [InlineData("再次对您表示诚挚的歉意")]
    [InlineData("真麻烦您了")]
    [InlineData("抱歉打断您一下")]
    [InlineData("这款支持ＵＳＢ接口")]
    [InlineData("I S B N 号在封底")]
    [InlineData("商品品质有保证，次日送达")]
    [InlineData("微信聊天就能控制这个灯")]
    [InlineData("给您带来细致入微的服务")]
    [InlineData("有两点我不太确定，帮您问下")]
    [InlineData("不会让您后悔的")]
    [InlineData("内胆是304不锈钢的")]
    [InlineData("发票发到您邮箱了，您看下垃圾箱")]
    [InlineData("少放点盐味道更好")]
    public void New_shop_lets_everyday_talk_pass(string text) => GuardTale.NewShop.Rung(text).ShouldBeEmpty();

    /// <summary>What one must buy for is no price, and the reduction beside it still rings as one.</summary>
    [Fact]
    public void New_shop_takes_the_least_amount_of_a_reduction_for_no_price()
    {
        var rung = GuardTale.NewShop.Rung("现在满 1000 减 60，包邮");

        rung.ShouldContain(hit => hit.StartsWith("discount", StringComparison.Ordinal));
        rung.ShouldNotContain(hit => hit.StartsWith("price", StringComparison.Ordinal));
    }

    private static bool Rings(string[] row) => GuardTale.NewShop.Check(new GuardLine { Text = row[2] }, GuardFacts.Unknown).Verdict >= GuardLevel.Confirm;
}
