using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;

namespace Zhanggui.Reception.Satisfaction;

/// <summary>An invitation and, once the buyer has answered it, the stars; <paramref name="Person"/> is the last human who answered before it.</summary>
internal sealed record Rating(ConversationId Conversation, ShopId Shop, Instant InvitedAt, PersonId? Person, Instant? RatedAt, int? Stars);

/// <summary>Whom a shop asks, and what counts as an answer.</summary>
internal static class RatingRules
{
    public const int Most = 5;

    /// <summary>A conversation that has ended and in which a person answered is asked about once, while its time lasts.</summary>
    public static bool MayInvite(Conversation head, bool hasHumanAnswer, FloorRules floor, Instant now) =>
        floor.InvitesRating && hasHumanAnswer && head is { State: ConversationState.Closed, ClosedAt: { } closed, RetiredAt: null } && IsInTime(closed, floor, now);

    public static Refusal? Rate(Rating? rating, int stars, FloorRules floor, Instant now) =>
        rating is null ? new RatingNotInvited()
        : stars is < 1 or > Most ? new RatingStarsWrong(Most)
        : rating.Stars is { } given ? given == stars ? null : new RatingGiven()
        : IsInTime(rating.InvitedAt, floor, now) ? null : new RatingTooLate();

    private static bool IsInTime(Instant since, FloorRules floor, Instant now) => floor.RatingWindow is not { } window || now - since < window;
}
