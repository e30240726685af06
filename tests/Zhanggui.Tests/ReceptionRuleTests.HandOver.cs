using NodaTime;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;

namespace Zhanggui.Tests;

/// <summary>One press hands a talk to another group, and back for a moment (CHAT-19).</summary>
public sealed partial class ReceptionRuleTests
{
    private static readonly HandOver ToAfterSales = new("after", "转售后", "after_sales", "售后问题", "售后不在班", Duration.FromHours(2));

    [Fact]
    public void One_press_puts_a_talk_into_the_queue_of_its_group_with_who_and_why()
    {
        var decision = Act(Opened(Li), new HandOverTo(Li, ToAfterSales, "售后", true));

        var head = decision.Head!;
        (head.State, head.Assignee, head.LastAgent).ShouldBe((ConversationState.Waiting, null, null));
        head.QueuedAt.ShouldBe(Noon); // the buyer keeps the place that the wait has earned
        (head.Routing!.Group, head.Routing.HandedOver!.By, head.Routing.HandedOver.OnlyUntil).ShouldBe(("after_sales", Li.Person!.Value, Noon + Duration.FromHours(2)));
        head.Routing.PassedBy.ShouldBe([Li.Person.Value]);
        head.Reason.ShouldBe("李转交售后：售后问题");
        decision.Messages.Single().Audience.ShouldBe(Audience.Agents); // the buyer reads nothing of it
        Act(head, new HandOverTo(Lead, ToAfterSales, "售后", true)).IsUnchanged.ShouldBeTrue(); // twice is once
    }

    [Fact]
    public void Only_the_owner_or_a_leader_hands_over_and_never_what_is_closed()
    {
        Act(Opened(Li), new HandOverTo(Wang, ToAfterSales, "售后", true)).Refusal.ShouldBeOfType<Reception.ActNotAllowed>();
        Act(Opened(Li), new HandOverTo(Lead, ToAfterSales, "售后", true)).Refusal.ShouldBeNull();
        var closed = Act(Opened(Li), new Close(Li, "已解决")).Head!;
        Act(closed, new HandOverTo(Li, ToAfterSales, "售后", true)).Refusal.ShouldBeOfType<Reception.ConversationClosed>();
    }

    [Theory]
    [InlineData(20, true)]
    [InlineData(21, false)]
    public void It_can_be_taken_back_for_a_moment_by_whoever_did_it(int seconds, bool isInTime)
    {
        var handed = Act(Opened(Li), new HandOverTo(Li, ToAfterSales, "售后", true)).Head!;
        var at = Noon + Duration.FromSeconds(seconds);

        Act(handed, new UndoHandOver(Wang), at: at).Refusal.ShouldBeOfType<Reception.HandOverNone>();
        var back = Act(handed, new UndoHandOver(Li), at: at);

        if (!isInTime)
        {
            back.Refusal.ShouldBeOfType<Reception.HandOverTooLate>();
            return;
        }

        (back.Head!.State, back.Head.Assignee, back.Head.Routing!.HandedOver, back.Head.Routing.Group).ShouldBe((ConversationState.Open, Li.Person, null, null));
        back.Head.Routing.PassedBy.ShouldBeNull();
        Act(back.Head, new UndoHandOver(Li), at: at).Refusal.ShouldBeOfType<Reception.HandOverNone>();
    }

    [Fact]
    public void It_comes_back_from_whoever_was_given_it_but_not_once_they_have_answered()
    {
        var handed = Act(Opened(Li), new HandOverTo(Li, ToAfterSales, "售后", true)).Head!;
        var given = Act(handed, new Assign(Party.House, Wang.Person!.Value, "王", "轮到") { Routed = new Routed(Why.Of(Why.Alone, "王"), "after_sales") }).Head!;

        Act(given, new UndoHandOver(Li)).Head!.Assignee.ShouldBe(Li.Person);
        var answered = Act(given, new Send(Wang, SenderKind.Agent, Text("您好，我是售后"))).Head!;
        Act(answered, new UndoHandOver(Li)).Refusal.ShouldBeOfType<Reception.HandOverNone>();
    }

    [Fact]
    public void The_buyer_is_told_once_that_nobody_of_the_group_is_there_and_that_is_no_answer()
    {
        var handed = Act(Opened(Li), new HandOverTo(Li, ToAfterSales, "售后", false)).Head!;
        handed.Reason.ShouldEndWith("（现在没有人在岗）");
        var tell = new TellAbsent("售后不在班", handed.Routing!.HandedOver!.At);

        var told = Act(handed, tell);
        (told.Messages.Single().Sender, told.Messages[0].Text).ShouldBe((SenderKind.AutoReply, "售后不在班"));
        told.Head!.WaitingSince.ShouldBe(Noon);
        Act(told.Head, tell).IsUnchanged.ShouldBeTrue();

        var taken = Act(handed, new Take(Wang)).Head!;
        Act(taken, tell).IsUnchanged.ShouldBeTrue(); // somebody is there after all
        Act(handed, tell with { HandedAt = Noon + Duration.FromSeconds(1) }).IsUnchanged.ShouldBeTrue(); // of another hand-over
    }
}
