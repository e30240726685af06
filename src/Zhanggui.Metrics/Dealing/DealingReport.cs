using Zhanggui.Kernel.Ids;

namespace Zhanggui.Metrics.Dealing;

/// <summary>By what the report lists people: all in all, by shift, or by hour of the shop's day.</summary>
internal enum DealtBy
{
    Person,
    Shift,
    Hour,
}

/// <summary>
/// One person in one shift or hour, or all in all. <paramref name="Of"/> = what everybody received there; <paramref name="Due"/> in millionths of an
/// enquiry; <paramref name="Paid"/> in fen.
/// </summary>
internal sealed record DealtLine(DealtBy By, string Place, PersonId Person, int Received, int Of, long Due, long Paid);

/// <summary>Sums of parts; in every list received and due add up to the same.</summary>
internal static class DealingReport
{
    public static IReadOnlyList<DealtLine> Of(IReadOnlyList<DealtTalk> talks, DealtBy by)
    {
        var sums = new Dictionary<(string Place, PersonId Person), (int Received, long Due, long Paid)>();
        foreach (var talk in talks)
        {
            foreach (var (place, part) in talk.Parts)
            {
                var key = (Key(place, by), place.Person);
                var was = sums.GetValueOrDefault(key);
                sums[key] = (was.Received + (part.IsTheirs ? 1 : 0), was.Due + part.Due, was.Paid);
            }

            foreach (var (place, paid) in talk.Paid)
            {
                var key = (Key(place, by), place.Person);
                var was = sums.GetValueOrDefault(key);
                sums[key] = was with { Paid = was.Paid + paid };
            }
        }

        var all = sums.GroupBy(s => s.Key.Place, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Sum(s => s.Value.Received), StringComparer.Ordinal);
        return
        [
            .. sums.Where(s => s.Value is not { Received: 0, Due: 0, Paid: 0 }).Select(s => new DealtLine(by, s.Key.Place, s.Key.Person, s.Value.Received, all[s.Key.Place], s.Value.Due, s.Value.Paid))
                .OrderBy(l => l.Place, StringComparer.Ordinal).ThenByDescending(l => l.Received).ThenBy(l => l.Person.Value),
        ];
    }

    public static string Key(DealtPlace place, DealtBy by) => by switch
    {
        DealtBy.Shift => place.Shift,
        DealtBy.Hour => place.Hour.ToString("00", System.Globalization.CultureInfo.InvariantCulture),
        _ => string.Empty,
    };
}
