using NodaTime;
using Zhanggui.Kernel.Money;
using Zhanggui.Pay.Rules;

namespace Zhanggui.Pay.Settling;

/// <summary>How one mistake was judged.</summary>
internal enum Judged
{
    Counts,

    /// <summary>Inside what the book leaves free.</summary>
    Tolerated,

    /// <summary>A record exempts it.</summary>
    Exempt,

    /// <summary>The rule does not reach it: another shift, another place.</summary>
    Outside,
}

/// <summary>One mistake of one person, judged by one penalty: fine, loss, the order that leaves the base, and what it rests on. Amounts are positive.</summary>
internal sealed record Occurrence(
    PenaltyRule Rule,
    string Person,
    Instant At,
    YearMonth Month,
    string Subject,
    string? OrderId,
    Judged Judged,
    Fen Fine,
    Fen Loss,
    string Because,
    IReadOnlyList<string> Facts)
{
    public bool RemovesOrder => Judged == Judged.Counts && Rule.RemovesOrder && !string.IsNullOrEmpty(OrderId);
}
