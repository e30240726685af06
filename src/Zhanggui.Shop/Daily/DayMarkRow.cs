using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Shop.Daily;

internal enum DayMarkState
{
    /// <summary>Put away until a time, by one person for themselves.</summary>
    Later,

    /// <summary>Dealt with, for everybody.</summary>
    Done,
}

/// <summary>A row of <c>shop_day_mark</c>: only added to; the latest of a person holds.</summary>
internal sealed class DayMarkRow
{
    public required Guid Id { get; init; }

    public required ShopId ShopId { get; init; }

    public required string Kind { get; init; }

    public required string Ref { get; init; }

    public BuyerId? BuyerId { get; init; }

    public required PersonId PersonId { get; init; }

    public required DayMarkState State { get; init; }

    /// <summary>Emptied when the buyer is erased.</summary>
    public string? Reason { get; init; }

    public Instant? Until { get; init; }

    public required Instant At { get; init; }
}
