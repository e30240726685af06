using NodaTime;
using Zhanggui.Facts.Demo;
using Zhanggui.Facts.Records;
using Zhanggui.Metrics.Catalogue;
using Zhanggui.Metrics.Contracts;

namespace Zhanggui.Tests.Metrics;

/// <summary>Moving everything together changes nothing, and what another buyer does changes nobody's row.</summary>
public sealed class MetricShiftTests
{
    private static readonly Lazy<FactSet> Month = new(() => DemoMonth.Make(DemoScale.Tiny with { PeakBuyers = 25 }, new YearMonth(2026, 10), 7));

    [Theory]
    [InlineData(7)]
    [InlineData(-35)]
    [InlineData(364)]
    public void Moving_all_times_by_whole_days_moves_the_figures_and_changes_none(int days)
    {
        var moved = MetricShift.By(Month.Value, days);
        var (from, to) = (new LocalDate(2026, 10, 3), new LocalDate(2026, 10, 10));

        var before = MetricTale.Finely(Month.Value, Text(from), Text(to));
        var after = MetricTale.Finely(moved, Text(from.PlusDays(days)), Text(to.PlusDays(days)));

        before.Count.ShouldBeGreaterThan(200);
        after.Select(r => r with { OpenUntil = r.OpenUntil?.PlusDays(-days) }).ShouldBe(before);
    }

    [Fact]
    public void What_another_buyer_does_changes_nobody_s_row()
    {
        const string stranger = "买家新来";
        var facts = Month.Value;
        var shop = facts.Shops[0].Shop;
        var account = facts.Accounts[0].Account;
        MessageFact Say(string id, SenderKind sender, int minute) => new() { Id = id, Shop = shop, Buyer = stranger, Account = account, Sender = sender, SentAt = MetricTale.At($"2026-10-05 10:{minute:00}:00"), Text = "在吗" };
        var more = facts with
        {
            Messages = [.. facts.Messages, Say("x1", SenderKind.Buyer, 0), Say("x2", SenderKind.Agent, 4)],
            Orders = [.. facts.Orders, new OrderFact { OrderId = "x", Shop = shop, Buyer = stranger, PlacedAt = MetricTale.At("2026-10-05 10:10:00"), PaidAt = MetricTale.At("2026-10-05 10:11:00"), Status = OrderStatus.Paid, Amount = new(1000), Paid = new(1000) }],
        };
        var additive = MetricTale.Finely(facts, "2026-10-05", "2026-10-06").Where(r => r.Reason is null && r.Scope == $"shop:{shop}" && MetricCatalogue.Get(r.Metric).Merge == MetricMerge.Sum && r.Metric != "received_per_day").ToList();

        additive.Count.ShouldBeGreaterThan(40);
        foreach (var row in additive)
        {
            var alone = MetricTale.Members(facts, row.Metric, row.Scope, row.Set, "2026-10-05", "2026-10-06");
            var together = MetricTale.Members(more, row.Metric, row.Scope, row.Set, "2026-10-05", "2026-10-06").Where(m => m.Buyer != stranger).ToList();
            together.ShouldBe(alone, $"{row.Metric} {row.Set}");
        }
    }

    private static string Text(LocalDate day) => NodaTime.Text.LocalDatePattern.Iso.Format(day);
}
