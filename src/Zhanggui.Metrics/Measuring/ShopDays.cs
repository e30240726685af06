using NodaTime;

namespace Zhanggui.Metrics.Measuring;

/// <summary>The days of one shop in its zone.</summary>
internal sealed class ShopDays(DateTimeZone zone)
{
    public const string Default = "Asia/Shanghai";

    /// <summary>An unknown zone is read as the default one; reading the folder has reported it.</summary>
    public static ShopDays Of(string? id) => new(DateTimeZoneProviders.Tzdb.GetZoneOrNull(string.IsNullOrEmpty(id) ? Default : id) ?? DateTimeZoneProviders.Tzdb[Default]);

    public LocalDate Day(Instant at) => at.InZone(zone).Date;

    public LocalTime Time(Instant at) => at.InZone(zone).TimeOfDay;

    /// <summary>The first instant of a day.</summary>
    public Instant Start(LocalDate day) => zone.AtStartOfDay(day).ToInstant();

    /// <summary>A time of a day; one that the clock skips is moved on, one that it says twice is the first.</summary>
    public Instant At(LocalDate day, LocalTime time) => (day + time).InZoneLeniently(zone).ToInstant();
}
