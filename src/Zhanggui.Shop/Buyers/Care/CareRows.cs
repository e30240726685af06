using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Shop.Buyers.Dossier;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Shop.Buyers.Care;

/// <summary>A row of <c>shop_buyer_care</c>: somebody looks after this buyer every so many months.</summary>
internal sealed class CareRow
{
    public required BuyerId BuyerId { get; init; }

    public required ShopId ShopId { get; init; }

    public required PersonId Owner { get; set; }

    public required int Months { get; set; }

    /// <summary>The day all others are counted from, so that a short month does not move them.</summary>
    public required LocalDate Anchor { get; set; }

    public required LocalDate NextOn { get; set; }

    public long Version { get; set; }
}

internal enum CareResult
{
    Reached,
    Missed,
    Skipped,
    Declined,
}

/// <summary>A row of <c>shop_buyer_care_act</c>: what became of one call.</summary>
internal sealed class CareActRow : WrittenRow
{
    public required CareResult Result { get; init; }

    public byte[]? Note { get; init; }

    public required LocalDate DueOn { get; init; }

    public required LocalDate NextOn { get; init; }
}

/// <summary>A row of <c>shop_buyer_referral</c>: who brought whom.</summary>
internal sealed class ReferralRow
{
    public required Guid Id { get; init; }

    public required ShopId ShopId { get; init; }

    public required BuyerId ReferrerId { get; init; }

    public required BuyerId BroughtId { get; init; }

    public required string Relation { get; init; }

    public required LocalDate OnDate { get; init; }

    /// <summary>What the new buyer needs, sealed with their key.</summary>
    public byte[]? Need { get; init; }

    public ReferralState State { get; set; }

    public required Instant At { get; init; }

    public required PersonId ByPerson { get; init; }
}

/// <summary>How far a referral is.</summary>
internal enum ReferralState
{
    Noted,
    Contacted,
    Ordered,
    Void,
}
