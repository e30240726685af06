using Zhanggui.Kernel.Ids;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Guard.Contracts;

/// <summary>Whose a number is, seen from one buyer.</summary>
public enum NumberOwner
{
    /// <summary>The buyer's own.</summary>
    Own,

    /// <summary>Somebody else's.</summary>
    Other,
}

/// <summary>Whose order numbers are, told by the room that keeps orders. Without such a room nobody's are known.</summary>
public interface IOrderOwners
{
    /// <summary>
    /// The order numbers of the shop whose owner can be told from the buyer. Numbers of no order, and all numbers where the buyer is not proven to be anybody, are left out. At most 50.
    /// </summary>
    Task<IReadOnlyDictionary<string, NumberOwner>> OwnersAsync(ShopId shop, BuyerId buyer, IReadOnlyCollection<string> numbers, CancellationToken ct);
}
