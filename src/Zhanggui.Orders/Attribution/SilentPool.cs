using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Kernel.Money;
using Zhanggui.Orders.Rules;

namespace Zhanggui.Orders.Attribution;

/// <summary>What somebody gets of a pool; weight 1 each when it is split by headcount, else seconds online.</summary>
internal sealed record PoolShare(string Person, long Weight, Fen Amount);

/// <summary>The silent orders of a shop's month, split once: spare fen go to the persons in ordinal order (E-19).</summary>
internal static class SilentPool
{
    private const string Agent = "agent";

    /// <summary>Splits an amount (the pool's sum, or the commission on it) among the agents employed on at least one day of the month; nobody there, nobody gets anything.</summary>
    public static IReadOnlyList<PoolShare> Split(Fen amount, FactSet facts, YearMonth month, SilentWay way, DateTimeZone zone)
    {
        var sharers = Sharers(facts, month);
        if (sharers.Count == 0)
        {
            return [];
        }

        var weights = way == SilentWay.PoolByHours ? [.. sharers.Select(p => SecondsOnline(facts, p, month, zone))] : Enumerable.Repeat(1L, sharers.Count).ToArray();
        if (weights.All(w => w == 0))
        {
            weights = [.. Enumerable.Repeat(1L, sharers.Count)];
        }

        var parts = amount.Split(weights);
        return [.. sharers.Select((p, i) => new PoolShare(p, weights[i], parts[i]))];
    }

    /// <summary>In ordinal order. The day of leaving is no longer a day of employment, as with every interval.</summary>
    public static IReadOnlyList<string> Sharers(FactSet facts, YearMonth month)
    {
        var interval = month.ToDateInterval();
        return [.. facts.People.Where(p => p.Role == Agent && IsIn(p, interval)).Select(p => p.Person).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    private static bool IsIn(PersonFact row, DateInterval month)
    {
        var from = new[] { row.From, row.HiredOn, month.Start }.OfType<LocalDate>().Max();
        var to = new[] { row.To, row.LeftOn, month.End.PlusDays(1) }.OfType<LocalDate>().Min();
        return from < to;
    }

    private static long SecondsOnline(FactSet facts, string person, YearMonth month, DateTimeZone zone)
    {
        var (from, to) = (zone.AtStartOfDay(month.OnDayOfMonth(1)).ToInstant(), zone.AtStartOfDay(month.OnDayOfMonth(1).PlusMonths(1)).ToInstant());
        return facts.Accounts.Where(a => a.Person == person).Sum(held => facts.Presence
            .Where(p => p.Account == held.Account && p.State == PresenceState.Online)
            .Sum(p => Seconds(Later(Later(p.From, held.From), from), Earlier(Earlier(p.To ?? to, held.To), to))));
    }

    private static long Seconds(Instant from, Instant to) => to > from ? (long)(to - from).TotalSeconds : 0;

    private static Instant Later(Instant a, Instant? b) => b is { } other && other > a ? other : a;

    private static Instant Earlier(Instant a, Instant? b) => b is { } other && other < a ? other : a;
}
