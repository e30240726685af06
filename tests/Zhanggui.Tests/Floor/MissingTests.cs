using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Reception.Waiting;
using Zhanggui.Shifts.Contracts;

namespace Zhanggui.Tests.Floor;

/// <summary>Who is rostered now and is not there (ATT-05).</summary>
public sealed class MissingTests
{
    private static readonly PersonId Who = new(new Guid(1, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]));

    [Theory]
    [InlineData("2026-10-05T08:29", "")]
    [InlineData("2026-10-05T08:30", "早班 2026-10-05T08:30")] // at once
    [InlineData("2026-10-05T16:59", "早班 2026-10-05T08:30")]
    [InlineData("2026-10-05T17:00", "")]
    [InlineData("2026-10-05T23:00", "夜班 2026-10-05T22:00")]
    [InlineData("2026-10-06T01:59", "夜班 2026-10-05T22:00")] // a night shift belongs to the day it began
    [InlineData("2026-10-06T02:00", "")]
    public void Whose_shift_runs_and_who_is_off_is_missing(string now, string expected) => Text(Shifts, now).ShouldBe(expected);

    [Fact]
    public void Signed_leave_and_a_shift_without_hours_and_no_shift_are_no_absence()
    {
        var day = new LocalDate(2026, 10, 5);
        Text(Shifts, "2026-10-05T09:00", onLeave: true).ShouldBeEmpty();
        Text([new(Who, day, "全天", null, null, null)], "2026-10-05T09:00").ShouldBeEmpty();
        Text([], "2026-10-05T09:00").ShouldBeEmpty();
    }

    private static RosterShift[] Shifts { get; } =
    [
        new(Who, new LocalDate(2026, 10, 5), "夜班", new LocalTime(22, 0), new LocalTime(2, 0), null),
        new(Who, new LocalDate(2026, 10, 5), "早班", new LocalTime(8, 30), new LocalTime(17, 0), null),
    ];

    private static string Text(RosterShift[] shifts, string now, bool onLeave = false) => string.Join(' ', Missing
        .Of(shifts, onLeave ? new HashSet<PersonId> { Who } : [], [(Who, "小李")], NodaTime.Text.LocalDateTimePattern.CreateWithInvariantCulture("yyyy-MM-ddTHH:mm").Parse(now).Value)
        .Select(m => $"{m.Shift} {m.Since.ToString("yyyy-MM-ddTHH:mm", null)}"));
}
