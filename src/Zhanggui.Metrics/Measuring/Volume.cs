using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Metrics.Contracts;
using Zhanggui.Metrics.Rules;

namespace Zhanggui.Metrics.Measuring;

/// <summary>An inquiry: a received buyer of a day who is neither filtered nor there for after-sales.</summary>
internal sealed record Inquiry(string Buyer, LocalDate Day, Instant At, IReadOnlyList<string> Persons);

/// <summary>How many came and were received.</summary>
internal static class Volume
{
    private const string Shop = Speed.Shop;

    public static IReadOnlyList<Inquiry> Count(Tally tally, IReadOnlyList<Sitting> sittings, FactSet facts, string shop, MetricRules rules, ShopDays days, Func<LocalDate, bool> isIn)
    {
        foreach (var name in new[] { "consulting_buyers", "consulting_buyers_distinct", "received_buyers", "inquiry_buyers", "peak_concurrency" })
        {
            tally.Declare(name, Shop, MetricUnit.Count);
        }

        tally.Declare("answer_ratio", Shop, MetricUnit.Each);
        tally.Declare("reply_rate", Shop, MetricUnit.Share);
        var inside = sittings.Where(s => isIn(s.Day)).ToList();
        var orders = facts.Orders.Where(o => o.Shop == shop).ToLookup(o => o.Buyer, StringComparer.Ordinal);
        var inquiries = new List<Inquiry>();
        foreach (var day in inside.Where(s => s.HasBuyer).GroupBy(s => (s.Buyer, s.Day)))
        {
            tally.Shop("consulting_buyers", Shop, 1);
            var persons = day.SelectMany(s => s.Receivers).Distinct(StringComparer.Ordinal).ToList();
            var isReceived = day.Any(s => s.Lines.Any(l => l.IsHuman));
            tally.Shop("reply_rate", Shop, isReceived ? 1 : 0, 1);
            if (!isReceived)
            {
                continue;
            }

            tally.Shop("received_buyers", Shop, 1);
            persons.ForEach(p => tally.Person("received_buyers", Shop, p, day.Key.Day, 1));
            var inquiry = new Inquiry(day.Key.Buyer, day.Key.Day, day.Min(s => s.From), persons);
            if (!IsAfterSales(inquiry, orders[inquiry.Buyer], rules, days))
            {
                inquiries.Add(inquiry);
                tally.Shop("inquiry_buyers", Shop, 1);
                persons.ForEach(p => tally.Person("inquiry_buyers", Shop, p, inquiry.Day, 1));
            }
        }

        tally.Shop("consulting_buyers_distinct", Shop, inside.Where(s => s.HasBuyer).Select(s => s.Buyer).Distinct(StringComparer.Ordinal).Count());
        Ratio(tally, inside);
        Peak(tally, inside);
        return inquiries;
    }

    /// <summary>Paid within the days before, and places no order from this talk to the end of the next day.</summary>
    private static bool IsAfterSales(Inquiry inquiry, IEnumerable<OrderFact> orders, MetricRules rules, ShopDays days) =>
        rules.AfterSalesDays is { } back
        && orders.Any(o => o.PaidAt is { } paid && paid <= inquiry.At && days.Day(paid) > inquiry.Day.PlusDays(-back))
        && !orders.Any(o => o.PlacedAt is { } placed && placed >= inquiry.At && days.Day(placed) <= inquiry.Day.PlusDays(1));

    private static void Ratio(Tally tally, List<Sitting> sittings)
    {
        foreach (var sitting in sittings)
        {
            foreach (var line in sitting.Lines)
            {
                tally.Everybody("answer_ratio", Shop, line.Person, sitting.Day, line.IsHuman ? 1 : 0, line.IsBuyer ? 1 : 0);
            }
        }
    }

    /// <summary>Most sittings under way at one instant; one that ends as another begins counts with it.</summary>
    private static void Peak(Tally tally, List<Sitting> sittings)
    {
        tally.Shop("peak_concurrency", Shop, Most(sittings));
        foreach (var own in sittings.SelectMany(s => s.Receivers.Select(p => (Person: p, Sitting: s))).GroupBy(x => x.Person, StringComparer.Ordinal))
        {
            tally.Only("peak_concurrency", Shop, $"person:{own.Key}", Most([.. own.Select(x => x.Sitting)]));
        }
    }

    private static int Most(List<Sitting> sittings)
    {
        var (now, most) = (0, 0);
        foreach (var (_, step) in sittings.SelectMany(s => new[] { (s.From, Step: 1), (s.To, Step: -1) }).OrderBy(e => e.Item1).ThenByDescending(e => e.Step))
        {
            now += step;
            most = Math.Max(most, now);
        }

        return most;
    }
}
