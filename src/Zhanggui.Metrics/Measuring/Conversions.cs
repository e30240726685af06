using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Metrics.Contracts;
using Zhanggui.Metrics.Rules;

namespace Zhanggui.Metrics.Measuring;

/// <summary>
/// From the inquiry to the payment, on the day of the inquiry. The shop converts an inquiry whoever gets the order; a person only when
/// the order is theirs; what is lost is lost for everybody who received the buyer. Open while an order or its payment may still come.
/// </summary>
internal static class Conversions
{
    public static void Count(Ledger ledger, IReadOnlyList<Inquiry> inquiries, Credits credits, MetricRules rules, ShopDays days)
    {
        var goods = ledger.IsFine ? new ItemTalk(credits) : null;
        var (final, order, nextDay) = (ledger.Open("conversion_final"), ledger.Open("conversion_order"), ledger.Open("conversion_next_day"));
        var (atInquiry, atPayment, value) = (ledger.Open("lost_at_inquiry"), ledger.Open("lost_at_payment"), ledger.Open("sales_per_inquiry"));
        foreach (var inquiry in inquiries.Where(i => ledger.Has(i.Day)))
        {
            var placed = credits.ByBuyer[inquiry.Buyer].Where(o => IsPlaced(o, inquiry, rules, days)).ToList();
            var paid = placed.Where(o => IsPaid(o, rules, days)).ToList();
            var lastOrder = rules.InquiryDays is { } toOrder ? inquiry.Day.PlusDays(toOrder - 1) : LocalDate.MaxIsoValue;
            var lastPay = rules is { InquiryDays: { } i, PayDays: { } p } ? inquiry.Day.PlusDays(i + p - 2) : LocalDate.MaxIsoValue;
            var part = new Part(inquiry.Day, MemberKind.Buyer, inquiry.Buyer) { Buyer = inquiry.Buyer, From = inquiry.At, FromMessage = inquiry.Message, Channel = inquiry.Channel };
            Convert(ledger, final, inquiry, part with { OpenUntil = lastPay }, paid, credits);
            Convert(ledger, order, inquiry, part with { OpenUntil = lastOrder }, placed, credits);
            Convert(ledger, nextDay, inquiry, part with { OpenUntil = inquiry.Day.PlusDays(1) },
                [.. credits.ByBuyer[inquiry.Buyer].Where(o => o is { PlacedAt: not null, PaidAt: not null } && o.PaidAt >= inquiry.At && days.Day(o.PaidAt.Value) <= inquiry.Day.PlusDays(1))], credits);
            foreach (var item in goods?.Of(inquiry, placed) ?? [])
            {
                var own = paid.FirstOrDefault(o => credits.Lines[o.OrderId].Any(l => l.Item == item));
                ledger.Product(final, item, part with { Numerator = own is null ? 0 : 1, Denominator = 1, Item = own?.OrderId, To = own?.PaidAt, OpenUntil = lastPay });
            }

            Volume.Everyone(ledger, value, part with { Denominator = 1 }, inquiry.Persons);
            if (placed.Count == 0)
            {
                Volume.Everyone(ledger, atInquiry, part with { Numerator = 1, OpenUntil = lastOrder }, inquiry.Persons);
            }
            else if (paid.Count == 0)
            {
                Volume.Everyone(ledger, atPayment, part with { Numerator = 1, OpenUntil = lastPay, ToMessage = null, To = placed[0].PlacedAt, Item = placed[0].OrderId }, inquiry.Persons);
            }
        }
    }

    /// <summary>Credited orders that were paid ÷ credited orders that were placed, on the day of the order.</summary>
    public static void OrderToPay(Ledger ledger, Credits credits, MetricRules rules, ShopDays days)
    {
        var figure = ledger.Open("order_to_pay_rate");
        foreach (var (order, persons) in credits.Placed.Where(p => p.Persons.Count > 0))
        {
            var day = days.Day(order.PlacedAt!.Value);
            Sales.Once(ledger, figure, new Part(day, MemberKind.Order, order.OrderId)
            {
                Buyer = order.Buyer,
                From = order.PlacedAt,
                To = order.PaidAt,
                Numerator = order.PaidAt is null ? 0 : 1,
                Denominator = 1,
                OpenUntil = OpenUntil(order, day, rules),
            }, persons);
        }
    }

    /// <summary>Orders paid within the window after the buyer was reminded; once for the shop, once for each who reminded.</summary>
    public static void Reminders(Ledger ledger, Credits credits, FactSet facts, string shop, MetricRules rules, ShopDays days, Staff staff)
    {
        var figure = ledger.Open("reminder_success");
        foreach (var chased in facts.OrderEvents.Where(e => e.Event == "chased_buyer" && credits.Orders.ContainsKey(e.OrderId)).GroupBy(e => e.OrderId, StringComparer.Ordinal))
        {
            var order = credits.Orders[chased.Key];
            var reminders = chased.Where(e => order.PaidAt is null || e.At <= order.PaidAt).OrderBy(e => e.At).ThenBy(e => e.Id, StringComparer.Ordinal).ToList();
            if (reminders.Count > 0)
            {
                ledger.Shop(figure, Reminded(order, reminders[0], null, rules, days));
            }

            foreach (var own in reminders.Select(e => (Event: e, Person: staff.PersonOf(e.Account, shop, e.At))).Where(x => x.Person is not null).GroupBy(x => x.Person!, StringComparer.Ordinal))
            {
                ledger.Person(figure, Reminded(order, own.First().Event, own.Key, rules, days));
            }
        }
    }

    private static Part Reminded(OrderFact order, OrderEventFact reminder, string? person, MetricRules rules, ShopDays days)
    {
        var day = days.Day(reminder.At);
        var last = rules.PayDays is { } pay ? day.PlusDays(pay - 1) : LocalDate.MaxIsoValue;
        return new Part(day, MemberKind.Order, order.OrderId)
        {
            Buyer = order.Buyer,
            Person = person,
            From = reminder.At,
            FromMessage = reminder.Id,
            To = order.PaidAt,
            Numerator = order.PaidAt is { } paid && days.Day(paid) <= last ? 1 : 0,
            Denominator = 1,
            OpenUntil = order.PaidAt is null && order.ClosedAt is null ? last : null,
        };
    }

    private static LocalDate? OpenUntil(OrderFact order, LocalDate day, MetricRules rules) =>
        order.PaidAt is not null || order.ClosedAt is not null ? null : rules.PayDays is { } pay ? day.PlusDays(pay - 1) : LocalDate.MaxIsoValue;

    private static void Convert(Ledger ledger, Figure figure, Inquiry inquiry, in Part part, IReadOnlyList<OrderFact> orders, Credits credits)
    {
        var first = orders.Count > 0 ? orders[0] : null;
        var whole = part with { Numerator = orders.Count > 0 ? 1 : 0, Denominator = 1, Item = first?.OrderId, To = first?.PaidAt ?? first?.PlacedAt };
        ledger.Shop(figure, whole);
        foreach (var person in inquiry.Persons)
        {
            var own = orders.FirstOrDefault(o => Owns(credits, o, person));
            ledger.Person(figure, whole with { Person = person, Numerator = own is null ? 0 : 1, Item = own?.OrderId, To = own?.PaidAt ?? own?.PlacedAt });
        }
    }

    private static bool Owns(Credits credits, OrderFact order, string person) =>
        order.PaidAt is not null ? credits.Of[order.OrderId].Any(c => c.Row.Person == person) : credits.WouldBe.TryGetValue(order.OrderId, out var one) && one == person;

    private static bool IsPlaced(OrderFact order, Inquiry inquiry, MetricRules rules, ShopDays days) =>
        order.PlacedAt is { } placed && placed >= inquiry.At && (rules.InquiryDays is not { } toOrder || days.Day(placed) < inquiry.Day.PlusDays(toOrder));

    private static bool IsPaid(OrderFact order, MetricRules rules, ShopDays days) =>
        order.PaidAt is { } paid && (rules.PayDays is not { } toPay || days.Day(paid) < days.Day(order.PlacedAt!.Value).PlusDays(toPay));
}
