using NodaTime;

namespace Zhanggui.Metrics.Waves;

internal enum WavePhase
{
    Before,
    During,
    After,
}

/// <summary>A counted day: how many buyers wrote, and how many of them asked about each topic.</summary>
internal sealed record WaveDay(LocalDate Day, int Buyers, IReadOnlyDictionary<string, int> Asked);

/// <summary>So many of so many buyers, summed over days: somebody who writes on two days counts on both.</summary>
internal sealed record WaveSum(int Asked, int Buyers);

/// <summary>One day of a topic.</summary>
internal sealed record WavePeak(LocalDate Day, int Asked, int Buyers);

/// <summary>
/// A topic before, during and after. <paramref name="Most"/>: the day on which most buyers asked; <paramref name="Peak"/>: the day of the highest share; both of the days during and after, the first of equals, null where nobody asked.
/// </summary>
internal sealed record WaveTopic(string Topic, WaveSum Before, WaveSum During, WaveSum After, WavePeak? Most, WavePeak? Peak);

/// <summary>Days [From, To) of a campaign with the whole weeks before and the days after it.</summary>
internal readonly record struct WaveSpan(LocalDate From, LocalDate To, int Weeks, int DaysAfter)
{
    public const int MostWeeks = 12;
    public const int MostAfter = 60;

    public LocalDate First => From.PlusWeeks(-Weeks);

    public LocalDate End => To.PlusDays(DaysAfter);

    public WavePhase PhaseOf(LocalDate day) => day < From ? WavePhase.Before : day < To ? WavePhase.During : WavePhase.After;
}

/// <summary>The wave of questions of a campaign against the weeks before it (pure).</summary>
internal static class WaveReport
{
    /// <summary>Topics by the peak of their share, the highest first. Days that are not given count nowhere.</summary>
    public static IReadOnlyList<WaveTopic> Of(WaveSpan span, IReadOnlyList<WaveDay> days)
    {
        var inside = days.Where(d => d.Day >= span.First && d.Day < span.End).OrderBy(d => d.Day).ToList();
        return
        [
            .. inside.SelectMany(d => d.Asked.Keys).Distinct(StringComparer.Ordinal).Select(t => Topic(span, inside, t))
                .OrderByDescending(t => t.Peak is { } p ? (decimal)p.Asked / p.Buyers : 0).ThenByDescending(t => t.Most?.Asked ?? 0).ThenBy(t => t.Topic, StringComparer.Ordinal),
        ];
    }

    /// <summary>Buyers who wrote, summed over the days of a phase, and how many days of it are counted.</summary>
    public static (int Buyers, int Days) Wrote(WaveSpan span, IReadOnlyList<WaveDay> days, WavePhase phase)
    {
        var own = days.Where(d => d.Day >= span.First && d.Day < span.End && span.PhaseOf(d.Day) == phase).ToList();
        return (own.Sum(d => d.Buyers), own.Count);
    }

    private static WaveTopic Topic(WaveSpan span, List<WaveDay> days, string topic)
    {
        var wave = days.Where(d => span.PhaseOf(d.Day) != WavePhase.Before && d.Asked.GetValueOrDefault(topic) > 0).Select(d => new WavePeak(d.Day, d.Asked[topic], d.Buyers)).ToList();
        return new WaveTopic(topic, Sum(WavePhase.Before), Sum(WavePhase.During), Sum(WavePhase.After),
            wave.OrderByDescending(p => p.Asked).ThenBy(p => p.Day).FirstOrDefault(), wave.OrderByDescending(p => (decimal)p.Asked / p.Buyers).ThenBy(p => p.Day).FirstOrDefault());

        WaveSum Sum(WavePhase phase)
        {
            var own = days.Where(d => span.PhaseOf(d.Day) == phase).ToList();
            return new WaveSum(own.Sum(d => d.Asked.GetValueOrDefault(topic)), own.Sum(d => d.Buyers));
        }
    }
}
