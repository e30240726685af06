using NodaTime;
using Zhanggui.People.Contracts;
using Zhanggui.Reception.Queue;

namespace Zhanggui.Tests;

public sealed class ReceptionHoursTests
{
    private static readonly DateTimeZone Shanghai = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];

    // Mondays 09:00-18:00, Fridays 20:00-02:00; the holiday is Monday 2026-11-09, a short day is Tuesday 2026-11-10.
    private static readonly ShopCalendar Calendar = new(
        [new OpeningHours(1, "09:00", "18:00"), new OpeningHours(5, "20:00", "02:00")],
        [new SpecialDay(new LocalDate(2026, 11, 9), "休息", IsClosed: true), new SpecialDay(new LocalDate(2026, 11, 10), "补班", IsClosed: false, "10:00", "12:00")]);

    [Theory]
    [InlineData(2, 8, 59, false)]
    [InlineData(2, 9, 0, true)] // Monday
    [InlineData(2, 17, 59, true)]
    [InlineData(2, 18, 0, false)]
    [InlineData(3, 12, 0, false)] // Tuesday has no hours
    [InlineData(6, 23, 0, true)] // Friday night
    [InlineData(7, 1, 59, true)] // still Friday's hours
    [InlineData(7, 2, 0, false)]
    [InlineData(9, 10, 0, false)] // the holiday
    [InlineData(10, 11, 0, true)] // the short day
    [InlineData(10, 12, 0, false)]
    public void Shop_is_open_by_its_calendar(int day, int hour, int minute, bool isOpen) =>
        ShopHours.IsOpen(Calendar, Shanghai, Shanghai.AtStrictly(new LocalDateTime(2026, 11, day, hour, minute)).ToInstant()).ShouldBe(isOpen);

    [Fact]
    public void Shop_without_hours_is_always_open() =>
        ShopHours.IsOpen(ShopCalendar.Always, Shanghai, Instant.FromUtc(2026, 11, 2, 20, 0)).ShouldBeTrue();
}
