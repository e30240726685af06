using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.People.Contracts;
using Zhanggui.Shifts.Contracts;

namespace Zhanggui.Shifts.Duty;

/// <summary>From <paramref name="From"/> up to and without <paramref name="To"/> of every day, at least so many are at their posts.</summary>
internal sealed record PresenceRule(string Key, string Name, LocalTime From, LocalTime To, int AtLeast, string? Team, string? Place)
{
    public bool HoldsAt(LocalTime time) => time >= From && time < To;
}

/// <summary>A part of a day for which too few are planned.</summary>
internal sealed record Shortfall(LocalTime From, LocalTime To, int Planned);

/// <summary>Presence as it is planned and as it is. Pure.</summary>
internal static class PresenceRules
{
    /// <summary>
    /// Parts of the day for which the roster and signed leave leave too few. <paramref name="members"/> null = everybody counts. A shift without hours counts all day; a day
    /// on which nobody is planned at all is not planned yet and says nothing.
    /// </summary>
    public static IReadOnlyList<Shortfall> Shortfalls(PresenceRule rule, LocalDate day, IEnumerable<RosterShift> shifts, IEnumerable<LeaveSpell> leave, IReadOnlySet<PersonId>? members, DateTimeZone zone)
    {
        var near = shifts.Where(s => s.Date == day || s.Date == day.PlusDays(-1)).ToList();
        if (!near.Any(s => s.Date == day))
        {
            return [];
        }

        var works = near.Where(s => (members is null || members.Contains(s.Person)) && (rule.Place is null || s.Place is null || s.Place == rule.Place)).Select(s => (s.Person, Span: SpanOf(s, day))).Where(s => s.Span.To > s.Span.From).ToList();
        var away = leave.Where(l => l.SignedBy is not null).Select(l => (l.Person, Span: (From: l.From.InZone(zone).LocalDateTime, To: l.To?.InZone(zone).LocalDateTime ?? LocalDate.MaxIsoValue.AtMidnight()))).ToList();
        var (first, last) = (day.At(rule.From), day.At(rule.To));
        var cuts = works.SelectMany(w => new[] { w.Span.From, w.Span.To }).Concat(away.SelectMany(a => new[] { a.Span.From, a.Span.To }))
            .Where(c => c > first && c < last).Append(first).Append(last).Distinct().Order().ToList();
        var found = new List<Shortfall>();
        foreach (var (from, to) in cuts.Zip(cuts.Skip(1)))
        {
            var planned = works.Where(w => w.Span.From <= from && w.Span.To >= to && !away.Exists(a => a.Person == w.Person && a.Span.From <= from && a.Span.To >= to)).Select(w => w.Person).Distinct().Count();
            if (planned >= rule.AtLeast)
            {
                continue;
            }

            if (found is [.., var before] && before.Planned == planned && before.To == from.TimeOfDay)
            {
                found[^1] = before with { To = to.TimeOfDay };
            }
            else
            {
                found.Add(new Shortfall(from.TimeOfDay, to.TimeOfDay, planned));
            }
        }

        return found;
    }

    /// <summary>Who counts for the rule now: ready or busy, of the team, and not known to be elsewhere.</summary>
    public static IReadOnlyList<PersonId> There(PresenceRule rule, IEnumerable<DutyNow> duties, IReadOnlySet<PersonId>? members, IReadOnlyDictionary<PersonId, string> places) =>
    [
        .. duties.Where(d => d.State is DutyState.Ready or DutyState.Busy && (members is null || members.Contains(d.Person)) && (rule.Place is null || places.GetValueOrDefault(d.Person, rule.Place) == rule.Place)).Select(d => d.Person),
    ];

    /// <summary>Does the shop work on this day at all?</summary>
    public static bool IsWorkday(ShopCalendar calendar, LocalDate day) =>
        calendar.Days.FirstOrDefault(d => d.Date == day) is { } special ? !special.IsClosed : calendar.Week.Count == 0 || calendar.Week.Any(h => h.Weekday == (int)day.DayOfWeek);

    private static (LocalDateTime From, LocalDateTime To) SpanOf(RosterShift shift, LocalDate day) =>
        shift is { Start: { } start, End: { } end } ? (shift.Date.At(start), end <= start ? shift.Date.PlusDays(1).At(end) : shift.Date.At(end))
        : shift.Date == day ? (day.AtMidnight(), day.PlusDays(1).AtMidnight())
        : (day.AtMidnight(), day.AtMidnight());
}
