using NodaTime;
using Zhanggui.Facts.Records;

namespace Zhanggui.Metrics.Measuring;

/// <summary>
/// How evenly receptions were spread over those who worked the same shift: one's own against all, and against an equal share. Without a
/// roster the shift is everybody who received somebody on that day.
/// </summary>
internal static class Fairness
{
    private const long Thousandths = 1000;

    public static void Count(Ledger ledger, IReadOnlyList<BuyerDay> buyerDays, FactSet facts)
    {
        var (share, equal) = (ledger.Open("receptions_share"), ledger.Open("receptions_against_equal"));
        var shifts = facts.Roster.GroupBy(r => (r.Person, r.Date)).ToDictionary(g => g.Key, g => string.Join('+', g.Select(r => r.Shift ?? string.Empty).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)));
        foreach (var day in buyerDays.Where(d => ledger.Has(d.Day)).GroupBy(d => d.Day))
        {
            var own = day.SelectMany(d => d.Persons.Select(p => (Person: p, BuyerDay: d))).GroupBy(x => x.Person, x => x.BuyerDay, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.ToList(), StringComparer.Ordinal);
            // Whoever was on the roster and got nobody belongs to the shift as well: that is what unfairness looks like.
            var present = own.Keys.Union(shifts.Keys.Where(k => k.Date == day.Key).Select(k => k.Person), StringComparer.Ordinal).Order(StringComparer.Ordinal);
            foreach (var shift in present.GroupBy(p => shifts.GetValueOrDefault((p, day.Key), string.Empty), StringComparer.Ordinal))
            {
                Shift(ledger, share, equal, day.Key, [.. shift], own);
            }
        }
    }

    private static void Shift(Ledger ledger, Figure share, Figure equal, LocalDate day, List<string> persons, Dictionary<string, List<BuyerDay>> own)
    {
        var total = persons.Sum(p => own.TryGetValue(p, out var received) ? received.Count : 0);
        if (total == 0)
        {
            return;
        }

        foreach (var person in persons)
        {
            var received = own.GetValueOrDefault(person, []);
            var whole = new Part(day, Contracts.MemberKind.Sitting, $"{person} {day.ToString("yyyy-MM-dd", null)}") { Person = person };
            ledger.Only(share, $"person:{person}", whole with { Numerator = received.Count, Denominator = total });
            ledger.Only(equal, $"person:{person}", whole with { Numerator = received.Count * Thousandths, Denominator = (long)decimal.Round((decimal)total * Thousandths / persons.Count, MidpointRounding.AwayFromZero) });
        }
    }
}
