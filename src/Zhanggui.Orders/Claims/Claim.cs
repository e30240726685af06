using NodaTime;
using Zhanggui.Kernel.Ids;

namespace Zhanggui.Orders.Claims;

/// <summary>认领: it is mine; 异议: the decision is wrong, whosever it should be.</summary>
internal enum ClaimKind
{
    Claim,
    Dispute,
}

/// <summary>How a claim ended; there is one end at most.</summary>
internal enum ClaimEnd
{
    Withdrawn,
    Approved,
    Refused,
}

/// <summary>Why somebody says so: words, messages as evidence, the other account the buyer bought with.</summary>
internal sealed record ClaimEvidence(string Reason, IReadOnlyList<string> Messages, string? BuyerAccount);

/// <summary>The end of a claim; the manual decision is there when it was approved.</summary>
internal sealed record ClaimEnding(ClaimEnd What, PersonId By, Instant At, string? Reason, Guid? Manual);

/// <summary>Somebody says that the credit of an order is wrong. Never edited; <paramref name="Against"/> is the number of the decision that held then.</summary>
internal sealed record Claim(Guid Id, ShopId Shop, string Order, ClaimKind Kind, PersonId By, Instant At, int Against, ClaimEvidence Evidence, ClaimEnding? End);

/// <summary>A person's part of an order that is decided by hand; parts are to each other as their weights.</summary>
internal sealed record ManualShare(PersonId Person, long Weight);

/// <summary>Who has the order now: number 0 = nobody has decided it yet.</summary>
internal sealed record Standing(int Number, IReadOnlyList<string> Winners)
{
    public bool IsOnly(PersonId person) => Winners.Count == 1 && Winners[0] == person.ToString();
}
