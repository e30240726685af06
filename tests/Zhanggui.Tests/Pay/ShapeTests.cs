using NodaTime;
using Zhanggui.Facts.Records;

namespace Zhanggui.Tests.Pay;

/// <summary>Shapes of pay that no preset uses, each written as a book and settled.</summary>
public sealed class ShapeTests
{
    private static PayTale Tale(string component, string more = "") => new("tea-oil-shop", $"attribution: {{rules: [order], deductions: {{refunds: as_refunded}}}}\npay:\n  components:\n    x: {{{component}}}\n{more}");

    // Own sales 12,000 (3000 on the 11th), refund 1000 of the ordinary part, three orders.
    private static PayTale Sold(PayTale tale) => tale.Person("anna", hired: "2025-01-01", team: "t").Person("bob", team: "t").Sale("1", "anna", "5000.00", "10-03").Sale("2", "anna", "4000.00", "10-04").Sale("3", "anna", "3000.00", "10-11").Sale("4", "bob", "8000.00", "10-11")
        .Silent("5", "100.00").Refund("r", "1", "1000.00", "10-20").Score("anna", "s", 4);

    [Theory]
    [InlineData("kind: tiers, of: own_sales, tier_way: marginal, tiers: [0元 10000元 1%, 10000元 - 2%]", "140.00")] // 100 + 40
    [InlineData("kind: tiers, of: own_sales, tier_way: whole, tiers: [0元 10000元 1%, 10000元 - 2%]", "240.00")]
    [InlineData("kind: tiers, of: own_sales, tier_way: whole, tiers: [0元 12000元 1%, 12000元 - 2%]", "240.00")] // the edge belongs to the upper range
    [InlineData("kind: tiers, of: own_sales, tier_way: whole, tiers: [0元 12000.01元 1%, 12000.01元 - 2%]", "120.00")]
    [InlineData("kind: tiers, of: own_sales, per: day, tier_way: whole, tiers: [0元 4000元 1%, 4000元 - 2%]", "210.00")] // 100 + 80 + 30
    [InlineData("kind: share, of: own_orders, rate: 1.50 元", "4.50")]
    [InlineData("kind: share, of: own_sales, rate: 1/300", "40.00")]
    [InlineData("kind: share, of: own_sales, rate: 1%, cap: 100元", "100.00")]
    [InlineData("kind: share, of: own_sales, rate: 1%, floor: 150元", "150.00")]
    [InlineData("kind: share, of: own_sales, rate: 1%, factor: own_sales / credited_sales", "72.00")] // 120 × 12000/20000
    [InlineData("kind: share, of: own_sales, rate: 1%, factor: own_sales / (credited_sales / heads)", "144.00")]
    [InlineData("kind: share, of: own_sales, rate: 1%, when: own_sales >= 12000 元", "120.00")]
    [InlineData("kind: share, of: own_sales, rate: 1%, when: own_sales > 12000 元", "-")]
    [InlineData("kind: share, of: own_sales, rate: 1%, for_roles: [leader]", "-")]
    [InlineData("kind: share, of: own_sales, rate: 1%, scaled_by: s, scaled_full: 5", "96.00")]
    [InlineData("kind: share, of: own_sales - target(\"sales\"), rate: 10%", "200.00")] // target 10,000
    [InlineData("kind: amount, amount: 310元, prorated: true", "310.00")]
    [InlineData("kind: formula, formula: ordinary_base * 0.5% + promotion_base * 1%", "70.00", "  month: {promotion_days: [2026-10-11]}\n")] // (9000 − 1000) × 0.5 % + 3000 × 1 %
    [InlineData("kind: formula, formula: own_sales * score(\"s\") / 100", "480.00")]
    [InlineData("kind: formula, formula: \"if(months_employed >= 12, 100 元, 0 元)\"", "100.00")]
    [InlineData("kind: formula, formula: month_days * 1 元 + employed_days * 1 元", "62.00")]
    [InlineData("kind: excess, of: own_sales, limit: 10000元, rate: 5%", "100.00")]
    [InlineData("kind: pool, of: credited_base, rate: 1%, split: [sales]", "110.00")] // 19,000 × 1 % = 190 by 11,000 and 8000
    [InlineData("kind: pool, of: shop_sales, rate: 1%, split: [even 1/4, sales 3/4]", "112.41")] // of 201: 50.25 ÷ 2 with the spare fen 25.13; 150.75 × 11/19 with the spare fen 87.28
    public void A_shape_is_written_without_code(string component, string amount, string more = "")
    {
        var tale = Sold(Tale(component, more));
        var facts = tale.Facts with { Targets = [new TargetFact { Period = "2026-10", Person = "anna", Metric = "sales", Value = 10_000 }] };

        var line = tale.Settle(facts: facts).Slips.Single(s => s.Person == "anna").Lines.SingleOrDefault(l => l.Code == "x");
        (line?.Amount.ToString() ?? "-").ShouldBe(amount);
        if (component.Contains("kind: pool", StringComparison.Ordinal))
        {
            tale.Settle().Slips.SelectMany(s => s.Lines).Where(l => l.Code == "x").Sum(l => l.Amount.Value).ShouldBe(PayTale.Yuan(line!.Quantity!).Value);
        }
    }

    [Fact]
    public void A_part_of_a_month_parts_an_allowance_where_the_book_says_so() =>
        Tale("kind: amount, amount: 310元, prorated: true").Person("anna", hired: "2026-10-22").Line("x").ShouldBe("100.00"); // 10 of 31 days

    [Fact]
    public void A_division_by_nothing_gives_no_line_and_a_decision()
    {
        var tale = Tale("kind: share, of: own_sales, rate: 1%, factor: own_sales / credited_sales").Person("anna");

        tale.Line("x").ShouldBe("-");
        tale.Decisions().ShouldContain("no_value pay.components.x");
    }

    [Fact]
    public void A_condition_lowers_the_bonus_it_names_and_never_more()
    {
        const string More = "    bonus: {kind: amount, amount: 50元}\n";
        Sold(Tale("kind: share, of: own_refunds, rate: 4%, counts_as: condition, lowers: [bonus]", More)).Line("x").ShouldBe("-40.00");
        Sold(Tale("kind: share, of: own_refunds, rate: 8%, counts_as: condition, lowers: [bonus]", More)).Line("x").ShouldBe("-50.00");
    }

    [Fact]
    public void Hours_online_part_a_pool()
    {
        var tale = Tale("kind: pool, of: heads, rate: 300元, split: [hours]").Person("anna").Person("bob").Online("anna", "10-03 09:00", "10-03 11:00").Online("bob", "10-03 09:00", "10-03 10:00").Online("bob", "09-30 09:00", "09-30 23:00");

        tale.Line("x").ShouldBe("400.00");
        tale.Line("x", "bob").ShouldBe("200.00");
    }

    [Fact]
    public void What_the_guard_held_back_is_carried_over_only_where_the_book_says_so()
    {
        // September: 1000 lost, 390 taken, 610 left. October has room for 390.
        var tale = new PayTale(rest: "pay:\n  guard: {carries_over: true}\n").Person("anna").Incident("i", "anna", "content_error", "09-12", stage: "loss", loss: "1000.00").Close(new YearMonth(2026, 9));

        tale.Line("guard_carried").ShouldBe("-390.00");
        tale.Close(PayTale.October).Line("guard_carried", month: new YearMonth(2026, 11)).ShouldBe("-220.00");
        new PayTale().Person("anna").Incident("i", "anna", "content_error", "09-12", stage: "loss", loss: "1000.00").Close(new YearMonth(2026, 9)).Line("guard_carried").ShouldBe("-");
    }

    [Fact]
    public void A_slip_says_in_one_sentence_what_it_rests_on()
    {
        var line = Sold(new PayTale(rest: "attribution: {rules: [order]}\n")).Settle().Slips[0].Lines.Single(l => l.Code == "commission");

        line.Text.ShouldBe("提成：业绩 12000.00 − 扣除 1000.00 = 11000.00 元 × 0.5%。");
        (line.Quantity, line.Rate, line.Rule).ShouldBe(("11000.00", "0.005", "pay.components.commission"));
        line.Facts.ShouldBe(["orders:1", "orders:2", "orders:3", "refunds:r"]);
    }
}
