using Zhanggui.Rules.Contracts;

namespace Zhanggui.Guard.Contracts;

/// <summary>What becomes of a message; a message has the level of its gravest hit.</summary>
public enum GuardLevel
{
    /// <summary>Nothing to say.</summary>
    Pass,

    /// <summary>Shown beside the text; sent as it is if the sender likes.</summary>
    Hint,

    /// <summary>Sent with a reason.</summary>
    Confirm,

    /// <summary>Not sent.</summary>
    Block,
}

/// <summary>One thing that a rule found.</summary>
/// <param name="Rule">The rule's name in the book.</param>
/// <param name="Kind">What kind of rule it is: <c>words</c>, <c>promise</c>, <c>contacts</c>, ...</param>
/// <param name="Start">First character, in UTF-16 units of the text.</param>
/// <param name="Text">The slice of the text; what concerns the whole message has all of it.</param>
/// <param name="Suggestion">What could be said instead of the slice, or a sentence of advice; null = the book has none.</param>
/// <param name="Replacement">What the slice would become; it passes the guard itself. Null = nothing takes its place.</param>
public sealed record GuardHit(string Rule, string Kind, Words Name, GuardLevel Level, int Start, int Length, string Text, Words Reason, string? Suggestion, string? Replacement);

/// <summary>What the guard says of a message. <paramref name="Rewrite"/> is the whole message in words that pass the guard, or null.</summary>
public sealed record GuardVerdict(GuardLevel Verdict, IReadOnlyList<GuardHit> Hits, string? Rewrite)
{
    public static readonly GuardVerdict Passed = new(GuardLevel.Pass, [], null);
}
