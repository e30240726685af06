using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Orders.Attribution;
using Zhanggui.Orders.Rules;

namespace Zhanggui.Tests.Orders.Attribution;

/// <summary>Silent orders in all four ways, order lines, items, decisions of persons and of other tools.</summary>
public sealed class SilentAndSharedTests
{
    private static readonly YearMonth October = new(2026, 10);
    private static readonly DateTimeZone Shanghai = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];

    [Fact]
    public void Silent_orders_go_to_nobody() => new Story().Order("3 12:00", "3 12:05").Silent();

    [Fact]
    public void Silent_orders_go_in_turns()
    {
        const string Turns = "silent:\n  way: turns\n  turns: [anna 2026-10-01 2026-10-08, bob 2026-10-08 2026-10-15]";

        new Story(rest: Turns).Order("7 23:59", "8 12:05").Won("anna", Basis.SilentTurns);
        new Story(rest: Turns).Order("8 0:00", "8 12:05").Won("bob", Basis.SilentTurns);
        new Story(rest: Turns).Order("15 0:00", "15 12:05").Silent();
    }

    [Theory]
    [InlineData("pool_by_headcount")]
    [InlineData("pool_by_hours")]
    public void Pooled_orders_name_nobody(string way) => new Story(rest: $"silent:\n  way: {way}").Order("3 12:00", "3 12:05").Silent(Basis.SilentPool);

    [Fact]
    public void Undecided_orders_are_never_pooled() =>
        new Story("order-shop", "silent:\n  way: pool_by_headcount").Order("3 11:00", "3 13:00").Talk("3 12:00", "b").Undecided(Doubt.NoRuleGivesIt);

    // E-19
    [Theory]
    [InlineData("12000.00", 5, new[] { "2400.00", "2400.00", "2400.00", "2400.00", "2400.00" })]
    [InlineData("10000.00", 3, new[] { "3333.34", "3333.33", "3333.33" })]
    [InlineData("0.02", 3, new[] { "0.01", "0.01", "0.00" })]
    public void Pool_is_split_by_headcount_and_adds_up(string amount, int agents, string[] parts)
    {
        var facts = new FactSet { People = [.. Enumerable.Range(1, agents).Reverse().Select(i => Story.Person($"p{i}"))] };

        SilentPool.Split(Story.Yuan(amount), facts, October, SilentWay.PoolByHeadcount, Shanghai).Select(s => (s.Person, s.Amount.ToString()))
            .ShouldBe(parts.Select((p, i) => ($"p{i + 1}", p)));
    }

    [Fact]
    public void Sharers_are_the_agents_employed_on_at_least_one_day_of_the_month()
    {
        LocalDate D(int month, int day) => new(2026, month, day);
        var facts = new FactSet
        {
            People =
            [
                Story.Person("last-day", from: D(10, 31)), Story.Person("next-month", from: D(11, 1)), Story.Person("gone", to: D(10, 1)), Story.Person("first-day", to: D(10, 2)),
                Story.Person("boss", role: "supervisor"), Story.Person("always"), Story.Person("always", from: D(9, 1)), new PersonFact { Person = "left", Role = "agent", LeftOn = D(10, 1) },
            ],
        };

        SilentPool.Sharers(facts, October).ShouldBe(["always", "first-day", "last-day"]);
    }

    [Fact]
    public void Pool_is_split_by_hours_online_within_the_month()
    {
        var facts = new FactSet
        {
            People = [Story.Person("anna"), Story.Person("bob"), Story.Person("cara")],
            Accounts = [Story.Account("a", "anna"), Story.Account("b", "bob")],
            Presence =
            [
                new PresenceFact { Account = "a", From = Story.T("1 0:00") - Duration.FromHours(5), To = Story.T("1 3:00"), State = PresenceState.Online },
                new PresenceFact { Account = "b", From = Story.T("2 9:00"), To = Story.T("2 10:00"), State = PresenceState.Online },
                new PresenceFact { Account = "b", From = Story.T("2 10:00"), To = Story.T("2 20:00"), State = PresenceState.Away },
            ],
        };

        SilentPool.Split(Story.Yuan("100.00"), facts, October, SilentWay.PoolByHours, Shanghai).Select(s => s.Amount.ToString()).ShouldBe(["75.00", "25.00", "0.00"]);
    }

    private static Story Items(string rest = "") => new Story(rest: $"rules: [last-for-item]{(rest.Length == 0 ? string.Empty : "\n" + rest)}")
        .Talk("3 10:00", "a", text: "这个 77 有货吗").Talk("3 11:00", "b", text: "那 78 呢").Order("3 12:00", "3 12:05");

    [Fact]
    public void The_last_agent_who_talked_about_the_item_wins()
    {
        var story = Items().Line("1", "77", "100.00");

        story.Won("anna", Basis.LastForItem);
        story.Lost("bob").ShouldBe(Loss.OtherItem);
    }

    [Fact]
    public void Else_the_last_agent_in_the_shop() => Items().Line("1", "79", "100.00").Won("bob", Basis.LastForItem);

    [Fact]
    public void Item_is_a_whole_word() => Items().Line("1", "7", "100.00").Won("bob", Basis.LastForItem);

    [Fact]
    public void Items_keep_the_same_window() => Items().Line("1", "77", "100.00").Order("6 12:00", "6 12:05", id: "later").Credit("later").Basis.ShouldBe(Basis.Silent);

    [Fact]
    public void Merged_order_is_credited_once_where_credit_goes_by_order() =>
        Items().Line("1", "77", "60.00").Line("2", "78", "40.00").Won("bob", Basis.LastForItem);

    [Fact]
    public void Merged_order_is_credited_by_line()
    {
        var story = Items("credit: line").Line("1", "77", "60.00").Line("2", "78", "40.00");

        story.Decision().Credits.Select(c => (c.Person, c.Share, c.Amount.ToString(), c.Lines.Single())).ShouldBe([("anna", "3/5", "60.00", "1"), ("bob", "2/5", "40.00", "2")]);
        story.Decision().Losers.ShouldBeEmpty();
    }

    [Fact]
    public void Lines_of_one_person_are_one_credit() => Items("credit: line").Line("1", "78", "60.00").Line("2", "79", "40.00").Credit().Share.ShouldBe("1/1");

    [Fact]
    public void Amounts_of_lines_add_up_to_the_order()
    {
        var story = new Story(rest: "rules: [last-for-item]\ncredit: line").Talk("3 10:00", "a", text: "77").Talk("3 11:00", "b", text: "78").Order("3 12:00", "3 12:05", amount: "10.00", postage: "0.01")
            .Line("1", "77", "3.33").Line("2", "78", "3.33").Line("3", "77", "3.34");

        story.Decision().Credits.Select(c => c.Amount).Aggregate((a, b) => a + b).ShouldBe(Story.Yuan("9.99"));
    }

    [Fact]
    public void Split_orders_are_judged_each_by_itself()
    {
        var story = Items().Line("1", "77", "60.00").Order("3 12:00", "3 12:05", id: "part").Line("1", "78", "40.00", "part");

        story.Won("anna", Basis.LastForItem);
        story.Won("bob", Basis.LastForItem, "part");
    }

    [Fact]
    public void Bought_under_another_account_is_claimed_by_hand()
    {
        var story = new Story().Talk("3 10:00", "a", buyer: "wang").Order("3 12:00", "3 12:05", buyer: "wangs-wife").Decided("o", ("anna", 1));

        story.Won("anna", Basis.Manual);
        story.Decision().Sentence.Zh.ShouldContain("人工判定");
    }

    [Fact]
    public void Order_shared_by_hand_has_one_entry_per_person_and_adds_up()
    {
        var story = new Story().Talk("3 10:00", "c").Order("3 12:00", "3 12:05", amount: "100.01").Decided("o", ("bob", 1), ("anna", 2));

        story.Decision().Credits.Select(c => (c.Person, c.Share, c.Amount.ToString())).ShouldBe([("anna", "2/3", "66.68"), ("bob", "1/3", "33.33")]);
        story.Lost("cara").ShouldBe(Loss.DecidedElsewhere);
    }

    [Fact]
    public void Another_tools_decision_counts_where_the_book_says_so_and_stands_beside_ours_where_not()
    {
        new Story(rest: "rules: [external, order-first]").Talk("3 10:00", "a").Order("3 12:00", "3 12:05").Elsewhere("o", "bob").Won("bob", Basis.External);
        var ours = new Story().Talk("3 10:00", "a").Order("3 12:00", "3 12:05").Elsewhere("o", "bob");
        ours.Won("anna", Basis.Order);
        ours.Lost("bob").ShouldBe(Loss.DecidedElsewhere);
    }
}
