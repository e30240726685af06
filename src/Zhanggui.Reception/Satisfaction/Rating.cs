using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;

namespace Zhanggui.Reception.Satisfaction;

/// <summary>An invitation and, once the buyer has answered it, the stars; <paramref name="Person"/> is the last human who answered before it.</summary>
internal sealed record Rating(ConversationId Conversation, ShopId Shop, Instant InvitedAt, PersonId? Person, Instant? RatedAt, int? Stars)
{
    /// <summary>Who invited by hand; null = the house, when the conversation had ended.</summary>
    public PersonId? InvitedBy { get; init; }

    /// <summary>Where the buyer's own words stand in the record.</summary>
    public long? CommentSeq { get; init; }
}

/// <summary>Whom a shop asks, and what counts as an answer.</summary>
internal static class RatingRules
{
    public const int Most = 5;

    /// <summary>A conversation that has ended and in which a person answered is asked about once, while its time lasts.</summary>
    public static bool MayInvite(Conversation head, bool hasHumanAnswer, FloorRules floor, Instant now) =>
        floor.InvitesRating && hasHumanAnswer && head is { State: ConversationState.Closed, ClosedAt: { } closed, RetiredAt: null } && IsInTime(closed, floor, now);

    /// <summary>By hand while the talk goes on; at most once, as the house does.</summary>
    public static Refusal? MayInviteByHand(Conversation head, bool hasHumanAnswer, Rating? before, FloorRules floor) =>
        !floor.InvitesRating ? new RatingNotOffered()
        : before is not null ? new RatingAsked()
        : head.State is not (ConversationState.Open or ConversationState.Snoozed) || !hasHumanAnswer ? new RatingTooEarly()
        : null;

    /// <summary>Is the buyer shown the question now? One invited by hand also while the talk goes on.</summary>
    public static bool Asks(Rating? rating, Conversation head, FloorRules floor, Instant now) =>
        rating is { Stars: null } && Rate(rating, Most, floor, now) is null && (rating.InvitedBy is not null || head.State == ConversationState.Closed);

    public static Refusal? Rate(Rating? rating, int stars, FloorRules floor, Instant now) =>
        rating is null ? new RatingNotInvited()
        : stars is < 1 or > Most ? new RatingStarsWrong(Most)
        : rating.Stars is { } given ? given == stars ? null : new RatingGiven()
        : IsInTime(rating.InvitedAt, floor, now) ? null : new RatingTooLate();

    private static bool IsInTime(Instant since, FloorRules floor, Instant now) => floor.RatingWindow is not { } window || now - since < window;
}
