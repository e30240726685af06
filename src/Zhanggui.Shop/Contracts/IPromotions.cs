using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Money;
using Zhanggui.Kernel.Outbox;
using Zhanggui.Kernel.Outcomes;

namespace Zhanggui.Shop.Contracts;

public enum PromotionKind
{
    /// <summary>打折: the buyer pays <see cref="PromotionTerms.Rate"/> of the price.</summary>
    Discount,

    /// <summary>立减、满减: <see cref="PromotionTerms.Amount"/> off, from <see cref="PromotionTerms.Minimum"/> on where that is set.</summary>
    AmountOff,

    /// <summary>特价: the price is <see cref="PromotionTerms.Amount"/>.</summary>
    Price,

    /// <summary>赠品: <see cref="PromotionTerms.Gift"/> while it lasts.</summary>
    Gift,

    /// <summary>套餐: the items of the promotion together for <see cref="PromotionTerms.Amount"/>.</summary>
    Bundle,

    /// <summary>优惠券 worth <see cref="PromotionTerms.Amount"/>; <see cref="PromotionTerms.PerOrder"/> may be used in one order.</summary>
    Coupon,

    /// <summary>积分: <see cref="PromotionTerms.Rate"/> of what was paid comes back, valid for <see cref="PromotionTerms.ValidDays"/>.</summary>
    Points,
}

public enum ScopeKind
{
    /// <summary>Every item of the shop.</summary>
    All,

    Category,

    Item,

    /// <summary>One buyer, by customer number: only the position that all staff take in a major complaint (COMP-12).</summary>
    Buyer,
}

/// <summary>What something holds for: the whole shop, categories or items, by their names and numbers.</summary>
public sealed record ItemScope(ScopeKind Kind, IReadOnlyList<string> Targets)
{
    public static readonly ItemScope Everything = new(ScopeKind.All, []);

    /// <summary>Does it hold for this item? Without an item only what holds for the whole shop does.</summary>
    public bool Covers(string? item, string? category) => Kind switch
    {
        ScopeKind.All => true,
        ScopeKind.Category => category is not null && Targets.Contains(category, StringComparer.Ordinal),
        ScopeKind.Item => item is not null && Targets.Contains(item, StringComparer.Ordinal),
        _ => false,
    };
}

/// <summary>Kind, value and conditions. What a kind does not use is null.</summary>
public sealed record PromotionTerms(PromotionKind Kind)
{
    /// <summary>Of the price (<c>0.85</c> is 八五折), or of what was paid for points.</summary>
    public decimal? Rate { get; init; }

    public Fen? Amount { get; init; }

    public Fen? Minimum { get; init; }

    public string? Gift { get; init; }

    public int? PerOrder { get; init; }

    public int? ValidDays { get; init; }

    /// <summary>Holds only where the order is paid before the shop's next midnight (PROD-14).</summary>
    public bool IsPaidToday { get; init; }

    /// <summary>Further conditions in words.</summary>
    public string? Conditions { get; init; }
}

/// <summary>
/// A released promotion as agents may tell it, valid in [<paramref name="From"/>, <paramref name="To"/>). <paramref name="GiftLeft"/>: null = the kind has no gift,
/// or its number is not kept; <paramref name="Text"/> is what agents say.
/// </summary>
public sealed record ReleasedPromotion(Guid Id, int Version, ShopId Shop, string Name, ItemScope Scope, PromotionTerms Terms, Instant From, Instant To, int? GiftLeft, string Text)
{
    /// <summary>It has begun and not ended, and where it gives a gift of a known number there is one left.</summary>
    public bool IsOpenAt(Instant at) => From <= at && at < To && GiftLeft is not <= 0;
}

/// <summary>What runs in a shop. Only what was released is known here; what was withdrawn ended when it was withdrawn.</summary>
public interface IPromotions
{
    /// <summary>What is open at the instant, the ones that end first before the others, at most 500. <paramref name="item"/> null: of the whole shop's catalogue.</summary>
    Task<IReadOnlyList<ReleasedPromotion>> OpenAsync(ShopId shop, Instant at, string? item, string? category, CancellationToken ct);

    /// <summary>Has the shop ever released one? Where it has not, that none is open says nothing: the shop keeps its promotions elsewhere.</summary>
    Task<bool> KeepsAsync(ShopId shop, CancellationToken ct);

    /// <summary>What touches [from, to), as it was last released before <paramref name="to"/>, ended and coming ones too: for telling "that ended yesterday" from "that never was". At most 500.</summary>
    Task<IReadOnlyList<ReleasedPromotion>> BetweenAsync(ShopId shop, Instant from, Instant to, CancellationToken ct);

    /// <summary>May it be offered at the instant? Null = yes; else why not, in words for the agent.</summary>
    Task<Refusal?> CheckAsync(ShopId shop, Guid promotion, Instant at, CancellationToken ct);

    /// <summary>Names of promotions of the shop, whatever their state; unknown ids are left out, at most 500.</summary>
    Task<IReadOnlyDictionary<Guid, string>> NamesAsync(ShopId shop, IReadOnlyCollection<Guid> ids, CancellationToken ct);
}

/// <summary>A promotion was released, changed after release, withdrawn, or its gifts were counted anew.</summary>
public sealed record PromotionChanged(ShopId Shop, Guid Promotion) : IEvent
{
    public static string Name => "shop.promotion.changed";
}
