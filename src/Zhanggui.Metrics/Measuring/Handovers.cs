using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Metrics.Contracts;

namespace Zhanggui.Metrics.Measuring;

/// <summary>
/// Receptions by routing and by transfer. A transfer brings its receiver a reception once the buyer speaks again or the receiver answers, before
/// the next transfer of that session; a buyer whom somebody received that day without such a transfer was received directly.
/// </summary>
internal static class Handovers
{
    /// <summary>Buyers whose talk a transfer may still belong to when no session says so.</summary>
    private static readonly Duration Nearby = Duration.FromMinutes(30);

    public static void Count(Ledger ledger, IReadOnlyList<Sitting> sittings, FactSet facts, string shop, ShopDays days, Staff staff)
    {
        var (direct, into, outOf) = (ledger.Open("direct_receptions"), ledger.Open("transferred_in"), ledger.Open("transferred_out"));
        var sessions = facts.Sessions.Where(s => s.Shop == shop).GroupBy(s => s.Id, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        var talks = sittings.GroupBy(s => s.Buyer, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.ToList(), StringComparer.Ordinal);
        FindByMessages(facts, shop, sittings, sessions);
        var transferred = new HashSet<(string Buyer, LocalDate Day, string Person)>();
        foreach (var chain in facts.Transfers.Where(t => t.Session is not null && sessions.ContainsKey(t.Session)).GroupBy(t => t.Session!, StringComparer.Ordinal))
        {
            var session = sessions[chain.Key];
            var steps = chain.OrderBy(t => t.At).ThenBy(t => t.Id, StringComparer.Ordinal).ToList();
            for (var i = 0; i < steps.Count; i++)
            {
                var (step, until) = (steps[i], i + 1 < steps.Count ? steps[i + 1].At : session.To);
                var sitting = talks.GetValueOrDefault(session.Buyer)?.LastOrDefault(s => s.From <= step.At && step.At <= s.To + Nearby);
                var part = new Part(sitting?.Day ?? days.Day(step.At), MemberKind.Transfer, step.Id) { Buyer = session.Buyer, From = step.At, Numerator = 1 };
                ledger.Everybody(outOf, part with { Person = staff.PersonOf(step.FromAccount, shop, step.At) });
                var receiver = staff.PersonOf(step.ToAccount, shop, step.At);
                var line = sitting?.Lines.FirstOrDefault(l => l.At >= step.At && (until is null || l.At < until) && (l.IsBuyer || (l.IsHuman && l.Person == receiver)));
                if (line is not null)
                {
                    ledger.Everybody(into, part with { Person = receiver, To = line.At, ToMessage = line.Id });
                    if (receiver is not null)
                    {
                        transferred.Add((session.Buyer, part.Day, receiver));
                    }
                }
            }
        }

        Direct(ledger, direct, sittings, transferred);
    }

    /// <summary>Talks in the house have no row of their own: their messages are numbered by the talk, so the buyer is found by them.</summary>
    private static void FindByMessages(FactSet facts, string shop, IReadOnlyList<Sitting> sittings, Dictionary<string, SessionFact> sessions)
    {
        var wanted = facts.Transfers.Select(t => t.Session).OfType<string>().Where(s => !sessions.ContainsKey(s)).ToHashSet(StringComparer.Ordinal);
        if (wanted.Count == 0)
        {
            return;
        }

        foreach (var sitting in sittings)
        {
            foreach (var line in sitting.Lines)
            {
                var talk = line.Id.LastIndexOf('-') is var at and > 0 ? line.Id[..at] : string.Empty;
                if (wanted.Remove(talk))
                {
                    sessions[talk] = new SessionFact { Id = talk, Shop = shop, Buyer = sitting.Buyer, From = sitting.From };
                }
            }
        }
    }

    /// <summary>Without transfers on record everybody was received directly.</summary>
    private static void Direct(Ledger ledger, Figure figure, IReadOnlyList<Sitting> sittings, HashSet<(string Buyer, LocalDate Day, string Person)> transferred)
    {
        foreach (var day in sittings.Where(s => s.HasBuyer && s.HasHuman).GroupBy(s => (s.Buyer, s.Day)))
        {
            var whole = new BuyerDay(day.Key.Buyer, day.Key.Day, [.. day]);
            ledger.Shop(figure, whole.Part);
            foreach (var person in whole.Persons.Where(p => !transferred.Contains((whole.Buyer, whole.Day, p))))
            {
                ledger.Person(figure, whole.Part with { Person = person });
            }
        }
    }
}
