using NodaTime;
using Zhanggui.People.Contracts;
using Zhanggui.Promises.Contracts;

namespace Zhanggui.Promises.TimeWords;

/// <summary>Gives the words their moment, as people in the shop mean them when they are said <paramref name="at"/>.</summary>
internal readonly struct Resolving(TimeHabits habits, BusinessCalendar calendar, Instant at)
{
    private readonly LocalDate today = calendar.DayOf(at);
    private readonly LocalTime now = at.InZone(calendar.Zone).TimeOfDay;

    public (Instant Due, TimeGrain Grain)? Due(in Parsed parsed)
    {
        if (parsed.Vague is { } vague)
        {
            return (at + habits.Vague.First(v => v.Word == vague).Lasts, TimeGrain.Vague);
        }

        if (parsed.Span is { } span)
        {
            return (parsed.IsService ? DueTime.AfterService(calendar, at, span) : at + span, TimeGrain.Minute);
        }

        var (day, isPeriod) = Day(parsed);
        if (parsed.Day != DayKind.None && day is null)
        {
            return null;
        }

        if (parsed.HasClock)
        {
            return (Clock(parsed, day), TimeGrain.Minute);
        }

        if (parsed.EndOfService)
        {
            var end = calendar.EndOfService(day ?? today);
            return (day is null && end <= at ? calendar.EndOfService(calendar.OnOrAfter(today.PlusDays(1))) : end, TimeGrain.Day);
        }

        if (parsed.Part is { } word)
        {
            return (Part(word, parsed.Before, day), TimeGrain.Part);
        }

        return (Whole(parsed, day!.Value, isPeriod), isPeriod ? TimeGrain.Period : TimeGrain.Day);
    }

    private Instant Whole(in Parsed parsed, LocalDate day, bool isPeriod)
    {
        if (parsed.Day == DayKind.Holiday)
        {
            return calendar.EndOfService(day);
        }

        // 周五前: by the shop's habit Thursday is the last day. A period (月底前, 下周前) ends with itself or before it begins.
        if (parsed.Before && !isPeriod && habits.BeforeExcludesDay && calendar.EndOfService(day.PlusDays(-1)) > at)
        {
            return calendar.EndOfService(day.PlusDays(-1));
        }

        if (parsed.Before && parsed is { Day: DayKind.EndOfWeek, Ahead: > 0 })
        {
            return calendar.EndOfService(day.PlusDays(-7));
        }

        var end = calendar.EndOfService(day);
        // "Today", said after service: until the day is over.
        return end <= at && day == today ? calendar.Zone.AtStartOfDay(day.PlusDays(1)).ToInstant() : end;
    }

    private Instant Part(string word, bool before, LocalDate? day)
    {
        var part = habits.Parts.FirstOrDefault(p => p.Word == word);
        var time = part is null ? LocalTime.Midnight : before ? part.From : part.Until;
        Instant On(LocalDate date, BusinessCalendar calendar) => time == LocalTime.Midnight ? calendar.Zone.AtStartOfDay(date.PlusDays(1)).ToInstant() : calendar.At(date, time);
        var due = On(day ?? today, calendar);
        return day is null && due <= at ? On(today.PlusDays(1), calendar) : due;
    }

    private Instant Clock(in Parsed parsed, LocalDate? day)
    {
        if (parsed.Part is { } word)
        {
            var hour = HourIn(parsed, habits.Parts.FirstOrDefault(p => p.Word == word));
            var due = Moment(day ?? today, hour, parsed.Minute);
            return day is null && due <= at ? Moment(today.PlusDays(1), hour, parsed.Minute) : due;
        }

        if (parsed.IsHourExact || parsed.Hour == 12)
        {
            var due = Moment(day ?? today, parsed.Hour == 0 && day is null ? 24 : parsed.Hour, parsed.Minute);
            return day is null && due <= at ? Moment(today.PlusDays(1), parsed.Hour, parsed.Minute) : due;
        }

        if (day is null || day == today)
        {
            // The next time the clock shows it: at ten in the morning 3点 is the afternoon, 11点 is the same morning.
            foreach (var hour in (ReadOnlySpan<int>)[parsed.Hour, parsed.Hour + 12])
            {
                if (Moment(today, hour, parsed.Minute) is var due && due > at && (hour >= habits.DayBegins.Hour || now.Hour < habits.DayBegins.Hour))
                {
                    return due;
                }
            }
        }

        return Moment(day is null || day == today ? today.PlusDays(1) : day.Value, Meant(parsed), parsed.Minute);
    }

    /// <summary>Of the two hours a day has by that name: the one in service, or the one at which people are up.</summary>
    private int Meant(in Parsed parsed)
    {
        var morning = new LocalTime(parsed.Hour, parsed.Minute);
        var evening = new LocalTime((parsed.Hour + 12) % 24, parsed.Minute);
        return (IsInService(morning), IsInService(evening)) switch
        {
            (true, false) => parsed.Hour,
            (false, true) => parsed.Hour + 12,
            _ => morning < habits.DayBegins ? parsed.Hour + 12 : parsed.Hour,
        };
    }

    private bool IsInService(LocalTime time) =>
        calendar.Usual is var hours && hours.From != hours.Until && (hours.Until > hours.From ? time >= hours.From && time <= hours.Until : time >= hours.From || time <= hours.Until);

    /// <summary>下午3点 is 15, 中午1点 is 13, 中午11点半 stays, 晚上12点 is midnight, 凌晨12点 its beginning.</summary>
    private static int HourIn(in Parsed parsed, DayPart? part)
    {
        if (parsed.Hour > 12 || part is null)
        {
            return parsed.Hour;
        }

        var until = part.Until == LocalTime.Midnight ? 24 : part.Until.Hour;
        if (parsed.Hour is 0 or 12)
        {
            return until <= 7 ? 0 : until >= 20 ? 24 : 12;
        }

        if (until <= 12)
        {
            return parsed.Hour;
        }

        return until <= 15 && parsed.Hour + 12 > until + 1 ? parsed.Hour : parsed.Hour + 12;
    }

    private Instant Moment(LocalDate day, int hour, int minute) =>
        hour >= 24 ? calendar.At(day.PlusDays(1), new LocalTime(hour - 24, minute)) : calendar.At(day, new LocalTime(hour, minute));

    private (LocalDate? Day, bool IsPeriod) Day(in Parsed parsed) => parsed.Day switch
    {
        DayKind.None => (null, false),
        DayKind.Days => (today.PlusDays(parsed.Number), false),
        DayKind.WorkDays => (calendar.AddWorkDays(today, parsed.Number), false),
        DayKind.Weekday => (Weekday(parsed.Number, parsed.Ahead), false),
        DayKind.EndOfWeek => (calendar.OnOrBefore(Monday.PlusDays((7 * parsed.Ahead) + 6)) is var last && last >= today ? last : Monday.PlusDays((7 * parsed.Ahead) + 6), true),
        DayKind.DayOfMonth => (DayOfMonth(parsed.Number, parsed.Ahead), false),
        DayKind.Date => (Date(parsed.Year, parsed.Month, parsed.Number), false),
        DayKind.EndOfMonth => (LastOf(Month(parsed)), true),
        DayKind.MiddleOfMonth => (habits.MiddleOfMonthUntil is { } middle ? Month(parsed).OnDayOfMonth(middle) : null, true),
        DayKind.StartOfMonth => (habits.StartOfMonthUntil is { } first ? Month(parsed).OnDayOfMonth(first) : null, true),
        DayKind.EndOfYear => (new LocalDate(today.Year, 12, 31), true),
        DayKind.Holiday => (AboutHoliday(parsed), true),
        _ => throw new ArgumentOutOfRangeException(nameof(parsed), parsed.Day, "Unknown day."),
    };

    private LocalDate Monday => today.PlusDays(1 - (int)today.DayOfWeek);

    private LocalDate Weekday(int number, int ahead)
    {
        if (ahead >= 0)
        {
            return Monday.PlusDays((7 * ahead) + number - 1);
        }

        var day = Monday.PlusDays(number - 1);
        return day < today ? day.PlusDays(7) : day;
    }

    private LocalDate? DayOfMonth(int number, int ahead)
    {
        if (ahead >= 0)
        {
            var month = new YearMonth(today.Year, today.Month).PlusMonths(ahead);
            return number <= CalendarSystem.Iso.GetDaysInMonth(month.Year, month.Month) ? month.OnDayOfMonth(number) : null;
        }

        // The next month that has such a day.
        for (var i = 0; i < 3; i++)
        {
            var month = new YearMonth(today.Year, today.Month).PlusMonths(i);
            if (number <= CalendarSystem.Iso.GetDaysInMonth(month.Year, month.Month) && month.OnDayOfMonth(number) >= today)
            {
                return month.OnDayOfMonth(number);
            }
        }

        return null;
    }

    private LocalDate? Date(int year, int month, int day)
    {
        var candidate = year switch { 0 or -2 => today.Year, -1 => today.Year + 1, _ => year };
        for (var i = 0; i < (year == 0 ? 5 : 1); i++)
        {
            if (candidate + i is >= 1 and <= 9990 && day <= CalendarSystem.Iso.GetDaysInMonth(candidate + i, month) && (year != 0 || new LocalDate(candidate + i, month, day) >= today))
            {
                return new LocalDate(candidate + i, month, day);
            }
        }

        return null;
    }

    private YearMonth Month(in Parsed parsed)
    {
        var current = new YearMonth(today.Year, today.Month);
        if (parsed.Month == 0)
        {
            return current.PlusMonths(Math.Max(parsed.Ahead, 0));
        }

        var year = parsed.Year switch { 0 or -2 => today.Year, -1 => today.Year + 1, _ => Math.Clamp(parsed.Year, 1, 9990) };
        return new YearMonth(parsed.Year == 0 && parsed.Month < today.Month ? year + 1 : year, parsed.Month);
    }

    private static LocalDate LastOf(YearMonth month) => month.OnDayOfMonth(CalendarSystem.Iso.GetDaysInMonth(month.Year, month.Month));

    /// <summary>节前 is the last day worked before it, 节后 the first after; during it, its last day.</summary>
    private LocalDate? AboutHoliday(in Parsed parsed)
    {
        var name = parsed.Holiday!;
        var day = today;
        var next = calendar.Holidays.Where(h => (name.Length == 0 || h.Name == name) && h.Until >= day).MinBy(h => h.From);
        return next is null ? null : parsed.Before ? calendar.OnOrBefore(next.From.PlusDays(-1)) : parsed.After ? calendar.OnOrAfter(next.Until.PlusDays(1)) : next.Until;
    }
}
