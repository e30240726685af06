using NodaTime;
using Zhanggui.Kernel.Ids;

namespace Zhanggui.Shop.Contracts;

/// <summary>From when on an order that nobody went on with is on somebody's day, and for how long; null = never.</summary>
public sealed record LeftOrderRules(Duration? UnpaidAfter, Duration? UnpaidFor, Duration? UnverifiedAfter, Duration? NoteAfter, Duration? PaidFor);

/// <summary>What the book in force says about following up, for rooms that have things to follow up.</summary>
public interface IFollowUp
{
    ValueTask<LeftOrderRules> OrdersAsync(ShopId shop, Instant at, CancellationToken ct);
}
