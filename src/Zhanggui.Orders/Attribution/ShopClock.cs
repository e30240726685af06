using NodaTime;
using NodaTime.TimeZones;

namespace Zhanggui.Orders.Attribution;

/// <summary>Days of one shop: an instant in 100 ns ticks to its natural day, counted from 1970-01-01. Remembers the last offset, because neighbours share it.</summary>
internal sealed class ShopClock(DateTimeZone zone)
{
    public const string Default = "Asia/Shanghai";
    private static readonly LocalDate Epoch = new(1970, 1, 1);
    private long from = long.MaxValue;
    private long to = long.MinValue;
    private long offset;

    /// <summary>An unknown zone is read as the default one and reported.</summary>
    public static ShopClock Of(string? id, out bool isKnown)
    {
        var found = DateTimeZoneProviders.Tzdb.GetZoneOrNull(string.IsNullOrEmpty(id) ? Default : id);
        isKnown = found is not null;
        return new ShopClock(found ?? DateTimeZoneProviders.Tzdb[Default]);
    }

    public int Day(long ticks)
    {
        if (ticks < from || ticks >= to)
        {
            Remember(zone.GetZoneInterval(Instant.FromUnixTimeTicks(ticks)));
        }

        return (int)Math.DivRem(ticks + offset, NodaConstants.TicksPerDay, out var rest) - (rest < 0 ? 1 : 0);
    }

    public LocalDate Date(long ticks) => DateOf(Day(ticks));

    public (LocalDate Date, LocalTime Time) Local(long ticks)
    {
        var day = Day(ticks);
        return (DateOf(day), LocalTime.FromTicksSinceMidnight(ticks + offset - (day * NodaConstants.TicksPerDay)));
    }

    public static LocalDate DateOf(int day) => Epoch.PlusDays(day);

    public static int DayOf(LocalDate date) => Period.DaysBetween(Epoch, date);

    public YearMonth Month(long ticks) => Date(ticks).ToYearMonth();

    private void Remember(ZoneInterval interval)
    {
        from = interval.HasStart ? interval.Start.ToUnixTimeTicks() : long.MinValue;
        to = interval.HasEnd ? interval.End.ToUnixTimeTicks() : long.MaxValue;
        offset = interval.WallOffset.Ticks;
    }
}
