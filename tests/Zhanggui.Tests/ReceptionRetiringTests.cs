using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Reception.Retention;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Tests;

public sealed class ReceptionRetiringTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 22, 10, 0);
    private static readonly Instant Before = Retiring.Before(Now, 24); // 2024-11-22 10:00

    [Theory]
    [InlineData("closed", 0, 0, false, false, true)] // to the millisecond
    [InlineData("closed", -1, -1, false, false, true)]
    [InlineData("closed", 1, 1, false, false, false)] // younger
    [InlineData("closed", -1, 1, false, false, false)] // a note was written later
    [InlineData("closed", -1, -1, true, false, false)] // done already
    [InlineData("closed", -1, -1, false, true, false)] // a case cites it
    [InlineData("open", -1, -1, false, false, false)]
    [InlineData("waiting", -1, -1, false, false, false)]
    [InlineData("snoozed", -1, -1, false, false, false)]
    public void What_is_closed_old_and_cited_by_nobody_is_due(string state, int lastAt, int recordAt, bool isRetired, bool isCited, bool isDue) =>
        Retiring.IsDue(Head(Enum.Parse<ConversationState>(state, ignoreCase: true), lastAt, recordAt, isRetired), Before, isCited).ShouldBe(isDue);

    [Theory]
    [InlineData(2026, 11, 22, 24, 2024, 11, 22)]
    [InlineData(2026, 3, 31, 1, 2026, 2, 28)] // no 31 February
    [InlineData(2026, 1, 15, 1, 2025, 12, 15)]
    [InlineData(2026, 11, 22, 240, 2006, 11, 22)]
    public void Months_are_those_of_the_calendar(int year, int month, int day, int months, int thenYear, int thenMonth, int thenDay) =>
        Retiring.Before(Instant.FromUtc(year, month, day, 8, 30), months).ShouldBe(Instant.FromUtc(thenYear, thenMonth, thenDay, 8, 30));

    private static Conversation Head(ConversationState state, int lastAt, int recordAt, bool isRetired) => new()
    {
        Id = new ConversationId(Guid.NewGuid()),
        Shop = new ShopId(Guid.NewGuid()),
        Channel = new ChannelId(Guid.NewGuid()),
        ChannelKind = "web",
        ChannelName = "网站",
        Buyer = Guid.NewGuid(),
        Subject = Guid.NewGuid(),
        Identity = BuyerIdentity.Anonymous,
        About = new About("访客"),
        State = state,
        LastAt = Before + Duration.FromMilliseconds(lastAt),
        RecordAt = Before + Duration.FromMilliseconds(recordAt),
        RetiredAt = isRetired ? Now : null,
    };
}
