using NodaTime;
using Zhanggui.Kernel.Ids;

namespace Zhanggui.Shop.Contracts;

/// <summary>Asked of the room that holds conversations: who served buyers last.</summary>
public interface IBuyerAgents
{
    /// <summary>Whoever had each buyer's newest conversation since then; buyers whom nobody served are left out. At most 500 buyers.</summary>
    Task<IReadOnlyDictionary<BuyerId, PersonId>> LastAsync(ShopId shop, IReadOnlyCollection<BuyerId> buyers, Instant since, CancellationToken ct);
}
