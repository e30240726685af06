using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Metrics.Contracts;

namespace Zhanggui.Metrics.Measuring;

/// <summary>Time online and away on each day, and how much of the roster somebody was there. Time still running is not counted yet.</summary>
internal static class Presences
{
    public static void Count(Ledger ledger, FactSet facts, string shop, ShopDays days, Staff staff)
    {
        var (online, away) = (ledger.Open("online_time"), ledger.Open("away_time"));
        var there = new Dictionary<string, List<(Instant From, Instant To)>>(StringComparer.Ordinal);
        foreach (var row in facts.Presence.Where(p => p.State != PresenceState.Offline && p.To is not null))
        {
            foreach (var (day, from, to) in ByDay(row.From, row.To!.Value, days))
            {
                if (staff.PersonOf(row.Account, shop, from) is not { } person)
                {
                    continue;
                }

                ledger.Everybody(row.State == PresenceState.Online ? online : away, new Part(day, MemberKind.Account, row.Account) { Numerator = (long)(to - from).TotalMilliseconds, Person = person, From = from, To = to });
                (there.TryGetValue(person, out var times) ? times : there[person] = []).Add((from, to));
            }
        }

        Adherence(ledger, facts, days, there);
    }

    private static IEnumerable<(LocalDate Day, Instant From, Instant To)> ByDay(Instant from, Instant to, ShopDays days)
    {
        for (var (day, at) = (days.Day(from), from); at < to; day = day.PlusDays(1))
        {
            var end = Instant.Min(to, days.Start(day.PlusDays(1)));
            yield return (day, at, end);
            at = end;
        }
    }

    private static void Adherence(Ledger ledger, FactSet facts, ShopDays days, Dictionary<string, List<(Instant From, Instant To)>> there)
    {
        if (facts.Roster.Count == 0)
        {
            return;
        }

        var figure = ledger.Open("adherence");
        foreach (var shift in facts.Roster.Where(r => r is { Start: not null, End: not null } && ledger.Has(r.Date)))
        {
            var from = days.At(shift.Date, shift.Start!.Value);
            var to = days.At(shift.End <= shift.Start ? shift.Date.PlusDays(1) : shift.Date, shift.End!.Value);
            ledger.Everybody(figure, new Part(shift.Date, MemberKind.Account, $"{shift.Person} {shift.Shift}")
            {
                Person = shift.Person,
                From = from,
                To = to,
                Numerator = Covered(there.GetValueOrDefault(shift.Person), from, to),
                Denominator = (long)(to - from).TotalMilliseconds,
            });
        }
    }

    /// <summary>Two accounts at once are one person there once.</summary>
    private static long Covered(List<(Instant From, Instant To)>? times, Instant from, Instant to)
    {
        var (sum, at) = (Duration.Zero, from);
        foreach (var time in (times ?? []).OrderBy(t => t.From))
        {
            var (start, end) = (Instant.Max(time.From, at), Instant.Min(time.To, to));
            if (end > start)
            {
                sum += end - start;
                at = end;
            }
        }

        return (long)sum.TotalMilliseconds;
    }
}
