using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.MainAccount;
using Zhanggui.Shifts.Contracts;

namespace Zhanggui.Tests.Floor;

public sealed class MainAccountTests
{
    private static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];
    private static readonly LocalDate Day = new(2026, 11, 2);

    [Fact]
    public void Turns_of_those_on_equal_duty_differ_by_at_most_one_under_either_order()
    {
        for (var seed = 1; seed <= 100; seed++)
        {
            var random = new Random(seed);
            var order = seed % 2 == 0 ? MainOrder.FewestTurns : MainOrder.LongestAgo;
            var people = People(2 + random.Next(12));
            var (held, last) = (new List<(PersonId, LocalDate, string)>(), new Dictionary<PersonId, Instant>());
            for (var shift = 0; shift < 1 + random.Next(60); shift++)
            {
                var now = At(Day.PlusDays(shift / 2), shift % 2 == 0 ? 9 : 17);
                var of = new MainShift(Day.PlusDays(shift / 2), shift % 2 == 0 ? "早班" : "晚班", people);
                var shuffled = people.OrderBy(_ => random.Next()).ToList();

                var step = MainAccountRule.Decide(null, of, people.ToHashSet(), MainAccountRule.Count(shuffled, held, last), order);

                var to = step.ShouldBeOfType<MainStep.Goes>().To;
                held.Add((to, of.Day, of.Name));
                last[to] = now;
                var turns = people.Select(p => held.Count(h => h.Item1 == p)).ToList();
                (turns.Max() - turns.Min()).ShouldBeLessThanOrEqualTo(1, $"seed {seed}, shift {shift}");
            }
        }
    }

    [Fact]
    public void It_stays_for_the_shift_and_goes_on_when_the_holder_goes_or_the_shift_changes()
    {
        var people = People(3);
        var shift = new MainShift(Day, "早班", people);
        var held = new MainTurn(Guid.CreateVersion7(), people[1], Day, "早班", At(Day, 9), null, MainTurn.ByRule, null, null);
        var known = MainAccountRule.Count(people, [(people[1], Day, "早班")], new Dictionary<PersonId, Instant> { [people[1]] = held.From });

        MainAccountRule.Decide(held, shift, people.ToHashSet(), known, MainOrder.FewestTurns).ShouldBeOfType<MainStep.Stays>();
        var gone = MainAccountRule.Decide(held, shift, new HashSet<PersonId> { people[0], people[2] }, known, MainOrder.FewestTurns).ShouldBeOfType<MainStep.Goes>();
        gone.To.ShouldNotBe(people[1]);
        MainAccountRule.Decide(held, shift with { Name = "晚班" }, people.ToHashSet(), known, MainOrder.FewestTurns).ShouldBeOfType<MainStep.Goes>().To.ShouldNotBe(people[1]);
        MainAccountRule.Decide(held, null, people.ToHashSet(), known, MainOrder.FewestTurns).ShouldBeOfType<MainStep.Ends>();
        MainAccountRule.Decide(null, null, people.ToHashSet(), known, MainOrder.FewestTurns).ShouldBeOfType<MainStep.Stays>();
    }

    [Fact]
    public void Where_a_supervisor_says_who_it_ends_with_the_shift_and_goes_to_nobody()
    {
        var people = People(2);
        var held = new MainTurn(Guid.CreateVersion7(), people[0], Day, "早班", At(Day, 9), null, MainTurn.ByHand, "带新人", people[1]);
        var known = MainAccountRule.Count(people, [], new Dictionary<PersonId, Instant>());

        MainAccountRule.Decide(held, new MainShift(Day, "晚班", people), people.ToHashSet(), known, MainOrder.ByHand).ShouldBeOfType<MainStep.Ends>();
        MainAccountRule.Decide(null, new MainShift(Day, "晚班", people), people.ToHashSet(), known, MainOrder.ByHand).ShouldBeOfType<MainStep.Stays>();
    }

    [Fact]
    public void A_shift_held_by_hand_over_counts_once_however_often_it_changed_hands()
    {
        var people = People(2);

        var known = MainAccountRule.Count(people, [(people[0], Day, "早班"), (people[0], Day, "早班"), (people[1], Day, "早班")], new Dictionary<PersonId, Instant>());

        known.Select(k => k.Turns).ShouldBe([1, 1]);
    }

    [Theory]
    [InlineData(9, "早班")]
    [InlineData(15, "早班")] // before the second begins
    [InlineData(16, "晚班")] // the one that began last, of two that go on
    [InlineData(23, "晚班")]
    [InlineData(2, "晚班")] // over midnight it is still that of the evening
    [InlineData(7, null)] // nobody is rostered now: nobody holds it
    public void The_shift_is_the_one_that_began_last_and_has_somebody_there(int hour, string? name)
    {
        var people = People(2);
        RosterShift[] roster =
        [
            new(people[0], Day, "早班", new LocalTime(9, 0), new LocalTime(18, 0), null), new(people[1], Day, "晚班", new LocalTime(16, 0), new LocalTime(3, 0), null),
            new(people[1], Day.PlusDays(-1), "晚班", new LocalTime(16, 0), new LocalTime(3, 0), null),
        ];

        var shift = MainAccountRule.ShiftAt(roster, people.ToHashSet(), Zone, At(Day, hour));

        shift?.Name.ShouldBe(name);
        (shift is null).ShouldBe(name is null);
    }

    [Fact]
    public void A_shift_nobody_has_come_to_does_not_count_and_without_a_roster_the_day_is_one_shift()
    {
        var people = People(2);
        RosterShift[] roster = [new(people[0], Day, "早班", new LocalTime(9, 0), new LocalTime(18, 0), null), new(people[1], Day, "中班", new LocalTime(11, 0), new LocalTime(20, 0), null)];

        MainAccountRule.ShiftAt(roster, new HashSet<PersonId> { people[0] }, Zone, At(Day, 12))!.Name.ShouldBe("早班");
        MainAccountRule.ShiftAt([], new HashSet<PersonId> { people[0] }, Zone, At(Day, 12)).ShouldBe(new MainShift(Day, string.Empty, null));
        MainAccountRule.ShiftAt([], new HashSet<PersonId>(), Zone, At(Day, 12)).ShouldBeNull();
    }

    private static List<PersonId> People(int count) => [.. Enumerable.Range(0, count).Select(_ => new PersonId(Guid.CreateVersion7()))];

    private static Instant At(LocalDate day, int hour) => Zone.AtLeniently(day + new LocalTime(hour, 0)).ToInstant();
}
