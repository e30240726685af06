using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Shifts.Contracts;

namespace Zhanggui.Host.Demo;

/// <summary>
/// How the demo shop's people came and went up to now: a few minutes early, a meal in between, a few minutes after the end, one of them late once. Whoever is on a shift now is there and
/// keeps what they have, but for one agent where somebody else is there beside them. Pure.
/// </summary>
internal static class DemoAttendance
{
    private const int LateMinutes = 12;
    private const int BusySinceMinutes = 20;
    private static readonly Period UntilMeal = Period.FromMinutes(210);

    /// <summary>Rostered now and not there: never the first agent, and only where somebody is.</summary>
    public static string? MissingOf(DemoRoster roster, LocalDateTime now)
    {
        var there = roster.Turns.Where(t => t.Covers(now)).Select(t => t.Who).Distinct().ToList();
        return there.Count < 2 ? null : there.LastOrDefault(who => DemoShop.Agents.Skip(1).Contains(who));
    }

    /// <summary>The last early or late shift of the second agent that is over, in this month where there is one: a settled month is left alone.</summary>
    public static DemoTurn? LateOf(DemoRoster roster, LocalDateTime now) => roster.Turns
        .Where(t => t.Who == DemoShop.Agents[1] && t.To < now).OrderByDescending(t => t.Date.ToYearMonth() == now.Date.ToYearMonth()).ThenByDescending(t => t.From).FirstOrDefault();

    public static IReadOnlyList<DutySpan> Of(DemoRoster roster, LocalDateTime now, DateTimeZone zone, ShopId shop, IReadOnlyDictionary<string, PersonId> people)
    {
        var (missing, late) = (MissingOf(roster, now), LateOf(roster, now));
        return
        [
            .. roster.Turns.Where(t => t.From <= now && !(t.Who == missing && t.Covers(now))).GroupBy(t => t.Who)
                .SelectMany(turns => Spans([.. turns.OrderBy(t => t.From).SelectMany((t, i) => Steps(t, i, now, t == late))], people[turns.Key])),
        ];

        IEnumerable<DutySpan> Spans(IReadOnlyList<(LocalDateTime At, DutyState State, string? Reason)> steps, PersonId person) => steps.Select((s, i) =>
            new DutySpan(person, shop, s.State, At(s.At), i + 1 < steps.Count ? At(steps[i + 1].At) : null, s.Reason, person));

        Instant At(LocalDateTime local) => zone.AtLeniently(local).ToInstant();
    }

    private static IEnumerable<(LocalDateTime At, DutyState State, string? Reason)> Steps(DemoTurn turn, int place, LocalDateTime now, bool isLate)
    {
        var came = turn.From.PlusMinutes(isLate ? LateMinutes : -2 - (place * 3 % 7));
        var meal = turn.From.Plus(UntilMeal);
        var (isOver, hasMeal) = (turn.To <= now, turn.Shift.Place == "office");
        yield return (came, DutyState.Ready, null);
        // Whoever is there now has been back from the meal for a while.
        var busy = LocalDateTime.Max(came.PlusMinutes(1), now.PlusMinutes(-BusySinceMinutes));
        var back = meal.PlusMinutes(31 + (place * 5 % 14));
        if (hasMeal && (isOver || back < busy))
        {
            yield return (meal, DutyState.OnHold, "吃饭");
            yield return (back, DutyState.Ready, null);
        }

        yield return isOver ? (LocalDateTime.Min(turn.To.PlusMinutes(1 + (place * 2 % 6)), now), DutyState.Off, null) : (busy, DutyState.Busy, null);
    }
}
