using NodaTime;
using Zhanggui.Host.Demo;
using Zhanggui.Kernel.Ids;
using Zhanggui.Shifts.Contracts;

namespace Zhanggui.Tests.Host;

/// <summary>Whenever somebody starts the demo, somebody is rostered and there.</summary>
public sealed class DemoRosterTests
{
    private static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];
    private static readonly ShopId Shop = ShopId.From(Guid.CreateVersion7());
    private static readonly Dictionary<string, PersonId> People = DemoShop.People.ToDictionary(p => p.Key, _ => PersonId.From(Guid.CreateVersion7()), StringComparer.Ordinal);

    public static TheoryData<int> Hours => [.. Enumerable.Range(0, 24)];

    [Theory, MemberData(nameof(Hours))]
    public void At_any_hour_of_any_day_somebody_is_rostered_and_there(int hour)
    {
        foreach (var now in Moments(hour))
        {
            var roster = DemoRoster.Of(now);
            var there = Presence(roster, now).Where(s => s.Until is null && s.State != DutyState.Off).Select(s => s.Person).ToHashSet();
            var rostered = roster.Turns.Where(t => t.Covers(now)).Select(t => People[t.Who]).ToHashSet();

            rostered.ShouldNotBeEmpty(now.ToString());
            there.ShouldNotBeEmpty(now.ToString());
            there.ShouldBeSubsetOf(rostered, now.ToString());
            (rostered.Count - there.Count).ShouldBeLessThanOrEqualTo(1, now.ToString());
            there.Contains(People[DemoShop.Agents[0]]).ShouldBe(hour is >= 8 and < 23, now.ToString()); // the first agent whom a newcomer signs in as
        }
    }

    [Theory, MemberData(nameof(Hours))]
    public void Every_hour_of_the_three_weeks_is_covered_after_the_swap_and_the_leave(int hour)
    {
        foreach (var now in Moments(hour))
        {
            var roster = DemoRoster.Of(now);
            roster.Swap.ShouldNotBeNull(now.ToString());
            roster.Leave.ShouldNotBeNull(now.ToString());
            roster.Swap.Date.ShouldBeGreaterThan(now.Date);
            roster.Leave.Date.ShouldBeGreaterThan(now.Date);
            var standing = roster.Standing.ToList();
            standing.DistinctBy(t => (t.Who, t.Date)).Count().ShouldBe(standing.Count);
            for (var at = standing.Min(t => t.From); at < standing.Max(t => t.From); at = at.PlusHours(1))
            {
                standing.Exists(t => t.Covers(at)).ShouldBeTrue($"{now}: {at}");
            }
        }
    }

    [Theory, MemberData(nameof(Hours))]
    public void States_of_a_person_follow_each_other_without_gaps_and_none_is_of_the_future(int hour)
    {
        foreach (var now in Moments(hour))
        {
            var until = Zone.AtLeniently(now).ToInstant();
            foreach (var spans in Presence(DemoRoster.Of(now), now).GroupBy(s => s.Person).Select(g => g.ToList()))
            {
                spans.TrueForAll(s => s.From <= until && (s.Until is null || s.From <= s.Until)).ShouldBeTrue(now.ToString());
                spans.Zip(spans.Skip(1)).All(p => p.First.Until == p.Second.From).ShouldBeTrue(now.ToString());
                spans.Count(s => s.Until is null).ShouldBe(1);
            }
        }
    }

    [Fact]
    public void One_agent_was_late_once_and_nobody_works_a_day_after_a_night_or_six_days_of_a_week()
    {
        foreach (var now in Enumerable.Range(0, 24).SelectMany(Moments))
        {
            var roster = DemoRoster.Of(now);
            var presence = Presence(roster, now).ToLookup(s => s.Person);
            var cameLate = roster.Turns.Where(t => t.To <= now).Where(t => presence[People[t.Who]].All(s => s.State == DutyState.Off || s.Until <= At(t.From) || s.From > At(t.From))).ToList();
            cameLate.Count.ShouldBe(1, now.ToString());
            foreach (var turns in roster.Turns.Where(t => t.Who != "owner").GroupBy(t => t.Who).Select(g => g.OrderBy(t => t.From).ToList()))
            {
                turns.Zip(turns.Skip(1)).All(p => p.First.To.PlusHours(11) <= p.Second.From).ShouldBeTrue(now.ToString());
                turns.GroupBy(t => t.Date.With(DateAdjusters.PreviousOrSame(IsoDayOfWeek.Monday))).All(w => w.Count() <= 5).ShouldBeTrue(now.ToString());
            }
        }

        static Instant At(LocalDateTime local) => Zone.AtLeniently(local).ToInstant();
    }

    [Fact]
    public void The_same_moment_gives_the_same_roster()
    {
        var now = new LocalDateTime(2026, 11, 23, 15, 10);

        DemoRoster.Of(now).Turns.ShouldBe(DemoRoster.Of(now).Turns);
        Presence(DemoRoster.Of(now), now).ShouldBe(Presence(DemoRoster.Of(now), now));
    }

    private static IReadOnlyList<DutySpan> Presence(DemoRoster roster, LocalDateTime now) => DemoAttendance.Of(roster, now, Zone, Shop, People);

    /// <summary>The hour in each day of a week at its begin, at the edges of shifts and at its end, and at the turn of a month.</summary>
    private static IEnumerable<LocalDateTime> Moments(int hour) =>
        from day in Enumerable.Range(0, 7).Select(new LocalDate(2026, 11, 23).PlusDays).Append(new LocalDate(2026, 12, 1)).Append(new LocalDate(2027, 1, 1))
        from minute in new[] { 0, 1, 29, 30, 59 }
        select day + new LocalTime(hour, minute);
}
