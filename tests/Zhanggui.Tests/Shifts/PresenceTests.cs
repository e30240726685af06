using NodaTime;
using NodaTime.Text;
using Zhanggui.Kernel.Ids;
using Zhanggui.Shifts.Contracts;
using Zhanggui.Shifts.Duty;

namespace Zhanggui.Tests.Shifts;

public sealed class PresenceTests
{
    private static readonly LocalDate Day = new(2026, 10, 5);
    private static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];
    private static readonly PersonId[] People = [.. Enumerable.Range(0, 3).Select(_ => new PersonId(Guid.CreateVersion7()))];

    [Theory]
    [InlineData("08:00-17:00 08:00-17:00", "")]
    [InlineData("08:00-17:00 08:00-12:00", "12:00-13:30:1")] // the second goes to lunch
    [InlineData("08:00-12:00 13:00-17:00", "11:30-12:00:1 12:00-13:00:0 13:00-13:30:1")] // one before, one after, nobody between
    [InlineData("08:00-12:30 12:30-17:00", "11:30-13:30:1")] // one hands over to the other: never two
    [InlineData("17:00-02:00 17:00-02:00", "11:30-13:30:0")]
    [InlineData("08:00-17:00 08:00-17:00 08:00-12:00", "")] // E-28: of three one is at lunch
    [InlineData("08:00-17:00 08:00-12:00 08:00-12:00", "12:00-13:30:1")] // E-28: of three two are
    [InlineData("- -", "")] // no hours known: they work
    public void A_day_names_the_parts_for_which_too_few_are_planned(string shifts, string expected)
    {
        var found = PresenceRules.Shortfalls(Noon(2), Day, Planned(shifts), [], null, Zone);
        string.Join(' ', found.Select(Text)).ShouldBe(expected);
    }

    [Fact]
    public void A_night_that_ends_on_the_day_counts_and_a_day_without_any_plan_says_nothing()
    {
        var rule = new PresenceRule("dawn", "清晨", new LocalTime(5, 0), new LocalTime(6, 0), 1, null, null);
        RosterShift night = new(People[0], Day.PlusDays(-1), "夜班", new LocalTime(22, 0), new LocalTime(6, 0), null);
        RosterShift later = new(People[1], Day, "早班", new LocalTime(8, 0), new LocalTime(17, 0), null);

        PresenceRules.Shortfalls(rule, Day, [night, later], [], null, Zone).ShouldBeEmpty();
        PresenceRules.Shortfalls(rule, Day, [later], [], null, Zone).Select(Text).ShouldBe(["05:00-06:00:0"]);
        PresenceRules.Shortfalls(rule, Day, [night], [], null, Zone).ShouldBeEmpty(); // not planned yet
    }

    [Fact]
    public void Signed_leave_takes_somebody_out_and_leave_that_was_only_asked_for_does_not()
    {
        var noon = Zone.AtStrictly(Day.At(new LocalTime(12, 0))).ToInstant();
        LeaveSpell signed = new(People[1], noon, noon + Duration.FromHours(1), "事假", People[2], noon);

        PresenceRules.Shortfalls(Noon(2), Day, Planned("08:00-17:00 08:00-17:00"), [signed], null, Zone).Select(Text).ShouldBe(["12:00-13:00:1"]);
        PresenceRules.Shortfalls(Noon(2), Day, Planned("08:00-17:00 08:00-17:00"), [signed with { SignedBy = null, SignedAt = null }], null, Zone).ShouldBeEmpty();
    }

    [Fact]
    public void Only_the_team_and_the_place_of_the_rule_count()
    {
        var shifts = Planned("08:00-17:00 08:00-17:00").Select((s, i) => s with { Place = i == 0 ? "office" : "home" }).ToList();

        PresenceRules.Shortfalls(Noon(2) with { Place = "office" }, Day, shifts, [], null, Zone).Select(Text).ShouldBe(["11:30-13:30:1"]);
        PresenceRules.Shortfalls(Noon(2), Day, shifts, [], new HashSet<PersonId> { People[0] }, Zone).Select(Text).ShouldBe(["11:30-13:30:1"]);
    }

    [Theory]
    [InlineData(DutyState.Ready, true)]
    [InlineData(DutyState.Busy, true)]
    [InlineData(DutyState.Away, false)]
    [InlineData(DutyState.OnHold, false)]
    [InlineData(DutyState.Off, false)]
    public void Ready_and_busy_are_at_their_posts(DutyState state, bool isThere) =>
        PresenceRules.There(Noon(1), [new DutyNow(People[0], default, state, Instant.FromUnixTimeSeconds(0), null, null)], null, new Dictionary<PersonId, string>()).Count.ShouldBe(isThere ? 1 : 0);

    [Fact]
    public void Whoever_is_known_to_be_elsewhere_does_not_count_for_a_place()
    {
        DutyNow here = new(People[0], default, DutyState.Ready, Instant.FromUnixTimeSeconds(0), null, null);
        var rule = Noon(1) with { Place = "office" };
        PresenceRules.There(rule, [here], null, new Dictionary<PersonId, string>()).ShouldBe([People[0]]);
        PresenceRules.There(rule, [here], null, new Dictionary<PersonId, string> { [People[0]] = "home" }).ShouldBeEmpty();
    }

    private static PresenceRule Noon(int atLeast) => new("noon", "中午", new LocalTime(11, 30), new LocalTime(13, 30), atLeast, null, null);

    private static List<RosterShift> Planned(string shifts) =>
    [
        .. shifts.Split(' ').Select((text, i) => text == "-"
            ? new RosterShift(People[i], Day, "班", null, null, null)
            : new RosterShift(People[i], Day, "班", Time(text[..5]), Time(text[6..]), null)),
    ];

    private static LocalTime Time(string text) => LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(text).Value;

    private static string Text(Shortfall part) => FormattableString.Invariant($"{part.From:HH':'mm}-{part.To:HH':'mm}:{part.Planned}");
}
