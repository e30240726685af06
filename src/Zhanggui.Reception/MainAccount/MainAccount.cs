using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Reception.Contracts;
using Zhanggui.Shifts.Contracts;

namespace Zhanggui.Reception.MainAccount;

/// <summary>The shift for which the main account is held, and who is rostered on it; null people = nobody is rostered that day, so whoever is on duty.</summary>
internal sealed record MainShift(LocalDate Day, string Name, IReadOnlyList<PersonId>? People);

/// <summary>Somebody who may hold it: shifts held in the period and when last.</summary>
internal sealed record MainCandidate(PersonId Person, int Turns, Instant? Last);

/// <summary>Who holds the main account now, as it was written.</summary>
internal sealed record MainTurn(Guid Id, PersonId Person, LocalDate Day, string Shift, Instant From, Instant? Until, string Why, string? Reason, PersonId? SetBy)
{
    public const string ByRule = "rule";
    public const string ByHand = "hand";
}

/// <summary>What is to happen with the main account: it stays, ends without another, or goes to somebody.</summary>
internal abstract record MainStep
{
    internal sealed record Stays : MainStep;

    internal sealed record Ends : MainStep;

    internal sealed record Goes(PersonId To, MainShift For) : MainStep;
}

/// <summary>Who holds the main account (主旺旺, ROUTE-02). Pure: the order in which people are handed in changes nothing.</summary>
internal static class MainAccountRule
{
    /// <summary>
    /// The shift that counts at an instant: of those that go on and have somebody there, the one that began last. On a day for which nobody is
    /// rostered the whole day is one shift of whoever is there.
    /// </summary>
    public static MainShift? ShiftAt(IReadOnlyCollection<RosterShift> roster, IReadOnlySet<PersonId> present, DateTimeZone zone, Instant now)
    {
        var today = now.InZone(zone).Date;
        var going = roster.Where(s => Goes(s, zone, now)).GroupBy(s => (s.Date, Name: NameOf(s)))
            .Where(g => g.Any(s => present.Contains(s.Person)))
            .OrderByDescending(g => g.Max(s => Begin(s, zone))).ThenBy(g => g.Key.Name, StringComparer.Ordinal).FirstOrDefault();
        return going is not null ? new MainShift(going.Key.Date, going.Key.Name, [.. going.Select(s => s.Person).Distinct()])
            : roster.Any(s => s.Date == today) || present.Count == 0 ? null
            : new MainShift(today, string.Empty, null);
    }

    public static MainStep Decide(MainTurn? held, MainShift? shift, IReadOnlySet<PersonId> present, IReadOnlyCollection<MainCandidate> known, MainOrder order)
    {
        if (shift is null)
        {
            return held is null ? new MainStep.Stays() : new MainStep.Ends();
        }

        if (held is not null && held.Day == shift.Day && held.Shift == shift.Name && present.Contains(held.Person))
        {
            return new MainStep.Stays();
        }

        var able = known.Where(k => present.Contains(k.Person) && (shift.People is null || shift.People.Contains(k.Person)));
        return order != MainOrder.ByHand && InOrder(able, order).FirstOrDefault() is { } next ? new MainStep.Goes(next.Person, shift)
            : held is null ? new MainStep.Stays() : new MainStep.Ends();
    }

    /// <summary>Whose turn is first, second and so on.</summary>
    public static IEnumerable<MainCandidate> InOrder(IEnumerable<MainCandidate> some, MainOrder order) => order switch
    {
        MainOrder.FewestTurns => some.OrderBy(c => c.Turns).ThenBy(c => c.Last ?? Instant.MinValue).ThenBy(c => c.Person.Value),
        MainOrder.LongestAgo or MainOrder.ByHand => some.OrderBy(c => c.Last ?? Instant.MinValue).ThenBy(c => c.Turns).ThenBy(c => c.Person.Value),
        _ => throw new ArgumentOutOfRangeException(nameof(order), order, "Unknown order."),
    };

    /// <summary>Shifts held, each once however often it was handed over within it.</summary>
    public static IReadOnlyList<MainCandidate> Count(IEnumerable<PersonId> people, IReadOnlyCollection<(PersonId Person, LocalDate Day, string Shift)> held, IReadOnlyDictionary<PersonId, Instant> last)
    {
        var turns = held.Distinct().GroupBy(h => h.Person).ToDictionary(g => g.Key, g => g.Count());
        return [.. people.Distinct().Select(p => new MainCandidate(p, turns.GetValueOrDefault(p), last.TryGetValue(p, out var at) ? at : null))];
    }

    private static string NameOf(RosterShift s) => s.Shift ?? s.Start?.ToString("HH:mm", null) ?? string.Empty;

    private static Instant Begin(RosterShift s, DateTimeZone zone) => zone.AtLeniently(s.Date + (s.Start ?? LocalTime.Midnight)).ToInstant();

    private static bool Goes(RosterShift s, DateTimeZone zone, Instant now)
    {
        var crosses = s.End is { } end && end <= (s.Start ?? LocalTime.Midnight);
        var until = s.End is null ? zone.AtStartOfDay(s.Date.PlusDays(1)).ToInstant() : zone.AtLeniently((crosses ? s.Date.PlusDays(1) : s.Date) + s.End.Value).ToInstant();
        return Begin(s, zone) <= now && now < until;
    }
}
