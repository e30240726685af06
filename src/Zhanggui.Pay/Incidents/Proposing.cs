using System.Globalization;
using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Pay.Rules;
using Zhanggui.People.Contracts;

namespace Zhanggui.Pay.Incidents;

/// <summary>Which kinds the book in force names, where they reach, and whether only signed leave excuses.</summary>
internal sealed record ProposingRules(PenaltyRule? Late, PenaltyRule? Offline, bool LeaveNeedsSignature)
{
    /// <summary>The kinds of the open format that a roster and presence can show.</summary>
    public const string LateKind = "late";

    public const string OfflineKind = "offline_on_shift";

    public const string LeftEarlyKind = "left_early";

    public PenaltyRule? LeftEarly { get; init; }

    public bool AskForNothing => this is { Late: null, Offline: null, LeftEarly.ProposeFrom: null };

    public static ProposingRules Of(PayRules rules) => new(
        rules.Penalties.FirstOrDefault(p => p is { Facts: PenaltyFacts.Incidents, Kind: LateKind }),
        rules.Penalties.FirstOrDefault(p => p is { Facts: PenaltyFacts.Incidents, Kind: OfflineKind }),
        rules.Switches.LeaveNeedsSignature)
    {
        LeftEarly = rules.Penalties.FirstOrDefault(p => p is { Facts: PenaltyFacts.Incidents, Kind: LeftEarlyKind }),
    };
}

/// <summary>How an account of the person stood during the shift.</summary>
internal sealed record SeenSpan(string Account, Instant From, Instant To, PresenceState State);

/// <summary>Leave that touches the shift.</summary>
internal sealed record SeenLeave(Instant From, Instant? To, string? Kind, bool IsSigned);

/// <summary>What a proposal rests on: the shift, and what was on record about it.</summary>
internal sealed record ShiftEvidence(LocalDate Date, string? Shift, string? Place, Instant From, Instant To, IReadOnlyList<SeenSpan> Presence, IReadOnlyList<SeenLeave> Leave)
{
    public IReadOnlyList<SeenFault> Faults { get; init; } = [];
}

/// <summary>A fault that the person reported and that touches the shift; without an end nobody has handled it.</summary>
internal sealed record SeenFault(Instant From, Instant? To);

/// <summary>Rows that a proposal rests on, without what they say about buyers; <paramref name="Missing"/> are parts of a note.</summary>
internal sealed record RowEvidence(IReadOnlyList<string> Facts, IReadOnlyList<string> Missing, string? Cause, string? DecidedBy);

/// <summary>
/// A mistake that facts show, for a person to decide; <paramref name="Value"/> of a shift is minutes. One cause is one shift and its begin, its middle or its end,
/// one order and kind, or one row of the ledger.
/// </summary>
internal sealed record Proposal(string Cause, string Person, Instant At, string Kind, decimal? Value, ShiftEvidence? Evidence, string? OrderId = null, RowEvidence? Rows = null);

/// <summary>
/// Roster, presence and leave to proposals. Pure; the order of facts does not matter. Online is who is online with any account: away and on hold are
/// not offline. Time on leave that excuses is no part of the shift. Where no presence is on record at all for a shift, nothing can be said.
/// A lateness is the shift's time before the person was first seen, in whole minutes, the begun one left out; offline is a shift without any presence.
/// Within a shift only time that is on record as offline counts: between first and last seen it is offline on shift, afterwards leaving early, each from as many
/// minutes on as the book says. A logged fault of the person excuses a lateness or gap from its begin until a named person had the fault handled; what nobody handled is only shown.
/// </summary>
internal static class Proposing
{
    /// <summary>Proposals about the shifts that begin on a day of the shop, by person and time; shifts that are not over are only looked at for lateness.</summary>
    public static IReadOnlyList<Proposal> Of(FactSet facts, DateTimeZone zone, LocalDate day, Instant now, ProposingRules rules, IReadOnlyList<LoggedFault>? logged = null)
    {
        var presence = facts.Presence.ToLookup(p => p.Account, StringComparer.Ordinal);
        var accounts = facts.Accounts.ToLookup(a => a.Person, StringComparer.Ordinal);
        var leave = facts.Leave.ToLookup(l => l.Person, StringComparer.Ordinal);
        return
        [
            .. facts.Roster.Where(r => r.Date == day && r is { Start: not null, End: not null } && r.Start != r.End)
                .DistinctBy(r => (r.Person, r.Start))
                .OrderBy(r => r.Person, StringComparer.Ordinal).ThenBy(r => r.Start)
                .SelectMany(r => Judge(r)),
        ];

        IEnumerable<Proposal> Judge(RosterFact shift)
        {
            var (from, to) = Span(shift, zone);
            if (from >= now)
            {
                return [];
            }

            var seen = Seen(shift.Person, from, to);
            var own = leave[shift.Person].Where(l => l.From < to && (l.To ?? Instant.MaxValue) > from).OrderBy(l => l.From).ThenBy(l => l.Kind, StringComparer.Ordinal).ToList();
            var evidence = new ShiftEvidence(shift.Date, shift.Shift, shift.Place, from, to, seen, [.. own.Select(l => new SeenLeave(l.From, l.To, l.Kind, !string.IsNullOrEmpty(l.SignedBy)))]);
            var faults = (logged ?? []).Where(l => l.Person.ToString() == shift.Person && l.At < to && (l.HandledAt ?? Instant.MaxValue) > from).OrderBy(l => l.At).Select(l => new SeenFault(l.At, l.HandledAt)).ToList();
            evidence = evidence with { Faults = faults };
            var due = Without((from, to), own.Where(l => !rules.LeaveNeedsSignature || !string.IsNullOrEmpty(l.SignedBy)).Select(l => (l.From, To: l.To ?? Instant.MaxValue)));
            if (due.Count == 0 || seen.Count == 0)
            {
                return [];
            }

            var there = due.SelectMany(d => seen.Where(s => s.State != PresenceState.Offline).Select(s => (From: Instant.Max(s.From, d.From), To: Instant.Min(s.To, d.To))).Where(s => s.From < s.To)).ToList();
            var first = there.Select(s => s.From).Cast<Instant?>().Min();
            var missed = due.Select(d => (d.From, To: Instant.Min(first ?? d.To, d.To))).Where(d => d.From < d.To).SelectMany(d => Unexcused(d, faults)).Aggregate(Duration.Zero, (sum, d) => sum + (d.To - d.From));
            var rule = first is null ? rules.Offline : rules.Late;
            var proposals = new List<Proposal>();
            if (rule is not null && Minutes(missed) is > 0 and var minutes && Reaches(rule, shift) && (first is not null || to <= now))
            {
                proposals.Add(new Proposal(CauseOf(shift), shift.Person, due[0].From, rule.Kind, minutes, evidence));
            }

            if (first is { } came)
            {
                var last = there.Max(s => s.To);
                var off = due.SelectMany(d => Off(seen, d)).SelectMany(g => Unexcused(g, faults)).ToList();
                Add("away", rules.Offline, [.. off.Where(o => o.From >= came && o.From < last)]);
                if (to <= now)
                {
                    Add("left", rules.LeftEarly, [.. off.Where(o => o.From >= last)]);
                }
            }

            return proposals;

            void Add(string part, PenaltyRule? asked, IReadOnlyList<(Instant From, Instant To)> gaps)
            {
                var sum = Minutes(gaps.Aggregate(Duration.Zero, (all, g) => all + (g.To - g.From)));
                if (asked?.ProposeFrom is { } least && sum >= Math.Max(1, least) && Reaches(asked, shift))
                {
                    proposals.Add(new Proposal($"{CauseOf(shift)}:{part}", shift.Person, gaps[0].From, asked.Kind, sum, evidence));
                }
            }
        }

        List<SeenSpan> Seen(string person, Instant from, Instant to)
        {
            var whole = (Account: person, From: Instant.MinValue, To: Instant.MaxValue);
            return [.. accounts[person].Select(a => (a.Account, From: a.From ?? Instant.MinValue, To: a.To ?? Instant.MaxValue)).Append(whole)
                .SelectMany(a => presence[a.Account].Select(p => new SeenSpan(a.Account,
                    Instant.Max(Instant.Max(p.From, a.From), from), Instant.Min(Instant.Min(p.To ?? Instant.Max(now, p.From), a.To), Instant.Min(to, now)), p.State)))
                .Where(s => s.From < s.To).Distinct()
                .OrderBy(s => s.From).ThenBy(s => s.To).ThenBy(s => s.Account, StringComparer.Ordinal).ThenBy(s => s.State)];
        }
    }

    /// <summary>Whoever's computer fails reports it after it failed, from elsewhere.</summary>
    private static IEnumerable<(Instant From, Instant To)> Unexcused((Instant From, Instant To) gap, IReadOnlyList<SeenFault> faults) =>
        faults.Where(f => f.To is { } handled && f.From < gap.To && handled > gap.From).Select(f => f.To!.Value).DefaultIfEmpty(gap.From).Max() is var until && until < gap.To ? [(until, gap.To)] : [];

    /// <summary>What is on record as offline within an interval while no other account was anything else, in the order of time.</summary>
    private static IEnumerable<(Instant From, Instant To)> Off(IReadOnlyList<SeenSpan> seen, (Instant From, Instant To) within)
    {
        var others = seen.Where(s => s.State != PresenceState.Offline).Select(s => (s.From, s.To)).ToList();
        var at = within.From;
        foreach (var span in seen.Where(s => s.State == PresenceState.Offline).OrderBy(s => s.From).ThenBy(s => s.To))
        {
            var (from, to) = (Instant.Max(at, span.From), Instant.Min(within.To, span.To));
            if (from >= to)
            {
                continue;
            }

            foreach (var gap in Without((from, to), others))
            {
                yield return gap;
            }

            at = to;
        }
    }

    private static decimal Minutes(Duration time) => time.BclCompatibleTicks / NodaConstants.TicksPerMinute;

    internal static (Instant From, Instant To) Span(RosterFact shift, DateTimeZone zone) =>
        (shift.Date.At(shift.Start!.Value).InZoneLeniently(zone).ToInstant(), (shift.End < shift.Start ? shift.Date.PlusDays(1) : shift.Date).At(shift.End!.Value).InZoneLeniently(zone).ToInstant());

    /// <summary>What is left of an interval, in the order of time, when others are taken out of it.</summary>
    internal static IReadOnlyList<(Instant From, Instant To)> Without((Instant From, Instant To) whole, IEnumerable<(Instant From, Instant To)> taken)
    {
        var (left, at) = (new List<(Instant, Instant)>(), whole.From);
        foreach (var (from, to) in taken.Where(t => t.From < t.To).OrderBy(t => t.From).ThenBy(t => t.To))
        {
            if (from > at)
            {
                left.Add((at, Instant.Min(from, whole.To)));
            }

            at = Instant.Max(at, to);
            if (at >= whole.To)
            {
                return left;
            }
        }

        left.Add((at, whole.To));
        return left;
    }

    /// <summary>Not at another place or on a kind of shift that the book leaves out (ATT-03).</summary>
    private static bool Reaches(PenaltyRule rule, RosterFact shift) =>
        (rule.Places.Count == 0 || string.IsNullOrEmpty(shift.Place) || rule.Places.Contains(shift.Place, StringComparer.Ordinal))
        && (rule.NotShifts.Count == 0 || (!rule.NotShifts.Contains(shift.Shift ?? string.Empty, StringComparer.Ordinal) && !Settling.Worktime.CrossesMidnight(shift)));

    private static string CauseOf(RosterFact shift) => string.Create(CultureInfo.InvariantCulture, $"shift:{shift.Person}:{shift.Date:uuuu-MM-dd}:{shift.Start:HH\\:mm\\:ss}");
}
