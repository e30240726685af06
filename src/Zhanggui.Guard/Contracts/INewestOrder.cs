using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Guard.Contracts;

/// <summary>An order of a buyer and when it was placed.</summary>
public sealed record OrderPlaced(string Order, Instant At);

/// <summary>What a buyer ordered last, told by the room that keeps orders.</summary>
public interface INewestOrder
{
    /// <summary>The newest order that is not closed; null where the buyer is not proven to be anybody or has none.</summary>
    Task<OrderPlaced?> FindAsync(ShopId shop, BuyerId buyer, CancellationToken ct);
}
