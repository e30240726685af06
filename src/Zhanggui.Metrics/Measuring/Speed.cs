using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Metrics.Contracts;
using Zhanggui.Metrics.Rules;

namespace Zhanggui.Metrics.Measuring;

/// <summary>How quickly buyers were answered.</summary>
internal static class Speed
{
    public static void Count(Ledger ledger, IReadOnlyList<Sitting> sittings, FactSet facts, string shop, MetricRules rules, ShopDays days, Staff staff)
    {
        var closing = rules.ClosingWords.ToHashSet(StringComparer.Ordinal);
        var plain = Talks.Rounds(sittings, _ => true, days).Where(r => ledger.Has(r.Day)).ToList();
        var asking = Talks.Rounds(sittings, l => l.Text is null || !closing.Contains(l.Text.Trim()), days).Where(r => ledger.Has(r.Day)).ToList();
        First(ledger, plain, FirstStarts.Of(facts, rules, shop, staff));
        Rounds(ledger, asking);
        foreach (var set in rules.Responses)
        {
            Response(ledger, set, set.Name == Ledger.ShopSet ? asking : plain, days);
        }

        foreach (var set in rules.Rates.Where(s => s.Within is not null))
        {
            InTime(ledger, "three_minute_rate", set, set.Name == Ledger.ShopSet ? asking : plain, days);
        }

        if (rules.First is { Within: not null } first)
        {
            FirstInTime(ledger, first, [.. plain.Where(r => r.IsFirst)], new Attendance(facts.Presence), days);
        }

        Slow(ledger, asking, rules);
        FollowUps.Count(ledger, sittings, rules);
    }

    private static Part PartOf(Round round) => new(round.Day, MemberKind.Round, round.Opened.Id)
    {
        Buyer = round.Buyer,
        Person = round.Person,
        From = round.OpenedAt,
        FromMessage = round.Opened.Id,
        To = round.AnsweredAt,
        ToMessage = round.Answer?.Id,
        Channel = round.Opened.Channel,
    };

    private static void Rounds(Ledger ledger, List<Round> rounds)
    {
        var figure = ledger.Open("rounds");
        foreach (var round in rounds)
        {
            ledger.Everybody(figure, PartOf(round) with { Numerator = 1 });
        }
    }

    /// <summary>Mean over sittings of the first human answer since the start the book names: as a rule the buyer's first words; unanswered ones are counted by the reply rate.</summary>
    private static void First(Ledger ledger, List<Round> rounds, FirstStarts starts)
    {
        var figure = ledger.Open("first_response");
        foreach (var round in rounds.Where(r => r.IsFirst && r.AnsweredAt is not null))
        {
            var from = starts.Of(round);
            ledger.Everybody(figure, PartOf(round) with { From = from, Numerator = Milliseconds(round.AnsweredAt!.Value - from), Denominator = 1 });
        }
    }

    private static void Response(Ledger ledger, ResponseSet set, List<Round> rounds, ShopDays days)
    {
        var (average, unanswered) = (ledger.Open("average_response", set.Name), ledger.Open("unanswered_rounds", set.Name));
        foreach (var round in rounds.Where(r => set.Hours.Has(days.Time(r.OpenedAt))))
        {
            if (round.AnsweredAt is null)
            {
                ledger.Everybody(unanswered, PartOf(round) with { Numerator = 1 });
            }

            if (Counted(set, round, days) is { } took)
            {
                ledger.Everybody(average, PartOf(round) with { Numerator = Milliseconds(took), Denominator = 1 });
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

    private static void InTime(Ledger ledger, string metric, RateSet set, List<Round> rounds, ShopDays days)
    {
        var figure = ledger.Open(metric, set.Name);
        foreach (var round in rounds.Where(r => set.Hours.Has(days.Time(r.OpenedAt))))
        {
            var isHit = round.Took is { } took && took <= set.Within && !(set.DayEndMisses && days.Day(round.AnsweredAt!.Value) != round.Day);
            ledger.Everybody(figure, PartOf(round) with { Numerator = isHit ? 1 : 0, Denominator = 1 });
        }
    }

    /// <summary>What began while everybody was offline is a left message and counted apart.</summary>
    private static void FirstInTime(Ledger ledger, RateSet set, List<Round> rounds, Attendance attendance, ShopDays days)
    {
        var left = ledger.Open("offline_messages", set.Name);
        foreach (var round in rounds.Where(r => attendance.IsEverybodyOffline(r.OpenedAt)))
        {
            ledger.Shop(left, PartOf(round) with { Numerator = 1 });
        }

        InTime(ledger, "first_30s_rate", set, [.. rounds.Where(r => !attendance.IsEverybodyOffline(r.OpenedAt))], days);
    }

    private static void Slow(Ledger ledger, List<Round> rounds, MetricRules rules)
    {
        if (rules is not { SlowRounds: { } least, SlowOver: { } over })
        {
            return;
        }

        var figure = ledger.Open("slow_receptions");
        foreach (var day in rounds.Where(r => r.Took > over).GroupBy(r => (r.Buyer, r.Day)))
        {
            var slow = day.ToList();
            if (slow.Count >= least)
            {
                ledger.Shop(figure, SlowPart(slow));
            }

            foreach (var own in slow.Where(r => r.Person is not null).GroupBy(r => r.Person!, StringComparer.Ordinal).Where(g => g.Count() >= least))
            {
                ledger.Person(figure, SlowPart([.. own]));
            }
        }
    }

    private static Part SlowPart(List<Round> rounds) => PartOf(rounds[0]) with { Kind = MemberKind.Buyer, Id = rounds[0].Buyer, To = rounds[^1].AnsweredAt, ToMessage = rounds[^1].Answer?.Id, Numerator = 1 };

    private static long Milliseconds(Duration duration) => (long)duration.TotalMilliseconds;
}
