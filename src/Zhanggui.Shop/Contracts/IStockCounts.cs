using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outbox;

namespace Zhanggui.Shop.Contracts;

/// <summary>What was counted, at any time.</summary>
public interface IStockCounts
{
    /// <summary>The last count of each item that was made no later than the instant beside it and knew a quantity; pairs without one are left out. At most 2,000 are asked for at once.</summary>
    Task<IReadOnlyDictionary<(string Item, Instant At), StockNow>> BeforeAsync(ShopId shop, IReadOnlyCollection<(string Item, Instant At)> asked, CancellationToken ct);
}

/// <summary>Items were counted, the earliest count at <paramref name="From"/>; it may have been brought much later.</summary>
public sealed record StockCounted(ShopId Shop, IReadOnlyList<string> Items, Instant From) : IEvent
{
    public static string Name => "shop.stock.counted";
}
