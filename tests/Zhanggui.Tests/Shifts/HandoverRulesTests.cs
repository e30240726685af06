using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Shifts.Contracts;
using Zhanggui.Shifts.Handover;

namespace Zhanggui.Tests.Shifts;

public sealed class HandoverRulesTests
{
    private static readonly PersonId Leaver = PersonId.From(Guid.Parse("00000000-0000-7000-8000-000000000001"));
    private static readonly PersonId Receiver = PersonId.From(Guid.Parse("00000000-0000-7000-8000-000000000002"));
    private static readonly PersonId Lead = PersonId.From(Guid.Parse("00000000-0000-7000-8000-000000000003"));
    private static readonly ShopId Shop = ShopId.From(Guid.Parse("00000000-0000-7000-8000-000000000009"));
    private static readonly Instant At = Instant.FromUtc(2026, 9, 22, 10, 0);
    private static readonly HandoverBookRules Book = new() { BlocksFrom = LogLevel.Major, Equipment = ["总机", "服务器"], Preparation = ["未完工作", "新的指示", "设备状况"], BeforeLeaving = HandoverNeed.Remind };

    [Theory]
    [InlineData("断电", "已报修", "恢复供电", null)]
    [InlineData("", "已报修", "恢复供电", "cause")]
    [InlineData("断电", " ", "恢复供电", "course")]
    [InlineData("断电", "已报修", null, "result")] // E-31
    public void Item_needs_cause_course_and_result(string? cause, string? course, string? result, string? field) =>
        HandoverRules.Write(cause, course, result)?.Field.ShouldBe(field);

    [Fact]
    public void Item_without_result_cannot_be_saved() => HandoverRules.Write("断电", "已报修", "").ShouldNotBeNull().Code.ShouldBe("shifts.log.text_wrong");

    /// <summary>E-30, step by step.</summary>
    [Fact]
    public void Handover_is_refused_by_each_block_and_done_only_with_two_signatures()
    {
        var handover = Draft();
        var urgent = Item(LogLevel.Urgent);
        string[] two = ["未完工作", "新的指示"];
        string[] all = [.. two, "设备状况"];

        Sign(handover, [urgent], [], all).ShouldBe("shifts.handover.event_open");
        urgent.HandledAt = At;
        Sign(handover, [urgent], [Machine("总机", EquipmentState.Starting)], all).ShouldBe("shifts.handover.equipment_switching");
        Sign(handover, [urgent], [Machine("总机", EquipmentState.Running)], two).ShouldBe("shifts.handover.unprepared");
        Sign(handover, [urgent], [Machine("总机", EquipmentState.Running)], all).ShouldBeNull();

        handover.State = HandoverState.Offered; // one signature: still open
        HandoverRules.Receive(handover, Leaver, []).ShouldNotBeNull().Code.ShouldBe("shifts.handover.not_yours");
        HandoverRules.Receive(handover, Lead, []).ShouldNotBeNull().Code.ShouldBe("shifts.handover.not_yours");
        HandoverRules.Receive(handover, Receiver, []).ShouldBeNull();
        handover.State = HandoverState.Done;
        HandoverRules.Receive(handover, Receiver, []).ShouldNotBeNull().Code.ShouldBe("shifts.handover.moved");
    }

    [Theory]
    [InlineData(LogLevel.Major, LogLevel.Normal, false)]
    [InlineData(LogLevel.Major, LogLevel.Major, true)]
    [InlineData(LogLevel.Major, LogLevel.Urgent, true)]
    [InlineData(LogLevel.Urgent, LogLevel.Major, false)]
    [InlineData(LogLevel.Urgent, LogLevel.Urgent, true)]
    [InlineData(null, LogLevel.Urgent, false)]
    public void Unresolved_event_blocks_from_the_books_level_up(object? from, object level, bool blocks) =>
        HandoverRules.Blocks(new HandoverLook([Item((LogLevel)level)], [], Book.Preparation), Book with { BlocksFrom = (LogLevel?)from }).Any().ShouldBe(blocks);

    [Fact]
    public void Instruction_is_handed_over_whatever_its_level_and_equipment_the_book_does_not_name_blocks_nothing()
    {
        var look = new HandoverLook([Item(LogLevel.Urgent, LogSort.Instruction)], [Machine("饮水机", EquipmentState.Stopping), Machine("总机", EquipmentState.Faulty)], Book.Preparation);
        HandoverRules.Blocks(look, Book).ShouldBeEmpty();
        HandoverRules.Blocks(look with { Done = [] }, Book with { Preparation = [] }).ShouldBeEmpty();
    }

    [Fact]
    public void Exception_passes_what_was_there_when_it_was_made_and_nobody_excepts_themselves()
    {
        var handover = Draft();
        var look = new HandoverLook([Item(LogLevel.Major)], [], Book.Preparation);
        var blocks = HandoverRules.Blocks(look, Book);

        HandoverRules.Except(handover, Leaver, blocks, "x").ShouldNotBeNull().Code.ShouldBe("shifts.handover.exception_own");
        HandoverRules.Except(handover, Lead, blocks, " ").ShouldNotBeNull().Code.ShouldBe("shifts.handover.reason_missing");
        HandoverRules.Except(handover, Lead, [], "x").ShouldNotBeNull().Code.ShouldBe("shifts.handover.nothing_blocks");
        HandoverRules.Except(handover, Lead, blocks, "已约厂家明早来").ShouldBeNull();

        handover.ExceptedBlocks = string.Join(',', blocks.Select(b => b.Code));
        HandoverRules.Sign(handover, Leaver, blocks).ShouldBeNull();
        HandoverRules.Sign(handover, Leaver, HandoverRules.Blocks(look with { Done = [] }, Book)).ShouldNotBeNull().Code.ShouldBe("shifts.handover.unprepared");
    }

    [Fact]
    public void Leaver_takes_back_only_what_is_not_received_and_signs_to_somebody_else()
    {
        var handover = Draft();
        HandoverRules.Recall(handover, Leaver).ShouldNotBeNull().Code.ShouldBe("shifts.handover.moved");
        handover.State = HandoverState.Offered;
        HandoverRules.Recall(handover, Receiver).ShouldNotBeNull().Code.ShouldBe("shifts.handover.not_yours");
        HandoverRules.Recall(handover, Leaver).ShouldBeNull();
        handover.State = HandoverState.Draft;
        handover.Receiver = null;
        HandoverRules.Sign(handover, Leaver, []).ShouldNotBeNull().Code.ShouldBe("shifts.handover.receiver_wrong");
        handover.Receiver = Leaver;
        HandoverRules.Sign(handover, Leaver, []).ShouldNotBeNull().Code.ShouldBe("shifts.handover.receiver_wrong");
    }

    [Fact]
    public void Whoever_follows_on_the_roster_takes_over_else_who_is_on_duty()
    {
        (PersonId, string, bool)[] able = [(Receiver, "乙", false), (Lead, "甲", true)];
        var (today, now) = (new LocalDate(2026, 9, 22), new LocalDateTime(2026, 9, 22, 15, 50));
        RosterShift[] shifts = [Shift(Leaver, today, 8, 16), Shift(Lead, today, 8, 16), Shift(Receiver, today, 16, 0)];

        HandoverRules.Successor(Leaver, now, shifts, able).ShouldBe(Receiver);
        HandoverRules.Successor(Leaver, now, [.. shifts.Reverse()], [.. able.Reverse()]).ShouldBe(Receiver);
        HandoverRules.Successor(Leaver, now, [], able).ShouldBe(Lead);
        HandoverRules.Successor(Leaver, now, [], [(Receiver, "乙", false)]).ShouldBeNull();
        HandoverRules.Successor(Leaver, now, [Shift(Leaver, today, 8, 16), Shift(Receiver, today.PlusDays(-1), 16, 0)], [(Receiver, "乙", false)]).ShouldBeNull(); // over
        HandoverRules.Successor(Leaver, new(2026, 9, 23, 7, 50), [Shift(Leaver, today, 20, 8), Shift(Receiver, today.PlusDays(1), 8, 16)], able).ShouldBe(Receiver); // past midnight
    }

    private static string? Sign(HandoverRow handover, LogItemRow[] log, EquipmentRow[] equipment, string[] done) =>
        HandoverRules.Sign(handover, Leaver, HandoverRules.Blocks(new HandoverLook(log, equipment, done), Book))?.Code;

    private static HandoverRow Draft() => new() { Id = Guid.CreateVersion7(), ShopId = Shop, Leaver = Leaver, Receiver = Receiver, State = HandoverState.Draft, BegunAt = At };

    private static LogItemRow Item(LogLevel level, LogSort sort = LogSort.Event) =>
        new() { Id = Guid.CreateVersion7(), ShopId = Shop, Sort = sort, Level = level, Cause = "断电", Course = "已报修", Result = "等厂家", WrittenBy = Leaver, WrittenAt = At, Owner = Leaver };

    private static EquipmentRow Machine(string name, EquipmentState state) => new() { ShopId = Shop, Name = name, State = state, Since = At, SetBy = Leaver };

    private static RosterShift Shift(PersonId person, LocalDate day, int from, int until) => new(person, day, "班", new LocalTime(from, 0), new LocalTime(until, 0), null);
}
