using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Shop.Goods;

/// <summary>Stock and listing compared (PROD-10, INV-03; K-17: it is the listing that is blocked, not the talk).</summary>
internal static class Stocks
{
    public static StockState Of(long? quantity, bool? isListed) => (quantity, isListed) switch
    {
        (null, _) => StockState.Unknown,
        ( <= 0, true) => StockState.SoldOut,
        ( <= 0, false) => StockState.Gone,
        ( <= 0, null) => StockState.Gone,
        (_, false) => StockState.Unlisted,
        _ => StockState.Ok,
    };
}

/// <summary>A row of <c>shop_stock</c>: one count of one item.</summary>
internal sealed class StockCount
{
    public required ShopId ShopId { get; init; }

    public required string Item { get; init; }

    public required Instant At { get; init; }

    public long? Quantity { get; set; }

    public bool? IsListed { get; set; }

    public PersonId? PersonId { get; set; }
}
