using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Reception.Channels.Contacts;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
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

    [Theory]
    [InlineData(null, ConversationState.Closed, false, false)] // a person's question waits for its answer
    [InlineData(HelpCall.Soothing, ConversationState.Open, true, false)]
    [InlineData(HelpCall.Soothing, ConversationState.Waiting, null, false)]
    [InlineData(HelpCall.Soothing, ConversationState.Open, false, true)] // somebody else took it up
    [InlineData(HelpCall.Soothing, ConversationState.Closed, true, true)]
    public void What_the_house_called_for_is_over_with_the_talk_or_another_owner(string? kind, ConversationState state, bool? isTheirs, bool isOver)
    {
        var (by, other) = (new PersonId(Guid.CreateVersion7()), new PersonId(Guid.CreateVersion7()));
        var head = new Conversation
        {
            Id = new ConversationId(Guid.CreateVersion7()),
            Shop = default,
            Channel = default,
            ChannelKind = "web",
            ChannelName = "店铺网页",
            Buyer = Guid.CreateVersion7(),
            Subject = Guid.CreateVersion7(),
            About = new About("买家"),
            State = state,
            Assignee = isTheirs is not { } own ? null : own ? by : other,
        };
        var call = new HelpCall(Guid.CreateVersion7(), default, head.Id, by, null, Asked, 3, null, null, null, null) { Kind = kind };

        HelpRules.IsOver(call, head).ShouldBe(isOver);
        HelpRules.IsOver(call with { AnsweredAt = Asked }, head).ShouldBeFalse(); // the answer is still to be read
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

        var days = ContactRegister.ByDay([One(15, 59, "telephone"), One(16, 0, "visit"), One(16, 1, "qq")], ["咨询", "投诉"], [], zone);

        days.Select(d => (d.Day, d.Telephone, d.Visit, d.Other)).ShouldBe([(new LocalDate(2026, 3, 2), 0, 1, 1), (new LocalDate(2026, 3, 1), 1, 0, 0)]);
        days[0].Classes.ShouldBe([new("投诉", 0, 1, 1)]);
    }

    [Fact]
    public void Whoever_called_or_came_counts_once_a_day_and_took_it_by_the_outcome()
    {
        var (guest, caller, called) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        BookedContact One(Guid buyer, string kind, string direction = "in", string? outcome = null, int day = 2) =>
            new(Guid.CreateVersion7(), default, new ConversationId(Guid.CreateVersion7()), kind, direction, Instant.FromUtc(2026, 3, day, 1, 0), null, null, null, default) { Buyer = buyer, Outcome = outcome };
        BookedContact[] all =
        [
            One(guest, "telephone"), One(guest, "visit", outcome: "已预约"), // called, then came: one person
            One(caller, "telephone", outcome: "考虑中"), One(called, "telephone", "out", "已预约"), // whom we called is no caller
            One(caller, "qq", outcome: "已预约"), // neither called nor came
        ];

        CallerCount.Of(all, ["已预约", "已就诊"]).ShouldBe(new CallerCount(2, 1, 1));
        CallerCount.Of(all, []).ShouldBe(new CallerCount(2, 1, 0));
        ContactRegister.ByDay([.. all, One(guest, "visit", day: 3)], [], ["已预约"], DateTimeZone.Utc).Select(d => d.People).ShouldBe([new CallerCount(1, 1, 0), new CallerCount(2, 1, 1)]);
    }

    // E-03: the seven classes of a year add up to the calls and visits there were.
    [Fact]
    public void Classes_of_the_register_add_up_to_everybody_who_called_or_came()
    {
        (string Class, int Count)[] year = [("业主咨询", 2689), ("建议", 156), ("投诉", 30), ("公共报修", 1252), ("家庭报修", 1010), ("其他服务", 195), ("表扬", 56)];
        var all = year.SelectMany(c => Enumerable.Range(0, c.Count).Select(i => new BookedContact(Guid.CreateVersion7(), default, default, i % 2 == 0 ? "telephone" : "visit", "in", Instant.FromUtc(2012, 1 + (i % 12), 1, 1, 0), null, c.Class, null, default))).ToList();

        var counted = ContactRegister.Count(all, [.. year.Select(c => c.Class)]);

        counted.Select(c => c.Telephone + c.Visit + c.Other).ShouldBe(year.Select(c => c.Count));
        counted.Sum(c => c.Telephone + c.Visit + c.Other).ShouldBe(5388);
        (5388 % 12, 5388 / 12).ShouldBe((0, 449));
    }
}
