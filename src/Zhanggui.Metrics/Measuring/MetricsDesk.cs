using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Metrics.Contracts;
using Zhanggui.Metrics.Rules;
using Zhanggui.Orders.Contracts;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Metrics.Measuring;

/// <inheritdoc cref="IMetricsDesk"/>
internal sealed class MetricsDesk(IBookDesk books, IAttributionDesk attribution) : IMetricsDesk
{
    private const string Messages = "messages.csv";
    private const string Orders = "orders.csv";
    private static readonly string[] JudgedByRounds = ["average_response", "first_30s_rate", "first_response", "three_minute_rate"];

    public IReadOnlyList<MetricRow> Measure(FactSet facts, string bookText, string? bookFolder, LocalDate from, LocalDate to)
    {
        var staff = new Staff(facts);
        var tally = new Tally(staff);
        var report = attribution.Decide(facts, bookText, bookFolder, month: null);
        foreach (var shop in ShopsOf(facts))
        {
            tally.Enter(shop.Shop);
            var rules = books.Read(MetricsSection.Section, bookText, bookFolder, [.. new[] { shop.Name, shop.Shop }.OfType<string>()]).Rules;
            Measure(tally, facts, report, shop, rules, staff, (from, to));
        }

        var judgedFrom = books.Read(MetricsSection.Section, bookText, bookFolder, []).Rules.JudgedFrom;
        return [.. tally.Rows(metric => JudgedByRounds.Contains(metric, StringComparer.Ordinal) ? judgedFrom : null)];
    }

    private static void Measure(Tally tally, FactSet facts, AttributionReport report, ShopFact shop, MetricRules rules, Staff staff, (LocalDate From, LocalDate To) period)
    {
        var days = ShopDays.Of(shop.Zone);
        IReadOnlyList<Inquiry> inquiries = [];
        if (facts.Missing.Contains(Messages))
        {
            foreach (var (metric, unit) in FromMessages)
            {
                tally.Lack(metric, Speed.Shop, unit, Messages);
            }
        }
        else
        {
            var sittings = Talks.Sittings(facts, rules, shop.Shop, days, staff);
            inquiries = Volume.Count(tally, sittings, facts, shop.Shop, rules, days, IsIn);
            Speed.Count(tally, sittings, facts, rules, days, IsIn);
        }

        if (facts.Missing.Contains(Orders))
        {
            tally.Lack("shop_sales", Speed.Shop, MetricUnit.Money, Orders);
        }
        else
        {
            Sales.Count(tally, facts, report, inquiries, shop.Shop, rules, days, period);
        }

        bool IsIn(LocalDate day) => period.From <= day && day < period.To;
    }

    private static (string Metric, MetricUnit Unit)[] FromMessages =>
    [
        ("consulting_buyers", MetricUnit.Count), ("received_buyers", MetricUnit.Count), ("inquiry_buyers", MetricUnit.Count),
        ("reply_rate", MetricUnit.Share), ("answer_ratio", MetricUnit.Each), ("first_response", MetricUnit.Seconds), ("average_response", MetricUnit.Seconds),
    ];

    /// <summary>The shops of the folder, and those that only rows name.</summary>
    private static IEnumerable<ShopFact> ShopsOf(FactSet facts)
    {
        var known = facts.Shops.GroupBy(s => s.Shop, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        return facts.Orders.Select(o => o.Shop).Concat(facts.Messages.Select(m => m.Shop)).Concat(known.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(s => known.GetValueOrDefault(s) ?? new ShopFact { Shop = s });
    }
}
