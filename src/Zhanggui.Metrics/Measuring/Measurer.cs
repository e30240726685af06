using Zhanggui.Facts.Records;
using Zhanggui.Metrics.Catalogue;
using Zhanggui.Metrics.Rules;
using Zhanggui.Orders.Contracts;

namespace Zhanggui.Metrics.Measuring;

/// <summary>One pass over the facts of one shop: every figure into the ledger.</summary>
internal static class Measurer
{
    public static void Measure(Ledger ledger, FactSet facts, AttributionReport report, ShopFact shop, MetricRules rules, Staff staff)
    {
        var days = ShopDays.Of(shop.Zone);
        ledger.Enter(shop.Shop, days);
        var (hasMessages, hasOrders) = (Has(Need.Messages), Has(Need.Orders));
        var sittings = hasMessages ? Talks.Sittings(facts, rules, shop.Shop, days, staff) : [];
        var credits = new Credits(facts, report, shop.Shop, days);
        IReadOnlyList<Inquiry> inquiries = [];
        if (hasMessages)
        {
            inquiries = Volume.Count(ledger, sittings, facts, shop.Shop, rules, days);
            Handovers.Count(ledger, sittings, facts, shop.Shop, days, staff);
            Speed.Count(ledger, sittings, facts, shop.Shop, rules, days, staff);
        }

        if (hasOrders)
        {
            Sales.Count(ledger, credits, Has(Need.Lines));
            Conversions.OrderToPay(ledger, credits, rules, days);
            Refunds.Count(ledger, credits, facts, days);
            Conversions.Reminders(ledger, credits, facts, shop.Shop, rules, days, staff);
            Care.Reviews(ledger, credits, facts, days);
        }

        if (hasMessages && hasOrders)
        {
            Conversions.Count(ledger, inquiries, credits, rules, days);
        }

        Care.Ratings(ledger, sittings, facts, shop.Shop, rules, days, staff);
        Duties.Promises(ledger, facts, days);
        Duties.Incidents(ledger, facts, days);
        Duties.Complaints(ledger, facts, shop.Shop, days, staff);
        Duties.Costs(ledger, facts, credits.Orders, rules, days);
        Presences.Count(ledger, facts, shop.Shop, days, staff);
        Close(ledger, facts, rules);

        bool Has(string file) => !facts.Missing.Contains(file);
    }

    /// <summary>Every figure of the catalogue stands for the shop: with 0, or without a value and with the file it lacks.</summary>
    private static void Close(Ledger ledger, FactSet facts, MetricRules rules)
    {
        foreach (var definition in MetricCatalogue.All)
        {
            foreach (var set in SetsOf(definition.Metric, rules))
            {
                ledger.Open(definition.Metric, set);
                if (definition.Needs.FirstOrDefault(facts.Missing.Contains) is { } file)
                {
                    ledger.Lack(definition.Metric, set, file);
                }
            }
        }
    }

    /// <summary>The sets of a figure; none when the book has switched it off by leaving its limit empty.</summary>
    public static IEnumerable<string> SetsOf(string metric, MetricRules rules) => metric switch
    {
        "average_response" or "unanswered_rounds" => rules.Responses.Select(r => r.Name),
        "three_minute_rate" => rules.Rates.Where(r => r.Within is not null).Select(r => r.Name),
        "first_30s_rate" or "offline_messages" => rules.First is { Within: not null } first ? [first.Name] : [],
        "slow_receptions" => rules is { SlowRounds: not null, SlowOver: not null } ? [Ledger.ShopSet] : [],
        "missed_follow_ups" => rules is { FollowUpWithin: not null, FollowUpWords.Count: > 0 } ? [Ledger.ShopSet] : [],
        "compensation" or "compensations" => Duties.LevelsOf(rules),
        _ => [Ledger.ShopSet],
    };
}
