using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Money;

namespace Zhanggui.Shop.Contracts;

/// <summary>What a sheet says of a region: a province, a city of it, or a county. Null = not said.</summary>
public sealed record DeliveryRow(string Region, bool? Reached, string? Days, string? Courier, Fen? Surcharge, string? Note = null);

/// <summary>
/// What is known of the way to a region: the row of the smallest region that holds it. <paramref name="Others"/>: regions of other provinces that the
/// words fit as well; then <paramref name="Row"/> is null and somebody has to say the province.
/// </summary>
public sealed record DeliveryAnswer(DeliveryRow? Row, IReadOnlyList<string> Others);

/// <summary>Whether, how fast, by whom and at what surcharge a region is reached.</summary>
public interface IDeliveryKnowledge
{
    /// <summary>By an address or a region as people write it; null when no row holds it.</summary>
    Task<DeliveryAnswer?> FindAsync(ShopId shop, string region, CancellationToken ct);

    /// <summary>By the address in the buyer's record; null when none is known or no row holds it.</summary>
    Task<DeliveryAnswer?> FindOfBuyerAsync(ShopId shop, BuyerId buyer, CancellationToken ct);

    /// <summary>The region that is named anywhere in what somebody says; null when no row is.</summary>
    Task<DeliveryAnswer?> FindNamedAsync(ShopId shop, string said, CancellationToken ct);
}
