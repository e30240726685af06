using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Reception.Queue;
using Zhanggui.Shifts.Contracts;

namespace Zhanggui.Tests.Floor;

/// <summary>The roster of a day together with the parts of the traffic (SHIFT-13).</summary>
public sealed class TrafficPlanTests
{
    private static readonly LocalDate Day = new(2026, 10, 5);
    private static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];
    private static readonly PersonId Zhang = new(new Guid(1, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]));
    private static readonly PersonId Li = new(new Guid(2, 0, 0, [0, 0, 0, 0, 0, 0, 0, 2]));

    [Fact]
    public void The_part_of_an_hour_is_weight_times_minutes_and_the_parts_add_up()
    {
        var (hours, people) = TrafficPlan.Of(Day, [Shift(Zhang, 8, 12), Shift(Li, 9, 12, minute: 30)], [], [Weight(Zhang, 200), Weight(Li, 100)], [Arrivals(9, 30)], Zone);

        var zhang = people.Single(p => p.Person == Zhang);
        zhang.Hours.Select(h => (h.Hour, h.Minutes, h.Share)).ShouldBe([(8, 60, 1000), (9, 60, 800), (10, 60, 667), (11, 60, 667)]);
        people.Single(p => p.Person == Li).Hours.Select(h => (h.Hour, h.Minutes, h.Share)).ShouldBe([(9, 30, 200), (10, 60, 333), (11, 60, 333)]);
        hours[9].ShouldBe(new ExpectedHour(9, 300, 2));
        (zhang.Expected, people.Single(p => p.Person == Li).Expected).ShouldBe((240, 60)); // of 30 expected at nine
    }

    [Theory]
    [InlineData("2026-10-04", 100)]
    [InlineData("2026-10-05", 300)] // from its first day on
    [InlineData("2026-10-09", 300)]
    [InlineData("2026-10-10", 0)] // the later date holds
    public void A_dated_weight_holds_from_its_day(string day, int weight) =>
        TrafficPlan.WeightOn(Zhang, NodaTime.Text.LocalDatePattern.Iso.Parse(day).Value, [Weight(Zhang, 100), Weight(Zhang, 300, Day), Weight(Zhang, 0, Day.PlusDays(5))]).Weight.ShouldBe(weight);

    [Fact]
    public void A_night_shift_goes_on_after_midnight_and_signed_leave_takes_its_hours_out()
    {
        var night = new RosterShift(Zhang, Day.PlusDays(-1), "夜班", new LocalTime(22, 0), new LocalTime(2, 0), null);
        var leave = new LeaveSpell(Zhang, Zone.AtLeniently(Day + new LocalTime(1, 0)).ToInstant(), null, null, Li, Instant.MinValue);

        IReadOnlyList<PlannedHour> Of(params LeaveSpell[] some) => TrafficPlan.Of(Day, [night], some, [Weight(Zhang, 100)], [], Zone).People.Single().Hours;

        Of().Select(h => h.Hour).ShouldBe([0, 1]);
        Of(leave).Select(h => h.Hour).ShouldBe([0]);
        Of(leave with { SignedBy = null }).Select(h => h.Hour).ShouldBe([0, 1]); // unsigned leave takes nobody out (ATT-08)
    }

    [Fact]
    public void Whoever_serves_a_group_only_has_no_part_of_the_rest_and_somebody_unplanned_has_none()
    {
        var people = TrafficPlan.Of(Day, [Shift(Zhang, 9, 10)], [], [Weight(Zhang, 100) with { IsGeneral = false }, Weight(Li, 100)], [Arrivals(9, 7), Arrivals(9, 8)], Zone).People;

        people.Single(p => p.Person == Zhang).Hours.Single().Share.ShouldBeNull();
        people.Single(p => p.Person == Li).Hours.ShouldBeEmpty();
        people.Sum(p => p.Expected).ShouldBe(0);
    }

    [Theory]
    [InlineData("2026-10-05", "2026-10-05", "2026-09-28")]
    [InlineData("2026-10-08", "2026-10-05", "2026-10-01")]
    [InlineData("2026-10-12", "2026-10-05", "2026-09-28")] // today is not over
    [InlineData("2026-10-13", "2026-10-05", "2026-09-29")]
    [InlineData("2026-10-01", "2026-10-05", "2026-09-24")]
    public void Forecasts_stand_on_the_last_such_weekday_that_is_over(string day, string today, string last) =>
        ReadPlan.LastOf(NodaTime.Text.LocalDatePattern.Iso.Parse(day).Value, NodaTime.Text.LocalDatePattern.Iso.Parse(today).Value).ShouldBe(NodaTime.Text.LocalDatePattern.Iso.Parse(last).Value);

    private static RosterShift Shift(PersonId who, int from, int to, int minute = 0) => new(who, Day, "班", new LocalTime(from, minute), new LocalTime(to, 0), null);

    private static DatedWeight Weight(PersonId who, int weight, LocalDate? from = null) => new(who, from, weight, true);

    private static int[] Arrivals(int hour, int count) => [.. Enumerable.Range(0, 24).Select(h => h == hour ? count : 0)];
}
