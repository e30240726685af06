using NodaTime;
using Zhanggui.People.Contracts;

namespace Zhanggui.Promises.TimeWords;

/// <summary>When something falls due that is counted in time worked (pure): only hours of service on days worked count.</summary>
internal static class DueTime
{
    /// <summary>A calendar without a day worked for so long counts as working all days.</summary>
    private const int FarthestDays = 800;

    /// <summary>
    /// The moment at which so much service has passed since <paramref name="from"/>. Nothing left = the first moment in service. Service over midnight belongs to the
    /// day on which it began.
    /// </summary>
    public static Instant AfterService(BusinessCalendar calendar, Instant from, Duration service)
    {
        var left = service;
        var day = calendar.DayOf(from).PlusDays(-1);
        for (var i = 0; i < FarthestDays; i++, day = day.PlusDays(1))
        {
            if (!calendar.IsWorkDay(day))
            {
                continue;
            }

            var (open, close) = (calendar.At(day, calendar.HoursOf(day).From), calendar.EndOfService(day));
            var begin = Instant.Max(from, open);
            if (begin >= close)
            {
                continue;
            }

            if (left <= close - begin)
            {
                return begin + left;
            }

            left -= close - begin;
        }

        return from + service;
    }

    /// <summary>The end of service on the n-th day worked after the day of <paramref name="from"/>.</summary>
    public static Instant AfterWorkDays(BusinessCalendar calendar, Instant from, int days) => calendar.EndOfService(calendar.AddWorkDays(calendar.DayOf(from), days));
}
