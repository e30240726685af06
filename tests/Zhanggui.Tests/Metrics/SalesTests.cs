namespace Zhanggui.Tests.Metrics;

public sealed class SalesTests
{
    [Fact]
    public void Shop_total_is_credited_and_silent_and_undecided()
    {
        var tale = new MetricTale().Ask("10:00:00").Reply("10:00:30").Order("1", "10:30:00", "10:40:00", "120.00")
            .Order("2", "11:00:00", "11:01:00", "30.50", "silent")
            .Ask("12:00:00", "wang").Reply("12:00:30", "nobody-knows", "wang").Order("3", "12:30:00", "12:31:00", "9.99", "wang");

        tale.Figure("shop_sales").ShouldBe("16049");
        tale.Figure("agent_sales").ShouldBe("12000");
        tale.Figure("silent_sales").ShouldBe("3050");
        tale.Figure("undecided_sales").ShouldBe("999");
        tale.Figure("agent_sales", scope: "person:anna").ShouldBe("12000");
        tale.Figure("agent_sales", scope: "team:早班").ShouldBe("12000");
    }

    [Fact]
    public void Refunds_lower_the_net_sales_of_whoever_has_the_order()
    {
        var tale = new MetricTale().Ask("10:00:00").Reply("10:00:30").Order("1", "10:30:00", "10:40:00", "120.00").Order("2", "11:00:00", "11:01:00", "80.00", "silent").Refund("1", "20:00:00", "20.00").Refund("2", "21:00:00", "80.00");

        tale.Figure("net_agent_sales", scope: "person:anna").ShouldBe("10000");
        tale.Figure("net_agent_sales").ShouldBe("10000");
        tale.Figure("refund_rate_amount").ShouldBe("10000 of 20000");
        tale.Figure("refund_rate_orders").ShouldBe("2 of 2");
        tale.Figure("refund_rate_buyers", scope: "person:anna").ShouldBe("1 of 1");
    }

    [Fact]
    public void A_refund_counts_in_the_period_in_which_it_succeeds() =>
        new MetricTale().Ask("10:00:00").Reply("10:00:30").Order("1", "10:30:00", "10:40:00", "120.00").Refund("1", "2026-10-11 00:00:00", "20.00").Figure("net_agent_sales").ShouldBe("12000");

    [Fact]
    public void Worked_example_of_conversion_and_average_order_value()
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

        tale.Figure("conversion_final", to: "2026-10-31").ShouldBe("18 of 36");
        tale.Figure("sales_per_buyer").ShouldBe("576000 of 18");
    }

    [Fact]
    public void Nobody_asked_gives_no_conversion_and_no_error()
    {
        var tale = new MetricTale().Order("1", "10:30:00", "10:31:00", "10.00");

        tale.Figure("conversion_final").ShouldBe("0 of 0");
        tale.Figure("sales_per_buyer").ShouldBe("0 of 0");
    }

    [Fact]
    public void A_converts_for_the_shop_while_b_gets_the_order()
    {
        var tale = new MetricTale().Ask("2026-10-10 10:00:00").Reply("2026-10-10 10:01:00").Ask("2026-10-12 10:00:00").Reply("2026-10-12 10:01:00", "bo").Order("1", "2026-10-12 11:00:00", "2026-10-12 11:01:00", "50.00");

        tale.Figure("conversion_final", to: "2026-10-31").ShouldBe("2 of 2");
        tale.Figure("conversion_final", scope: "person:anna", to: "2026-10-31").ShouldBe("0 of 1");
        tale.Figure("conversion_final", scope: "person:bo", to: "2026-10-31").ShouldBe("1 of 1");
    }

    [Theory]
    [InlineData("2026-10-14", true)] // the last payment that counts may still come on the 14th
    [InlineData("2026-10-15", false)]
    public void Conversion_is_open_until_both_windows_have_closed(string to, bool isOpen) =>
        new MetricTale().Ask("10:00:00").Reply("10:00:30").Rows(to: to).Single(r => r is { Metric: "conversion_final", Scope: "shop:s" }).IsOpen.ShouldBe(isOpen);

    [Theory]
    [InlineData("2026-10-12 23:59:59", "2026-10-12 23:59:59", "1 of 1")]
    [InlineData("2026-10-13 00:00:00", "2026-10-13 00:00:00", "0 of 1")] // a fourth day
    [InlineData("2026-10-12 23:59:59", "2026-10-15 00:00:00", "0 of 1")] // paid too late
    public void Windows_are_natural_days(string placed, string paid, string figure) =>
        new MetricTale().Ask("10:00:00").Reply("10:00:30").Order("1", placed, paid, "50.00").Figure("conversion_final", to: "2026-10-11").ShouldBe(figure);

    [Fact]
    public void Items_and_prices_come_from_the_lines()
    {
        var tale = new MetricTale().Ask("10:00:00").Reply("10:00:30").Order("1", "10:30:00", "10:40:00", "120.00", quantity: 3);

        tale.Figure("items_per_buyer").ShouldBe("3 of 1");
        tale.Figure("price_per_item").ShouldBe("12000 of 3");
    }
}
