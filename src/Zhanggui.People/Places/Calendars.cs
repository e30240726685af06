using NodaTime.Text;
using Zhanggui.People.Contracts;

namespace Zhanggui.People.Places;

/// <summary>Is a business calendar readable? Pure.</summary>
internal static class Calendars
{
    private const int MostRows = 400;
    private static readonly LocalTimePattern Time = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    public static bool IsWellFormed(ShopCalendar calendar) =>
        calendar.Week is { Count: <= MostRows } week && calendar.Days is { Count: <= MostRows } days
        && week.All(h => h.Weekday is >= 1 and <= 7 && IsTime(h.From) && IsTime(h.To))
        && days.All(d => d.Name is { Length: > 0 and <= 40 } && (d.IsClosed || (IsTime(d.From) && IsTime(d.To))))
        && days.Select(d => d.Date).Distinct().Count() == days.Count;

    private static bool IsTime(string? text) => text is not null && (Time.Parse(text).Success || string.Equals(text, "24:00", StringComparison.Ordinal));
}
