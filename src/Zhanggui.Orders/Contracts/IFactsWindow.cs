using NodaTime;
using Zhanggui.Kernel.Ids;

namespace Zhanggui.Orders.Contracts;

/// <summary>How far back the facts of a period reach.</summary>
public interface IFactsWindow
{
    /// <summary>The longest time before an order at which something can decide it, by the rules that hold in the shop at an instant.</summary>
    Task<Duration> LongestAsync(ShopId shop, Instant at, CancellationToken ct);
}
