using NodaTime;
using Zhanggui.Kernel.Ids;

namespace Zhanggui.Reception.Contracts;

/// <summary>An enquiry as it began: who answered first and when (null = nobody), and when it ended (null = it goes on).</summary>
public sealed record PastTalk(ConversationId Id, long Number, Instant At, PersonId? FirstAgent, Instant? FirstAnswerAt, Instant? EndedAt);

/// <summary>Enquiries of past days, for reports about how they were dealt out.</summary>
public interface IPastTalks
{
    /// <summary>Conversations that began inside the interval, oldest first, at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<PastTalk>> OfAsync(ShopId shop, Interval within, int limit, CancellationToken ct);

    /// <summary>Weights that a supervisor set, as they stand now; whoever is not named has 100.</summary>
    Task<IReadOnlyDictionary<PersonId, int>> WeightsAsync(ShopId shop, CancellationToken ct);
}
