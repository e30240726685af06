using NodaTime;
using NodaTime.Text;
using Zhanggui.People.Contracts;
using Zhanggui.Promises.TimeWords;

namespace Zhanggui.Tests.Promises;

public sealed class DueTimeTests
{
    private static readonly LocalDateTimePattern Local = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm");

    [Theory]
    [InlineData("2026-09-22 10:00", 120, "2026-09-22 12:00")]
    [InlineData("2026-09-22 17:50", 15, "2026-09-23 09:05")]     // ten minutes today, the rest in the morning
    [InlineData("2026-09-22 17:50", 10, "2026-09-22 18:00")]     // exactly the end of service
    [InlineData("2026-09-22 03:00", 60, "2026-09-22 10:00")]     // before service
    [InlineData("2026-09-22 20:00", 0, "2026-09-23 09:00")]      // nothing left: the first moment in service
    [InlineData("2026-09-24 17:00", 120, "2026-09-28 10:00")]    // over Mid-Autumn
    [InlineData("2026-09-30 16:00", 180, "2026-10-08 10:00")]    // over National Day and the end of a month
    [InlineData("2026-10-09 17:30", 60, "2026-10-10 09:30")]     // a Saturday that is worked
    [InlineData("2026-12-31 17:00", 120, "2027-01-04 10:00")]    // over the end of a year
    [InlineData("2026-09-21 09:00", 1620, "2026-09-23 18:00")]   // three whole days
    public void Service_passes_only_while_the_shop_works(string from, int minutes, string due) =>
        Text(DueTime.AfterService(TimeReaderTests.Calendar, At(from), Duration.FromMinutes(minutes))).ShouldBe(due);

    [Theory]
    [InlineData("2026-09-22 10:00", 1, "2026-09-23 18:00")]
    [InlineData("2026-09-24 10:00", 1, "2026-09-28 18:00")]
    [InlineData("2026-09-30 23:59", 2, "2026-10-09 18:00")]
    [InlineData("2026-12-31 10:00", 1, "2027-01-04 18:00")]
    [InlineData("2026-10-02 10:00", 0, "2026-10-08 18:00")]
    public void Days_worked_end_with_service(string from, int days, string due) => Text(DueTime.AfterWorkDays(TimeReaderTests.Calendar, At(from), days)).ShouldBe(due);

    [Fact]
    public void Service_over_midnight_belongs_to_the_day_it_began_and_no_hours_are_all_hours()
    {
        var night = TimeReaderTests.Calendar with { Usual = new(new(18, 0), new(2, 0)) };
        Text(DueTime.AfterService(night, At("2026-09-22 01:30"), Duration.FromMinutes(60))).ShouldBe("2026-09-22 18:30");
        Text(DueTime.AfterService(night, At("2026-09-24 23:00"), Duration.FromMinutes(240))).ShouldBe("2026-09-28 19:00");
        var always = new BusinessCalendar(DateTimeZoneProviders.Tzdb["Asia/Shanghai"]);
        Text(DueTime.AfterService(always, At("2026-09-26 23:00"), Duration.FromMinutes(120))).ShouldBe("2026-09-27 01:00");
    }

    /// <summary>In any zone, also over summer time, ends of months and years: never before it was said, always in service, more never falls due earlier, and in two steps it is the same.</summary>
    [Fact]
    public void What_falls_due_lies_in_service_grows_with_the_length_and_adds_up()
    {
        var random = new Random(20261122);
        string[] zones = ["Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC"];
        for (var i = 0; i < 5000; i++)
        {
            var calendar = TimeReaderTests.Calendar with { Zone = DateTimeZoneProviders.Tzdb[zones[i % zones.Length]] };
            var from = Instant.FromUtc(2026, 1, 1, 0, 0) + Duration.FromMinutes(random.Next(60 * 24 * 500));
            var (a, b) = (Duration.FromMinutes(random.Next(1, 4000)), Duration.FromMinutes(random.Next(1, 4000)));
            var due = DueTime.AfterService(calendar, from, a);
            var later = DueTime.AfterService(calendar, from, a + b);
            due.ShouldBeGreaterThan(from);
            later.ShouldBeGreaterThan(due);
            DueTime.AfterService(calendar, due, b).ShouldBe(later);
            var day = calendar.DayOf(due);
            calendar.IsWorkDay(day).ShouldBeTrue();
            (due > calendar.At(day, new LocalTime(9, 0)) && due <= calendar.EndOfService(day)).ShouldBeTrue();
        }
    }

    private static Instant At(string text) => TimeReaderTests.Calendar.Zone.AtStrictly(Local.Parse(text).Value).ToInstant();

    private static string Text(Instant at) => Local.Format(at.InZone(TimeReaderTests.Calendar.Zone).LocalDateTime);
}
