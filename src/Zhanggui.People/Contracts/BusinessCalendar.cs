using NodaTime;
using NodaTime.Text;

namespace Zhanggui.People.Contracts;

/// <summary>A named run of days off, both days included.</summary>
public sealed record Holiday(string Name, LocalDate From, LocalDate Until);

/// <summary>Hours of one day; an end not after the start is on the next day.</summary>
public readonly record struct ServiceHours(LocalTime From, LocalTime Until);

/// <summary>
/// When a shop works: its zone, the days it works and the hours it serves. Pure; every moment comes from outside. An
/// empty calendar (no days named, no hours) works every day around the clock, and a day then ends at midnight.
/// </summary>
public sealed record BusinessCalendar(DateTimeZone Zone)
{
    private const int FarthestDays = 400;

    /// <summary>Empty = every day of the week.</summary>
    public IReadOnlyList<IsoDayOfWeek> WorkDays { get; init; } = [];

    public IReadOnlyList<Holiday> Holidays { get; init; } = [];

    /// <summary>Days worked although the week or a holiday says otherwise.</summary>
    public IReadOnlyList<LocalDate> MovedWorkDays { get; init; } = [];

    /// <summary>The usual hours: of days that say nothing else, and of days that are not worked.</summary>
    public ServiceHours Usual { get; init; }

    /// <summary>Hours by the day of the week.</summary>
    public IReadOnlyDictionary<IsoDayOfWeek, ServiceHours> WeekHours { get; init; } = new Dictionary<IsoDayOfWeek, ServiceHours>();

    /// <summary>Hours of single days.</summary>
    public IReadOnlyDictionary<LocalDate, ServiceHours> DayHours { get; init; } = new Dictionary<LocalDate, ServiceHours>();

    /// <summary>The calendar as the shop's settings say: opening hours of the week, days closed (runs of one name are one holiday), days open that differ.</summary>
    public static BusinessCalendar Of(ShopCard shop)
    {
        var week = shop.Calendar.Week.GroupBy(w => w.Weekday).ToDictionary(g => (IsoDayOfWeek)g.Key, g => Hours(g.First().From, g.First().To));
        var open = shop.Calendar.Days.Where(d => !d.IsClosed).ToList();
        var holidays = new List<Holiday>();
        foreach (var day in shop.Calendar.Days.Where(d => d.IsClosed).OrderBy(d => d.Date))
        {
            if (holidays is [.., var last] && last.Name == day.Name && last.Until.PlusDays(1) >= day.Date)
            {
                holidays[^1] = last with { Until = day.Date };
            }
            else
            {
                holidays.Add(new Holiday(day.Name, day.Date, day.Date));
            }
        }

        return new BusinessCalendar(shop.TimeZone)
        {
            WorkDays = [.. week.Keys.Order()],
            WeekHours = week,
            Usual = week.Values.GroupBy(h => h).OrderByDescending(g => g.Count()).Select(g => g.Key).FirstOrDefault(),
            Holidays = holidays,
            MovedWorkDays = [.. open.Select(d => d.Date)],
            DayHours = open.Where(d => d.From is not null && d.To is not null).DistinctBy(d => d.Date).ToDictionary(d => d.Date, d => Hours(d.From!, d.To!)),
        };

        static ServiceHours Hours(string from, string to) => new(Time(from), Time(to));
        static LocalTime Time(string text) => TimeOfDay.Parse(text).TryGetValue(LocalTime.Midnight, out var time) ? time : LocalTime.Midnight;
    }

    private static readonly LocalTimePattern TimeOfDay = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    public ServiceHours HoursOf(LocalDate day) => DayHours.TryGetValue(day, out var hours) || WeekHours.TryGetValue(day.DayOfWeek, out hours) ? hours : Usual;

    public LocalDate DayOf(Instant at) => at.InZone(Zone).Date;

    public bool IsWorkDay(LocalDate day) =>
        MovedWorkDays.Contains(day) || (!Holidays.Any(h => h.From <= day && day <= h.Until) && (WorkDays.Count == 0 || WorkDays.Contains(day.DayOfWeek)));

    public Instant At(LocalDate day, LocalTime time) => Zone.AtLeniently(day + time).ToInstant();

    /// <summary>End of service on this day, whether it is worked or not.</summary>
    public Instant EndOfService(LocalDate day) => HoursOf(day) is var hours && hours.Until > hours.From ? At(day, hours.Until) : At(day.PlusDays(1), hours.Until);

    /// <summary>The first day worked on or after this one; the day itself where a calendar has none within 400 days.</summary>
    public LocalDate OnOrAfter(LocalDate day) => Find(day, 1) ?? day;

    /// <summary>The last day worked on or before this one; the day itself where a calendar has none within 400 days.</summary>
    public LocalDate OnOrBefore(LocalDate day) => Find(day, -1) ?? day;

    /// <summary>The n-th day worked after this one; n = 0 is the first on or after it.</summary>
    public LocalDate AddWorkDays(LocalDate day, int n)
    {
        var result = n == 0 ? OnOrAfter(day) : day;
        for (var i = 0; i < n; i++)
        {
            result = OnOrAfter(result.PlusDays(1));
        }

        return result;
    }

    private LocalDate? Find(LocalDate day, int step)
    {
        for (var i = 0; i <= FarthestDays; i++)
        {
            if (IsWorkDay(day.PlusDays(i * step)))
            {
                return day.PlusDays(i * step);
            }
        }

        return null;
    }
}
