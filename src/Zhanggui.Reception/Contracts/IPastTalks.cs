using NodaTime;
using Zhanggui.Kernel.Ids;

namespace Zhanggui.Reception.Contracts;

/// <summary>An enquiry as it began: who answered first and when (null = nobody), and when it ended (null = it goes on).</summary>
public sealed record PastTalk(ConversationId Id, long Number, Instant At, PersonId? FirstAgent, Instant? FirstAnswerAt, Instant? EndedAt);

/// <summary>From when on somebody's share of new buyers weighed so much.</summary>
public sealed record WeightChange(PersonId Person, Instant From, int Weight);

/// <summary>Weights by time; whoever has none set yet counts like everybody.</summary>
public sealed class PastWeights
{
    public const int Usual = 100;

    private readonly Dictionary<PersonId, IReadOnlyList<WeightChange>> byPerson;

    public PastWeights(IEnumerable<WeightChange> changes) =>
        byPerson = changes.GroupBy(c => c.Person).ToDictionary(g => g.Key, IReadOnlyList<WeightChange> (g) => [.. g.OrderBy(c => c.From)]);

    public int At(PersonId person, Instant at)
    {
        var weight = Usual;
        foreach (var change in byPerson.GetValueOrDefault(person, []))
        {
            if (change.From > at)
            {
                break;
            }

            weight = change.Weight;
        }

        return weight;
    }
}

/// <summary>Enquiries of past days, for reports about how they were dealt out.</summary>
public interface IPastTalks
{
    /// <summary>Conversations that began inside the interval, oldest first, at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<PastTalk>> OfAsync(ShopId shop, Interval within, int limit, CancellationToken ct);

    /// <summary>Weights as they were in force at some instant of the interval.</summary>
    Task<PastWeights> WeightsAsync(ShopId shop, Interval within, CancellationToken ct);
}
