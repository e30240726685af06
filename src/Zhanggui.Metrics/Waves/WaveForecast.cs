using NodaTime;

namespace Zhanggui.Metrics.Waves;

/// <summary>A campaign that is over, with its days and the weeks before it.</summary>
internal sealed record PastWave(WaveSpan Span, IReadOnlyList<WaveDay> Days);

/// <summary>
/// One day to come. <paramref name="Buyers"/> and <paramref name="Asked"/>: null and empty where no past campaign says anything of such a day; <paramref name="Needed"/> people at so many buyers each.
/// </summary>
internal sealed record ExpectedDay(LocalDate Day, WavePhase Phase, int? Buyers, int? Needed, IReadOnlyDictionary<string, int> Asked);

/// <summary>
/// What a campaign to come will bring, from those that were (pure): a usual day of the shop, times what the same day of the past campaigns had against their usual days, all of them summed.
/// A day of a longer campaign looks at the place it has in it; a day after it counts from its end.
/// </summary>
internal static class WaveForecast
{
    /// <param name="usual">Buyers who wrote on the usual days, and how many days those were.</param>
    /// <param name="each">Buyers that one person serves in a day; null = no people are reckoned.</param>
    public static IReadOnlyList<ExpectedDay> Of(WaveSpan coming, (int Buyers, int Days) usual, IReadOnlyList<PastWave> past, int? each)
    {
        var days = new List<ExpectedDay>();
        for (var day = coming.From; day < coming.End; day = day.PlusDays(1))
        {
            var phase = coming.PhaseOf(day);
            var alike = past.Select(p => (Usual: WaveReport.Wrote(p.Span, p.Days, WavePhase.Before), Day: p.Days.FirstOrDefault(d => d.Day == Alike(coming, p.Span, day))))
                .Where(p => p.Day is not null && p.Usual is { Days: > 0, Buyers: > 0 }).ToList();
            if (alike.Count == 0 || usual.Days == 0)
            {
                days.Add(new ExpectedDay(day, phase, null, null, new Dictionary<string, int>(StringComparer.Ordinal)));
                continue;
            }

            var before = alike.Sum(p => (decimal)p.Usual.Buyers / p.Usual.Days);
            var times = (decimal)usual.Buyers / usual.Days / before;
            var buyers = Up(alike.Sum(p => p.Day!.Buyers) * times);
            days.Add(new ExpectedDay(day, phase, buyers, each is > 0 and { } one ? Up((decimal)buyers / one) : null,
                alike.SelectMany(p => p.Day!.Asked.Keys).Distinct(StringComparer.Ordinal).ToDictionary(t => t, t => Up(alike.Sum(p => p.Day!.Asked.GetValueOrDefault(t)) * times), StringComparer.Ordinal)));
        }

        return days;
    }

    /// <summary>The day of a past campaign that stands where this one stands in the coming.</summary>
    public static LocalDate Alike(WaveSpan coming, WaveSpan past, LocalDate day)
    {
        if (day >= coming.To)
        {
            return past.To.PlusDays(Period.DaysBetween(coming.To, day));
        }

        var (length, was) = (Period.DaysBetween(coming.From, coming.To), Period.DaysBetween(past.From, past.To));
        return past.From.PlusDays((int)((long)Period.DaysBetween(coming.From, day) * was / length));
    }

    private static int Up(decimal n) => (int)Math.Min(int.MaxValue, decimal.Ceiling(n));
}
