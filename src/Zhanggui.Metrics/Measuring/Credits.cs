using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Metrics.Contracts;
using Zhanggui.Orders.Contracts;

namespace Zhanggui.Metrics.Measuring;

/// <summary>A part of a paid order and who has it, on the day the order was paid.</summary>
internal sealed record Credit(OrderFact Order, AttributionRow Row, LocalDate Day)
{
    public bool IsSilent => Row.Basis is "silent" or "silent-pool";

    public Part Part => new(Day, MemberKind.Order, Order.OrderId) { Buyer = Order.Buyer, Person = Row.Person, From = Order.PaidAt, FromMessage = Row.MessageId };
}

/// <summary>The orders of one shop with what the attribution says of them.</summary>
internal sealed class Credits
{
    public Credits(FactSet facts, AttributionReport report, string shop, ShopDays days)
    {
        Orders = facts.Orders.Where(o => o.Shop == shop).GroupBy(o => o.OrderId, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        ByBuyer = Orders.Values.OrderBy(o => o.PlacedAt).ThenBy(o => o.OrderId, StringComparer.Ordinal).ToLookup(o => o.Buyer, StringComparer.Ordinal);
        Paid =
        [
            .. from row in report.Orders
               let order = Orders.GetValueOrDefault(row.OrderId)
               where order?.PaidAt is not null
               select new Credit(order, row, days.Day(order.PaidAt!.Value)),
        ];
        Of = Paid.ToLookup(c => c.Order.OrderId, StringComparer.Ordinal);
        Lines = facts.OrderLines.Where(l => Orders.ContainsKey(l.OrderId)).OrderBy(l => l.Line, StringComparer.Ordinal).ToLookup(l => l.OrderId, StringComparer.Ordinal);
        WouldBe = report.Unpaid;
        Placed = [.. Orders.Values.Where(o => o.PlacedAt is not null).Select(o => (o, Persons(o)))];
    }

    public IReadOnlyDictionary<string, OrderFact> Orders { get; }

    public ILookup<string, OrderFact> ByBuyer { get; }

    public IReadOnlyList<Credit> Paid { get; }

    /// <summary>The credits of an order; an unpaid order has none.</summary>
    public ILookup<string, Credit> Of { get; }

    public ILookup<string, OrderLineFact> Lines { get; }

    /// <summary>To whom an unpaid order would be credited.</summary>
    public IReadOnlyDictionary<string, string> WouldBe { get; }

    /// <summary>Placed orders with the persons they would be or are credited to.</summary>
    public IReadOnlyList<(OrderFact Order, IReadOnlyList<string> Persons)> Placed { get; }

    /// <summary>Distributes an amount over the items of an order by what was paid for each line; nothing for an order without items.</summary>
    public IEnumerable<(string Item, long Amount)> ByItem(string orderId, Kernel.Money.Fen amount)
    {
        var lines = Lines[orderId].Where(l => !string.IsNullOrEmpty(l.Item)).ToList();
        if (lines.Count == 0)
        {
            return [];
        }

        var weights = lines.Select(l => Math.Max(0, (l.Paid ?? l.Amount)?.Value ?? 0)).ToList();
        var parts = amount.Split(weights.Sum() == 0 ? [.. lines.Select(_ => 1L)] : weights);
        return lines.Zip(parts).GroupBy(x => x.First.Item!, StringComparer.Ordinal).Select(g => (g.Key, g.Sum(x => x.Second.Value)));
    }

    private IReadOnlyList<string> Persons(OrderFact order) =>
        Of.Contains(order.OrderId) ? [.. Of[order.OrderId].Select(c => c.Row.Person).OfType<string>().Distinct(StringComparer.Ordinal)]
        : WouldBe.TryGetValue(order.OrderId, out var person) ? [person] : [];
}
