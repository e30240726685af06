using NodaTime;

namespace Zhanggui.Tests.Metrics;

public sealed class VolumeTests
{
    [Fact]
    public void Days_are_counted_and_the_range_once()
    {
        var tale = new MetricTale().Ask("10:00:00").Reply("10:00:30").Ask("2026-10-11 10:00:00").Ask("11:00:00", "wang");

        tale.Figure("consulting_buyers", to: "2026-10-12").ShouldBe("3");
        tale.Figure("consulting_buyers_distinct", to: "2026-10-12").ShouldBe("2");
        tale.Figure("received_buyers", to: "2026-10-12").ShouldBe("1");
    }

    [Fact]
    public void A_talk_over_midnight_is_one_reception_on_the_day_of_its_first_message()
    {
        var tale = new MetricTale().Ask("23:58:00").Reply("23:59:00").Ask("2026-10-11 00:02:00").Reply("2026-10-11 00:02:30");

        tale.Figure("received_buyers").ShouldBe("1");
        tale.Figure("received_buyers", from: "2026-10-11", to: "2026-10-12").ShouldBe("0");
    }

    [Fact]
    public void The_sum_over_agents_may_exceed_the_shop()
    {
        var tale = new MetricTale().Ask("10:00:00").Reply("10:00:30").Reply("10:01:00", "bo");

        tale.Figure("received_buyers").ShouldBe("1");
        tale.Figure("received_buyers", scope: "person:anna").ShouldBe("1");
        tale.Figure("received_buyers", scope: "person:bo").ShouldBe("1");
    }

    [Fact]
    public void A_buyer_addressed_by_another_account_is_not_received_by_it() =>
        new MetricTale().Ask("10:00:00", account: "bo").Reply("10:00:30").Figure("received_buyers", scope: "person:bo").ShouldBe("-");

    [Fact]
    public void Who_bought_lately_and_orders_nothing_new_comes_for_after_sales()
    {
        var bought = new MetricTale().Order("1", "2026-10-01 10:00:00", "2026-10-01 10:01:00", "50.00").Ask("10:00:00").Reply("10:00:30");
        bought.Figure("inquiry_buyers").ShouldBe("0");

        bought.Order("2", "2026-10-11 23:59:59", null, "60.00").Figure("inquiry_buyers").ShouldBe("1"); // a new order, tomorrow
    }

    [Theory]
    [InlineData("2026-09-19 23:59:59", "1")]
    [InlineData("2026-09-20 00:00:00", "0")] // 21 days with today
    public void Lately_is_within_the_days_of_the_book(string paid, string figure) =>
        new MetricTale().Order("1", paid, paid, "50.00").Ask("10:00:00").Reply("10:00:30").Figure("inquiry_buyers").ShouldBe(figure);

    [Fact]
    public void Filtered_buyers_enter_nothing()
    {
        var tale = new MetricTale().Ask("10:00:00").Reply("10:00:30").Ask("11:00:00", "wang").Reply("11:00:10", buyer: "wang");
        var rows = tale.Rows(facts: tale.Facts with { Filters = [new() { Buyer = "wang", Kind = "spam" }] });

        rows.Single(r => r is { Metric: "consulting_buyers", Scope: "shop:s" }).Numerator.ShouldBe(1);
    }

    [Fact]
    public void Peak_counts_sittings_that_touch()
    {
        var tale = new MetricTale().Ask("10:00:00").Reply("10:10:00").Ask("10:10:00", "wang").Reply("10:12:00", buyer: "wang").Ask("10:20:00", "zhao").Reply("10:21:00", "bo", "zhao");

        tale.Figure("peak_concurrency").ShouldBe("2");
        tale.Figure("peak_concurrency", scope: "person:bo").ShouldBe("1");
    }

    [Fact]
    public void A_figure_without_its_file_names_it()
    {
        var tale = new MetricTale().Order("1", "10:00:00", "10:01:00", "50.00");
        var rows = tale.Rows(facts: tale.Facts with { Missing = new HashSet<string>(StringComparer.Ordinal) { "messages.csv" } });
        var row = rows.Single(r => r is { Metric: "consulting_buyers", Scope: "shop:s" });

        (row.Numerator, row.Reason).ShouldBe((null, "messages.csv"));
        rows.Single(r => r is { Metric: "shop_sales", Scope: "shop:s" }).Numerator.ShouldBe(5000);
    }

    [Fact]
    public void Shifting_all_times_by_a_week_changes_no_figure()
    {
        var tale = new MetricTale().Order("1", "10:30:00", "10:40:00", "50.00").Ask("10:00:00").Reply("10:00:30").Ask("22:59:00", "wang").Reply("23:03:00", "bo", "wang");
        var week = Duration.FromDays(7);
        var later = tale.Facts with
        {
            Messages = [.. tale.Facts.Messages.Select(m => m with { SentAt = m.SentAt + week })],
            Orders = [.. tale.Facts.Orders.Select(o => o with { PlacedAt = o.PlacedAt + week, PaidAt = o.PaidAt + week })],
        };

        tale.Rows("2026-10-17", "2026-10-18", later).Select(r => r with { OpenUntil = r.OpenUntil?.PlusDays(-7) }).ShouldBe(tale.Rows());
    }

    [Fact]
    public void The_order_of_rows_changes_nothing()
    {
        var tale = new MetricTale().Order("1", "10:30:00", "10:40:00", "50.00").Ask("10:00:00").Reply("10:00:30").Ask("11:00:00", "wang").Reply("11:03:00", "bo", "wang");
        var turned = tale.Facts with { Messages = [.. tale.Facts.Messages.Reverse()], Orders = [.. tale.Facts.Orders.Reverse()], People = [.. tale.Facts.People.Reverse()] };

        tale.Rows(facts: turned).ShouldBe(tale.Rows());
    }
}
