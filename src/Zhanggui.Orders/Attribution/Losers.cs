using NodaTime;
using Zhanggui.Orders.Rules;

namespace Zhanggui.Orders.Attribution;

/// <summary>Everybody who had to do with an order and did not get it, each once, with the first reason that holds.</summary>
internal static class Losers
{
    public static IReadOnlyList<Loser> Of(OrderDecision decision, CaseFile file)
    {
        var of = Case.Of(decision.Order, decision.Rules.Rules, file);
        var winners = decision.Credits.Select(c => c.Person).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var found = new Dictionary<string, Loser>(StringComparer.Ordinal);
        foreach (var loser in Others(of, decision).Concat(Marks(of, decision)).Concat(Talkers(of, decision)))
        {
            if (!winners.Contains(loser.Person) && (!found.TryGetValue(loser.Person, out var known) || (loser.IsAssist && !known.IsAssist)))
            {
                found[loser.Person] = known is null ? loser : known with { IsAssist = true };
            }
        }

        return [.. found.Values.OrderBy(l => l.Person, StringComparer.Ordinal)];
    }

    private static IEnumerable<Loser> Marks(Case of, OrderDecision decision)
    {
        var basis = decision.Credits[0].Basis;
        var agents = of.File.Agents;
        if (of.Rules.Stack.Any(r => r is AttributionRule.Flag or AttributionRule.Chase))
        {
            var first = MarkRules.First(of);
            foreach (var mark in MarkRules.Flags(of).Where(m => m.Agent >= 0))
            {
                var loss = basis switch
                {
                    Basis.Undecided => Loss.Undecided,
                    Basis.Manual or Basis.External => Loss.DecidedElsewhere,
                    Basis.ChaseRefused => mark == first && Chasing.Original(of, out _) is { } original ? RefusedBecause(of, original, decision, mark) : Loss.AfterOriginal,
                    _ when mark.At > of.End => Loss.FlaggedAfterPayment,
                    _ => Loss.FlaggedLater,
                };
                yield return new Loser(agents.Name(mark.Agent), loss, mark.Event?.At, mark.Event?.Id, IsAssist: false);
            }
        }

        if (of.Rules.Stack.Contains(AttributionRule.Remark))
        {
            foreach (var (mark, _) in MarkRules.Numbers(of).Where(n => n.Mark.Agent >= 0))
            {
                var loss = basis == Basis.Undecided ? Loss.Undecided : mark.At > of.End ? Loss.NumberAfterPayment : Loss.NumberLater;
                yield return new Loser(agents.Name(mark.Agent), loss, mark.Event?.At, mark.Event?.Id, IsAssist: false);
            }

            foreach (var person in of.Placed is { } placed ? of.File.Numbers(of.Rules).Find(of.Order.Note, of.Clock.Date(placed)).SelectMany(n => n.Persons) : [])
            {
                yield return new Loser(person, basis == Basis.Undecided ? Loss.Undecided : Loss.NumberLater, null, null, IsAssist: false);
            }
        }
    }

    private static Loss RefusedBecause(Case of, Zhanggui.Facts.Records.OrderFact original, OrderDecision decision, Mark mark) =>
        Chasing.Refusal(of, original, of.File.Agents.Person(decision.Credits[0].Person!), mark.At) ?? Loss.AfterOriginal;

    /// <summary>Each agent by the last words that count, or else the first words after payment.</summary>
    private static IEnumerable<Loser> Talkers(Case of, OrderDecision decision)
    {
        var (talks, range) = (of.Talks, of.Range);
        var placed = of.Placed ?? of.Paid ?? long.MinValue;
        var original = decision.Credits[0].Basis == Basis.ChaseRefused ? Chasing.Original(of, out _)?.PlacedAt?.ToUnixTimeTicks() : null;
        var end = of.Paid ?? of.End;
        var seen = new HashSet<int>();
        for (var i = talks.After(range, end) - 1; i >= range.From; i--)
        {
            var agent = talks.Agent[i];
            if (of.File.Agents.IsPerson(agent) && seen.Add(agent))
            {
                var isIn = talks.At[i] > placed || of.Within(talks.ContactDay[talks.Contact[i]], of.Clock.Day(placed));
                yield return new Loser(of.File.Agents.Name(agent), Because(of, decision.Credits[0], i, placed, original, isIn), talks.SentAt(i), talks.Id(i), isIn);
            }
        }

        if (of.Paid is not { } paid)
        {
            yield break;
        }

        var lastDay = of.Clock.Day(paid) + (of.Rules.InquiryDays ?? 1) - 1;
        for (var i = talks.After(range, paid); i < range.To && of.Clock.Day(talks.At[i]) <= lastDay; i++)
        {
            if (of.File.Agents.IsPerson(talks.Agent[i]) && seen.Add(talks.Agent[i]))
            {
                yield return new Loser(of.File.Agents.Name(talks.Agent[i]), Loss.AfterPayment, talks.SentAt(i), talks.Id(i), IsAssist: false);
            }
        }
    }

    private static Loss Because(Case of, Credit won, int message, long placed, long? original, bool isIn) => won.Basis switch
    {
        Basis.Undecided => Loss.Undecided,
        Basis.Manual or Basis.External => Loss.DecidedElsewhere,
        Basis.ChaseRefused when original is { } at && of.Talks.At[message] > at => Loss.AfterOriginal,
        Basis.Chase => Loss.NotFlagged,
        _ when !isIn => Loss.OutsideWindow,
        Basis.Flag => Loss.NotFlagged,
        Basis.Remark => Loss.NoNumber,
        Basis.Payment => Loss.EarlierTalk,
        _ when of.Talks.At[message] > placed => Loss.AfterOrder,
        _ when of.Talks.InquiryDay(of.Talks.Contact[message], placed) is null => Loss.Unanswered,
        Basis.LastForItem when won.MessageId is not null && IsLater(of, message, won) => Loss.OtherItem,
        _ => Loss.EarlierTalk,
    };

    private static bool IsLater(Case of, int message, Credit won) => of.Talks.SentAt(message) > won.At;

    /// <summary>The first agent of an order that was rightly chased, and whom another tool names.</summary>
    private static IEnumerable<Loser> Others(Case of, OrderDecision decision)
    {
        if (decision.Credits[0].Basis == Basis.Chase && Chasing.Original(of, out _) is { } original
            && Stack.Judge(Chasing.AsOriginal(of, original), 1) is { IsWon: true } first)
        {
            yield return new Loser(of.File.Agents.Name(first.Agent), Loss.Chased, original.PlacedAt, original.OrderId, IsAssist: false);
        }

        if (of.File.External.TryGetValue(of.Order.OrderId, out var external))
        {
            yield return new Loser(external.Person, Loss.DecidedElsewhere, default(Instant?), external.Source, IsAssist: false);
        }
    }
}
