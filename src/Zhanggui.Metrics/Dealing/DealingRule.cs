using NodaTime;
using Zhanggui.Kernel.Ids;

namespace Zhanggui.Metrics.Dealing;

/// <summary>An enquiry that somebody answered: the instant at which it was dealt out, and who got it.</summary>
internal sealed record DealtEnquiry(Guid Id, Instant At, PersonId Agent);

/// <summary>Somebody took new conversations during [From, To).</summary>
internal readonly record struct ReadySpell(PersonId Person, Instant From, Instant To);

/// <summary>What one enquiry was to one person: theirs or not, and the part of it that was due to them, in millionths.</summary>
internal readonly record struct DealtPart(int Enquiry, PersonId Person, bool IsTheirs, long Due, int There);

/// <summary>
/// How enquiries were dealt out against what was due. An enquiry is due to everybody who took new conversations at its instant, by weight; where
/// nobody did, to whoever answered it. The parts of an enquiry add up to one, so what is due to all is what all received.
/// </summary>
internal static class DealingRule
{
    public const long Whole = 1_000_000;

    /// <param name="enquiries">Oldest first.</param>
    public static IEnumerable<DealtPart> Parts(IReadOnlyList<DealtEnquiry> enquiries, IReadOnlyList<ReadySpell> ready, Func<PersonId, Instant, int> weightAt)
    {
        var coming = ready.Where(s => s.From < s.To).OrderBy(s => s.From).ToList();
        var there = new SortedDictionary<Guid, Instant>();
        var next = 0;
        for (var i = 0; i < enquiries.Count; i++)
        {
            var enquiry = enquiries[i];
            for (; next < coming.Count && coming[next].From <= enquiry.At; next++)
            {
                var until = there.GetValueOrDefault(coming[next].Person.Value, Instant.MinValue);
                there[coming[next].Person.Value] = Instant.Max(until, coming[next].To);
            }

            foreach (var gone in there.Where(t => t.Value <= enquiry.At).Select(t => t.Key).ToList())
            {
                there.Remove(gone);
            }

            foreach (var part in Split(i, enquiry.Agent, [.. there.Keys.Select(k => new PersonId(k))], p => weightAt(p, enquiry.At)))
            {
                yield return part;
            }
        }
    }

    private static IEnumerable<DealtPart> Split(int enquiry, PersonId agent, List<PersonId> there, Func<PersonId, int> weightOf)
    {
        var weights = there.ConvertAll(p => (long)Math.Max(0, weightOf(p)));
        var sum = weights.Sum();
        if (sum == 0)
        {
            yield return new DealtPart(enquiry, agent, IsTheirs: true, Whole, there.Count);
            yield break;
        }

        // The spare millionths go one by one to the first of those who have a weight.
        var spare = Whole - weights.Sum(w => Whole * w / sum);
        for (var i = 0; i < there.Count; i++)
        {
            var more = weights[i] > 0 && spare > 0 ? 1 : 0;
            spare -= more;
            yield return new DealtPart(enquiry, there[i], there[i] == agent, (Whole * weights[i] / sum) + more, there.Count);
        }

        if (!there.Contains(agent))
        {
            yield return new DealtPart(enquiry, agent, IsTheirs: true, 0, there.Count);
        }
    }
}
