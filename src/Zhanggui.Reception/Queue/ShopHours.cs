using NodaTime;
using NodaTime.Text;
using Zhanggui.People.Contracts;

namespace Zhanggui.Reception.Queue;

/// <summary>Is a shop staffed at an instant, by its calendar?</summary>
internal static class ShopHours
{
    private static readonly LocalTimePattern Written = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    /// <summary>An empty week means always, except on special days. Hours that pass midnight belong to the day they begin on.</summary>
    public static bool IsOpen(ShopCalendar calendar, DateTimeZone zone, Instant now)
    {
        var local = now.InZone(zone).LocalDateTime;
        return Hours(calendar, local.Date).Any(h => Covers(h, local.TimeOfDay, isNextDay: false))
            || Hours(calendar, local.Date.PlusDays(-1)).Any(h => Covers(h, local.TimeOfDay, isNextDay: true));
    }

    private static IEnumerable<(LocalTime From, LocalTime To)> Hours(ShopCalendar calendar, LocalDate day)
    {
        if (calendar.Days.FirstOrDefault(d => d.Date == day) is { } special)
        {
            return special.IsClosed ? [] : [Between(special.From, special.To)];
        }

        return calendar.Week.Count == 0
            ? [(LocalTime.Midnight, LocalTime.Midnight)]
            : calendar.Week.Where(h => h.Weekday == (int)day.DayOfWeek).Select(h => Between(h.From, h.To));
    }

    private static bool Covers((LocalTime From, LocalTime To) hours, LocalTime at, bool isNextDay)
    {
        var passesMidnight = hours.To <= hours.From;
        return isNextDay ? passesMidnight && at < hours.To : at >= hours.From && (passesMidnight || at < hours.To);
    }

    private static (LocalTime From, LocalTime To) Between(string? from, string? to) => (Time(from), Time(to));

    private static LocalTime Time(string? text) => Written.Parse(text ?? string.Empty) is { Success: true } time ? time.Value : LocalTime.Midnight;
}
