using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Metrics.Contracts;
using Zhanggui.Metrics.Rules;

namespace Zhanggui.Metrics.Measuring;

/// <summary>A buyer's day: all sittings that began on it.</summary>
internal sealed record BuyerDay(string Buyer, LocalDate Day, IReadOnlyList<Sitting> Sittings)
{
    public bool IsReceived => Sittings.Any(s => s.HasHuman);

    public IReadOnlyList<string> Persons { get; } = [.. Sittings.SelectMany(s => s.Receivers).Distinct(StringComparer.Ordinal)];

    public Part Part => new(Day, MemberKind.Buyer, Buyer) { Buyer = Buyer, From = Sittings[0].From, FromMessage = Sittings[0].Lines[0].Id, To = Sittings[^1].To, ToMessage = Sittings[^1].Lines[^1].Id, Numerator = 1, Channel = Sittings[0].Channel };
}

/// <summary>How many came and were received.</summary>
internal static class Volume
{
    /// <summary>The inquiries of all days that the sittings know, also of those that are not asked for.</summary>
    public static IReadOnlyList<Inquiry> Count(Ledger ledger, IReadOnlyList<Sitting> sittings, FactSet facts, string shop, MetricRules rules, ShopDays days)
    {
        var (consulting, distinct, received, inquired, rate) = (ledger.Open("consulting_buyers"), ledger.Open("consulting_buyers_distinct"), ledger.Open("received_buyers"), ledger.Open("inquiry_buyers"), ledger.Open("reply_rate"));
        var orders = facts.Orders.Where(o => o.Shop == shop).ToLookup(o => o.Buyer, StringComparer.Ordinal);
        var inquiries = new List<Inquiry>();
        var buyerDays = sittings.Where(s => s.HasBuyer).GroupBy(s => (s.Buyer, s.Day)).Select(g => new BuyerDay(g.Key.Buyer, g.Key.Day, [.. g])).ToList();
        foreach (var day in buyerDays)
        {
            var part = day.Part;
            ledger.Shop(consulting, part);
            ledger.Shop(distinct, part with { NumeratorKey = day.Buyer });
            ledger.Shop(rate, part with { Numerator = day.IsReceived ? 1 : 0, Denominator = 1 });
            if (!day.IsReceived)
            {
                continue;
            }

            Everyone(ledger, received, part, day.Persons);
            var inquiry = new Inquiry(day.Buyer, day.Day, part.From!.Value, part.FromMessage!, day.Persons) { Channel = part.Channel, Sittings = day.Sittings };
            if (!IsAfterSales(inquiry, orders[inquiry.Buyer], rules, days))
            {
                inquiries.Add(inquiry);
                Everyone(ledger, inquired, part, day.Persons);
            }
        }

        PerDay(ledger, buyerDays);
        IReadOnlyList<Sitting> talks = rules.CountsOutreach ? sittings : [.. sittings.Where(s => !s.IsOutreach)];
        Ratio(ledger, talks);
        Peaks.Count(ledger, talks, days);
        Fairness.Count(ledger, buyerDays, facts);
        return inquiries;
    }

    /// <summary>Once for the shop, once for each person, once for each of their teams.</summary>
    public static void Everyone(Ledger ledger, Figure figure, in Part part, IReadOnlyList<string> persons)
    {
        ledger.Shop(figure, part with { Person = persons.Count == 1 ? persons[0] : null });
        foreach (var person in persons)
        {
            ledger.Person(figure, part with { Person = person });
        }
    }

    /// <summary>An order on its way is looked for so many days farther back than the days after signing.</summary>
    public const int LongestWay = 31;

    /// <summary>Has bought, and places no order from this talk to the end of the next day.</summary>
    private static bool IsAfterSales(Inquiry inquiry, IEnumerable<OrderFact> orders, MetricRules rules, ShopDays days) =>
        rules.AfterSalesDays is { } back
        && orders.Any(o => o.PaidAt is { } paid && paid <= inquiry.At && (rules.AfterSalesTest == AfterSalesTest.OpenOrder ? IsOpen(o, inquiry, back, days) : days.Day(paid) > inquiry.Day.PlusDays(-back)))
        && !orders.Any(o => o.PlacedAt is { } placed && placed >= inquiry.At && days.Day(placed) <= inquiry.Day.PlusDays(1));

    /// <summary>On its way, or signed within so many days; a closed order is open to nothing.</summary>
    private static bool IsOpen(OrderFact order, Inquiry inquiry, int back, ShopDays days) =>
        days.Day(order.PaidAt!.Value) > inquiry.Day.PlusDays(-back - LongestWay)
        && !(order.Status == OrderStatus.Closed && (order.ClosedAt ?? order.PaidAt) <= inquiry.At)
        && (order.SignedAt is not { } signed || days.Day(signed) > inquiry.Day.PlusDays(-back));

    /// <summary>Received buyers ÷ days on which there was one.</summary>
    private static void PerDay(Ledger ledger, IReadOnlyList<BuyerDay> buyerDays)
    {
        var figure = ledger.Open("received_per_day");
        var counted = new HashSet<(string Scope, LocalDate Day)>();
        foreach (var day in buyerDays.Where(d => d.IsReceived))
        {
            var part = day.Part;
            foreach (var scope in day.Persons.SelectMany(p => ledger.Scopes(p, day.Day)).Append(ledger.ShopScope).Distinct(StringComparer.Ordinal))
            {
                ledger.Only(figure, scope, part with { Denominator = counted.Add((scope, day.Day)) ? 1 : 0, Person = scope == ledger.ShopScope ? null : day.Persons[0] });
            }
        }
    }

    private static void Ratio(Ledger ledger, IReadOnlyList<Sitting> sittings)
    {
        var figure = ledger.Open("answer_ratio");
        foreach (var sitting in sittings)
        {
            var part = new Part(sitting.Day, MemberKind.Sitting, sitting.Lines[0].Id) { Buyer = sitting.Buyer, From = sitting.From, To = sitting.To, FromMessage = sitting.Lines[0].Id, ToMessage = sitting.Lines[^1].Id };
            ledger.Shop(figure, part with { Numerator = sitting.Lines.Count(l => l.IsHuman), Denominator = sitting.Lines.Count(l => l.IsBuyer) });
            foreach (var own in sitting.Lines.Where(l => l.Person is not null).GroupBy(l => l.Person!, StringComparer.Ordinal))
            {
                ledger.Person(figure, part with { Person = own.Key, Numerator = own.Count(l => l.IsHuman), Denominator = own.Count(l => l.IsBuyer) });
            }
        }
    }
}
