using Zhanggui.Guard.Checking;

namespace Zhanggui.Guard.Contracts;

/// <summary>A rule as people read it.</summary>
public sealed record GuardRuleCard(string Rule, string Kind, string Name, GuardLevel Level, string? Reason, string? Suggestion);

/// <summary>
/// The guard's rules of one book, compiled; never changes and may be used from many threads. The time a check takes grows with the
/// length of the text and nothing else.
/// </summary>
public sealed class GuardBook
{
    private readonly Checker checker;

    internal GuardBook(Checker checker) => this.checker = checker;

    public IReadOnlyList<GuardRuleCard> Rules => checker.Cards;

    /// <summary>Pure: the same line, facts and book give the same verdict. Any text gets one.</summary>
    public GuardVerdict Check(GuardLine line, GuardFacts facts) => checker.Check(line, facts);

    /// <summary>The same for words that the shop keeps: phrases, signatures, automatic replies. What needs a conversation is left out.</summary>
    public GuardVerdict CheckStored(string text, GuardFacts facts) => checker.CheckStored(text, facts);
}
