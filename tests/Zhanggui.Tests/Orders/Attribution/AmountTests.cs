using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Orders.Attribution;

namespace Zhanggui.Tests.Orders.Attribution;

/// <summary>Months, base amounts, deductions apart from credit, and facts that do not fit together.</summary>
public sealed class AmountTests
{
    private static readonly YearMonth October = new(2026, 10);
    private static readonly YearMonth November = new(2026, 11);

    private static Story Sold(string preset = "new-shop", string rest = "", string amount = "128.00", string postage = "8.00", string? asked = null) =>
        new Story(preset, rest).Talk("3 10:00", "a").Order("3 12:00", "3 12:05", amount: amount, postage: postage, asked: asked);

    private static IEnumerable<(string Amount, YearMonth Month)> Deducted(Story story) => story.Result.Deductions.Select(d => (d.Amount.ToString(), d.Month));

    [Fact]
    public void Base_is_what_was_paid_without_postage()
    {
        Sold().Credit().Amount.ShouldBe(Story.Yuan("120.00"));
        Sold(rest: "base:\n  postage: true").Credit().Amount.ShouldBe(Story.Yuan("128.00"));
    }

    [Fact]
    public void Coupons_lower_the_base_and_subsidies_count_only_by_switch()
    {
        Sold(asked: "148.00").Credit().Amount.ShouldBe(Story.Yuan("120.00"));
        Sold(rest: "base:\n  subsidy: true", asked: "148.00").Credit().Amount.ShouldBe(Story.Yuan("140.00"));
    }

    [Fact]
    public void Top_up_links_count_unless_the_book_leaves_them_out()
    {
        Sold().Line("1", "77", "100.00").Line("2", "diff", "20.00").Credit().Amount.ShouldBe(Story.Yuan("120.00"));
        Sold(rest: "base:\n  top_ups: false\n  top_up_items: [diff]").Line("1", "77", "100.00").Line("2", "diff", "20.00").Credit().Amount.ShouldBe(Story.Yuan("100.00"));
    }

    [Fact]
    public void Presale_belongs_to_the_month_of_the_balance_and_to_whoever_talked_before_the_deposit()
    {
        var story = new Story().Talk("20 10:00", "a").Order("20 12:00", "32 20:05").Talk("32 19:00", "b");

        story.Won("anna", Basis.Order);
        story.Decision().Month.ShouldBe(November);
    }

    [Theory]
    [InlineData("31 23:59:59", 10)]
    [InlineData("32 0:00", 11)]
    public void Month_is_the_shops_own(string paid, int month) => new Story().Order("31 12:00", paid).Decision().Month.ShouldBe(new YearMonth(2026, month));

    [Fact]
    public void Month_goes_by_the_books_event()
    {
        Story With(string at, int days = 0) => new Story(rest: $"base:\n  event: {at}{(days > 0 ? $"\n  days_after_signing: {days}" : string.Empty)}")
            .Order("29 12:00", "29 12:05", shipped: "30 9:00", signed: "31 9:00", closed: "41 9:00", status: OrderStatus.Success);

        With("shipped").Decision().Month.ShouldBe(October);
        With("signed").Decision().Month.ShouldBe(October);
        With("signed", 7).Decision().Month.ShouldBe(November);
        With("success").Decision().Month.ShouldBe(November);
        new Story(rest: "base:\n  event: signed").Order("29 12:00", "29 12:05").Decision().Month.ShouldBeNull();
    }

    [Fact]
    public void Refund_before_shipping_never_changes_who_earned_it()
    {
        var story = Sold().Refund("3 15:00", "128.00");

        story.Won("anna", Basis.Order);
        story.Credit().Amount.ShouldBe(Story.Yuan("120.00"));
        Deducted(story).ShouldBe([("120.00", October)]);
    }

    [Fact]
    public void Partial_refund_deducts_its_amount() => Deducted(Sold().Refund("5 15:00", "30.00")).ShouldBe([("30.00", October)]);

    [Fact]
    public void Refund_after_the_months_end_is_a_deduction_of_its_own_month() => Deducted(Sold().Refund("35 15:00", "30.00")).ShouldBe([("30.00", November)]);

    [Fact]
    public void Refund_that_did_not_succeed_deducts_nothing() => Deducted(Sold().Refund("", "30.00")).ShouldBeEmpty();

    [Fact]
    public void Refunds_above_what_was_paid_remove_the_order_once_and_are_reported()
    {
        var story = Sold().Refund("5 15:00", "100.00").Refund("6 15:00", "100.00");

        Deducted(story).ShouldBe([("100.00", October), ("20.00", October)]);
        story.Result.Anomalies.ShouldContain(new Anomaly(AnomalyKind.RefundAbovePaid, "orders:o"));
    }

    [Theory]
    [InlineData("quality", false)]
    [InlineData("courier", false)]
    [InlineData("warehouse", false)]
    [InlineData("buyer", true)]
    [InlineData("agent", true)]
    [InlineData("team", true)]
    public void Mural_shop_deducts_by_the_responsible_party(string responsible, bool deducts) =>
        Deducted(Sold("mural-shop").Refund("5 15:00", "30.00", responsible)).ShouldBe(deducts ? [("30.00", October)] : []);

    [Theory]
    [InlineData(null, "boss")]
    [InlineData("buyer", null)]
    public void What_nobody_has_decided_costs_nothing_and_is_a_decision_to_take(string? responsible, string? decidedBy)
    {
        var story = Sold("mural-shop").Refund("5 15:00", "30.00", responsible, decidedBy);

        Deducted(story).ShouldBeEmpty();
        story.Result.ToDecide.ShouldHaveSingleItem().OrderId.ShouldBe("o");
    }

    [Theory]
    [InlineData("bad", "agent", null, true)]
    [InlineData("neutral", "agent", null, true)]
    [InlineData("bad", "agent", "good", true)]
    [InlineData("good", "agent", null, false)]
    [InlineData("bad", "goods", null, false)]
    public void Bad_review_caused_by_the_agent_removes_the_order_changed_or_not(string rating, string cause, string? changedTo, bool deducts) =>
        Deducted(Sold("mural-shop").Review("9 10:00", rating, cause, changedTo: changedTo)).ShouldBe(deducts ? [("120.00", October)] : []);

    [Fact]
    public void Each_order_is_removed_once() =>
        Deducted(Sold("mural-shop").Refund("5 15:00", "128.00", "buyer").Review("9 10:00", "bad", "agent")).ShouldBe([("120.00", October)]);

    [Fact]
    public void Reviews_cost_nobody_anything_in_a_new_shop() => Deducted(Sold().Review("9 10:00", "bad", "agent")).ShouldBeEmpty();

    [Fact]
    public void Paid_without_a_time_is_listed_and_credited_to_nobody()
    {
        var story = new Story().Talk("3 10:00", "a").Order("3 12:00", null, status: OrderStatus.Paid);

        story.Undecided(Doubt.PaidWithoutTime);
        story.Decision().Month.ShouldBeNull();
        story.Result.Totals().Undecided.ShouldBe(Story.Yuan("100.00"));
        story.Result.Anomalies.ShouldContain(new Anomaly(AnomalyKind.PaidWithoutTime, "orders:o"));
    }

    [Fact]
    public void Placed_without_a_time_is_undecided() => new Story().Talk("3 10:00", "a").Order("", "3 12:05").Undecided(Doubt.PlacedWithoutTime);

    [Fact]
    public void Payment_before_the_order_is_judged_by_the_order_and_reported()
    {
        var story = new Story().Talk("3 10:00", "a").Order("3 12:00", "3 11:00");

        story.Won("anna", Basis.Order);
        story.Result.Anomalies.ShouldContain(new Anomaly(AnomalyKind.PaidBeforePlaced, "orders:o"));
    }

    [Fact]
    public void Account_reused_by_another_person_counts_for_whoever_had_it()
    {
        Story Reused(string placed)
        {
            var story = new Story().Talk("3 10:00", "x").Talk("5 10:00", "x").Order(placed, placed);
            story.Accounts.Add(Story.Account("x", "cara", to: "4 0:00"));
            story.Accounts.Add(Story.Account("x", "dora", from: "4 0:00"));
            return story;
        }

        Reused("3 12:00").Won("cara", Basis.Order);
        Reused("5 12:00").Won("dora", Basis.Order);
    }

    [Fact]
    public void Account_held_by_two_at_one_time_makes_its_orders_undecided()
    {
        var story = new Story().Talk("3 10:00", "x").Order("3 12:00", "3 12:00");
        story.Accounts.Add(Story.Account("x", "cara", to: "4 0:00"));
        story.Accounts.Add(Story.Account("x", "dora", from: "3 0:00"));

        story.Undecided(Doubt.AccountShared);
        story.Result.Anomalies.ShouldContain(new Anomaly(AnomalyKind.AccountOverlap, "accounts:x"));
    }

    [Fact]
    public void Account_nobody_knows_makes_its_orders_undecided()
    {
        var story = new Story().Talk("3 9:00", "a").Talk("3 10:00", "x").Order("3 12:00", "3 12:00");

        story.Undecided(Doubt.AccountUnknown);
        story.Result.Anomalies.ShouldContain(new Anomaly(AnomalyKind.AccountUnknown, "accounts:x"));
    }

    [Fact]
    public void Words_without_an_account_make_the_order_undecided()
    {
        var story = new Story().Talk("3 9:00", "a").Asks("3 10:00", null).Answers("3 10:01", null, id: "m").Order("3 12:00", "3 12:00");

        story.Undecided(Doubt.MessageWithoutAccount);
        story.Result.Anomalies.ShouldContain(new Anomaly(AnomalyKind.MessageWithoutAccount, "messages:m"));
    }

    [Fact]
    public void Account_without_any_row_that_is_named_like_a_person_is_that_person() => new Story().Talk("3 10:00", "anna").Order("3 12:00", "3 12:00").Won("anna", Basis.Order);

    [Fact]
    public void Two_rows_of_one_number_are_one_order_and_reported()
    {
        var story = new Story().Order("3 12:00", "3 12:05", amount: "100.00").Order("3 12:00", "3 12:05", amount: "90.00");

        story.Result.Orders.ShouldHaveSingleItem().Base.ShouldBe(new Story().Order("3 12:00", "3 12:05", amount: "90.00").Order("3 12:00", "3 12:05", amount: "100.00").Decision().Base);
        story.Result.Anomalies.ShouldContain(new Anomaly(AnomalyKind.DoubleOrder, "orders:o"));
    }

    [Fact]
    public void Unknown_amount_counts_nothing_and_is_reported()
    {
        var story = Sold();
        var result = AttributionRun.Decide(story.Facts with { Orders = [story.Facts.Orders[0] with { Paid = null }] }, (_, _) => Story.RulesOf("new-shop"));

        result.Orders.Single().Credits.Single().ShouldSatisfyAllConditions(c => c.Person.ShouldBe("anna"), c => c.Amount.Value.ShouldBe(0));
        result.Anomalies.ShouldContain(new Anomaly(AnomalyKind.AmountUnknown, "orders:o"));
    }

    [Fact]
    public void Lines_that_do_not_add_up_are_reported() =>
        Sold().Line("1", "77", "10.00").Result.Anomalies.ShouldContain(new Anomaly(AnomalyKind.LinesDoNotAdd, "orders:o"));
}
