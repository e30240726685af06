using NodaTime;
using NodaTime.TimeZones;

namespace Zhanggui.Orders.Attribution;

/// <summary>Days of one shop: an instant in 100 ns ticks to its natural day, counted from 1970-01-01. Remembers the last offset, because neighbours share it.</summary>
internal sealed class ShopClock(DateTimeZone zone)
{
    public const string Default = "Asia/Shanghai";
    private static readonly LocalDate Epoch = new(1970, 1, 1);
    private Span? last;

    /// <summary>A stretch of time with one offset from UTC; replaced as one, so that several threads may ask.</summary>
    private sealed record Span(long From, long To, long Offset);

    /// <summary>An unknown zone is read as the default one and reported.</summary>
    public static ShopClock Of(string? id, out bool isKnown)
    {
        var found = DateTimeZoneProviders.Tzdb.GetZoneOrNull(string.IsNullOrEmpty(id) ? Default : id);
        isKnown = found is not null;
        return new ShopClock(found ?? DateTimeZoneProviders.Tzdb[Default]);
    }

    public int Day(long ticks)
    {
        var day = Math.DivRem(ticks + At(ticks).Offset, NodaConstants.TicksPerDay, out var rest);
        return (int)day - (rest < 0 ? 1 : 0);
    }

    public LocalDate Date(long ticks) => DateOf(Day(ticks));

    public (LocalDate Date, LocalTime Time) Local(long ticks)
    {
        var day = Day(ticks);
        return (DateOf(day), LocalTime.FromTicksSinceMidnight(ticks + At(ticks).Offset - (day * NodaConstants.TicksPerDay)));
    }

    public static LocalDate DateOf(int day) => Epoch.PlusDays(day);

    public static int DayOf(LocalDate date) => Period.DaysBetween(Epoch, date);

    public YearMonth Month(long ticks) => Date(ticks).ToYearMonth();

    private Span At(long ticks) => last is { } known && ticks >= known.From && ticks < known.To ? known : last = Of(zone.GetZoneInterval(Instant.FromUnixTimeTicks(ticks)));

    private static Span Of(ZoneInterval interval) => new(
        interval.HasStart ? interval.Start.ToUnixTimeTicks() : long.MinValue,
        interval.HasEnd ? interval.End.ToUnixTimeTicks() : long.MaxValue,
        interval.WallOffset.Ticks);
}
