using Zhanggui.Facts.Records;
using Zhanggui.Orders.Attribution;

namespace Zhanggui.Tests.Orders.Attribution;

/// <summary>插旗 and 追单 in the mural shop: chase, else the first flag, else who talked last before the order.</summary>
public sealed class FlagAndChaseTests
{
    private static Story Mural(string rest = "") => new("mural-shop", rest);

    [Fact]
    public void First_flag_between_order_and_payment_wins_and_later_ones_never_do()
    {
        var story = Mural().Talk("3 10:00", "a").Talk("3 11:00", "b").Order("3 12:00", "3 14:00").Flag("3 12:10", "a").Flag("3 12:20", "b");

        story.Won("anna", Basis.Flag);
        story.Credit().EventId.ShouldBe("e0005");
        story.Lost("bob").ShouldBe(Loss.FlaggedLater);
        story.Decision().Losers.Single().IsAssist.ShouldBeTrue();
    }

    [Theory]
    [InlineData("3 12:00")]
    [InlineData("3 14:00")]
    public void Flag_at_the_instant_of_order_or_payment_counts(string at) => Mural().Talk("3 10:00", "a").Talk("3 11:00", "b").Order("3 12:00", "3 14:00").Flag(at, "a").Won("anna", Basis.Flag);

    [Fact]
    public void Flag_after_payment_does_not_count()
    {
        var story = Mural().Talk("3 10:00", "a").Talk("3 11:00", "b").Order("3 12:00", "3 14:00").Flag("3 14:00:01", "a");

        story.Won("bob", Basis.Order);
        story.Lost("anna").ShouldBe(Loss.FlaggedAfterPayment);
    }

    [Fact]
    public void Flag_without_a_talk_is_undecided_unless_the_book_says_otherwise()
    {
        Mural().Talk("3 10:00", "a").Order("3 12:00", "3 14:00").Flag("3 12:10", "b").Undecided(Doubt.FlagWithoutTalk);
        Mural("without_talk: credited").Talk("3 10:00", "a").Order("3 12:00", "3 14:00").Flag("3 12:10", "b").Won("bob", Basis.Flag);
    }

    [Fact]
    public void Talk_after_payment_does_not_make_up_for_it() =>
        Mural().Talk("3 10:00", "a").Order("3 12:00", "3 14:00").Flag("3 12:10", "b").Talk("3 15:00", "b").Undecided(Doubt.FlagWithoutTalk);

    [Fact]
    public void Flag_by_an_account_nobody_knows_is_undecided() => Mural().Talk("3 10:00", "a").Order("3 12:00", "3 14:00").Flag("3 12:10", "x").Undecided(Doubt.FlagUnknown);

    [Fact]
    public void Colour_of_the_platform_stands_for_nobody() => Mural().Talk("3 10:00", "a").Order("3 12:00", "3 14:00", flag: "red").Flag("3 12:10", null, colour: "red").Won("anna", Basis.Order);

    [Theory]
    [InlineData("red bob - -", "bob")]
    [InlineData("red bob 2026-10-03 2026-10-04", "bob")]
    [InlineData("red bob 2026-10-04", null)]
    [InlineData("red bob - 2026-10-03", null)]
    public void Colour_of_a_dated_table_stands_for_a_person(string line, string? winner)
    {
        var story = Mural($"flag:\n  colours: [\"{line}\"]").Talk("3 10:00", "b").Talk("3 11:00", "a").Order("3 12:00", "3 14:00").Flag("3 12:10", null, colour: "red");

        story.Won(winner ?? "anna", winner is null ? Basis.Order : Basis.Flag);
    }

    [Fact]
    public void Exported_colour_counts_by_the_table_where_no_act_is_known() =>
        Mural("flag:\n  colours: [\"red bob\"]").Talk("3 10:00", "b").Talk("3 11:00", "a").Order("3 12:00", "3 14:00", flag: "red").Won("bob", Basis.Flag);

    [Fact]
    public void Colour_of_two_persons_is_undecided() =>
        Mural("flag:\n  colours: [\"red bob\", \"red anna\"]").Talk("3 10:00", "b").Order("3 12:00", "3 14:00", flag: "red").Undecided(Doubt.FlagShared);

    [Fact]
    public void Flags_at_one_instant_go_to_the_later_id() =>
        Mural().Talk("3 10:00", "a").Talk("3 11:00", "b").Order("3 12:00", "3 14:00").Flag("3 12:10", "b", id: "f2").Flag("3 12:10", "a", id: "f1").Won("bob", Basis.Flag);

    [Fact]
    public void Without_a_flag_the_last_talk_before_the_order_wins() => Mural().Talk("3 10:00", "a").Order("3 12:00", "3 14:00").Won("anna", Basis.Order);

    /// <summary>E-14: the first order on day 1 at 10:00, unpaid; Bob flags the new one. Offline from day 1 20:00 unless said otherwise.</summary>
    private static Story Chased(string flaggedAt, PresenceState? state = PresenceState.Offline, string rest = "")
    {
        var story = Mural(rest).Talk("1 9:00", "a").Order("1 10:00", null, id: "first").Talk("2 9:50", "b").Order("2 9:55", "2 18:00", from: "first").Flag(flaggedAt, "b");
        return state is { } stands ? story.Stands("a", "1 20:00", null, stands) : story;
    }

    [Fact]
    public void Chase_at_exactly_24_hours_is_too_early()
    {
        var story = Chased("2 10:00:00");

        story.Won("anna", Basis.ChaseRefused);
        story.Lost("bob").ShouldBe(Loss.ChaseEarly);
        story.Credit().MessageId.ShouldBe("m0002");
    }

    [Fact]
    public void Chase_one_second_later_moves_the_sale()
    {
        var story = Chased("2 10:00:01");

        story.Won("bob", Basis.Chase);
        story.Credit().EventId.ShouldBe("e0005");
        story.Lost("anna").ShouldBe(Loss.Chased);
    }

    [Theory]
    [InlineData(PresenceState.Online)]
    [InlineData(PresenceState.Away)]
    [InlineData(PresenceState.OnHold)]
    [InlineData(null)]
    public void Chase_while_the_first_agent_is_not_offline_is_refused(PresenceState? state)
    {
        var story = Chased("2 10:00:01", state);

        story.Won("anna", Basis.ChaseRefused);
        story.Lost("bob").ShouldBe(Loss.ChaseOnline);
    }

    [Fact]
    public void Every_account_of_the_first_agent_must_be_offline()
    {
        var story = Chased("2 10:00:01");
        story.Accounts.Add(Story.Account("a2", "anna"));

        story.Won("anna", Basis.ChaseRefused);
        story.Stands("a2", "1 20:00", null, PresenceState.Offline).Won("bob", Basis.Chase);
    }

    [Fact]
    public void Presence_is_half_open()
    {
        Chased("2 10:00:01", null).Stands("a", "1 20:00", "2 10:00:01", PresenceState.Offline).Stands("a", "2 10:00:01", null, PresenceState.Online).Won("anna", Basis.ChaseRefused);
        Chased("2 10:00:01", null).Stands("a", "1 20:00", "2 10:00:01", PresenceState.Online).Stands("a", "2 10:00:01", null, PresenceState.Offline).Won("bob", Basis.Chase);
    }

    [Fact]
    public void Refused_chase_keeps_talks_of_others_out()
    {
        var story = Chased("2 10:00:00").Talk("2 9:52", "c");

        story.Won("anna", Basis.ChaseRefused);
        story.Lost("cara").ShouldBe(Loss.AfterOriginal);
    }

    [Fact]
    public void The_original_may_be_closed_by_the_platform_already() =>
        Mural().Talk("1 9:00", "a").Order("1 10:00", null, id: "first", closed: "2 10:00", status: OrderStatus.Closed).Talk("2 11:00", "b").Order("2 11:05", "2 18:00", from: "first")
            .Flag("2 11:10", "b").Stands("a", "1 20:00", null, PresenceState.Offline).Won("bob", Basis.Chase);

    [Fact]
    public void Protection_is_a_setting() => Chased("2 10:00:01", rest: "chase:\n  protection: 36 h").Won("anna", Basis.ChaseRefused);

    [Fact]
    public void First_agents_own_reorder_needs_no_chase() =>
        Mural().Talk("1 9:00", "a").Order("1 10:00", null, id: "first").Order("1 11:00", "1 12:00", from: "first").Flag("1 11:10", "a").Won("anna", Basis.Flag);

    [Fact]
    public void Reorder_without_a_flag_that_another_would_win_stays_with_the_first_agent()
    {
        Mural().Talk("1 9:00", "a").Order("1 10:00", null, id: "first").Talk("1 11:00", "b").Order("1 11:05", "1 12:00", from: "first").Won("anna", Basis.ChaseRefused);
        Mural().Talk("1 9:00", "a").Order("1 10:00", null, id: "first").Talk("1 11:00", "a").Order("1 11:05", "1 12:00", from: "first").Won("anna", Basis.Order);
    }

    [Fact]
    public void Nobody_to_take_it_from_leaves_it_to_the_next_rules() =>
        Mural().Order("1 10:00", null, id: "first").Talk("1 11:00", "b").Order("1 11:05", "1 12:00", from: "first").Flag("1 11:10", "b").Won("bob", Basis.Flag);

    [Fact]
    public void Original_that_is_not_there_makes_a_flagged_reorder_undecided()
    {
        Mural().Talk("1 11:00", "b").Order("1 11:05", "1 12:00", from: "gone").Flag("1 11:10", "b").Undecided(Doubt.OriginalAbsent);
        Mural().Talk("1 11:00", "b").Order("1 11:05", "1 12:00", from: "gone").Won("bob", Basis.Order);
    }

    [Fact]
    public void Original_that_was_paid_makes_no_reorder()
    {
        var story = Mural().Talk("1 9:00", "a").Order("1 10:00", "1 10:30", id: "first").Talk("1 11:00", "b").Order("1 11:05", "1 12:00", from: "first").Flag("1 11:10", "b");

        story.Won("bob", Basis.Flag);
        story.Result.Anomalies.ShouldContain(new Anomaly(AnomalyKind.OriginalWasPaid, "orders:o"));
    }

    [Fact]
    public void Original_that_is_undecided_makes_the_reorder_undecided() =>
        Mural().Talk("1 9:00", "a").Order("1 10:00", null, id: "first").Flag("1 10:10", "x", order: "first").Talk("2 11:00", "b").Order("2 11:05", "2 12:00", from: "first").Flag("2 11:10", "b").Undecided(Doubt.OriginalUndecided);

    [Fact]
    public void Reorders_in_a_circle_are_undecided() =>
        Mural().Talk("1 9:00", "a").Order("1 10:00", null, id: "first", from: "o").Flag("1 10:10", "a", order: "first").Order("1 11:00", null, from: "first").Flag("1 11:10", "b").Undecided(Doubt.ReorderLoop);

    [Fact]
    public void Same_item_within_the_books_days_is_a_reorder()
    {
        Story Same(string item, string rest) => Mural(rest).Talk("1 9:00", "a").Order("1 10:00", null, id: "first").Line("1", "77", "100.00", "first").Talk("2 11:00", "b").Order("2 11:05", "2 18:00").Line("1", item, "100.00")
            .Flag("2 11:10", "b").Stands("a", "1 20:00", null, PresenceState.Offline);

        Same("77", "chase:\n  same_item_days: 2").Won("bob", Basis.Chase);
        Same("78", "chase:\n  same_item_days: 2").Won("bob", Basis.Flag);
        Same("77", "chase:\n  same_item_days: 1").Won("bob", Basis.Flag);
        Same("77", "").Won("bob", Basis.Flag);
    }

    [Fact]
    public void Unpaid_original_and_its_reorder_are_counted_once()
    {
        var totals = Chased("2 10:00:01").Result.Totals();

        totals.Total.ShouldBe(Story.Yuan("100.00"));
        totals.Credited.ShouldBe(Story.Yuan("100.00"));
    }
}
