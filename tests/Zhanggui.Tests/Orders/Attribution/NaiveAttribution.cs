using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Kernel.Money;

namespace Zhanggui.Tests.Orders.Attribution;

/// <summary>
/// The definitions once more, as plain loops over raw rows and with nothing of the room: who, by which basis. Slow and
/// short on purpose; the room's own function has to agree with it.
/// </summary>
/// <param name="facts">The rows; for a generated month only those of one buyer.</param>
/// <param name="preset">Whose rules.</param>
/// <param name="numbers">The numbers of a note on a day with the person each belongs to, null = nobody's; without it those of the small crowded shop.</param>
/// <param name="hasFeed">Whether the shop has any chat, where the rows are not all of it.</param>
internal sealed class NaiveAttribution(FactSet facts, string preset, Func<string?, LocalDate, List<(string Number, string? Person)>>? numbers = null, bool? hasFeed = null)
{
    private const string Nobody = "-";
    private const string Unclear = "?";
    private static readonly Duration Silence = Duration.FromMinutes(30);

    /// <summary>Person or null, and the basis as written for machines.</summary>
    public (string? Person, string Basis) Decide(OrderFact order, int depth = 0, Instant? cap = null)
    {
        if (order.PaidAt is null && order.Status is OrderStatus.Paid or OrderStatus.Shipped or OrderStatus.Signed or OrderStatus.Success)
        {
            return (null, "undecided");
        }

        var end = Earlier(order.PaidAt ?? order.ClosedAt ?? Instant.MaxValue, cap);
        var found = Rules().Select(rule => Ask(rule, order, end, depth)).FirstOrDefault(r => r is not null);
        if (found is { } decided)
        {
            return decided.Person == Unclear ? (null, "undecided") : decided;
        }

        var lateNumber = Rules().Contains("remark") && Notes(order).Any(n => n.At > end && Numbers(n.Detail).Count > 0) && !HasFeed(order);
        if (order.PlacedAt is not { } placed || lateNumber || Touched(order, placed))
        {
            return (null, "undecided");
        }

        return (null, preset == "wage-article-shop" ? "silent-pool" : "silent");
    }

    public IEnumerable<(string Order, string Amount)> Deductions()
    {
        foreach (var order in facts.Orders.Where(o => o.PaidAt is not null).OrderBy(o => o.OrderId, StringComparer.Ordinal))
        {
            var left = Math.Max(0, order.Paid!.Value.Value - order.Postage!.Value.Value);
            var takes = facts.Refunds.Where(r => r.OrderId == order.OrderId && r.SucceededAt is not null && Counts(r)).Select(r => (At: r.SucceededAt!.Value, Key: "refunds:" + r.RefundId, Sum: r.Amount!.Value.Value))
                .Concat(facts.Reviews.Where(r => preset == "mural-shop" && r.OrderId == order.OrderId && r is { Rating: "bad" or "neutral", Cause: "agent", DecidedBy: not null }).Select(r => (r.At, Key: "reviews:", Sum: long.MaxValue)));
            foreach (var (_, _, sum) in takes.OrderBy(t => t.At).ThenBy(t => t.Key, StringComparer.Ordinal))
            {
                var part = Math.Min(left, sum);
                left -= part;
                if (part > 0)
                {
                    yield return (order.OrderId, new Fen(part).ToString());
                }
            }
        }
    }

    private bool Counts(RefundFact refund) => preset switch
    {
        "mural-shop" => refund is { DecidedBy: not null, Responsible: "buyer" or "agent" or "team" },
        "tea-oil-shop" or "wage-article-shop" => false,
        _ => true,
    };

    private string[] Rules() => preset switch
    {
        "mural-shop" => ["chase", "flag", "order"],
        "tea-oil-shop" or "wage-article-shop" => ["remark"],
        "order-shop" => ["order"],
        "payment-shop" => ["payment"],
        _ => ["order", "pressing"],
    };

    private int? Days => preset is "tea-oil-shop" or "wage-article-shop" ? null : 3;

    private (string Person, string Basis)? Ask(string rule, OrderFact order, Instant end, int depth) => rule switch
    {
        "order" => order.PlacedAt is { } placed ? Last(order, placed, "order") : null,
        "payment" => order.PaidAt is { } paid ? Last(order, paid, "payment") : null,
        "pressing" => Pressing(order),
        "flag" => Flag(order, end),
        "remark" => Remark(order, end),
        "chase" => Chase(order, end, depth),
        _ => throw new InvalidOperationException(rule),
    };

    private (string, string)? Last(OrderFact order, Instant at, string basis)
    {
        var day = Day(order.Shop, at);
        foreach (var message in Human(order).Where(m => m.SentAt <= at).Reverse())
        {
            var who = Who(message.Account, message.Shop, message.SentAt!.Value);
            var inquiries = Chats(order, who).Where(c => IsReceived(order, c, at)).Select(c => Day(order.Shop, c[0].SentAt!.Value)).ToList();
            if (inquiries.Count > 0 && day < inquiries.Max() + (Days ?? 9999))
            {
                return (Named(who), basis);
            }
        }

        return null;
    }

    private (string, string)? Pressing(OrderFact order)
    {
        var last = Human(order).LastOrDefault(m => m.SentAt > order.PlacedAt && m.SentAt <= order.PaidAt);
        return last is null ? null : (Named(Who(last.Account, last.Shop, last.SentAt!.Value)), "payment");
    }

    private (string, string)? Flag(OrderFact order, Instant end) => FirstFlag(order, end) is not { } flag ? null
        : Named(Who(flag.Account, order.Shop, flag.At)) is var who && who != Unclear && HasTalked(order, who, end) ? (who, "flag") : (Unclear, "flag");

    private OrderEventFact? FirstFlag(OrderFact order, Instant end) => facts.OrderEvents
        .Where(e => e.OrderId == order.OrderId && e.Event == "flagged" && !string.IsNullOrEmpty(e.Account) && e.At >= order.PlacedAt && e.At <= end)
        .OrderBy(e => e.At).ThenByDescending(e => e.Id, StringComparer.Ordinal).FirstOrDefault();

    private (string, string)? Remark(OrderFact order, Instant end)
    {
        var notes = Notes(order).ToList();
        var first = notes.Where(n => n.At <= end).FirstOrDefault(n => Numbers(n.Detail).Count > 0);
        var late = notes.Where(n => n.At > end).SelectMany(n => Numbers(n.Detail)).ToList();
        var (found, at) = first is not null ? (Numbers(first.Detail), first.At) : (Numbers(order.Note).Where(n => !late.Contains(n)).ToList(), order.PlacedAt ?? order.PaidAt);
        if (found.Count == 0 || at is null)
        {
            return null;
        }

        var who = found.Count > 1 ? Unclear : Holder(found[0], first?.Detail ?? order.Note, Date(order.Shop, at.Value)) ?? Unclear;
        return who != Unclear && HasTalked(order, who, end) ? (who, "remark") : (Unclear, "remark");
    }

    private (string, string)? Chase(OrderFact order, Instant end, int depth)
    {
        if (order.ReorderedFrom is null)
        {
            return null;
        }

        var flag = FirstFlag(order, end);
        if (facts.Orders.FirstOrDefault(o => o.OrderId == order.ReorderedFrom) is not { } original)
        {
            return flag is null ? null : (Unclear, "chase");
        }

        if (original.PaidAt is not null)
        {
            return null;
        }

        var first = Decide(original, depth + 1, order.PlacedAt);
        if (first.Person is null)
        {
            return first.Basis == "undecided" ? (Unclear, "chase") : null;
        }

        if (flag is null)
        {
            var rest = Ask("order", order, end, depth);
            return rest is { } other && other.Person != Unclear && other.Person != first.Person ? (first.Person, "chase-refused") : null;
        }

        var chaser = Named(Who(flag.Account, order.Shop, flag.At));
        if (chaser == Unclear || chaser == first.Person)
        {
            return chaser == Unclear ? (Unclear, "chase") : null;
        }

        var accounts = facts.Accounts.Where(a => a.Person == first.Person && !(a.From > flag.At) && !(a.To <= flag.At)).ToList();
        var isOffline = accounts.TrueForAll(a => facts.Presence.Where(p => p.Account == a.Account && p.From <= flag.At && !(p.To <= flag.At)).ToList() is { Count: > 0 } rows && rows.TrueForAll(r => r.State == PresenceState.Offline));
        return original.PlacedAt is { } placed && flag.At - placed > Duration.FromHours(24) && isOffline ? (chaser, "chase") : (first.Person, "chase-refused");
    }

    private bool Touched(OrderFact order, Instant placed) => Human(order).Any(m =>
        m.SentAt > placed ? m.SentAt <= order.PaidAt
        : Chats(order, Who(m.Account, m.Shop, m.SentAt!.Value)).First(c => c.Contains(m)) is var chat && Day(order.Shop, placed) < Day(order.Shop, chat[0].SentAt!.Value) + (Days ?? 9999));

    private bool HasTalked(OrderFact order, string who, Instant end) => !HasFeed(order)
        || Human(order).Any(m => m.SentAt <= end && Who(m.Account, m.Shop, m.SentAt!.Value) == who);

    private bool IsReceived(OrderFact order, List<MessageFact> chat, Instant at) => chat.Exists(m => IsHuman(m) && m.SentAt <= at)
        && (chat.Exists(m => !IsHuman(m) && m.SentAt <= at) || !Said(order).Any(m => m.Sender == SenderKind.Buyer));

    /// <summary>The chats of one agent with the order's buyer that the agent spoke in.</summary>
    private List<List<MessageFact>> Chats(OrderFact order, string who)
    {
        var chats = new List<List<MessageFact>>();
        foreach (var message in Said(order).Where(m => IsHuman(m) ? Who(m.Account, m.Shop, m.SentAt!.Value) == who : string.IsNullOrEmpty(m.Account) || Who(m.Account, m.Shop, m.SentAt!.Value) == who))
        {
            var last = chats.LastOrDefault()?[^1];
            var isAnswer = last is not null && (IsHuman(message) ? !IsHuman(last) && (!string.IsNullOrEmpty(last.Account) || !Said(order).Any(m => IsHuman(m) && Follows(m, last) && Follows(message, m))) : chats[^1].TrueForAll(IsHuman) && Day(order.Shop, last.SentAt!.Value) == Day(order.Shop, message.SentAt!.Value));
            if (last is null || (Parted(order, who, last.SentAt!.Value, message.SentAt!.Value) ?? (message.SentAt - last.SentAt >= Silence && !isAnswer)))
            {
                chats.Add([]);
            }

            chats[^1].Add(message);
        }

        return [.. chats.Where(c => c.Exists(IsHuman))];
    }

    /// <summary>What the recorded sessions say: one that holds both words joins them, the end of the agent's own parts them.</summary>
    private bool? Parted(OrderFact order, string who, Instant earlier, Instant later)
    {
        var sessions = facts.Sessions.Where(s => s.Shop == order.Shop && s.Buyer == order.Buyer).ToList();
        return sessions.Exists(s => s.From <= earlier && !(s.To <= later)) ? false
            : sessions.Exists(s => s.To > earlier && s.To <= later && (string.IsNullOrEmpty(s.Account) || Who(s.Account, s.Shop, s.From) == who)) ? true
            : null;
    }

    private IEnumerable<MessageFact> Said(OrderFact order) => facts.Messages.Where(m => m.Shop == order.Shop && m.Buyer == order.Buyer && m.SentAt is not null && (IsHuman(m) || m.Sender == SenderKind.Buyer))
        .OrderBy(m => m.SentAt).ThenBy(m => m.Id, StringComparer.Ordinal);

    private static bool Follows(MessageFact later, MessageFact earlier) =>
        later.SentAt > earlier.SentAt || (later.SentAt == earlier.SentAt && string.CompareOrdinal(later.Id, earlier.Id) > 0);

    private IEnumerable<MessageFact> Human(OrderFact order) => Said(order).Where(IsHuman);

    private IEnumerable<OrderEventFact> Notes(OrderFact order) => facts.OrderEvents.Where(e => e.OrderId == order.OrderId && e.Event == "note_changed").OrderBy(e => e.At).ThenBy(e => e.Id, StringComparer.Ordinal);

    private string? Holder(string number, string? note, LocalDate day) => numbers is not null ? numbers(note, day).First(n => n.Number == number).Person : number switch
    {
        "A01" => "anna",
        "A02" => "bob",
        "A03" when day < new LocalDate(2026, 10, 5) => "cara",
        _ => null,
    };

    private bool HasFeed(OrderFact order) => hasFeed ?? facts.Messages.Any(m => m.Shop == order.Shop && IsHuman(m) && m.SentAt is not null);

    private List<string> Numbers(string? note) => numbers is not null ? [.. numbers(note, LocalDate.MaxIsoValue).Select(n => n.Number)] : [.. (note ?? string.Empty).Split(' ').Where(w => w.Length == 3 && w[0] == 'A')];

    private static bool IsHuman(MessageFact message) => message.Sender is SenderKind.Agent or SenderKind.AssistBot;

    /// <summary>A person, or a made-up name for an account that leads to nobody or to two.</summary>
    private string Who(string? account, string shop, Instant at)
    {
        var holders = facts.Accounts.Where(a => a.Account == account && (a.Shop is null || a.Shop == shop) && !(a.From > at) && !(a.To <= at)).Select(a => a.Person).Distinct().ToList();
        return string.IsNullOrEmpty(account) ? Nobody : holders.Count == 1 ? holders[0] : $"{Unclear}{holders.Count}{account}";
    }

    private static string Named(string who) => who == Nobody || who.StartsWith(Unclear, StringComparison.Ordinal) ? Unclear : who;

    private int Day(string shop, Instant at) => Period.DaysBetween(new LocalDate(2026, 1, 1), Date(shop, at));

    private LocalDate Date(string shop, Instant at) => at.InZone(DateTimeZoneProviders.Tzdb[facts.Shops.First(s => s.Shop == shop).Zone!]).Date;

    private static Instant Earlier(Instant at, Instant? cap) => cap is { } other && other < at ? other : at;
}
