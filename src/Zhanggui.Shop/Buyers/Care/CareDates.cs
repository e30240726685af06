using NodaTime;

namespace Zhanggui.Shop.Buyers.Care;

/// <summary>When somebody is due for care next (pure).</summary>
internal static class CareDates
{
    /// <summary>
    /// The first day after <paramref name="after"/> that lies a whole number of intervals behind the anchor. Counted from the anchor each time: from 31 January
    /// every month it is 28 February and then 31 March.
    /// </summary>
    public static LocalDate Next(LocalDate anchor, int months, LocalDate after)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(months, 1);
        var turns = Math.Max(1, Period.Between(anchor, after, PeriodUnits.Months).Months / months);
        var next = anchor.PlusMonths(turns * months);
        while (next <= after)
        {
            turns++;
            next = anchor.PlusMonths(turns * months);
        }

        return next;
    }
}
