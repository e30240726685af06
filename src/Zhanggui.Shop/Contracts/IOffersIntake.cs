using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;

namespace Zhanggui.Shop.Contracts;

/// <summary>A row of <c>promotions.csv</c>. <paramref name="More"/>: cells of further columns by their header; what is not there leaves what is known.</summary>
public sealed record PromotionFileRow(string Promotion, Instant? From, Instant? To, string? Items, string? Kind, string? Value, string? Gift, IReadOnlyDictionary<string, string>? More);

/// <summary>A row of <c>policies.csv</c>. <paramref name="More"/>: cells of further columns by their header; what is not there leaves what is known.</summary>
public sealed record PolicyFileRow(string Policy, string? Topic, Instant? From, Instant? To, string? Scope, string? Text, string? NotToSay, IReadOnlyDictionary<string, string>? More);

/// <summary>What became of rows; <paramref name="Refused"/> by the place of the row.</summary>
public sealed record OffersTaken(GoodsCounts Counts, IReadOnlyDictionary<int, Refusal> Refused);

/// <summary>
/// Takes what files say of promotions and policies; the same rows twice change nothing. What is over is kept as it was told; a promotion that runs or comes becomes a plan that the departments
/// have to agree to, a policy is handed in for approval.
/// </summary>
public interface IOffersIntake
{
    Task<OffersTaken> TakePromotionsAsync(ShopId shop, IReadOnlyList<PromotionFileRow> rows, PersonId? by, CancellationToken ct);

    Task<OffersTaken> TakePoliciesAsync(ShopId shop, IReadOnlyList<PolicyFileRow> rows, PersonId? by, CancellationToken ct);
}
