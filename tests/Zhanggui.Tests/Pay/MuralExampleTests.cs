using NodaTime;

namespace Zhanggui.Tests.Pay;

/// <summary>The worked examples of the mural shop's book, each with its arithmetic; all through settlement.</summary>
public sealed class MuralExampleTests
{
    // E-06: base + 10 % of the base + 100 + 200.
    [Theory]
    [InlineData("junior", "1950.00")]
    [InlineData("mid-level", "2280.00")]
    [InlineData("senior", "2720.00")]
    [InlineData("customer-manager", "3270.00")]
    public void Pay_without_sales_and_with_the_full_bonus(string grade, string total) => new PayTale().Person("anna", grade).Score("anna", "team_score", 100).Total().ShouldBe(total);

    // E-07: 1950 + 80000 × 0.5 % = 2350.
    [Fact]
    public void Commission_is_five_in_a_thousand() => new PayTale().Person("anna").Score("anna", "team_score", 100).Sale("1", "anna", "80000.00").Total().ShouldBe("2350.00");

    // E-08: (80000 − 600) × 0.5 % = 397; 1500 + 397 + 450 − 20 − 50 = 2277.
    [Fact]
    public void A_late_list_and_an_error_at_the_factory()
    {
        var tale = new PayTale().Person("anna").Score("anna", "team_score", 100).Sale("1", "anna", "600.00").Sale("2", "anna", "400.00").Sale("3", "anna", "79000.00")
            .Incident("i1", "anna", "list_late", "10-05", order: "1").Incident("i2", "anna", "content_error", "10-06", order: "2", stage: "at_factory", loss: "0.00");

        tale.Line("commission").ShouldBe("397.00");
        tale.Line("list_late").ShouldBe("-20.00");
        tale.Line("content_error").ShouldBe("-50.00");
        tale.Total().ShouldBe("2277.00");
        tale.Settle().Slips[0].Lines.Single(l => l.Code == "commission").Facts.ShouldBe(["incidents:i1", "orders:1", "orders:2", "orders:3"]);
    }

    // E-09: 1800 + (96000 − 2400) × 0.5 % 468 + 180 + 100 + 200 − 20 − 20 − 200 = 2508; without the attendance bonus 2408.
    [Theory]
    [InlineData("", "2508.00")]
    [InlineData("pay:\n  switches: {offline_breaks_attendance: true}\n", "2408.00")]
    [InlineData("pay:\n  switches: {lateness_breaks_attendance: true}\n", "2408.00")]
    [InlineData("pay:\n  switches: {tolerated_lateness_breaks_attendance: true}\n", "2408.00")]
    public void A_return_an_error_three_latenesses_and_a_shift_offline(string rest, string total) => new PayTale(rest: rest).Person("anna", "mid-level").Score("anna", "team_score", 100)
        .Sale("1", "anna", "2400.00").Sale("2", "anna", "93600.00").Refund("r", "1", "2400.00", "10-20")
        .Incident("i1", "anna", "content_error", "10-06", order: "2", stage: "before_production")
        .Incident("l1", "anna", "late", "10-07", value: 5).Incident("l2", "anna", "late", "10-08", value: 5).Incident("l3", "anna", "late", "10-09", value: 5)
        .Incident("o", "anna", "offline_on_shift", "10-10").Total().ShouldBe(total);

    // E-10: free, free, 20, 20; exactly 10 minutes is "up to 10"; more than 10 has no free ones and uses none up.
    [Theory]
    [InlineData("-40.00", 5, 8, 3, 12)]
    [InlineData("-20.00", 12, 5, 8)]
    [InlineData("0.00", 10, 10)]
    [InlineData("-20.00", 10, 10, 10)]
    [InlineData("-20.00", 11)]
    [InlineData("-60.00", 11, 11, 11, 1, 1)]
    public void Lateness_in_a_month(string amount, params int[] minutes)
    {
        var tale = new PayTale().Person("anna");
        for (var i = 0; i < minutes.Length; i++)
        {
            tale.Incident($"l{i}", "anna", "late", $"10-{i + 1:00}", value: minutes[i]);
        }

        tale.Line("late").ShouldBe(amount);
    }

    [Fact]
    public void Free_latenesses_are_counted_anew_each_month() => new PayTale().Person("anna")
        .Incident("a", "anna", "late", "10-30", value: 5).Incident("b", "anna", "late", "10-31", value: 5).Incident("c", "anna", "late", "11-01", value: 5).Line("late", month: new YearMonth(2026, 11)).ShouldBe("0.00");

    // ATT-03: office day shifts only.
    [Theory]
    [InlineData("09:00", "18:00", "office", "day", "-20.00")]
    [InlineData("09:00", "18:00", "home", "day", "0.00")]
    [InlineData("09:00", "22:00", "office", "白连夜", "0.00")]
    [InlineData("09:00", "01:00", "office", "day", "0.00")]
    public void Lateness_counts_on_office_day_shifts(string start, string end, string place, string shift, string amount) => new PayTale().Person("anna").Shift("anna", "10-07", start, end, place, shift)
        .Incident("l", "anna", "late", "10-07 09:15", value: 15).Line("late").ShouldBe(amount);

    // E-11: before production 20; at the factory 50 up to a loss of 500; above it the loss itself, or both.
    [Theory]
    [InlineData("before_production", null, "-20.00", "-", "")]
    [InlineData("at_factory", "0.00", "-50.00", "-", "")]
    [InlineData("at_factory", "500.00", "-50.00", "-", "")]
    [InlineData("at_factory", "500.01", "-", "-500.01", "")]
    [InlineData("at_factory", "650.00", "-", "-650.00", "")]
    [InlineData("loss", "650.00", "-", "-650.00", "")]
    [InlineData("loss", "500.00", "-50.00", "-", "")]
    [InlineData("at_factory", "500.01", "-50.00", "-500.01", "pay:\n  switches: {loss_replaces_fine: false}\n")]
    [InlineData("at_factory", "650.00", "-50.00", "-650.00", "pay:\n  switches: {loss_replaces_fine: false}\n")]
    public void A_serious_content_error(string stage, string? loss, string fine, string compensation, string rest)
    {
        var tale = new PayTale(rest: rest).Person("anna").Incident("i", "anna", "content_error", "10-06", stage: stage, loss: loss);

        tale.Line("content_error").ShouldBe(fine);
        tale.Line("content_error_loss").ShouldBe(compensation);
    }

    // E-15: changed to good: sales − 480 (commission − 2.40), fine 0; not changed: and 100.
    [Theory]
    [InlineData("good", "0.00")]
    [InlineData(null, "-100.00")]
    [InlineData("neutral", "-100.00")]
    public void A_bad_review_that_the_agent_caused(string? changedTo, string fine)
    {
        var tale = new PayTale().Person("anna").Sale("1", "anna", "480.00").Sale("2", "anna", "1000.00").Review("1", "10-20", changedTo: changedTo, changedAt: changedTo is null ? null : "10-25");

        tale.Line("commission").ShouldBe("5.00");
        tale.Line("bad_review").ShouldBe(fine);
    }

    // What the house proposed of it: nothing before a person decides, then what they said and never more than the book.
    [Theory]
    [InlineData(null, null, null, "-")]
    [InlineData("boss", null, null, "-100.00")]
    [InlineData("boss", null, 30.0, "-30.00")]
    [InlineData("boss", null, 300.0, "-100.00")]
    [InlineData("boss", "dropped", 100.0, "0.00")]
    public void A_bad_review_that_was_proposed_costs_what_a_named_person_said(string? by, string? stage, double? value, string fine)
    {
        var tale = new PayTale().Person("anna").Sale("1", "anna", "480.00").Review("1", "10-20").Incident("i1", "anna", "bad_review", "10-20", order: "1", stage: stage, value: (decimal?)value, by: by);

        tale.Line("bad_review").ShouldBe(fine);
        tale.Decisions().Contains("incident incidents:i1").ShouldBe(by is null);
        tale.Decisions().ShouldNotContain("incident_unknown incidents:i1");
    }

    [Fact]
    public void A_bad_review_whose_order_became_anothers_is_asked_again()
    {
        var tale = new PayTale().Person("anna").Person("bert").Sale("1", "anna", "480.00").Review("1", "10-20").Incident("i1", "bert", "bad_review", "10-20", order: "1");

        tale.Line("bad_review").ShouldBe("-");
        tale.Decisions().ShouldContain("review_person reviews:1");
    }

    [Fact]
    public void A_review_that_nobody_judged_costs_nobody_anything()
    {
        var tale = new PayTale().Person("anna").Sale("1", "anna", "480.00").Review("1", "10-20", by: null);

        tale.Line("commission").ShouldBe("2.40");
        tale.Line("bad_review").ShouldBe("-");
        tale.Decisions().ShouldContain("review_cause reviews:1");
    }

    // E-16: one recorded chase at or before is enough; none: the order goes and 30.
    [Theory]
    [InlineData("10-04", null, "0.00", "3.00")]
    [InlineData("10-05", null, "0.00", "3.00")]
    [InlineData("10-06", null, "-30.00", "0.00")]
    [InlineData(null, null, "-30.00", "0.00")]
    [InlineData("10-04", "催促记录与本单无关", "-30.00", "0.00")]
    public void Late_arrival_and_a_recorded_chase(string? chased, string? refused, string fine, string commission)
    {
        var tale = new PayTale().Person("anna").Sale("1", "anna", "600.00").Incident("i", "anna", "not_followed_up", "10-05", order: "1", refused: refused);
        if (chased is not null)
        {
            tale.Chase("e", "1", chased);
        }

        tale.Line("not_followed_up").ShouldBe(fine);
        tale.Line("commission").ShouldBe(commission);
        tale.Settle().Slips[0].Lines.Single(l => l.Code == "not_followed_up").Facts.Contains("order_events:e").ShouldBe(fine == "0.00");
    }

    // E-40: 300 + 50, order removed.
    [Fact]
    public void A_changed_recipient_that_was_not_reported()
    {
        var tale = new PayTale().Person("anna").Sale("1", "anna", "300.00").Incident("i", "anna", "change_not_reported", "10-05", order: "1", loss: "300.00");

        tale.Line("change_not_reported").ShouldBe("-50.00");
        tale.Line("change_not_reported_loss").ShouldBe("-300.00");
        tale.Line("commission").ShouldBe("0.00");
        tale.Line("guard").ShouldBe("-");
    }

    // PAY-A05, 10, 11: removed and 20. PAY-A09: a person sets it. PAY-A16: 200, none on leave.
    [Theory]
    [InlineData("list_late", "-20.00", "0.00")]
    [InlineData("not_verified", "-20.00", "0.00")]
    [InlineData("note_not_as_required", "-20.00", "0.00")]
    public void Mistakes_that_take_the_order_out(string kind, string fine, string commission)
    {
        var tale = new PayTale().Person("anna").Sale("1", "anna", "300.00").Incident("i", "anna", kind, "10-05", order: "1");

        tale.Line(kind).ShouldBe(fine);
        tale.Line("commission").ShouldBe(commission);
    }

    [Fact]
    public void Another_error_costs_what_a_person_sets()
    {
        var book = "pay:\n  penalties:\n    other_error: {kind: slip}\n";
        new PayTale(rest: book).Person("anna").Incident("i", "anna", "slip", "10-05", value: 35).Line("other_error").ShouldBe("-35.00");
        new PayTale(rest: book).Person("anna").Incident("i", "anna", "slip", "10-05").Decisions().ShouldContain("incident_amount incidents:i");
    }

    [Theory]
    [InlineData(false, "-200.00")]
    [InlineData(true, "0.00")]
    public void Offline_on_shift_without_and_with_leave(bool onLeave, string fine)
    {
        var tale = new PayTale().Person("anna").Incident("i", "anna", "offline_on_shift", "10-05 10:00");
        (onLeave ? tale.Leave("anna", "10-05 09:00", "10-05 18:00", kind: "telephone") : tale).Line("offline_on_shift").ShouldBe(fine);
    }

    [Fact]
    public void The_fine_that_was_lost_is_a_decision_and_no_line()
    {
        var tale = new PayTale().Person("anna").Incident("i", "anna", "slow_answer", "10-05");

        tale.Line("slow_answer").ShouldBe("-");
        tale.Decisions().ShouldContain("empty_setting pay.penalties.slow_answer.amount");
    }

    // K-09, ATTR-05/06: what nobody decided deducts nothing.
    [Theory]
    [InlineData("buyer", "boss", "0.00")]
    [InlineData("agent", "boss", "0.00")]
    [InlineData("team", "boss", "0.00")]
    [InlineData("quality", "boss", "3.00")]
    [InlineData("courier", "boss", "3.00")]
    [InlineData("warehouse", "boss", "3.00")]
    [InlineData("buyer", null, "3.00")]
    public void A_return_costs_commission_by_who_is_responsible(string responsible, string? by, string commission)
    {
        var tale = new PayTale().Person("anna").Sale("1", "anna", "600.00").Refund("r", "1", "600.00", "10-20", responsible, by);

        tale.Line("commission").ShouldBe(commission);
        tale.Decisions().Contains("refund_responsible refunds:r").ShouldBe(by is null);
    }

    [Fact]
    public void An_order_is_removed_once_whatever_the_causes()
    {
        // Late list on the 5th takes all 600; the refund on the 20th finds nothing left: (1600 − 600) × 0.5 % = 5.
        new PayTale().Person("anna").Sale("1", "anna", "600.00").Sale("2", "anna", "1000.00").Incident("i", "anna", "list_late", "10-05", order: "1").Refund("r", "1", "600.00", "10-20").Line("commission").ShouldBe("5.00");
        // Refund of 200 first, then the mistake takes the 400 that are left.
        new PayTale().Person("anna").Sale("1", "anna", "600.00").Sale("2", "anna", "1000.00").Incident("i", "anna", "list_late", "10-25", order: "1").Refund("r", "1", "200.00", "10-20").Line("commission").ShouldBe("5.00");
    }

    [Fact]
    public void The_first_cause_in_time_decides_the_month_of_the_removal()
    {
        var tale = new PayTale().Person("anna").Sale("1", "anna", "600.00").Sale("2", "anna", "1000.00").Sale("3", "anna", "1000.00", "11-02").Incident("i", "anna", "list_late", "10-05", order: "1").Refund("r", "1", "600.00", "11-03");

        tale.Line("commission").ShouldBe("5.00");
        tale.Line("commission", month: new YearMonth(2026, 11)).ShouldBe("5.00");
    }

    [Fact]
    public void Removals_never_take_the_commission_below_zero() =>
        new PayTale().Person("anna").Sale("1", "anna", "600.00", "09-20").Sale("2", "anna", "100.00").Refund("r", "1", "600.00", "10-20").Line("commission").ShouldBe("0.00");

    [Theory]
    [InlineData(80, "120.00")]
    [InlineData(0, "0.00")]
    [InlineData(101, "150.00")]
    public void The_team_score_scales_ten_percent_of_the_base(int score, string amount)
    {
        var tale = new PayTale().Person("anna").Score("anna", "team_score", score);

        tale.Line("team_score").ShouldBe(amount);
        tale.Decisions().Contains("score_range scores:2026-10/team_score").ShouldBe(score > 100);
    }

    [Fact]
    public void Without_a_team_score_100_stands_in_and_a_decision_is_asked_for()
    {
        var tale = new PayTale().Person("anna");

        tale.Line("team_score").ShouldBe("150.00");
        tale.Decisions().ShouldContain("score_missing scores:2026-10/team_score");
        new PayTale(rest: "pay:\n  switches: {scores_scale: false}\n").Person("anna").Score("anna", "team_score", 10).Line("team_score").ShouldBe("150.00");
    }
}
