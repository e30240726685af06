using Zhanggui.Guard.Contracts;
using Zhanggui.Guard.Ledger;

namespace Zhanggui.Guard.Desk;

/// <summary>What may be done with a message that rang (pure).</summary>
internal enum Way
{
    Free,
    NeedsReason,
    Shut,
}

/// <summary>What becomes of a message and of the drafts before it (pure).</summary>
internal static class Effects
{
    /// <summary>Past a block only an approved text, by somebody who may; then with a reason.</summary>
    public static Way WayOf(GuardLevel level, bool isApproved, bool mayPassApproved) => level switch
    {
        GuardLevel.Pass or GuardLevel.Hint => Way.Free,
        GuardLevel.Confirm => Way.NeedsReason,
        GuardLevel.Block => isApproved && mayPassApproved ? Way.NeedsReason : Way.Shut,
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, "Unknown level."),
    };

    public static HitEffect OfSent(GuardLevel level) => level switch
    {
        GuardLevel.Block => HitEffect.Approved,
        GuardLevel.Confirm => HitEffect.Past,
        _ => HitEffect.Hinted,
    };

    /// <summary>A draft's hits that the sent message no longer has: other words took their place, perhaps those of the book.</summary>
    public static IEnumerable<(GuardHit Hit, HitEffect Effect)> OfDraft(GuardVerdict draft, GuardVerdict sent, string sentText) =>
        draft.Hits.Where(h => !sent.Hits.Any(s => s.Rule == h.Rule && s.Text == h.Text))
            .Select(h => (h, IsTaken(h, draft, sentText) ? HitEffect.Taken : HitEffect.Changed));

    private static bool IsTaken(GuardHit hit, GuardVerdict draft, string sentText) =>
        (draft.Rewrite is { } whole && whole.Trim() == sentText.Trim())
        || (hit.Replacement is { Length: > 0 } instead && sentText.Contains(instead, StringComparison.Ordinal))
        || (hit.Suggestion is { Length: > 3 } said && sentText.Contains(said, StringComparison.Ordinal));
}
