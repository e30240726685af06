using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Metrics.Contracts;
using Zhanggui.Metrics.Rules;
using Zhanggui.Orders.Contracts;

namespace Zhanggui.Metrics.Measuring;

/// <summary>What was sold and to whom it is credited. Amounts are the base amounts of the attribution, so both always agree.</summary>
internal static class Sales
{
    private const string Set = Speed.Shop;
    private const string Lines = "order_lines.csv";

    /// <summary>A credit of a paid order, with the order it belongs to.</summary>
    private sealed record Credit(OrderFact Order, AttributionRow Row, LocalDate Day);

    public static void Count(Tally tally, FactSet facts, AttributionReport report, IReadOnlyList<Inquiry> inquiries, string shop, MetricRules rules, ShopDays days, (LocalDate From, LocalDate To) period)
    {
        var orders = facts.Orders.Where(o => o.Shop == shop).ToDictionary(o => o.OrderId, StringComparer.Ordinal);
        var credits = (from row in report.Orders
                       let order = orders.GetValueOrDefault(row.OrderId)
                       where order?.PaidAt is not null
                       select new Credit(order, row, days.Day(order.PaidAt!.Value))).ToList();
        var sold = credits.Where(c => IsIn(c.Day)).ToList();
        Amounts(tally, sold);
        Refunds(tally, facts, credits, sold, orders, days, IsIn);
        Averages(tally, facts, sold);
        Conversions(tally, inquiries, facts, credits, shop, rules, days, period.To);

        bool IsIn(LocalDate day) => period.From <= day && day < period.To;
    }

    private static void Amounts(Tally tally, List<Credit> sold)
    {
        foreach (var name in new[] { "shop_sales", "agent_sales", "silent_sales", "undecided_sales", "net_agent_sales" })
        {
            tally.Declare(name, Set, MetricUnit.Money);
        }

        foreach (var c in sold)
        {
            var amount = c.Row.Amount.Value;
            tally.Shop("shop_sales", Set, amount);
            if (c.Row.Person is { } person)
            {
                tally.Everybody("agent_sales", Set, person, c.Day, amount);
                tally.Everybody("net_agent_sales", Set, person, c.Day, amount);
            }
            else
            {
                tally.Shop(c.Row.Basis is "silent" or "silent-pool" ? "silent_sales" : "undecided_sales", Set, amount);
            }
        }
    }

    /// <summary>Refunds that succeeded in the period against what was paid in the period; taken from the net sales of whoever has the order.</summary>
    private static void Refunds(Tally tally, FactSet facts, List<Credit> credits, List<Credit> sold, Dictionary<string, OrderFact> orders, ShopDays days, Func<LocalDate, bool> isIn)
    {
        tally.Declare("refund_rate_amount", Set, MetricUnit.MoneyShare);
        tally.Declare("refund_rate_orders", Set, MetricUnit.Share);
        tally.Declare("refund_rate_buyers", Set, MetricUnit.Share);
        var byOrder = credits.ToLookup(c => c.Row.OrderId, StringComparer.Ordinal);
        var refunded = facts.Refunds.Where(r => r.SucceededAt is { } at && r.Amount is not null && orders.ContainsKey(r.OrderId) && isIn(days.Day(at))).ToList();
        foreach (var refund in refunded)
        {
            var day = days.Day(refund.SucceededAt!.Value);
            tally.Shop("refund_rate_amount", Set, refund.Amount!.Value.Value);
            var shares = byOrder[refund.OrderId].ToList();
            var parts = shares.Count == 0 ? [] : refund.Amount.Value.Split([.. shares.Select(c => c.Row.Amount.Value)]);
            foreach (var (credit, part) in shares.Zip(parts).Where(x => x.First.Row.Person is not null))
            {
                tally.Person("refund_rate_amount", Set, credit.Row.Person, day, part.Value);
                tally.Everybody("net_agent_sales", Set, credit.Row.Person, day, -part.Value);
            }
        }

        foreach (var c in sold)
        {
            tally.Everybody("refund_rate_amount", Set, c.Row.Person, c.Day, 0, c.Row.Amount.Value);
        }

        Distinct("refund_rate_orders", o => o.OrderId);
        Distinct("refund_rate_buyers", o => o.Buyer);

        void Distinct(string metric, Func<OrderFact, string> of)
        {
            var back = refunded.SelectMany(r => byOrder[r.OrderId].SelectMany(c => tally.Scopes(c.Row.Person, days.Day(r.SucceededAt!.Value)).Select(s => (Scope: s, Key: of(orders[r.OrderId]))))).Distinct().ToLookup(x => x.Scope, StringComparer.Ordinal);
            var all = sold.SelectMany(c => tally.Scopes(c.Row.Person, c.Day).Select(s => (Scope: s, Key: of(c.Order)))).Distinct().ToLookup(x => x.Scope, StringComparer.Ordinal);
            foreach (var scope in all.Select(a => a.Key).Union(back.Select(b => b.Key), StringComparer.Ordinal))
            {
                tally.Only(metric, Set, scope, back[scope].Count(), all[scope].Count());
            }
        }
    }

    private static void Averages(Tally tally, FactSet facts, List<Credit> sold)
    {
        tally.Declare("sales_per_buyer", Set, MetricUnit.MoneyEach);
        var items = facts.OrderLines.ToLookup(l => l.OrderId, StringComparer.Ordinal);
        var hasLines = !facts.Missing.Contains(Lines);
        foreach (var (name, unit) in new[] { ("items_per_buyer", MetricUnit.Each), ("price_per_item", MetricUnit.MoneyEach) })
        {
            if (hasLines)
            {
                tally.Declare(name, Set, unit);
            }
            else
            {
                tally.Lack(name, Set, unit, Lines);
            }
        }

        foreach (var own in sold.Where(c => c.Row.Person is not null).SelectMany(c => tally.Scopes(c.Row.Person, c.Day).Select(s => (Scope: s, Credit: c))).GroupBy(x => x.Scope, StringComparer.Ordinal))
        {
            var money = own.Sum(x => x.Credit.Row.Amount.Value);
            var buyers = own.Select(x => x.Credit.Order.Buyer).Distinct(StringComparer.Ordinal).Count();
            tally.Only("sales_per_buyer", Set, own.Key, money, buyers);
            if (hasLines)
            {
                var count = own.Select(x => x.Credit.Order.OrderId).Distinct(StringComparer.Ordinal).Sum(id => items[id].Sum(l => (long)(l.Quantity ?? 0)));
                tally.Only("items_per_buyer", Set, own.Key, count, buyers);
                tally.Only("price_per_item", Set, own.Key, money, count);
            }
        }
    }

    /// <summary>
    /// The shop converts an inquiry whoever gets the order; a person only when the order is theirs. Both are counted on the day of
    /// the inquiry and stay open while an order or its payment may still come.
    /// </summary>
    private static void Conversions(Tally tally, IReadOnlyList<Inquiry> inquiries, FactSet facts, List<Credit> credits, string shop, MetricRules rules, ShopDays days, LocalDate to)
    {
        tally.Declare("conversion_final", Set, MetricUnit.Share);
        tally.Declare("conversion_next_day", Set, MetricUnit.Share);
        var bought = facts.Orders.Where(o => o.Shop == shop && o is { PlacedAt: not null, PaidAt: not null }).ToLookup(o => o.Buyer, StringComparer.Ordinal);
        var owners = credits.Where(c => c.Row.Person is not null).ToLookup(c => c.Row.OrderId, c => c.Row.Person!, StringComparer.Ordinal);
        foreach (var inquiry in inquiries)
        {
            var lastDay = rules is { InquiryDays: { } order, PayDays: { } pay } ? inquiry.Day.PlusDays(order + pay - 2) : LocalDate.MaxIsoValue;
            Convert("conversion_final", inquiry, bought[inquiry.Buyer].Where(o => IsFinal(o, inquiry, rules, days)), lastDay >= to);
            Convert("conversion_next_day", inquiry, bought[inquiry.Buyer].Where(o => o.PaidAt >= inquiry.At && days.Day(o.PaidAt!.Value) <= inquiry.Day.PlusDays(1)), inquiry.Day.PlusDays(1) >= to);
        }

        void Convert(string metric, Inquiry inquiry, IEnumerable<OrderFact> orders, bool isOpen)
        {
            var won = orders.ToList();
            tally.Shop(metric, Set, won.Count > 0 ? 1 : 0, 1, isOpen);
            foreach (var person in inquiry.Persons)
            {
                tally.Person(metric, Set, person, inquiry.Day, won.Exists(o => owners[o.OrderId].Contains(person, StringComparer.Ordinal)) ? 1 : 0, 1, isOpen);
            }
        }
    }

    private static bool IsFinal(OrderFact order, Inquiry inquiry, MetricRules rules, ShopDays days) =>
        order.PlacedAt >= inquiry.At
        && (rules.InquiryDays is not { } toOrder || days.Day(order.PlacedAt!.Value) < inquiry.Day.PlusDays(toOrder))
        && (rules.PayDays is not { } toPay || days.Day(order.PaidAt!.Value) < days.Day(order.PlacedAt!.Value).PlusDays(toPay));
}
