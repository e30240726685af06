using Zhanggui.Guard.Contracts;
using Zhanggui.Tests.Rules;

namespace Zhanggui.Tests.Guard;

/// <summary>
/// Made-up talk of agents by kind of claim: <c>tests/data/guard/talk-a.tsv</c> and <c>talk-b.tsv</c> mended the rules of the new shop, <c>talk-c.tsv</c> was kept apart from
/// them until they were fixed. No fact is known, so a denial, a discount, a gift or a price asks for a reason.
/// </summary>
public sealed class TalkTests
{
    [Theory]
    [InlineData("talk-a", 0.96, 0.02)]
    [InlineData("talk-b", 0.92, 0.02)]
    [InlineData("talk-c", 0.89, 0.02)]
    public void New_shop_hears_what_is_said_in_many_ways(string file, double found, double wrong)
    {
        var rows = File.ReadAllLines(Path.Combine(RulesBench.Folder, "..", "tests", "data", "guard", file + ".tsv")).Skip(1).Select(l => l.Split('\t')).ToList();
        var (breaking, innocent) = (rows.Where(r => r[0] == "1").ToList(), rows.Where(r => r[0] == "0").ToList());

        ((double)breaking.Count(Rings) / breaking.Count).ShouldBeGreaterThanOrEqualTo(found, string.Join('\n', breaking.Where(r => !Rings(r)).Select(r => $"{r[1]}: {r[2]}")));
        ((double)innocent.Count(Rings) / innocent.Count).ShouldBeLessThanOrEqualTo(wrong, string.Join('\n', innocent.Where(Rings).Select(r => $"{r[1]}: {r[2]}")));
    }

    private static bool Rings(string[] row) => GuardTale.NewShop.Check(new GuardLine { Text = row[2] }, GuardFacts.Unknown).Verdict >= GuardLevel.Confirm;
}
