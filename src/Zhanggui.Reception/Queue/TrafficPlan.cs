using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Shifts.Contracts;

namespace Zhanggui.Reception.Queue;

/// <summary>What one person weighs from a day on; <paramref name="From"/> null = already so.</summary>
internal sealed record DatedWeight(PersonId Person, LocalDate? From, int Weight, bool IsGeneral);

/// <summary>One hour of one person: minutes that are planned, and of what comes which part goes to them, in tenths of a percent; null = only a group's.</summary>
internal sealed record PlannedHour(int Hour, int Minutes, int? Share);

/// <summary>One person's day as planned; <paramref name="Expected"/> in tenths of a conversation.</summary>
internal sealed record PlannedPerson(PersonId Person, int Weight, bool IsGeneral, bool IsOnLeave, IReadOnlyList<RosterShift> Shifts, IReadOnlyList<PlannedHour> Hours, int Expected);

/// <summary>An hour of the shop's day: what is expected (in tenths) and how many are planned.</summary>
internal sealed record ExpectedHour(int Hour, int Arrivals, int People);

/// <summary>The roster of a day together with the parts of the traffic (SHIFT-13): who is there when, what share their weight gives, and what the same weekdays say will come. Pure.</summary>
internal static class TrafficPlan
{
    private const int Hours = 24;
    private const int MinutesOfHour = 60;

    /// <param name="arrivals">Conversations per hour, one list for each earlier day of the same weekday.</param>
    public static (IReadOnlyList<ExpectedHour> Hours, IReadOnlyList<PlannedPerson> People) Of(
        LocalDate day, IReadOnlyList<RosterShift> shifts, IReadOnlyList<LeaveSpell> leave, IReadOnlyList<DatedWeight> weights, IReadOnlyList<IReadOnlyList<int>> arrivals, DateTimeZone zone)
    {
        var signed = leave.Where(l => l.SignedBy is not null).ToLookup(l => l.Person);
        var expected = Enumerable.Range(0, Hours).Select(h => arrivals.Count == 0 ? 0 : Rounded(arrivals.Sum(a => a[h]) * 10L, arrivals.Count)).ToArray();
        var there = weights.Select(w => w.Person).Concat(shifts.Select(s => s.Person)).Distinct()
            .Select(person => (Person: person, Weight: WeightOn(person, day, weights), Minutes: Minutes(day, [.. shifts.Where(s => s.Person == person)], [.. signed[person]], zone))).ToList();
        var all = Enumerable.Range(0, Hours).Select(h => there.Where(t => t.Weight.IsGeneral).Sum(t => (long)t.Weight.Weight * t.Minutes[h])).ToArray();
        var people = there.Select(t =>
        {
            var hours = Enumerable.Range(0, Hours).Where(h => t.Minutes[h] > 0)
                .Select(h => new PlannedHour(h, t.Minutes[h], !t.Weight.IsGeneral ? null : all[h] == 0 ? 0 : Rounded(1000L * t.Weight.Weight * t.Minutes[h], all[h]))).ToList();
            var sum = hours.Sum(h => all[h.Hour] == 0 || h.Share is null ? 0m : (decimal)expected[h.Hour] * t.Weight.Weight * h.Minutes / all[h.Hour]);
            return new PlannedPerson(t.Person, t.Weight.Weight, t.Weight.IsGeneral, signed[t.Person].Any(l => Touches(l, day, zone)), [.. shifts.Where(s => s.Person == t.Person && s.Date == day)], hours, (int)Math.Round(sum, MidpointRounding.AwayFromZero));
        });
        return ([.. Enumerable.Range(0, Hours).Select(h => new ExpectedHour(h, expected[h], there.Count(t => t.Minutes[h] > 0)))],
            [.. people.OrderBy(p => p.Hours.Count == 0 ? Hours : p.Hours[0].Hour).ThenByDescending(p => p.Hours.Count).ThenBy(p => p.Person.Value)]);
    }

    /// <summary>The weight whose day came last; nobody set any = everybody alike.</summary>
    internal static DatedWeight WeightOn(PersonId person, LocalDate day, IReadOnlyList<DatedWeight> weights) =>
        weights.Where(w => w.Person == person && (w.From is not { } from || from <= day)).OrderBy(w => w.From ?? LocalDate.MinIsoValue).LastOrDefault() ?? new DatedWeight(person, null, Candidate.UsualWeight, true);

    /// <summary>Minutes of each clock hour of the day in which somebody is planned and not on signed leave; what began yesterday goes on.</summary>
    private static int[] Minutes(LocalDate day, IReadOnlyList<RosterShift> shifts, IReadOnlyList<LeaveSpell> leave, DateTimeZone zone)
    {
        var there = new bool[Hours * MinutesOfHour];
        foreach (var shift in shifts.Where(s => s is { Start: not null, End: not null }))
        {
            var begins = shift.Date + shift.Start!.Value;
            var ends = (shift.End > shift.Start ? shift.Date : shift.Date.PlusDays(1)) + shift.End!.Value;
            for (var m = Math.Max(0, Offset(day, begins)); m < Math.Min(there.Length, Offset(day, ends)); m++)
            {
                there[m] = true;
            }
        }

        foreach (var away in leave)
        {
            var until = away.To is { } to ? Offset(day, to.InZone(zone).LocalDateTime) : there.Length;
            for (var m = Math.Max(0, Offset(day, away.From.InZone(zone).LocalDateTime)); m < Math.Min(there.Length, until); m++)
            {
                there[m] = false;
            }
        }

        return [.. Enumerable.Range(0, Hours).Select(h => there.AsSpan(h * MinutesOfHour, MinutesOfHour).Count(true))];
    }

    private static bool Touches(LeaveSpell leave, LocalDate day, DateTimeZone zone) =>
        leave.From < zone.AtStartOfDay(day.PlusDays(1)).ToInstant() && (leave.To is not { } to || to > zone.AtStartOfDay(day).ToInstant());

    private static int Offset(LocalDate day, LocalDateTime at) => (Period.DaysBetween(day, at.Date) * Hours * MinutesOfHour) + (at.Hour * MinutesOfHour) + at.Minute;

    private static int Rounded(long sum, long by) => (int)Math.Round((decimal)sum / by, MidpointRounding.AwayFromZero);
}
