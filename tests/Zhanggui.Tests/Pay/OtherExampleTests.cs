using NodaTime;
using Zhanggui.Kernel.Money;

namespace Zhanggui.Tests.Pay;

/// <summary>The worked examples of the other books, the five real plans, part months, overtime and the legal guard.</summary>
public sealed class OtherExampleTests
{
    // E-17: one 50; two 150 together; three 150 and a decision on leaving; each natural month by itself.
    [Theory]
    [InlineData("-50.00", false, "10-03")]
    [InlineData("-150.00", false, "10-03", "10-20")]
    [InlineData("-150.00", true, "10-03", "10-20", "10-25")]
    [InlineData("-150.00", false, "10-31 10:00", "10-31 11:00", "11-01 09:00")]
    public void Complaints_of_buyers(string amount, bool decides, params string[] at)
    {
        var tale = new PayTale("tea-oil-shop").Person("anna");
        for (var i = 0; i < at.Length; i++)
        {
            tale.Complaint($"c{i}", "anna", at[i]);
        }

        tale.Line("complaint").ShouldBe(amount);
        tale.Decisions().Any(d => d.StartsWith("repeated ", StringComparison.Ordinal)).ShouldBe(decides);
        if (at[^1].StartsWith("11", StringComparison.Ordinal))
        {
            tale.Line("complaint", month: new YearMonth(2026, 11)).ShouldBe("-50.00");
        }
    }

    [Fact]
    public void A_complaint_that_nobody_decided_costs_nothing()
    {
        var tale = new PayTale("tea-oil-shop").Person("anna").Complaint("a", "anna", "10-03", upheld: null).Complaint("b", "anna", "10-04", by: null).Complaint("c", "anna", "10-05", upheld: false).Complaint("d", "anna", "10-06", cause: "goods");

        tale.Line("complaint").ShouldBe("-");
        tale.Decisions().ShouldContain("complaint complaints:a");
        tale.Decisions().ShouldContain("complaint complaints:b");
    }

    // E-18: three private chats 60, one leaked number 100.
    [Fact]
    public void Private_chats_and_a_leaked_number()
    {
        var tale = new PayTale("tea-oil-shop").Person("anna").Incident("a", "anna", "private_chat", "10-03").Incident("b", "anna", "private_chat", "10-04").Incident("c", "anna", "private_chat", "10-05").Incident("d", "anna", "contact_leaked", "10-06");

        tale.Line("private_chat").ShouldBe("-60.00");
        tale.Line("contact_leaked").ShouldBe("-100.00");
        tale.Decisions().ShouldContain("empty_setting pay.components.commission.rate");
    }

    private static string Wages(string model, string grades = "\"* 2000元\"", string more = "") =>
        $"pay:\n  model: {model}\n  components:\n    fixed: {{grades: [{grades}]}}\n    base: {{grades: [{grades}]}}\n    shared_commission: {{rate: 0.5%}}\n    commission: {{rate: 0.5%}}\n    silent_commission: {{rate: 0.5%}}\n{more}";

    private static PayTale Wage(string model, int agents)
    {
        var tale = new PayTale("wage-article-shop", Wages(model) + "attribution: {rules: [order]}\n");
        for (var i = 0; i < agents; i++)
        {
            tale.Person(((char)('a' + i)).ToString(), null);
        }

        return tale;
    }

    // E-19: 12,000 × 0.5 % = 60, five agents 12 each. A pool of 100.00 and three: 33.34, 33.33, 33.33.
    [Fact]
    public void Silent_orders_are_shared_to_the_cent()
    {
        Wage("own", 5).Silent("1", "12000.00").Settle().Slips.Select(s => s.Lines.Single(l => l.Code == "silent_commission")).ShouldAllBe(l => l.Amount == new Fen(1200) && l.Rate == "1/5" && l.Quantity == "60.00");
        Wage("own", 3).Silent("1", "20000.00").Settle().Slips.Select(s => s.Lines.Single(l => l.Code == "silent_commission").Amount.ToString()).ShouldBe(["33.34", "33.33", "33.33"]);
    }

    // PAY-C01: fixed; base and an equal share of all; base and own.
    [Theory]
    [InlineData("fixed", "2000.00", "2000.00")]
    [InlineData("shared", "2030.00", "2030.00")]
    [InlineData("own", "2045.00", "2015.00")]
    public void The_three_models_of_the_wage_article(string model, string a, string b)
    {
        // Own 8000 and 2000, silent 2000: shared 12,000 × 0.5 % ÷ 2 = 30; own 40 + 5 and 10 + 5.
        var tale = Wage(model, 2).Sale("1", "a", "8000.00").Sale("2", "b", "2000.00").Silent("3", "2000.00");

        tale.Total("a").ShouldBe(a);
        tale.Total("b").ShouldBe(b);
    }

    [Fact]
    public void A_base_that_nobody_filled_in_refuses_with_its_path() =>
        PayTale.Desk.Settle(new PayTale().Person("anna").Facts, "book: t\ntitle: t\nextends: wage-article-shop\n", null, PayTale.October, null).Refusals.Single().En.ShouldStartWith("pay.components.base.grades is empty");

    // PAY-C04: above the limit the agent bears it; 20 % of the gross lines is the most.
    [Theory]
    [InlineData("100.00", "-", "-")]
    [InlineData("300.00", "-100.00", "-")]
    [InlineData("1000.00", "-800.00", "400.00")]
    public void After_sales_cost_above_the_limit(string cost, string line, string guard)
    {
        var tale = new PayTale("wage-article-shop", Wages("own", more: "    after_sales_cost: {limit: 200元}\n")).Person("anna", null).Cost("c", "anna", cost, "10-09");

        tale.Line("after_sales_cost").ShouldBe(line);
        tale.Line("guard").ShouldBe(guard); // 20 % of 2000 is 400
    }

    // Plan 2: 2 % of own sales, 1 % of silent orders pooled, own returns cost 4 % of their amount and never more than the commission.
    [Theory]
    [InlineData("500.00", "-20.00", "1700.00")]
    [InlineData("10000.00", "-200.00", "1520.00")]
    public void Plan_two(string returned, string line, string total)
    {
        // 1500 + 10000 × 2 % 200 + 4000 × 1 % ÷ 2 20 − returns.
        var tale = new PayTale("pool-shop", "pay:\n  components:\n    base: {grades: [junior 1500元]}\n").Person("anna").Person("bob").Sale("1", "anna", "10000.00").Silent("2", "4000.00").Refund("r", "1", returned, "10-20");

        tale.Line("own_returns").ShouldBe(line);
        tale.Total().ShouldBe(total);
    }

    // Plan 4: 120 orders on one day: 50 × 1.0 + 50 × 1.5 + 20 × 2.0 = 165; 50 on the next: 50.
    [Fact]
    public void Plan_four_counts_each_day_by_itself()
    {
        var tale = new PayTale("order-tier-shop").Person("anna");
        for (var i = 0; i < 120; i++)
        {
            tale.Sale($"a{i}", "anna", "9.90", "10-03");
        }

        for (var i = 0; i < 50; i++)
        {
            tale.Sale($"b{i}", "anna", "9.90", "10-04");
        }

        tale.Line("orders").ShouldBe("215.00");
    }

    // Plan 5: 2 × 300, half even, half by score: 150 + 175 = 325 and 150 + 125 = 275.
    [Fact]
    public void Plan_five_splits_the_pot_by_half_and_by_score()
    {
        var tale = new PayTale("team-pot-shop").Person("anna", team: "t").Person("bob", team: "t").Person("cara", team: "u").Score("anna", "performance", 70).Score("bob", "performance", 50).Score("cara", "performance", 1);

        tale.Line("team_pot").ShouldBe("325.00");
        tale.Line("team_pot", "bob").ShouldBe("275.00");
        tale.Line("team_pot", "cara").ShouldBe("300.00");
    }

    // Plan 3: 2 of 2 converted 100 × 35, own 100 per buyer ÷ shop's 100 = 1 → 50 × 25, all answered 100 × 15, 10 s 100 × 15, supervisor 90 × 10:
    // 35 + 12.5 + 15 + 15 + 9 = 86.5 → 80 % of 1000.
    [Theory]
    [InlineData(90, "800.00")]
    [InlineData(85, "800.00")]
    [InlineData(84, "600.00")]
    public void Plan_three_scores_a_sheet(int supervisor, string amount)
    {
        var tale = new PayTale("kpi-shop", "pay:\n  components:\n    performance: {amount: 1000元}\n").Person("anna").Sale("1", "anna", "100.00").Sale("2", "anna", "100.00", "10-04").Score("anna", "supervisor", supervisor);

        string.Join(' ', tale.Settle().Decisions.Select(d => d.Text)).ShouldBeEmpty();
        tale.Line("performance").ShouldBe(amount);
    }

    [Fact]
    public void A_score_that_nobody_gave_leaves_the_sheet_open()
    {
        var tale = new PayTale("kpi-shop", "pay:\n  components:\n    performance: {amount: 1000元}\n").Person("anna").Sale("1", "anna", "100.00");

        tale.Line("performance").ShouldBe("-");
        tale.Decisions().ShouldContain("no_value pay.components.performance");
        new PayTale("kpi-shop").Person("anna").Decisions().ShouldContain("empty_setting pay.components.performance.amount");
    }

    // Part months: 1500 × 15/31 = 725.81; a change of grade on the 16th: 1500 × 15/31 + 1800 × 16/31 = 1654.84 (rounded once).
    [Fact]
    public void A_part_of_a_month_counts_by_calendar_days()
    {
        new PayTale().Person("anna", hired: "2026-10-17").Line("base").ShouldBe("725.81");
        new PayTale().Person("anna", left: "2026-10-16").Line("base").ShouldBe("725.81");
        new PayTale().Person("anna", to: "2026-10-16").Person("anna", "mid-level", from: "2026-10-16").Line("base").ShouldBe("1654.84");
    }

    [Fact]
    public void A_part_of_a_month_by_rostered_days()
    {
        var tale = new PayTale(rest: "pay:\n  month: {part: rostered-days, workdays: 22}\n").Person("anna");
        for (var day = 1; day <= 11; day++)
        {
            tale.Shift("anna", $"10-{day:00}", "09:00", "18:00");
        }

        tale.Line("base").ShouldBe("750.00"); // 1500 × 11/22
    }

    [Fact]
    public void Leave_without_pay_and_probation_lower_the_base()
    {
        // 31 days; 2 on personal leave: 3200 × 29/31 = 2993.55.
        new PayTale("new-shop").Person("anna").Leave("anna", "10-05 00:00", "10-07 00:00").Line("base").ShouldBe("2993.55");
        // Hired on 1 October: 30 days at 90 % and one whole: 3200 × (30 × 0.9 + 1) / 31 = 2890.32.
        new PayTale("new-shop").Person("anna", hired: "2026-10-01").Line("base").ShouldBe("2890.32");
    }

    [Fact]
    public void Overtime_and_holidays_are_paid_by_law()
    {
        // 3200 ÷ 174 × (150 % × 1 h above eight + 300 % × 9 h on 1 October) = 3200 ÷ 174 × 28.5 = 524.14.
        new PayTale("new-shop").Person("anna").Shift("anna", "10-12", "09:00", "18:00").Shift("anna", "10-01", "09:00", "18:00").Line("overtime").ShouldBe("524.14");
        new PayTale("new-shop").Person("anna").Shift("anna", "10-12", "09:00", "17:00", shift: "rest-day").Line("overtime").ShouldBe("294.25"); // × 16
    }

    [Fact]
    public void New_shop_records_mistakes_and_fines_nobody()
    {
        var tale = new PayTale("new-shop", "pay:\n  penalties:\n    late: {name: 迟到, amount: 20元}\n").Person("anna").Incident("l", "anna", "late", "10-07", value: 30);

        tale.Line("late").ShouldBe("0.00");
        tale.Settle().Legality.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("", "-1000.00", "610.00")]
    [InlineData("guard: {minimum_wage: [2026-01-01 1900元]}", "-1000.00", "950.00")]
    [InlineData("guard: {minimum_wage: [2026-01-01 1800元]}", "-1000.00", "850.00")]
    [InlineData("guard: {minimum_wage: [2026-11-01 9000元]}", "-1000.00", "610.00")]
    [InlineData("guard: {loss_share: 0%}", "-1000.00", "1000.00")]
    public void The_guard_holds_back(string rest, string loss, string guard)
    {
        // Gross 1500 + 150 + 100 + 200 = 1950; losses at most 20 % = 390, so 610 are held back. With the minimum of 1900 at most 50 are taken.
        var tale = new PayTale(rest: rest.Length == 0 ? string.Empty : $"pay:\n  {rest}\n").Person("anna").Incident("i", "anna", "content_error", "10-06", stage: "loss", loss: "1000.00");

        tale.Line("content_error_loss").ShouldBe(loss);
        tale.Line("guard").ShouldBe(guard);
    }

    [Fact]
    public void Manual_adjustments_need_an_approval()
    {
        var tale = new PayTale().Person("anna").Adjust("a", "anna", "12.34").Adjust("b", "anna", "99.00", by: null).Adjust("c", "anna", "5.00", period: "2026-11");

        tale.Line("manual:a").ShouldBe("12.34");
        tale.Line("manual:b").ShouldBe("-");
        tale.Decisions().ShouldContain("adjustment_unapproved adjustments:b");
    }

    [Fact]
    public void Whoever_has_money_and_no_slip_is_named()
    {
        var tale = new PayTale().Person("anna").Person("boss", role: "supervisor").Sale("1", "boss", "100.00").Incident("i", "zoe", "private", "10-05");

        tale.Settle().Slips.Select(s => s.Person).ShouldBe(["anna"]);
        tale.Decisions().ShouldContain("no_slip people:boss");
        new PayTale(rest: "pay:\n  roles: [supervisor]\n").Person("boss", "senior", role: "supervisor").Total("boss").ShouldBe("2720.00");
        new PayTale().Person("anna", "intern").Decisions().ShouldContain("grade people:anna");
    }

    [Fact]
    public void A_month_is_not_closed_before_it_has_ended()
    {
        var tale = new PayTale().Person("anna").ClosedLine("2026-10", "anna", "b", "base", "1.00");

        tale.Line("base").ShouldBe("1.00");
        tale.Line("base", asOf: "10-20").ShouldBe("1500.00");
    }

    [Fact]
    public void Unsigned_leave_and_undecided_costs_wait_for_a_person()
    {
        new PayTale("tea-oil-shop").Person("anna").Leave("anna", "10-05", "10-06", by: null).Decisions().ShouldContain("leave_unsigned leave:anna/2026-10-05");
        new PayTale("wage-article-shop", Wages("own", more: "    after_sales_cost: {limit: 200元}\n")).Person("anna", null).Cost("c", "anna", "900.00", "10-09", by: null).Decisions().ShouldContain("cost_responsible costs:c");
    }

    [Fact]
    public void As_of_hides_what_came_later()
    {
        var tale = new PayTale().Person("anna").Sale("1", "anna", "480.00").Review("1", "10-20", changedTo: "good", changedAt: "11-03").Refund("r", "1", "480.00", "10-22", decided: "11-02");

        tale.Line("bad_review").ShouldBe("0.00");
        tale.Line("bad_review", asOf: "11-01").ShouldBe("-100.00");
        tale.Line("bad_review", asOf: "10-15").ShouldBe("-");
        tale.Decisions(asOf: "11-01").ShouldContain("refund_responsible refunds:r");
        tale.Line("commission", asOf: "10-02").ShouldBe("0.00");
    }
}
