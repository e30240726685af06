using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outbox;

namespace Zhanggui.Shop.Contracts;

/// <summary>An answer that was approved for a case of a policy. Bound to a promotion it is true only while that is open.</summary>
public sealed record PolicyAnswer(string Case, string Answer, Guid? Promotion = null);

/// <summary>
/// A version of a policy that was approved and is in force in [<paramref name="From"/>, <paramref name="To"/>). <paramref name="Facts"/> are the named values that
/// can be checked (<c>invoice</c> = <c>always</c>, <c>cash_on_delivery</c> = <c>no</c>); names and values are lower case.
/// </summary>
public sealed record PolicyInForce(
    Guid Id, string Key, int Version, ShopId Shop, string Topic, string Title, ItemScope Scope, Instant From, Instant? To, string Text,
    IReadOnlyList<PolicyAnswer> Answers, IReadOnlyDictionary<string, string> Facts, IReadOnlyList<string> NotToSay);

/// <summary>What a shop holds to, topic by topic.</summary>
public interface IPolicies
{
    /// <summary>
    /// Every policy in force at the instant that holds for the item, by topic; at most 500. Within one topic the narrower scope comes first (item, category, shop), then the later
    /// start: the first one of a topic is the one that counts. Without an item: what holds for the whole shop.
    /// </summary>
    Task<IReadOnlyList<PolicyInForce>> InForceAsync(ShopId shop, Instant at, string? item, string? category, CancellationToken ct);

    /// <summary>Every policy in force at the instant, whatever it holds for, positions towards buyers included; at most 500, in the order of <see cref="InForceAsync"/>.</summary>
    Task<IReadOnlyList<PolicyInForce>> AllInForceAsync(ShopId shop, Instant at, CancellationToken ct);

    /// <summary>The position that all staff take towards this buyer in a major complaint, the one that began last; null where there is none.</summary>
    Task<PolicyInForce?> PositionAsync(ShopId shop, BuyerId buyer, Instant at, CancellationToken ct);

    /// <summary>The named values at the instant: of several policies that name the same, the one that counts first.</summary>
    Task<IReadOnlyDictionary<string, string>> FactsAsync(ShopId shop, Instant at, string? item, string? category, CancellationToken ct);
}

/// <summary>A version of a policy was approved or a policy was ended.</summary>
public sealed record PolicyChanged(ShopId Shop, Guid Policy) : IEvent
{
    public static string Name => "shop.policy.changed";
}
