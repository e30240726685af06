using Zhanggui.Facts.Records;

namespace Zhanggui.Tests.Metrics;

public sealed class ConversionTests
{
    [Fact]
    public void An_inquiry_is_won_or_lost_at_the_inquiry_or_at_the_payment()
    {
        var tale = new MetricTale().Ask("10:00:00").Reply("10:00:30").Order("1", "10:30:00", "10:31:00", "10.00")
            .Ask("10:00:00", "wang").Reply("10:00:30", buyer: "wang").Order("2", "10:30:00", null, "10.00", "wang")
            .Ask("10:00:00", "zhao").Reply("10:00:30", buyer: "zhao");

        tale.Figure("conversion_final").ShouldBe("1 of 3");
        tale.Figure("conversion_order").ShouldBe("2 of 3");
        tale.Figure("lost_at_payment").ShouldBe("1");
        tale.Figure("lost_at_inquiry").ShouldBe("1");
        tale.Figure("conversion_order", scope: "person:anna").ShouldBe("2 of 3");
        MetricTale.Members(tale.Facts, "lost_at_payment").Single().Buyer.ShouldBe("wang");
        MetricTale.Members(tale.Facts, "lost_at_inquiry").Single().Buyer.ShouldBe("zhao");
    }

    [Theory]
    [InlineData("2026-10-11 23:59:59", "1 of 1")]
    [InlineData("2026-10-12 00:00:00", "0 of 1")]
    public void Paid_by_the_end_of_the_next_day(string paid, string figure) =>
        new MetricTale().Ask("10:00:00").Reply("10:00:30").Order("1", "11:00:00", paid, "50.00").Figure("conversion_next_day").ShouldBe(figure);

    [Fact]
    public void Order_to_pay_counts_credited_orders_on_the_day_they_were_placed()
    {
        var tale = new MetricTale().Ask("10:00:00").Reply("10:00:30").Order("1", "10:30:00", "2026-10-11 10:40:00", "120.00").Order("2", "10:50:00", null, "80.00").Order("3", "11:00:00", "11:01:00", "5.00", "silent");

        tale.Figure("order_to_pay_rate").ShouldBe("1 of 2");
        tale.Figure("order_to_pay_rate", scope: "person:anna").ShouldBe("1 of 2");
    }

    [Theory]
    [InlineData("10:30:00", "11:00:00", "1 of 1")]
    [InlineData("10:30:00", "2026-10-12 23:59:59", "1 of 1")] // the third day
    [InlineData("10:30:00", "2026-10-13 00:00:00", "0 of 1")]
    [InlineData("10:30:00", null, "0 of 1")]
    [InlineData("11:30:00", "11:00:00", "0 of 0")] // reminded after the payment: no reminder
    public void A_reminder_succeeds_when_the_order_is_paid_in_time(string reminded, string? paid, string figure)
    {
        var tale = new MetricTale().Order("1", "10:00:00", paid, "50.00").With(f => f with
        {
            OrderEvents = [Reminder("e1", reminded, "anna"), Reminder("e2", "2026-10-14 10:00:00", "bo")],
        });

        tale.Figure("reminder_success").ShouldBe(figure);
        tale.Figure("reminder_success", scope: "person:anna").ShouldBe(figure == "0 of 0" ? "-" : figure);
    }

    [Fact]
    public void Whoever_talked_and_did_not_win_has_an_assist_and_no_sales()
    {
        var tale = new MetricTale().Ask("10:00:00").Reply("10:00:30", "bo").Reply("10:10:00").Order("1", "10:30:00", "10:40:00", "120.00");

        tale.Figure("agent_sales", scope: "person:anna").ShouldBe("12000");
        tale.Figure("assists", scope: "person:bo").ShouldBe("1");
        tale.Figure("assist_amount", scope: "person:bo").ShouldBe("12000");
        tale.Figure("assist_buyers", scope: "person:bo").ShouldBe("1");
        tale.Figure("agent_sales", scope: "person:bo").ShouldBe("-");
        tale.Figure("assists", scope: "person:anna").ShouldBe("-");
    }

    [Fact]
    public void Sales_per_inquiry_of_the_worked_example()
    {
        var tale = new MetricTale();
        for (var i = 0; i < 36; i++)
        {
            tale.Ask("10:00:00", $"b{i}").Reply("10:00:30", buyer: $"b{i}");
            if (i < 18)
            {
                tale.Order($"o{i:D2}", "10:30:00", "10:31:00", "320.00", $"b{i}");
            }
        }

        tale.Figure("sales_per_inquiry").ShouldBe("576000 of 36"); // 160 yuan
        tale.Figure("shop_orders").ShouldBe("18");
    }

    [Fact]
    public void Products_share_the_money_and_a_line_s_refund_is_its_own()
    {
        var tale = new MetricTale().Ask("10:00:00").Reply("10:00:30").Order("1", "10:30:00", "10:40:00", "90.00").With(f => f with
        {
            OrderLines =
            [
                new() { OrderId = "1", Line = "1", Item = "a", Quantity = 1, Paid = new(6000) },
                new() { OrderId = "1", Line = "2", Item = "b", Quantity = 2, Paid = new(3000) },
            ],
            Refunds = [new() { RefundId = "r", OrderId = "1", Line = "2", Amount = new(1000), SucceededAt = MetricTale.At("20:00:00") }],
        });
        var rows = MetricTale.Finely(tale.Facts);

        Of("shop_sales", "product:a").ShouldBe("6000");
        Of("shop_sales", "product:b").ShouldBe("3000");
        Of("refund_rate_amount", "product:a").ShouldBe("0 of 6000");
        Of("refund_rate_amount", "product:b").ShouldBe("1000 of 3000");
        Of("refund_rate_orders", "product:b").ShouldBe("1 of 1");
        Of("consulting_buyers", "hour:10").ShouldBe("1");
        Of("shop_sales", "hour:10").ShouldBe("9000");

        string Of(string metric, string scope) => rows.Single(r => r.Metric == metric && r.Scope == scope) is var row && row.Denominator is { } d ? $"{row.Numerator} of {d}" : $"{row.Numerator}";
    }

    private static OrderEventFact Reminder(string id, string at, string account) => new() { Id = id, OrderId = "1", At = MetricTale.At(at), Account = account, Event = "chased_buyer" };
}
