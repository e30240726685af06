using Zhanggui.Kernel.Ids;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Guard.Contracts;

/// <summary>Where a buyer had something sent last, told by the room that keeps orders.</summary>
public interface IBuyerRegion
{
    /// <summary>Province, city and county of the newest order that has them; null where the buyer is not proven to be anybody or none has.</summary>
    Task<string?> FindAsync(ShopId shop, BuyerId buyer, CancellationToken ct);
}
