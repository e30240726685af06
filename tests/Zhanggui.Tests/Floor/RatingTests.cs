using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Reception.Satisfaction;

namespace Zhanggui.Tests.Floor;

public sealed class RatingTests
{
    private static readonly Instant Closed = Instant.FromUtc(2026, 3, 10, 4, 0);
    private static readonly FloorRules Floor = FloorRules.None with { InvitesRating = true, RatingWindow = Duration.FromDays(7) };

    [Theory]
    [InlineData(ConversationState.Closed, true, 0, true)]
    [InlineData(ConversationState.Closed, true, (7 * 24 * 60) - 1, true)]
    [InlineData(ConversationState.Closed, true, 7 * 24 * 60, false)]
    [InlineData(ConversationState.Closed, false, 0, false)]
    [InlineData(ConversationState.Open, true, 0, false)]
    public void Who_was_answered_is_asked_once_it_is_over_and_in_time(ConversationState state, bool wasAnswered, int minutesLater, bool asks)
    {
        RatingRules.MayInvite(Head(state), wasAnswered, Floor, Closed + Duration.FromMinutes(minutesLater)).ShouldBe(asks);
        RatingRules.MayInvite(Head(state), wasAnswered, FloorRules.None, Closed).ShouldBeFalse();
    }

    [Theory]
    [InlineData(0, null, 0, "reception.rating.stars")]
    [InlineData(6, null, 0, "reception.rating.stars")]
    [InlineData(5, null, 0, null)]
    [InlineData(5, 5, 0, null)]
    [InlineData(4, 5, 0, "reception.rating.given")]
    [InlineData(5, null, 8 * 24, "reception.rating.too_late")]
    public void The_first_answer_in_time_stands(int stars, int? given, int hoursLater, string? code)
    {
        var rating = new Rating(new ConversationId(Guid.CreateVersion7()), default, Closed, null, null, given);

        RatingRules.Rate(rating, stars, Floor, Closed + Duration.FromHours(hoursLater))?.Code.ShouldBe(code);
        RatingRules.Rate(null, stars, Floor, Closed)!.Code.ShouldBe("reception.rating.not_invited");
    }

    [Fact]
    public void Sums_count_invitations_answers_and_levels()
    {
        Rating One(int? stars) => new(new ConversationId(Guid.CreateVersion7()), default, Closed, null, null, stars);

        var sum = ListRatings.SumOf(null, null, [One(5), One(4), One(3), One(1), One(null)]);

        (sum.Invited, sum.Rated, sum.Satisfied).ShouldBe((5, 4, 2));
        sum.ByStars.ShouldBe([1, 0, 1, 1, 1]);
    }

    private static Conversation Head(ConversationState state) => new()
    {
        Id = new ConversationId(Guid.CreateVersion7()),
        Shop = new ShopId(Guid.CreateVersion7()),
        Channel = new ChannelId(Guid.CreateVersion7()),
        ChannelKind = "web",
        ChannelName = "网站",
        Buyer = Guid.CreateVersion7(),
        Subject = Guid.CreateVersion7(),
        About = new About("买家"),
        State = state,
        ClosedAt = Closed,
    };
}
