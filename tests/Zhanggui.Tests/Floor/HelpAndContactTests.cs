using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Reception.Channels.Contacts;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Help;

namespace Zhanggui.Tests.Floor;

public sealed class HelpAndContactTests
{
    private static readonly Instant Asked = Instant.FromUtc(2026, 3, 10, 4, 0);

    [Theory]
    [InlineData(179, false)]
    [InlineData(180, true)]
    public void A_call_is_late_when_nobody_has_answered_for_so_long(int seconds, bool isLate)
    {
        var call = new HelpCall(Guid.CreateVersion7(), default, new ConversationId(Guid.CreateVersion7()), new PersonId(Guid.CreateVersion7()), null, Asked, 3, null, null, null, null);
        var now = Asked + Duration.FromSeconds(seconds);

        HelpRules.IsLate(call, Duration.FromMinutes(3), now).ShouldBe(isLate);
        HelpRules.IsLate(call, null, now).ShouldBeFalse();
        HelpRules.IsLate(call with { AnsweredAt = Asked }, Duration.FromMinutes(3), now).ShouldBeFalse();
    }

    [Fact]
    public void Contacts_are_counted_by_class_in_the_books_order_and_none_is_lost()
    {
        BookedContact One(string kind, string? named) => new(Guid.CreateVersion7(), default, new ConversationId(Guid.CreateVersion7()), kind, "in", Asked, null, named, null, default);

        var counts = ContactRegister.Count([One("telephone", "投诉"), One("visit", "投诉"), One("qq", null), One("telephone", "旧类别")], ["咨询", "投诉"]);

        counts.ShouldBe([new("咨询", 0, 0, 0), new("投诉", 1, 1, 0), new("旧类别", 1, 0, 0), new(null, 0, 0, 1)]);
    }

    [Fact]
    public void Contacts_are_counted_by_the_days_of_the_shop()
    {
        var zone = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];
        BookedContact One(int hour, int minute, string kind) =>
            new(Guid.CreateVersion7(), default, new ConversationId(Guid.CreateVersion7()), kind, "in", Instant.FromUtc(2026, 3, 1, hour, minute), null, "投诉", null, default);

        var days = ContactRegister.ByDay([One(15, 59, "telephone"), One(16, 0, "visit"), One(16, 1, "qq")], ["咨询", "投诉"], zone);

        days.Select(d => (d.Day, d.Telephone, d.Visit, d.Other)).ShouldBe([(new LocalDate(2026, 3, 2), 0, 1, 1), (new LocalDate(2026, 3, 1), 1, 0, 0)]);
        days[0].Classes.ShouldBe([new("投诉", 0, 1, 1)]);
    }
}
