using Zhanggui.Facts.Records;
using Zhanggui.Kernel.Ids;

namespace Zhanggui.Orders.Contracts;

/// <summary>Puts orders into a shop for demonstrations; never reachable over the network.</summary>
public interface IOrdersSeed
{
    /// <summary>
    /// Stores orders, lines, events and refunds of the facts as those of the shop, in one commit, and asks who earned them. Accounts of events are
    /// persons' ids; the shop named in the facts does not matter.
    /// </summary>
    Task SowAsync(ShopId shop, string platform, FactSet facts, CancellationToken ct);
}
