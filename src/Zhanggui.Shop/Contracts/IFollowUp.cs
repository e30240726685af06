using NodaTime;
using Zhanggui.Kernel.Ids;

namespace Zhanggui.Shop.Contracts;

/// <summary>
/// From when on an order that nobody went on with is on somebody's day, and for how long; null = never. <paramref name="ServedWithin"/>: an order credited to nobody
/// is with whoever served its buyer last within that time; null = it is everybody's.
/// </summary>
public sealed record LeftOrderRules(Duration? UnpaidAfter, Duration? UnpaidFor, Duration? UnverifiedAfter, Duration? NoteAfter, Duration? PaidFor, Duration? ServedWithin = null);

/// <summary>What the book in force says about following up, for rooms that have things to follow up.</summary>
public interface IFollowUp
{
    ValueTask<LeftOrderRules> OrdersAsync(ShopId shop, Instant at, CancellationToken ct);
}
