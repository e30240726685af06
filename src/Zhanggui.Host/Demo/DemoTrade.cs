using NodaTime;
using Zhanggui.Facts.Demo;
using Zhanggui.Facts.Records;
using Zhanggui.Kernel.Ids;
using Zhanggui.People.Contracts;

namespace Zhanggui.Host.Demo;

/// <summary>Orders of the demo shop's last month and this one and the talks before them, by its own people: the generator's months up to now, with its people replaced.</summary>
internal static class DemoTrade
{
    private const ulong Seed = 20261122;
    private static readonly DemoScale Scale = DemoScale.S with { PeakBuyers = 60 };
    private static readonly Dictionary<string, string> Colours = new(StringComparer.Ordinal) { ["red"] = "红", ["yellow"] = "黄", ["green"] = "绿", ["blue"] = "蓝", ["purple"] = "紫" };

    /// <summary>Agents of the months become the shop's agents in turn, whoever leads becomes the supervisor.</summary>
    public static FactSet Make(Instant now, DateTimeZone zone, IReadOnlyList<PersonCard> agents, PersonCard leader)
    {
        var month = now.InZone(zone).Date.ToYearMonth();
        // A whole month lies behind today, so that it can be settled.
        var from = month.PlusMonths(-1).OnDayOfMonth(1).AtStartOfDayInZone(zone).ToInstant();
        var parts = new[] { month.PlusMonths(-1), month }.Select(m => Cut(DemoMonth.Make(Scale, m, Seed + (ulong)m.Month), m, from, now, agents, leader)).ToList();
        return new FactSet
        {
            Orders = [.. parts.SelectMany(p => p.Orders)],
            OrderLines = [.. parts.SelectMany(p => p.OrderLines)],
            OrderEvents = [.. parts.SelectMany(p => p.OrderEvents)],
            Refunds = [.. parts.SelectMany(p => p.Refunds)],
            Products = parts[0].Products,
            Messages = [.. parts.SelectMany(p => p.Messages)],
        };
    }

    private static FactSet Cut(FactSet facts, YearMonth month, Instant from, Instant now, IReadOnlyList<PersonCard> agents, PersonCard leader)
    {
        var shop = facts.Shops[0].Shop;
        var people = facts.People.DistinctBy(p => p.Person).Select((p, i) => (p, Card: p.Role == "agent" ? agents[i % agents.Count] : leader)).ToDictionary(p => p.p.Person, StringComparer.Ordinal);
        var numbers = people.Values.Where(p => p.p.StaffNo is not null).DistinctBy(p => p.p.StaffNo).ToDictionary(p => p.p.StaffNo!, p => p.Card.Number, StringComparer.Ordinal);
        string? Who(string? account, Instant at) => facts.Accounts.FirstOrDefault(a => a.Account == account && (a.From is null || a.From <= at) && (a.To is null || a.To > at)) is { } use ? people[use.Person].Card.Id.ToString() : null;
        var orders = facts.Orders.Where(o => o.Shop == shop && o.PlacedAt >= from && o.PlacedAt <= now).ToList();
        var buyers = orders.Select(o => o.Buyer).ToHashSet(StringComparer.Ordinal);
        var known = orders.Select(o => o.OrderId).ToHashSet(StringComparer.Ordinal);
        return new FactSet
        {
            Orders = [.. orders.Select(o => UpTo(o, now) with { Note = Numbered(o.Note, numbers) })],
            OrderLines = [.. facts.OrderLines.Where(l => known.Contains(l.OrderId))],
            Products = facts.Products,
            OrderEvents =
            [
                .. facts.OrderEvents.Where(e => known.Contains(e.OrderId) && e.At <= now).Select(e => e with
                {
                    Account = Who(e.Account, e.At),
                    Detail = e.Event == "flagged" ? Colours.GetValueOrDefault(e.Detail ?? string.Empty, "红") : e.Event == "note_changed" ? Numbered(e.Detail, numbers) : e.Detail,
                }),
            ],
            Refunds = [.. facts.Refunds.Where(r => known.Contains(r.OrderId) && r.AppliedAt <= now).Select(r => r.SucceededAt <= now ? r : r with { SucceededAt = null })],
            // Of those who ordered, and without words: who talked when is enough for who earned what, and the first start stays quick.
            Messages =
            [
                .. facts.Messages.Where(m => buyers.Contains(m.Buyer) && m.SentAt is { } at && at >= from && at <= now)
                    .Select(m => m with { Id = $"{month.Month:00}{m.Id}", Account = Who(m.Account, m.SentAt!.Value), Text = null }),
            ],
        };
    }

    private static OrderFact UpTo(OrderFact order, Instant now)
    {
        Instant? Known(Instant? at) => at <= now ? at : null;
        var (paid, shipped, signed, closed) = (Known(order.PaidAt), Known(order.ShippedAt), Known(order.SignedAt), Known(order.ClosedAt));
        var isPaidLater = order.PaidAt is not null && paid is null;
        return order with
        {
            PaidAt = paid,
            ShippedAt = shipped,
            SignedAt = signed,
            ClosedAt = closed,
            Paid = isPaidLater ? Kernel.Money.Fen.Zero : order.Paid,
            Status = closed is not null ? OrderStatus.Closed : isPaidLater || order.Status == OrderStatus.Unpaid ? OrderStatus.Unpaid
                : order.Status == OrderStatus.Closed ? (paid is null ? OrderStatus.Unpaid : OrderStatus.Paid)
                : signed is not null ? order.Status : shipped is not null ? OrderStatus.Shipped : OrderStatus.Paid,
        };
    }

    private static string? Numbered(string? note, Dictionary<string, string> numbers) =>
        note is null ? null : numbers.Aggregate(note, (text, pair) => text.Replace(pair.Key, $"\u0001{pair.Value}", StringComparison.Ordinal)).Replace("\u0001", string.Empty, StringComparison.Ordinal);
}
