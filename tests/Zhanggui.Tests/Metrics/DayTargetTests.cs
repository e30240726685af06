using NodaTime;
using Zhanggui.Metrics.Reports;

namespace Zhanggui.Tests.Metrics;

/// <summary>A target of a month broken down to its days (REP-10).</summary>
public sealed class DayTargetTests
{
    [Theory]
    [InlineData("100.00", true, "2026-02-01", "3.58")] // 28 days: the spare cents fall on the first days
    [InlineData("100.00", true, "2026-02-28", "3.57")]
    [InlineData("31", false, "2026-10-31", "1")]
    [InlineData("32", false, "2026-10-01", "2")]
    [InlineData("10", false, "2026-10-11", "0")]
    public void Each_day_has_its_part(string month, bool isMoney, string day, string part) =>
        DayTargets.Part(decimal.Parse(month, null), isMoney, NodaTime.Text.LocalDatePattern.Iso.Parse(day).Value).ShouldBe(decimal.Parse(part, null));

    [Fact]
    public void The_parts_of_a_month_add_up_to_it_whatever_it_is()
    {
        var random = new Random(7);
        for (var i = 0; i < 500; i++)
        {
            var (month, isMoney) = (new YearMonth(2024 + random.Next(4), 1 + random.Next(12)), random.Next(2) == 0);
            var target = isMoney ? random.Next(0, 100_000_000) / 100m : random.Next(0, 100_000);
            var first = month.OnDayOfMonth(1);

            Enumerable.Range(0, first.Calendar.GetDaysInMonth(first.Year, first.Month)).Sum(d => DayTargets.Part(target, isMoney, first.PlusDays(d))).ShouldBe(target, $"{month} {target}");
        }
    }

    [Fact]
    public void A_target_set_for_the_day_stands_and_only_what_days_add_up_to_is_broken_down()
    {
        ReadTargets.TargetView Target(string period, string? team, string metric, decimal value) => new(period, null, team, metric, value);
        ReadTargets.TargetView[] all =
        [
            Target("2026-10", "售前组", "sales", 310_000m), Target("2026-10", "售后组", "agent_orders", 62m), Target("2026-10-15", "售前组", "sales", 20_000m),
            Target("2026-10", null, "conversion_final", 0.5m), Target("2026-11", null, "sales", 1m),
        ];

        var day = DayTargets.Of(all, new LocalDate(2026, 10, 15));

        day.Select(t => (t.Team, t.Value, t.IsOfMonth)).ShouldBe([("售前组", 20_000m, false), ("售后组", 2m, true)]);
        DayTargets.Of(all, new LocalDate(2026, 10, 16)).Select(t => (t.Team, t.Value)).ShouldBe([("售前组", 10_000m), ("售后组", 2m)]);
    }
}
