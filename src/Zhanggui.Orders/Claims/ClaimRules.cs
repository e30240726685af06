using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;

namespace Zhanggui.Orders.Claims;

/// <summary>Who may claim, dispute, withdraw and decide. Nobody decides about themselves.</summary>
internal static class ClaimRules
{
    public const int LongestReason = 1000;
    public const int MostMessages = 50;
    public const int LongestAccount = 100;
    public const int MostShares = 10;
    public const long HeaviestShare = 1_000_000;

    /// <summary>May this person say that the credit is wrong? One open claim per person and order.</summary>
    public static Refusal? Make(ClaimKind kind, PersonId by, Standing standing, ClaimEvidence evidence, bool hasOpen)
    {
        if (ReasonOf(evidence.Reason) is { } wrong)
        {
            return wrong;
        }

        if (evidence.Messages.Count > MostMessages || evidence.Messages.Any(m => m.Length is 0 or > LongestAccount) || evidence.BuyerAccount?.Length > LongestAccount)
        {
            return new ClaimEvidenceTooLong(MostMessages, LongestAccount);
        }

        if (standing.Number == 0)
        {
            return new ClaimTooEarly();
        }

        if (kind == ClaimKind.Claim && standing.IsOnly(by))
        {
            return new ClaimAlreadyYours();
        }

        return hasOpen ? new ClaimAlreadyOpen() : null;
    }

    /// <summary>Only who made it, and only while it is open.</summary>
    public static Refusal? Withdraw(Claim claim, PersonId by) =>
        claim.By != by ? new ClaimNotYours() : claim.End is { } end ? new ClaimAlreadyEnded(end.What) : null;

    /// <summary>May this person approve (shares given) or refuse (none) the claim?</summary>
    public static Refusal? Decide(Claim claim, PersonId by, IReadOnlyList<ManualShare>? shares, string? reason)
    {
        if (claim.End is { } end)
        {
            return new ClaimAlreadyEnded(end.What);
        }

        return claim.By == by ? new ClaimIsOwn() : shares is null ? ReasonOf(reason) : Manual(shares, by, reason);
    }

    /// <summary>A decision by hand: it names persons, gives a reason, and gives nothing to who makes it.</summary>
    public static Refusal? Manual(IReadOnlyList<ManualShare> shares, PersonId by, string? reason)
    {
        if (ReasonOf(reason) is { } wrong)
        {
            return wrong;
        }

        if (shares.Count is 0 or > MostShares || shares.Any(s => s.Weight is < 1 or > HeaviestShare) || shares.Select(s => s.Person).Distinct().Count() != shares.Count)
        {
            return new CreditSharesWrong(MostShares);
        }

        return shares.Any(s => s.Person == by) ? new CreditForOneself() : null;
    }

    /// <summary>Back to the rules: only a reason is needed.</summary>
    public static Refusal? GiveBack(string? reason) => ReasonOf(reason);

    private static ClaimReasonWrong? ReasonOf(string? reason) => string.IsNullOrWhiteSpace(reason) || reason.Length > LongestReason ? new ClaimReasonWrong(LongestReason) : null;
}
