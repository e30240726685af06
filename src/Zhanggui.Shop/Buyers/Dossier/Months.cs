using NodaTime;
using NodaTime.Text;

namespace Zhanggui.Shop.Buyers.Dossier;

/// <summary>Months of a shop, in its own zone (pure).</summary>
internal static class Months
{
    private static readonly YearMonthPattern Pattern = YearMonthPattern.Iso;

    public static YearMonth? Read(string? said) => said is not null && Pattern.Parse(said) is { Success: true } parsed ? parsed.Value : null;

    public static string Write(YearMonth month) => Pattern.Format(month);

    /// <summary>From its first instant to the next month's.</summary>
    public static (Instant From, Instant To) Of(YearMonth month, DateTimeZone zone) =>
        (zone.AtStartOfDay(month.OnDayOfMonth(1)).ToInstant(), zone.AtStartOfDay(month.PlusMonths(1).OnDayOfMonth(1)).ToInstant());
}
