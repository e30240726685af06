using NodaTime;
using Zhanggui.Facts.Demo;
using Zhanggui.Facts.Records;
using Zhanggui.Metrics.Catalogue;
using Zhanggui.Metrics.Contracts;

namespace Zhanggui.Tests.Metrics;

/// <summary>What must hold of every figure, on generated months with everything in them.</summary>
public sealed class MetricPropertyTests
{
    private static readonly Lazy<FactSet> Month = new(() => DemoMonth.Make(DemoScale.Tiny with { PeakBuyers = 25 }, new YearMonth(2026, 10), 11));

    [Fact]
    public void The_rows_of_every_figure_add_up_to_it()
    {
        var facts = Month.Value;
        var all = MetricTale.Finely(facts, "2026-10-03", "2026-10-17");
        var looked = all.Where(r => r.Reason is null && r.Scope[..r.Scope.IndexOf(':')] is "shop").Concat(all.Where(r => r.Reason is null && r.Scope.StartsWith("person:", StringComparison.Ordinal)).GroupBy(r => (r.Metric, r.Set)).Select(g => g.First())).ToList();
        looked.Count.ShouldBeGreaterThan(80);
        foreach (var row in looked)
        {
            var members = MetricTale.Members(facts, row.Metric, row.Scope, row.Set, "2026-10-03", "2026-10-17");
            if (MetricCatalogue.Get(row.Metric).Merge == MetricMerge.Most)
            {
                members.GroupBy(m => m.Day).Select(g => g.Count()).DefaultIfEmpty().Max().ShouldBe((int)row.Numerator!.Value);
                continue;
            }

            (members.Sum(m => m.Numerator), row.Denominator is null ? null : (long?)members.Sum(m => m.Denominator)).ShouldBe((row.Numerator!.Value, row.Denominator), $"{row.Metric} {row.Set} {row.Scope}");
        }
    }

    [Fact]
    public void Days_add_up_to_the_period()
    {
        var facts = Month.Value;
        var whole = MetricTale.Finely(facts, "2026-10-01", "2026-10-11");
        foreach (var cut in new[] { "2026-10-02", "2026-10-05", "2026-10-10" })
        {
            var parts = MetricTale.Finely(facts, "2026-10-01", cut).Concat(MetricTale.Finely(facts, cut, "2026-10-11")).ToLookup(r => (r.Metric, r.Set, r.Scope));
            foreach (var row in whole.Where(r => r.Reason is null && MetricCatalogue.Get(r.Metric).Merge == MetricMerge.Sum))
            {
                var both = parts[(row.Metric, row.Set, row.Scope)].ToList();
                (both.Sum(r => r.Numerator), both.Sum(r => r.Denominator) ?? 0).ShouldBe((row.Numerator, row.Denominator ?? 0), $"{row.Metric} {row.Scope}");
            }
        }
    }

    [Fact]
    public void The_order_of_facts_changes_neither_figures_nor_rows()
    {
        var facts = Month.Value;
        var turned = facts with
        {
            Messages = [.. facts.Messages.Reverse()],
            Orders = [.. facts.Orders.Reverse()],
            OrderLines = [.. facts.OrderLines.Reverse()],
            Refunds = [.. facts.Refunds.Reverse()],
            Reviews = [.. facts.Reviews.Reverse()],
            Sessions = [.. facts.Sessions.Reverse()],
            Ratings = [.. facts.Ratings.Reverse()],
            Transfers = [.. facts.Transfers.Reverse()],
            Presence = [.. facts.Presence.Reverse()],
            People = [.. facts.People.Reverse()],
            Accounts = [.. facts.Accounts.Reverse()],
            OrderEvents = [.. facts.OrderEvents.Reverse()],
        };

        MetricTale.Finely(turned, "2026-10-03", "2026-10-09").ShouldBe(MetricTale.Finely(facts, "2026-10-03", "2026-10-09"));
        foreach (var metric in new[] { "sales_per_buyer", "refund_rate_buyers", "received_per_day", "three_minute_rate" })
        {
            var shop = $"shop:{facts.Shops[0].Shop}";
            MetricTale.Members(turned, metric, shop, from: "2026-10-03", to: "2026-10-09").ShouldBe(MetricTale.Members(facts, metric, shop, from: "2026-10-03", to: "2026-10-09"));
        }
    }

    [Theory]
    [InlineData("new-shop")]
    [InlineData("mural-shop")]
    [InlineData("tea-oil-shop")]
    [InlineData("wage-article-shop")]
    [InlineData("order-shop")]
    [InlineData("payment-shop")]
    public void Shop_total_is_credited_and_silent_and_undecided_in_every_preset(string preset)
    {
        var rows = MetricTale.Finely(Month.Value, "2026-10-01", "2026-11-01", $"book: t\ntitle: t\nextends: {preset}\n");
        var shop = $"shop:{Month.Value.Shops[0].Shop}";

        Of("shop_sales").ShouldBe(Of("agent_sales") + Of("silent_sales") + Of("undecided_sales"));
        Of("inquiry_buyers").ShouldBe(Of("conversion_final") + Of("lost_at_inquiry") + Of("lost_at_payment"));
        rows.ShouldContain(r => r.Metric == "three_minute_rate" && r.Set == "tb-2023");
        rows.ShouldContain(r => r.Metric == "average_response" && r.Set == "tb-2020");
        rows.ShouldContain(r => r.Metric == "first_30s_rate" && r.Set == "jd");

        long Of(string metric) => rows.Single(r => r.Metric == metric && r.Set == "shop" && r.Scope == shop).Numerator!.Value;
    }

    [Fact]
    public void Every_figure_of_the_catalogue_stands_for_the_shop_or_says_which_file_it_lacks()
    {
        var shop = $"shop:{Month.Value.Shops[0].Shop}";
        var rows = MetricTale.Finely(Month.Value, "2026-10-01", "2026-11-01");

        MetricCatalogue.All.Select(d => d.Metric).Except(rows.Where(r => r.Scope == shop).Select(r => r.Metric)).ShouldBeEmpty();
    }
}
