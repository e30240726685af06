using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Orders.Contracts;
using Zhanggui.Pay.Rules;

namespace Zhanggui.Pay.Incidents;

/// <summary>
/// What was done to orders to proposals, where the book names the kind: a list that went to production without the delivery data having been verified
/// (PAY-A10), one that went after the agreed day of shipping (PAY-A05), and a note that lacked what the book asks for (PAY-A11). Whoever sent the list is named; nothing is said of orders without a recorded list.
/// </summary>
internal static class OrderProposing
{
    public const string NotVerifiedKind = "not_verified";
    public const string ListLateKind = "list_late";
    public const string NoteKind = "note_not_as_required";
    private const string NoteChanged = "note_changed";
    private const string ListSent = "list_sent";
    private const string Verified = "verified";

    public static bool Asks(PayRules rules) => Kinds(rules).Count > 0 || NotePartsOf(rules).Count > 0;

    /// <summary>Orders whose list was sent on the day.</summary>
    public static IReadOnlyList<string> Sent(FactSet facts, DateTimeZone zone, LocalDate day) =>
        [.. facts.OrderEvents.Where(e => e.Event == ListSent && e.At.InZone(zone).Date == day).Select(e => e.OrderId).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Proposals about the first list of each order, where it was sent on the day; by order and kind.</summary>
    public static IReadOnlyList<Proposal> Of(FactSet facts, DateTimeZone zone, LocalDate day, PayRules rules)
    {
        var kinds = Kinds(rules);
        var noteParts = NotePartsOf(rules);
        var orders = facts.Orders.GroupBy(o => o.OrderId, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        var found = new List<Proposal>();
        foreach (var events in facts.OrderEvents.GroupBy(e => e.OrderId, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var sent = events.Where(e => e.Event == ListSent).OrderBy(e => e.At).ThenBy(e => e.Id, StringComparer.Ordinal).FirstOrDefault();
            if (sent is null || sent.At.InZone(zone).Date != day)
            {
                continue;
            }

            if (noteParts.Count > 0 && Note(facts, zone, events, sent, orders.GetValueOrDefault(events.Key), noteParts) is { } note)
            {
                found.Add(note);
            }

            if (PersonOf(facts, sent) is not { } person)
            {
                continue;
            }

            if (kinds.Contains(ListLateKind) && orders.GetValueOrDefault(events.Key)?.AgreedShip is { } agreed && day > agreed)
            {
                found.Add(new Proposal($"order:{events.Key}:{ListLateKind}", person, sent.At, ListLateKind, null, null, events.Key));
            }

            if (kinds.Contains(NotVerifiedKind) && !events.Any(e => e.Event == Verified && e.At <= sent.At))
            {
                found.Add(new Proposal($"order:{events.Key}:{NotVerifiedKind}", person, sent.At, NotVerifiedKind, null, null, events.Key));
            }
        }

        return found;
    }

    /// <summary>The note as it stood when the list was sent, and whoever wrote it last; nothing is said where no act says who that was.</summary>
    private static Proposal? Note(FactSet facts, DateTimeZone zone, IEnumerable<OrderEventFact> events, OrderEventFact sent, OrderFact? order, IReadOnlyList<string> parts)
    {
        var note = events.Where(e => e.Event == NoteChanged && e.At <= sent.At).OrderBy(e => e.At).ThenBy(e => e.Id, StringComparer.Ordinal).LastOrDefault();
        if (note is null || PersonOf(facts, note) is not { } writer)
        {
            return null;
        }

        var missing = NoteParts.Missing(note.Detail, (order?.PlacedAt ?? note.At).InZone(zone).Date, parts);
        return missing.Count == 0 ? null : new Proposal($"order:{note.OrderId}:{NoteKind}", writer, note.At, NoteKind, null, null, note.OrderId, new RowEvidence([$"order_events:{note.Id}"], missing, null, null));
    }

    private static IReadOnlyList<string> NotePartsOf(PayRules rules) => rules.Penalties.FirstOrDefault(p => p is { Facts: PenaltyFacts.Incidents, Kind: NoteKind })?.NoteParts ?? [];

    private static HashSet<string> Kinds(PayRules rules) =>
        rules.Penalties.Where(p => p.Facts == PenaltyFacts.Incidents).Select(p => p.Kind).Where(k => k is NotVerifiedKind or ListLateKind).ToHashSet(StringComparer.Ordinal);

    /// <summary>Who used the account then; an account that is named like a person is that person.</summary>
    private static string? PersonOf(FactSet facts, OrderEventFact act) => act.Account is not { } account ? null : PersonOf(facts, account, act.At);

    internal static string? PersonOf(FactSet facts, string account, Instant at) =>
        facts.Accounts.Where(a => a.Account == account && (a.From ?? Instant.MinValue) <= at && at < (a.To ?? Instant.MaxValue)).Select(a => a.Person).Order(StringComparer.Ordinal).FirstOrDefault()
            ?? (Guid.TryParse(account, out _) ? account : null);
}
