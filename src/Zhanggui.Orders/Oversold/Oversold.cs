using NodaTime;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Orders.Oversold;

/// <summary>A line of an order, as far as stock is concerned.</summary>
internal sealed record SoldLine(string OrderId, string Line, string Item, Instant PlacedAt);

/// <summary>A line whose item had no stock by the last count before the order was placed.</summary>
internal sealed record OversoldLine(string OrderId, string Line, string Item, long Quantity, Instant CountedAt);

/// <summary>Sale without stock (PROD-10, INV-03). Pure. Nobody has counted = nothing is said.</summary>
internal static class OversoldRule
{
    public static OversoldLine? Of(SoldLine line, StockNow? before) =>
        before is { Quantity: <= 0 and { } quantity } && before.At <= line.PlacedAt ? new OversoldLine(line.OrderId, line.Line, line.Item, quantity, before.At) : null;
}
