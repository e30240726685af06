using Zhanggui.Facts.Records;
using Zhanggui.Orders.Attribution;

namespace Zhanggui.Tests.Orders.Attribution;

/// <summary>下单判定 and 下单优先: who talked last before the order, else before payment.</summary>
public sealed class OrderRuleTests
{
    [Fact]
    public void The_last_agent_before_the_order_wins()
    {
        var story = new Story().Talk("3 10:00", "a").Talk("3 11:00", "b").Order("3 12:00", "3 12:05");

        story.Won("bob", Basis.Order);
        story.Credit().MessageId.ShouldBe("m0004");
        story.Lost("anna").ShouldBe(Loss.EarlierTalk);
        story.Decision().Losers.Single().IsAssist.ShouldBeTrue();
    }

    [Fact]
    public void Words_at_the_instant_of_the_order_count_as_before_it() =>
        new Story().Talk("3 10:00", "a").Asks("3 11:59", "b").Answers("3 12:00", "b").Order("3 12:00", "3 12:05").Won("bob", Basis.Order);

    [Fact]
    public void Words_a_moment_after_the_order_do_not() =>
        new Story("order-shop").Talk("3 10:00", "a").Asks("3 11:59", "b").Answers("3 12:00:01", "b").Order("3 12:00", "3 12:05").Won("anna", Basis.Order);

    [Theory]
    [InlineData("a", "b", "bob")]
    [InlineData("b", "a", "anna")]
    public void At_equal_instants_the_later_id_wins(string first, string second, string winner) =>
        new Story().Asks("3 9:00", first).Asks("3 9:00", second).Answers("3 10:00", first, id: "x1").Answers("3 10:00", second, id: "x2").Order("3 12:00", "3 12:05").Won(winner, Basis.Order);

    [Fact]
    public void Ids_are_compared_ordinally() =>
        new Story().Asks("3 9:00", "a").Asks("3 9:00", "b").Answers("3 10:00", "a", id: "x9").Answers("3 10:00", "b", id: "x10").Order("3 12:00", "3 12:05").Won("anna", Basis.Order);

    [Theory]
    [InlineData("3 23:59", true)]
    [InlineData("5 23:59:59", true)]
    [InlineData("6 0:00", false)]
    public void Three_days_are_the_day_of_the_inquiry_and_two_more(string placed, bool won)
    {
        var story = new Story().Talk("3 10:00", "a").Order(placed, placed);
        if (won)
        {
            story.Won("anna", Basis.Order);
        }
        else
        {
            story.Silent();
            story.Lost("anna").ShouldBe(Loss.OutsideWindow);
        }
    }

    [Fact]
    public void Windows_overlap_and_the_later_agent_wins()
    {
        var story = new Story().Talk("1 10:00", "a").Talk("3 10:00", "b").Order("3 12:00", "3 12:05");

        story.Won("bob", Basis.Order);
        story.Lost("anna").ShouldBe(Loss.EarlierTalk);
    }

    [Fact]
    public void Talk_over_midnight_counts_on_the_day_of_its_first_words()
    {
        new Story().Asks("1 23:58", "a").Answers("2 0:02", "a").Order("3 23:00", "3 23:00").Won("anna", Basis.Order);
        new Story().Asks("1 23:58", "a").Answers("2 0:02", "a").Order("4 0:00", "4 0:00").Silent();
    }

    [Fact]
    public void After_a_long_silence_over_midnight_it_is_a_new_contact() =>
        new Story().Talk("1 23:20", "a").Talk("2 0:02", "a").Order("4 12:00", "4 12:00").Won("anna", Basis.Order);

    [Fact]
    public void Session_that_was_ended_by_hand_parts_the_contacts() =>
        new Story().Talk("1 23:50", "a").Talk("2 0:02", "a").Session("1 23:50", "1 23:58").Session("2 0:02", "2 0:20").Order("4 12:00", "4 12:00").Won("anna", Basis.Order);

    [Fact]
    public void Session_holds_a_long_silence_together() =>
        new Story().Talk("1 23:00", "a").Talk("2 0:02", "a").Session("1 23:00", "2 1:00").Order("4 12:00", "4 12:00").Silent();

    [Fact]
    public void Agent_who_was_addressed_and_never_answered_has_no_contact()
    {
        var story = new Story().Talk("3 10:00", "a").Asks("3 11:00", "b").Order("3 12:00", "3 12:05");

        story.Won("anna", Basis.Order);
        story.Lost("bob").ShouldBeNull();
    }

    [Fact]
    public void Nobody_who_only_was_addressed_leaves_the_order_silent() => new Story().Asks("3 11:00", "b").Order("3 12:00", "3 12:05").Silent();

    [Fact]
    public void Transfer_without_a_word_moves_nothing() =>
        new Story().Talk("3 10:00", "a").Asks("3 10:05", "b").Order("3 10:06", "3 10:06").Won("anna", Basis.Order);

    [Fact]
    public void One_agent_before_the_order_and_another_before_payment()
    {
        var story = new Story().Talk("3 10:00", "a").Order("3 11:00", "3 13:00").Talk("3 12:00", "b");

        story.Won("anna", Basis.Order);
        story.Lost("bob").ShouldBe(Loss.AfterOrder);
    }

    [Fact]
    public void Silent_order_that_somebody_presses_to_payment() => new Story().Order("3 11:00", "3 13:00").Answers("3 12:00", "b").Won("bob", Basis.Payment);

    [Fact]
    public void Pressing_counts_at_the_instant_of_payment_and_not_after_it()
    {
        new Story().Order("3 11:00", "3 13:00").Answers("3 13:00", "b").Won("bob", Basis.Payment);
        new Story().Order("3 11:00", "3 13:00").Answers("3 13:00:01", "b").Silent();
    }

    [Fact]
    public void Talk_only_after_payment_leaves_the_order_silent()
    {
        var story = new Story().Order("3 11:00", "3 13:00").Talk("3 14:00", "b");

        story.Silent();
        story.Lost("bob").ShouldBe(Loss.AfterPayment);
        story.Decision().Losers.Single().IsAssist.ShouldBeFalse();
    }

    [Fact]
    public void By_order_alone_pressing_wins_nothing_and_waits_for_a_person() =>
        new Story("order-shop").Order("3 11:00", "3 13:00").Talk("3 12:00", "b").Undecided(Doubt.NoRuleGivesIt);

    [Fact]
    public void Bot_first_and_a_human_later() =>
        new Story().Asks("3 10:00", "b").Say(SenderKind.Bot, "3 10:00:01", "b").Talk("3 10:10", "a").Order("3 11:00", "3 11:00").Won("anna", Basis.Order);

    [Theory]
    [InlineData(SenderKind.Bot)]
    [InlineData(SenderKind.AutoReply)]
    [InlineData(SenderKind.Push)]
    [InlineData(SenderKind.System)]
    public void What_a_machine_says_last_never_wins(SenderKind machine) =>
        new Story().Talk("3 10:00", "a").Say(machine, "3 10:30", "b").Order("3 11:00", "3 11:00").Won("anna", Basis.Order);

    [Theory]
    [InlineData(SenderKind.Bot)]
    [InlineData(SenderKind.AutoReply)]
    [InlineData(SenderKind.Push)]
    [InlineData(SenderKind.System)]
    public void What_only_machines_answered_is_silent(SenderKind machine) => new Story().Asks("3 10:00", "b").Say(machine, "3 10:30", "b").Order("3 11:00", "3 11:00").Silent();

    [Fact]
    public void Answer_proposed_by_a_machine_and_sent_by_a_person_is_human() =>
        new Story().Asks("3 10:00", "b").Say(SenderKind.AssistBot, "3 10:01", "b").Order("3 11:00", "3 11:00").Won("bob", Basis.Order);

    [Fact]
    public void Unsolicited_words_without_an_answer_do_not_take_a_sale_away()
    {
        var story = new Story().Talk("3 10:00", "a").Answers("3 10:30", "b").Order("3 11:00", "3 11:00");

        story.Won("anna", Basis.Order);
        story.Lost("bob").ShouldBe(Loss.Unanswered);
    }

    [Fact]
    public void Unsolicited_words_do_not_make_the_window_longer() =>
        new Story("order-shop").Talk("1 10:00", "a").Answers("3 10:00", "a").Order("5 11:00", "5 11:00").Undecided(Doubt.NoRuleGivesIt);

    [Fact]
    public void Late_answer_belongs_to_its_question_and_to_its_day()
    {
        new Story().Asks("1 20:00", "a").Answers("2 9:00", "a").Order("3 11:00", "3 11:00").Won("anna", Basis.Order);
        new Story("order-shop").Asks("1 20:00", "a").Answers("2 9:00", "a").Order("4 11:00", "4 11:00").Silent();
    }

    [Fact]
    public void Buyer_who_answers_the_agents_words_the_same_day_makes_an_inquiry_of_them() =>
        new Story().Answers("3 9:00", "a").Asks("3 15:00", "a").Order("3 15:05", "3 15:05").Won("anna", Basis.Order);

    [Fact]
    public void Feed_with_only_the_agents_side_is_believed_and_reported()
    {
        var story = new Story().Answers("3 10:00", "a").Order("3 11:00", "3 11:00");

        story.Won("anna", Basis.Order);
        story.Result.Anomalies.ShouldContain(a => a.Kind == AnomalyKind.OneSidedTalk);
    }

    [Fact]
    public void Words_without_a_time_are_left_out_and_reported()
    {
        var story = new Story().Talk("3 10:00", "a").Order("3 11:00", "3 11:00");
        var facts = story.Facts with { Messages = [.. story.Facts.Messages, new MessageFact { Id = "z", Shop = Story.Shop, Buyer = "li", Account = "b", Sender = SenderKind.Agent }] };

        var result = AttributionRun.Decide(facts, (_, _) => Story.RulesOf("new-shop"));

        result.Orders.Single().Credits.Single().Person.ShouldBe("anna");
        result.Anomalies.Single().ShouldBe(new Anomaly(AnomalyKind.MessageWithoutTime, "messages:z"));
    }

    [Fact]
    public void Another_buyers_talk_is_another_matter() => new Story().Talk("3 10:00", "a", buyer: "wang").Order("3 11:00", "3 11:00").Silent();

    [Fact]
    public void Clocks_of_the_chats_are_corrected()
    {
        new Story().Talk("3 11:00:30", "a").Order("3 11:00", "3 11:00").Silent();
        new Story(rest: "skew:\n  messages: -60").Talk("3 11:00:30", "a").Order("3 11:00", "3 11:00").Won("anna", Basis.Order);
    }

    [Fact]
    public void The_rules_of_the_day_the_order_was_placed_hold()
    {
        var story = new Story((null, "new-shop", ""), ("10 0:00", "payment-shop", ""));
        story.Talk("9 10:00", "a").Order("9 23:59", "10 12:00").Talk("10 10:00", "b").Won("anna", Basis.Order);

        var later = new Story((null, "new-shop", ""), ("10 0:00", "payment-shop", ""));
        later.Talk("9 10:00", "a").Order("10 0:00", "10 12:00").Talk("10 10:00", "b").Won("bob", Basis.Payment);
    }

    [Fact]
    public void By_payment_the_last_agent_before_payment_wins()
    {
        var story = new Story("payment-shop").Talk("3 10:00", "a").Order("3 11:00", "3 13:00").Talk("3 12:00", "b");

        story.Won("bob", Basis.Payment);
        story.Lost("anna").ShouldBe(Loss.EarlierTalk);
    }

    [Fact]
    public void By_payment_the_window_is_asked_on_the_day_of_payment() =>
        new Story("payment-shop").Talk("1 10:00", "a").Order("3 11:00", "4 11:00").Undecided(Doubt.NoRuleGivesIt);

    [Fact]
    public void Sentence_names_the_winner_and_the_time() =>
        new Story().Talk("3 10:00", "a").Order("3 12:00", "3 12:05").Decision().Sentence.Zh.ShouldBe("10 月 3 日 12:00 下单，下单前最后接待的是anna（10 月 3 日 10:00），算anna的。");

    /// <summary>A buyer asked nobody in particular and somebody answered; another agent who writes days later begins a contact of the own.</summary>
    [Fact]
    public void Words_days_later_do_not_answer_a_question_that_somebody_else_has_answered()
    {
        var story = new Story().Asks("1 12:00", null).Talk("5 22:00", "a").Answers("6 23:18", "b").Asks("6 23:19", "b").Answers("6 23:20", "b").Order("6 23:24", "6 23:50");

        story.Won("bob", Basis.Order);
    }

    [Fact]
    public void Late_answer_to_a_question_that_nobody_answered_opens_the_window_on_the_day_of_the_question() =>
        new Story().Asks("1 21:00", null).Answers("2 09:00", "b").Order("3 9:10", "3 9:20").Won("bob", Basis.Order);
}
