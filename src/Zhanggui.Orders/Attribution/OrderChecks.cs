using Zhanggui.Facts.Records;
using Zhanggui.Kernel.Money;

namespace Zhanggui.Orders.Attribution;

/// <summary>What does not fit together in one order.</summary>
internal static class OrderChecks
{
    public static void Note(OrderFact order, IReadOnlyList<OrderLineFact> lines, CaseFile file)
    {
        if (order.PaidAt < order.PlacedAt)
        {
            Add(AnomalyKind.PaidBeforePlaced);
        }

        if (OrderDecision.IsPaidWithoutTime(order))
        {
            Add(AnomalyKind.PaidWithoutTime);
        }

        if (order.PlacedAt is null)
        {
            Add(AnomalyKind.PlacedWithoutTime);
        }

        if (order is { Paid: null, PaidAt: not null })
        {
            Add(AnomalyKind.AmountUnknown);
        }

        if (order.Paid is { } paid && lines.Count > 0 && lines.All(l => l.Paid is not null)
            && lines.Aggregate(Fen.Zero, (sum, l) => sum + l.Paid!.Value) is var sum && sum != paid && sum != paid - (order.Postage ?? Fen.Zero))
        {
            Add(AnomalyKind.LinesDoNotAdd);
        }

        void Add(AnomalyKind kind) => file.Note(kind, $"orders:{order.OrderId}");
    }
}
