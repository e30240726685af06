using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Pay.Amounts;
using Zhanggui.Pay.Rules;

namespace Zhanggui.Pay.Settling;

/// <summary>Rosters and leave: shifts of a person, days and parts of days on leave.</summary>
internal sealed class Worktime(FactSet facts, DateTimeZone zone, MonthRules rules)
{
    private readonly ILookup<(string, LocalDate), RosterFact> roster = facts.Roster.ToLookup(r => (r.Person, r.Date));
    private readonly ILookup<string, LeaveFact> leave = facts.Leave.ToLookup(l => l.Person, StringComparer.Ordinal);

    public IEnumerable<RosterFact> Shifts(string person, LocalDate day) =>
        roster[(person, day)].OrderBy(r => r.Start ?? LocalTime.Midnight).ThenBy(r => r.Shift, StringComparer.Ordinal).ThenBy(r => r.Place, StringComparer.Ordinal);

    /// <summary>Does it run into the next day?</summary>
    public static bool CrossesMidnight(RosterFact shift) => shift is { Start: { } start, End: { } end } && end < start;

    /// <summary>The shift an instant belongs to: the one of that day, or the night that began the day before.</summary>
    public RosterFact? ShiftAt(string person, Instant at)
    {
        var local = at.InZone(zone);
        var night = Shifts(person, local.Date.PlusDays(-1)).FirstOrDefault(s => CrossesMidnight(s) && local.TimeOfDay < s.End);
        return night ?? Shifts(person, local.Date).FirstOrDefault(s => s is { Start: { } start, End: { } end } && start <= local.TimeOfDay && (CrossesMidnight(s) || local.TimeOfDay < end))
            ?? Shifts(person, local.Date).FirstOrDefault();
    }

    /// <summary>Leave that covers an instant.</summary>
    public LeaveFact? LeaveAt(string person, Instant at, bool needsSignature) => leave[person]
        .Where(l => l.From <= at && (l.To is not { } to || at < to) && (!needsSignature || !string.IsNullOrEmpty(l.SignedBy)))
        .OrderBy(l => l.From).ThenBy(l => l.Kind, StringComparer.Ordinal).FirstOrDefault();

    /// <summary>Leave of some kinds that touches a day.</summary>
    public IEnumerable<LeaveFact> LeaveOn(string person, LocalDate day, IReadOnlyCollection<string> kinds)
    {
        var (from, to) = (zone.AtStartOfDay(day).ToInstant(), zone.AtStartOfDay(day.PlusDays(1)).ToInstant());
        return leave[person].Where(l => l.From < to && (l.To ?? Instant.MaxValue) > from && kinds.Contains(l.Kind ?? string.Empty))
            .OrderBy(l => l.From).ThenBy(l => l.Kind, StringComparer.Ordinal);
    }

    public bool HasLeave(string person) => leave.Contains(person);

    /// <summary>The part of a day's base that is paid: whole, unless leave of an unpaid kind covers part of the shift (or, without one, the day).</summary>
    public Ratio PaidShare(string person, LocalDate day)
    {
        if (rules.LeavePay.Count == 0 || !HasLeave(person))
        {
            return Ratio.One;
        }

        var kinds = rules.LeavePay.Keys.ToList();
        return LeaveOn(person, day, kinds).Aggregate(Ratio.One, (share, row) => Ratio.Min(share, Ratio.One - (Covered(person, day, row) * (Ratio.One - rules.LeavePay[row.Kind!]))));
    }

    /// <summary>From start to end of a shift, into the next day where it runs over midnight.</summary>
    public Interval Span(LocalDate day, RosterFact shift) => Between(day, shift.Start!.Value, shift.End!.Value);

    /// <summary>From one time of a day to another, on the next day where that is earlier.</summary>
    public Interval Between(LocalDate day, LocalTime start, LocalTime end) =>
        new(day.At(start).InZoneLeniently(zone).ToInstant(), (end < start ? day.PlusDays(1) : day).At(end).InZoneLeniently(zone).ToInstant());

    private Ratio Covered(string person, LocalDate day, LeaveFact row)
    {
        var (whole, covered) = (0L, 0L);
        foreach (var shift in Shifts(person, day).Where(s => s is { Start: not null, End: not null }))
        {
            var span = Span(day, shift);
            var (from, to) = (span.Start, span.End);
            whole += (to - from).BclCompatibleTicks;
            var (start, end) = (Instant.Max(from, row.From), Instant.Min(to, row.To ?? Instant.MaxValue));
            covered += end > start ? (end - start).BclCompatibleTicks : 0;
        }

        return whole > 0 ? new Ratio(covered, whole) : Ratio.One;
    }
}
