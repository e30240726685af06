using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Kernel.Money;
using Zhanggui.Orders.Rules;

namespace Zhanggui.Orders.Attribution;

/// <summary>How much of an order counts, and in which month.</summary>
internal static class BaseAmount
{
    /// <summary>What was paid without postage, with the book's switches; never below zero. An unknown amount counts nothing and is reported.</summary>
    public static Fen Of(OrderFact order, IReadOnlyList<OrderLineFact> lines, AttributionRules rules)
    {
        if (order.PaidAt is null && !OrderDecision.IsPaidWithoutTime(order))
        {
            return Fen.Zero;
        }

        var amount = order.Paid ?? Fen.Zero;
        if (rules.WithSubsidy && order.Amount is { } asked && asked > amount)
        {
            amount = asked;
        }

        if (!rules.WithPostage)
        {
            amount -= order.Postage ?? Fen.Zero;
        }

        if (!rules.CountsTopUps)
        {
            amount = lines.Where(l => l.Item is not null && rules.TopUpItems.Contains(l.Item)).Aggregate(amount, (left, line) => left - (line.Paid ?? line.Amount ?? Fen.Zero));
        }

        return amount < Fen.Zero ? Fen.Zero : amount;
    }

    public static YearMonth? Month(OrderFact order, AttributionRules rules, ShopClock clock)
    {
        var at = rules.Base switch
        {
            BaseEvent.Paid => order.PaidAt,
            BaseEvent.Shipped => order.ShippedAt,
            BaseEvent.Success => order.Status == OrderStatus.Success ? order.ClosedAt ?? order.SignedAt : null,
            BaseEvent.Signed => order.SignedAt,
            _ => throw new InvalidOperationException($"Unknown base event {rules.Base}."),
        };
        return at is not { } known || order.PaidAt is null ? null
            : clock.Date(known.ToUnixTimeTicks()).PlusDays(rules.Base == BaseEvent.Signed ? rules.DaysAfterSigning : 0).ToYearMonth();
    }

    /// <summary>The weight of each line when an order's amount is parted by lines.</summary>
    public static long[] Weights(IReadOnlyList<OrderLineFact> lines) => [.. lines.Select(l => Math.Max(0, (l.Paid ?? l.Amount ?? Fen.Zero).Value))];
}
