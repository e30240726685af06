using NodaTime;
using Zhanggui.Metrics.Contracts;

namespace Zhanggui.Metrics.Measuring;

/// <summary>
/// Most sittings under way at one instant of a day; one that ends as another begins counts with it, one over midnight counts on both
/// days. Of the shop and of persons: a team's peak is not the sum of its persons'.
/// </summary>
internal static class Peaks
{
    public static void Count(Ledger ledger, IReadOnlyList<Sitting> sittings, ShopDays days)
    {
        var figure = ledger.Open("peak_concurrency");
        Add(ledger, figure, ledger.ShopScope, null, sittings, days);
        foreach (var own in sittings.SelectMany(s => s.Receivers.Select(p => (Person: p, Sitting: s))).GroupBy(x => x.Person, StringComparer.Ordinal))
        {
            Add(ledger, figure, $"person:{own.Key}", own.Key, own.Select(x => x.Sitting), days);
        }
    }

    private static void Add(Ledger ledger, Figure figure, string scope, string? person, IEnumerable<Sitting> sittings, ShopDays days)
    {
        foreach (var day in sittings.SelectMany(s => DaysOf(s, days).Where(ledger.Has).Select(d => (Day: d, Sitting: s))).GroupBy(x => x.Day, x => x.Sitting))
        {
            foreach (var sitting in Most([.. day], days.Start(day.Key)))
            {
                ledger.Only(figure, scope, new Part(day.Key, MemberKind.Sitting, sitting.Lines[0].Id)
                {
                    Numerator = 1,
                    Person = person,
                    Buyer = sitting.Buyer,
                    From = sitting.From,
                    To = sitting.To,
                    FromMessage = sitting.Lines[0].Id,
                    ToMessage = sitting.Lines[^1].Id,
                });
            }
        }
    }

    private static IEnumerable<LocalDate> DaysOf(Sitting sitting, ShopDays days)
    {
        var last = days.Day(sitting.To);
        for (var day = sitting.Day; day <= last; day = day.PlusDays(1))
        {
            yield return day;
        }
    }

    /// <summary>The sittings under way at the fullest instant (the first of them); a beginning before this day counts as its midnight.</summary>
    private static List<Sitting> Most(List<Sitting> sittings, Instant midnight)
    {
        var (now, most, at) = (0, 0, midnight);
        foreach (var (when, step) in sittings.SelectMany(s => new[] { (At: Instant.Max(s.From, midnight), Step: 1), (At: s.To, Step: -1) }).OrderBy(e => e.At).ThenByDescending(e => e.Step))
        {
            now += step;
            if (now > most)
            {
                (most, at) = (now, when);
            }
        }

        return [.. sittings.Where(s => Instant.Max(s.From, midnight) <= at && s.To >= at).OrderBy(s => s.From).ThenBy(s => s.Buyer, StringComparer.Ordinal)];
    }
}
