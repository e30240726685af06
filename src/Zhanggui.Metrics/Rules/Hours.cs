using NodaTime;
using NodaTime.Text;

namespace Zhanggui.Metrics.Rules;

/// <summary>Hours of the shop's day, [from, to); from after to runs over midnight.</summary>
internal readonly record struct Hours(LocalTime From, LocalTime To)
{
    private static readonly LocalTimePattern Pattern = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    public static Hours Always => default;

    public bool Has(LocalTime time) => From == To || (From < To ? time >= From && time < To : time >= From || time < To);

    /// <summary>Reads <c>08:00-23:00</c>; empty is always.</summary>
    public static bool TryParse(string? text, out Hours hours)
    {
        hours = Always;
        if (string.IsNullOrWhiteSpace(text))
        {
            return true;
        }

        var parts = text.Split('-');
        if (parts.Length != 2 || !Pattern.Parse(parts[0].Trim()).TryGetValue(default, out var from) || !Pattern.Parse(parts[1].Trim()).TryGetValue(default, out var to))
        {
            return false;
        }

        hours = new Hours(from, to);
        return true;
    }
}
