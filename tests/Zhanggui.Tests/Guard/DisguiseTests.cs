using Zhanggui.Guard.Contracts;
using Zhanggui.Tests.Rules;

namespace Zhanggui.Tests.Guard;

public sealed class DisguiseTests
{
    private const int FewestPairs = 150;
    private const char NextMessage = '⏎';

    private static readonly string[] Table = File.ReadAllLines(Path.Combine(RulesBench.Folder, "..", "tests", "data", "guard", "disguises.tsv"));

    [Fact]
    public void Disguises_are_caught_and_what_only_looks_like_them_is_not()
    {
        Table.Count(row => row[0] == '1').ShouldBeGreaterThanOrEqualTo(FewestPairs);
        Table.Count(row => row[0] == '0').ShouldBeGreaterThanOrEqualTo(FewestPairs);
        Table.Where(row => IsBlocked(row[2..]) != (row[0] == '1')).ShouldBeEmpty();
    }

    /// <summary>What stands after the sign is the sender's next message.</summary>
    private static bool IsBlocked(string text)
    {
        var parts = text.Split(NextMessage);
        var line = new GuardLine { Text = parts[^1], Earlier = [.. parts[..^1].Select(p => new EarlierLine(false, p))] };
        return GuardTale.NewShop.Check(line, GuardFacts.Unknown).Verdict == GuardLevel.Block;
    }

    [Fact]
    public void Words_split_over_two_messages_are_not_joined_over_the_buyers_line()
    {
        var line = new GuardLine { Text = "信封也有的", Earlier = [new EarlierLine(false, "加微"), new EarlierLine(true, "信封有吗")] };
        GuardTale.NewShop.Check(line, GuardFacts.Unknown).Verdict.ShouldBe(GuardLevel.Pass);
    }
}
