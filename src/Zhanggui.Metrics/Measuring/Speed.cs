using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Metrics.Contracts;
using Zhanggui.Metrics.Rules;

namespace Zhanggui.Metrics.Measuring;

/// <summary>How quickly buyers were answered.</summary>
internal static class Speed
{
    public const string Shop = "shop";

    public static void Count(Tally tally, IReadOnlyList<Sitting> sittings, FactSet facts, MetricRules rules, ShopDays days, Func<LocalDate, bool> isIn)
    {
        var closing = rules.ClosingWords.ToHashSet(StringComparer.Ordinal);
        var plain = Talks.Rounds(sittings, _ => true, days).Where(r => isIn(r.Day)).ToList();
        var asking = Talks.Rounds(sittings, l => l.Text is null || !closing.Contains(l.Text.Trim()), days).Where(r => isIn(r.Day)).ToList();
        First(tally, plain);
        foreach (var set in rules.Responses)
        {
            Response(tally, set, set.Name == Shop ? asking : plain, days);
        }

        foreach (var set in rules.Rates.Where(s => s.Within is not null))
        {
            InTime(tally, "three_minute_rate", set, set.Name == Shop ? asking : plain, days);
        }

        if (rules.First is { Within: not null } first)
        {
            var attendance = new Attendance(facts.Presence);
            InTime(tally, "first_30s_rate", first, plain.Where(r => r.IsFirst && !attendance.IsEverybodyOffline(r.OpenedAt)).ToList(), days);
        }

        Slow(tally, asking, rules);
    }

    /// <summary>Mean over sittings of the first human answer after the buyer's first words; unanswered ones are counted by the reply rate.</summary>
    private static void First(Tally tally, List<Round> rounds)
    {
        tally.Declare("first_response", Shop, MetricUnit.Seconds);
        foreach (var round in rounds.Where(r => r.IsFirst && r.AnsweredAt is not null))
        {
            tally.Everybody("first_response", Shop, round.Person, round.Day, Milliseconds(round.Took!.Value), 1);
        }
    }

    private static void Response(Tally tally, ResponseSet set, List<Round> rounds, ShopDays days)
    {
        tally.Declare("average_response", set.Name, MetricUnit.Seconds);
        tally.Declare("unanswered_rounds", set.Name, MetricUnit.Count);
        foreach (var round in rounds.Where(r => set.Hours.Has(days.Time(r.OpenedAt))))
        {
            if (round.AnsweredAt is null)
            {
                tally.Everybody("unanswered_rounds", set.Name, round.Person, round.Day, 1);
            }

            if (Counted(set, round, days) is { } took)
            {
                tally.Everybody("average_response", set.Name, round.Person, round.Day, Milliseconds(took), 1);
            }
        }
    }

    private static Duration? Counted(ResponseSet set, Round round, ShopDays days)
    {
        if (round.Took is not { } took)
        {
            return set.Unanswered == Unanswered.AsCap ? set.Cap : null;
        }

        return (set.LeavesOutCrossDay && days.Day(round.AnsweredAt!.Value) != round.Day) || (set.LeavesOutZero && Milliseconds(took) < 1000)
            ? null
            : set.Cap is { } cap && took > cap ? cap : took;
    }

    private static void InTime(Tally tally, string metric, RateSet set, List<Round> rounds, ShopDays days)
    {
        tally.Declare(metric, set.Name, MetricUnit.Share);
        foreach (var round in rounds.Where(r => set.Hours.Has(days.Time(r.OpenedAt))))
        {
            var isHit = round.Took is { } took && took <= set.Within && !(set.DayEndMisses && days.Day(round.AnsweredAt!.Value) != round.Day);
            tally.Everybody(metric, set.Name, round.Person, round.Day, isHit ? 1 : 0, 1);
        }
    }

    private static void Slow(Tally tally, List<Round> rounds, MetricRules rules)
    {
        if (rules is not { SlowRounds: { } least, SlowOver: { } over })
        {
            return;
        }

        tally.Declare("slow_receptions", Shop, MetricUnit.Count);
        foreach (var day in rounds.GroupBy(r => (r.Buyer, r.Day)))
        {
            if (day.Count(r => r.Took > over) >= least)
            {
                tally.Shop("slow_receptions", Shop, 1);
            }

            foreach (var own in day.Where(r => r.Took > over && r.Person is not null).GroupBy(r => r.Person!, StringComparer.Ordinal).Where(g => g.Count() >= least))
            {
                tally.Person("slow_receptions", Shop, own.Key, day.Key.Day, 1);
            }
        }
    }

    private static long Milliseconds(Duration duration) => (long)duration.TotalMilliseconds;
}
