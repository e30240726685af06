using Zhanggui.Metrics.Contracts;

namespace Zhanggui.Metrics.Measuring;

/// <summary>What was sold and to whom it is credited. Amounts are the base amounts of the attribution, so both always agree.</summary>
internal static class Sales
{
    public static void Count(Ledger ledger, Credits credits, bool hasLines)
    {
        Amounts(ledger, credits);
        Numbers(ledger, credits);
        Averages(ledger, credits, hasLines);
        Assists(ledger, credits);
    }

    private static void Amounts(Ledger ledger, Credits credits)
    {
        var (shop, agent, silent, undecided) = (ledger.Open("shop_sales"), ledger.Open("agent_sales"), ledger.Open("silent_sales"), ledger.Open("undecided_sales"));
        foreach (var credit in credits.Paid)
        {
            var part = credit.Part with { Numerator = credit.Row.Amount.Value };
            ledger.Shop(shop, part);
            ledger.Everybody(credit.Row.Person is not null ? agent : credit.IsSilent ? silent : undecided, part);
            if (ledger.IsFine)
            {
                foreach (var (item, amount) in credits.ByItem(credit.Order.OrderId, credit.Row.Amount))
                {
                    ledger.Product(shop, item, part with { Numerator = amount, Item = item });
                }
            }
        }
    }

    /// <summary>Each order once per scope, however many parts of it fall there.</summary>
    private static void Numbers(Ledger ledger, Credits credits)
    {
        var (shop, agent, silent, undecided) = (ledger.Open("shop_orders"), ledger.Open("agent_orders"), ledger.Open("silent_orders"), ledger.Open("undecided_orders"));
        foreach (var order in credits.Of)
        {
            var part = order.First().Part with { Numerator = 1 };
            ledger.Shop(shop, part);
            var persons = order.Select(c => c.Row.Person).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
            if (persons.Count > 0)
            {
                Once(ledger, agent, part, persons);
            }
            else if (order.All(c => c.IsSilent))
            {
                ledger.Shop(silent, part);
            }

            if (order.Any(c => c.Row.Person is null && !c.IsSilent))
            {
                ledger.Shop(undecided, part);
            }

            if (ledger.IsFine)
            {
                foreach (var item in credits.Lines[order.Key].Select(l => l.Item).OfType<string>().Distinct(StringComparer.Ordinal))
                {
                    ledger.Product(shop, item, part with { Item = item });
                }
            }
        }
    }

    /// <summary>A part that stands once in the shop, in each team and for each person.</summary>
    internal static void Once(Ledger ledger, Figure figure, in Part part, IReadOnlyList<string> persons)
    {
        var whole = part;
        if (persons.Count == 1)
        {
            ledger.Everybody(figure, part with { Person = persons[0] });
            return;
        }

        ledger.Shop(figure, part with { Person = null });
        foreach (var (person, scope) in persons.SelectMany(p => ledger.Scopes(p, whole.Day).Skip(1).Select(s => (Person: p, Scope: s))).DistinctBy(x => x.Scope, StringComparer.Ordinal))
        {
            ledger.Only(figure, scope, part with { Person = person });
        }
    }

    private static void Averages(Ledger ledger, Credits credits, bool hasLines)
    {
        var (buyer, inquiry) = (ledger.Open("sales_per_buyer"), ledger.Open("sales_per_inquiry"));
        var (items, price) = hasLines ? (ledger.Open("items_per_buyer"), ledger.Open("price_per_item")) : (null, null);
        var counted = new HashSet<(string Scope, string Order)>();
        foreach (var credit in credits.Paid.Where(c => c.Row.Person is not null && ledger.Has(c.Day)))
        {
            var money = credit.Part with { Numerator = credit.Row.Amount.Value };
            ledger.Everybody(buyer, money with { DenominatorKey = credit.Order.Buyer });
            ledger.Everybody(inquiry, money);
            foreach (var scope in hasLines ? ledger.Scopes(credit.Row.Person, credit.Day) : [])
            {
                var pieces = counted.Add((scope, credit.Order.OrderId)) ? credits.Lines[credit.Order.OrderId].Sum(l => (long)(l.Quantity ?? 0)) : 0;
                ledger.Only(items!, scope, money with { Numerator = pieces, DenominatorKey = credit.Order.Buyer });
                ledger.Only(price!, scope, money with { Denominator = pieces });
            }
        }
    }

    /// <summary>Who talked and did not get the order: shown with buyers and amounts, without sales.</summary>
    private static void Assists(Ledger ledger, Credits credits)
    {
        var (orders, buyers, amount) = (ledger.Open("assists"), ledger.Open("assist_buyers"), ledger.Open("assist_amount"));
        foreach (var order in credits.Of)
        {
            var winners = order.Select(c => c.Row.Person).OfType<string>().ToHashSet(StringComparer.Ordinal);
            var helpers = order.First().Row.Losers.Where(l => l.IsAssist && !winners.Contains(l.Person)).Select(l => l.Person).Distinct(StringComparer.Ordinal).ToList();
            if (winners.Count == 0 || helpers.Count == 0)
            {
                continue;
            }

            var part = order.First().Part with { Numerator = 1, NumeratorKey = order.First().Order.Buyer, FromMessage = null };
            Once(ledger, orders, part, helpers);
            Once(ledger, buyers, part, helpers);
            Once(ledger, amount, part with { Numerator = order.Sum(c => c.Row.Amount.Value) }, helpers);
        }
    }
}
