using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Kernel.Money;
using Zhanggui.Metrics.Catalogue;
using Zhanggui.Metrics.Contracts;

namespace Zhanggui.Metrics.Measuring;

/// <summary>Refunds that succeeded on a day against what was paid on a day; taken from the net sales of whoever has the order.</summary>
internal static class Refunds
{
    public static void Count(Ledger ledger, Credits credits, FactSet facts, ShopDays days)
    {
        var (net, amount, orders, buyers) = (ledger.Open("net_agent_sales"), ledger.Open("refund_rate_amount"), ledger.Open("refund_rate_orders"), ledger.Open("refund_rate_buyers"));
        foreach (var credit in credits.Paid.Where(c => ledger.Has(c.Day)))
        {
            if (credit.Row.Person is not null)
            {
                ledger.Everybody(net, credit.Part with { Numerator = credit.Row.Amount.Value });
            }

            ledger.Everybody(amount, credit.Part with { Denominator = credit.Row.Amount.Value });
            ledger.Everybody(orders, credit.Part with { DenominatorKey = credit.Order.OrderId });
            ledger.Everybody(buyers, credit.Part with { DenominatorKey = credit.Order.Buyer });
            Products(ledger, credits, credit.Order.OrderId, credit.Part, credit.Row.Amount, (amount, orders, buyers), isRefund: false);
        }

        foreach (var refund in facts.Refunds.Where(r => r.SucceededAt is not null && r.Amount is not null && credits.Orders.ContainsKey(r.OrderId)).OrderBy(r => r.SucceededAt).ThenBy(r => r.RefundId, StringComparer.Ordinal))
        {
            var order = credits.Orders[refund.OrderId];
            var part = new Part(days.Day(refund.SucceededAt!.Value), MemberKind.Refund, refund.RefundId) { Buyer = order.Buyer, From = refund.SucceededAt, FromMessage = null, Item = ItemOf(credits, refund) };
            if (ledger.Has(part.Day))
            {
                Take(ledger, credits, refund, order, part, (net, amount, orders, buyers));
                Aftermath(ledger, credits, refund, part);
            }
        }
    }

    private static void Take(Ledger ledger, Credits credits, RefundFact refund, OrderFact order, in Part part, (Figure Net, Figure Amount, Figure Orders, Figure Buyers) figures)
    {
        var back = refund.Amount!.Value;
        ledger.Shop(figures.Amount, part with { Numerator = back.Value });
        ledger.Shop(figures.Orders, part with { NumeratorKey = order.OrderId });
        ledger.Shop(figures.Buyers, part with { NumeratorKey = order.Buyer });
        Products(ledger, credits, order.OrderId, part, back, (figures.Amount, figures.Orders, figures.Buyers), isRefund: true);
        var shares = credits.Of[refund.OrderId].ToList();
        var parts = shares.Count == 0 ? [] : back.Split(shares.Sum(c => c.Row.Amount.Value) == 0 ? [.. shares.Select(_ => 1L)] : [.. shares.Select(c => c.Row.Amount.Value)]);
        foreach (var (credit, share) in shares.Zip(parts).Where(x => x.First.Row.Person is not null))
        {
            var own = part with { Person = credit.Row.Person };
            ledger.Everybody(figures.Net, own with { Numerator = -share.Value });
            ledger.Person(figures.Amount, own with { Numerator = share.Value });
            ledger.Person(figures.Orders, own with { NumeratorKey = order.OrderId });
            ledger.Person(figures.Buyers, own with { NumeratorKey = order.Buyer });
        }
    }

    private static void Products(Ledger ledger, Credits credits, string orderId, in Part part, Fen money, (Figure Amount, Figure Orders, Figure Buyers) figures, bool isRefund)
    {
        if (!ledger.IsFine)
        {
            return;
        }

        // A refund of one line is that item's alone; one of the whole order is spread as the order was paid.
        var items = part.Item is { } only && isRefund ? [(only, money.Value)] : credits.ByItem(orderId, money);
        foreach (var (item, value) in items)
        {
            var own = part with { Item = item };
            var buyer = own.Buyer;
            ledger.Product(figures.Amount, item, isRefund ? own with { Numerator = value } : own with { Denominator = value });
            ledger.Product(figures.Orders, item, isRefund ? own with { NumeratorKey = orderId } : own with { DenominatorKey = orderId });
            ledger.Product(figures.Buyers, item, isRefund ? own with { NumeratorKey = buyer } : own with { DenominatorKey = buyer });
        }
    }

    private static string? ItemOf(Credits credits, RefundFact refund) =>
        string.IsNullOrEmpty(refund.Line) ? null : credits.Lines[refund.OrderId].FirstOrDefault(l => l.Line == refund.Line)?.Item is { Length: > 0 } item ? item : null;

    /// <summary>How long it took, whose fault it was, and what of it was said wrongly before the sale.</summary>
    private static void Aftermath(Ledger ledger, Credits credits, RefundFact refund, in Part part)
    {
        var responsible = PartyOf(refund.Responsible);
        ledger.Shop(ledger.Open("refunded_amount"), part with { Numerator = refund.Amount!.Value.Value });
        ledger.Shop(ledger.Open($"refunded_{responsible}"), part with { Numerator = refund.Amount.Value.Value });
        if (refund.AppliedAt is { } applied && applied <= refund.SucceededAt)
        {
            ledger.Shop(ledger.Open("refund_completion"), part with { From = applied, To = refund.SucceededAt, Numerator = (long)(refund.SucceededAt!.Value - applied).TotalMilliseconds, Denominator = 1 });
        }

        if (responsible is "agent" or "team")
        {
            Sales.Once(ledger, ledger.Open("presales_errors"), part with { Numerator = 1 }, PersonsOf(credits, refund.OrderId));
        }
    }

    public static IReadOnlyList<string> PersonsOf(Credits credits, string orderId) => [.. credits.Of[orderId].Select(c => c.Row.Person).OfType<string>().Distinct(StringComparer.Ordinal)];

    /// <summary>What nobody has decided, or a word nobody knows, is undecided.</summary>
    public static string PartyOf(string? responsible) => CareFigures.Parties.FirstOrDefault(p => p.Key == responsible).Key ?? "undecided";
}
