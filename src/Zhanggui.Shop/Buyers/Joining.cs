using Zhanggui.Shop.Contracts;

namespace Zhanggui.Shop.Buyers;

internal enum JoinDecision
{
    /// <summary>The proven identity is already this visitor's.</summary>
    Same,

    /// <summary>Nobody has the identity yet: the visitor's own record gets it.</summary>
    Attach,

    /// <summary>Somebody has it and the visitor was anonymous: the visitor's record goes into that one.</summary>
    Join,

    /// <summary>The visitor is proven to be someone else (a shared computer): the identity's own record is used, nothing is joined.</summary>
    Switch,
}

/// <summary>What becomes of a visitor's record when they prove who they are.</summary>
internal static class Joining
{
    public static JoinDecision Decide(BuyerId visitor, BuyerIdentity visitorIs, BuyerId? owner) =>
        owner == visitor ? JoinDecision.Same
        : visitorIs == BuyerIdentity.Signed ? JoinDecision.Switch
        : owner is null ? JoinDecision.Attach
        : JoinDecision.Join;
}
