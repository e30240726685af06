namespace Zhanggui.Tests.Metrics;

/// <summary>Response times; the first four are the vectors of the definitions.</summary>
public sealed class SpeedTests
{
    [Fact]
    public void The_clock_of_a_round_stays_at_its_first_message() =>
        new MetricTale().Ask("10:10:15").Ask("10:15:20").Reply("10:18:10").Figure("three_minute_rate", "tb-2023").ShouldBe("0 of 1");

    [Fact]
    public void A_second_round_is_judged_by_itself() =>
        new MetricTale().Ask("10:10:15").Ask("10:15:20").Reply("10:18:10").Ask("10:18:30").Reply("10:19:00").Figure("three_minute_rate", "tb-2023").ShouldBe("1 of 2");

    [Fact]
    public void Many_questions_without_an_answer_are_one_miss()
    {
        var tale = new MetricTale();
        for (var i = 0; i < 10; i++)
        {
            tale.Ask($"10:00:{i * 5:00}");
        }

        tale.Figure("three_minute_rate", "tb-2023").ShouldBe("0 of 1");
        tale.Figure("three_minute_rate").ShouldBe("0 of 1");
        tale.Figure("reply_rate").ShouldBe("0 of 1");
    }

    [Fact]
    public void A_round_over_midnight_is_a_hit_by_its_own_limit_in_the_set_of_the_shop()
    {
        var tale = new MetricTale().Ask("23:59:30").Reply("2026-10-11 00:00:30");

        tale.Figure("three_minute_rate").ShouldBe("1 of 1");
        tale.Figure("three_minute_rate", "tb-2023").ShouldBe("0 of 0"); // opens outside 08:00-23:00
    }

    [Theory]
    [InlineData("10:03:00", "1 of 1")] // to the second
    [InlineData("10:03:01", "0 of 1")]
    public void Three_minutes_are_180_seconds(string reply, string figure) =>
        new MetricTale().Ask("10:00:00").Reply(reply).Figure("three_minute_rate", "tb-2023").ShouldBe(figure);

    [Fact]
    public void Machines_answer_nothing() =>
        new MetricTale().Ask("10:00:00").Bot("10:00:01").Reply("10:05:00").Figure("three_minute_rate", "tb-2023").ShouldBe("0 of 1");

    [Fact]
    public void A_machine_s_words_sent_by_a_person_are_an_answer() =>
        new MetricTale().Ask("10:00:00").Reply("10:01:00", sender: Facts.Records.SenderKind.AssistBot).Figure("three_minute_rate", "tb-2023").ShouldBe("1 of 1");

    [Fact]
    public void A_capped_set_counts_late_and_missing_answers_as_the_cap()
    {
        var tale = new MetricTale().Ask("10:00:00").Reply("10:20:00").Ask("11:00:00", "wang", "anna");

        tale.Figure("average_response", "tb-2023").ShouldBe("1200000 of 2");
        tale.Figure("average_response", "tb-2020").ShouldBe("1200000 of 1");
        tale.Figure("unanswered_rounds", "tb-2020").ShouldBe("1");
        tale.Figure("average_response", "tb-2023", "person:anna").ShouldBe("1200000 of 2"); // the account that was asked
    }

    [Fact]
    public void The_old_set_leaves_out_answers_at_once()
    {
        var tale = new MetricTale().Ask("10:00:00").Reply("10:00:00");

        tale.Figure("average_response", "tb-2020").ShouldBe("0 of 0");
        tale.Figure("average_response").ShouldBe("0 of 1");
    }

    [Fact]
    public void Closing_words_ask_nothing_in_the_set_of_the_shop()
    {
        var tale = new MetricTale().Ask("10:00:00").Reply("10:00:30").Ask("10:01:00", text: "谢谢");

        tale.Figure("three_minute_rate").ShouldBe("1 of 1");
        tale.Figure("three_minute_rate", "tb-2023").ShouldBe("1 of 2");
    }

    [Fact]
    public void A_late_answer_closes_its_round_however_long_the_silence()
    {
        var tale = new MetricTale().Ask("10:00:00").Reply("11:00:00");

        tale.Figure("first_response").ShouldBe("3600000 of 1");
        tale.Figure("unanswered_rounds").ShouldBe("0");
    }

    [Fact]
    public void A_buyer_who_begins_anew_leaves_the_old_question_unanswered()
    {
        var tale = new MetricTale().Ask("10:00:00").Ask("12:00:00").Reply("12:00:20");

        tale.Figure("three_minute_rate").ShouldBe("1 of 2");
        tale.Figure("first_response").ShouldBe("20000 of 1");
    }

    [Theory]
    [InlineData("10:00:30", "1 of 1")]
    [InlineData("10:00:31", "0 of 1")]
    public void The_first_reply_has_thirty_seconds(string reply, string figure) =>
        new MetricTale().Ask("10:00:00").Reply(reply).Ask("10:01:00").Reply("10:09:00").Figure("first_30s_rate", "jd").ShouldBe(figure);

    [Fact]
    public void Nights_are_left_out_of_the_first_reply() =>
        new MetricTale().Ask("08:59:59").Reply("09:30:00").Figure("first_30s_rate", "jd").ShouldBe("0 of 0");

    [Theory]
    [InlineData("10:59:59", "0 of 1")] // one account is there
    [InlineData("11:00:00", "0 of 0")] // from here on nobody
    [InlineData("11:59:59", "0 of 0")]
    [InlineData("12:00:00", "0 of 1")] // nothing is known any more
    public void What_is_left_while_everybody_is_offline_could_not_be_answered(string ask, string figure)
    {
        var tale = new MetricTale().Ask(ask).Reply("12:30:00");
        var facts = tale.Facts with
        {
            Presence =
            [
                new() { Account = "anna", From = MetricTale.At("10:00:00"), To = MetricTale.At("11:00:00"), State = Facts.Records.PresenceState.Online },
                new() { Account = "anna", From = MetricTale.At("11:00:00"), To = MetricTale.At("12:00:00"), State = Facts.Records.PresenceState.Offline },
                new() { Account = "bo", From = MetricTale.At("10:00:00"), To = MetricTale.At("12:00:00"), State = Facts.Records.PresenceState.Offline },
            ],
        };
        var row = tale.Rows(facts: facts).Single(r => r is { Metric: "first_30s_rate", Scope: "shop:s" });

        $"{row.Numerator} of {row.Denominator}".ShouldBe(figure);
    }

    [Theory]
    [InlineData(3, "1")]
    [InlineData(2, "0")]
    public void Three_slow_rounds_make_a_slow_reception(int rounds, string figure)
    {
        var tale = new MetricTale();
        for (var i = 0; i < rounds; i++)
        {
            tale.Ask($"10:{i * 5:00}:00").Reply($"10:{(i * 5) + 2:00}:01");
        }

        tale.Figure("slow_receptions").ShouldBe(figure);
    }

    [Fact]
    public void Few_rounds_are_shown_and_not_judged()
    {
        var rows = new MetricTale().Ask("10:00:00").Reply("10:00:30").Rows();

        rows.Single(r => r is { Metric: "three_minute_rate", Set: "tb-2023", Scope: "shop:s" }).IsJudged.ShouldBeFalse();
        rows.Single(r => r is { Metric: "consulting_buyers", Scope: "shop:s" }).IsJudged.ShouldBeTrue();
    }

    [Fact]
    public void Team_and_person_get_the_round_of_whoever_answered()
    {
        var tale = new MetricTale().Ask("10:00:00", account: "anna").Reply("10:00:30", "bo");

        tale.Figure("three_minute_rate", "tb-2023", "person:bo").ShouldBe("1 of 1");
        tale.Figure("three_minute_rate", "tb-2023", "team:晚班").ShouldBe("1 of 1");
        tale.Figure("three_minute_rate", "tb-2023", "person:anna").ShouldBe("-");
    }
}
