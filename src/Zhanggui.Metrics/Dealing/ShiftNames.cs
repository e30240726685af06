using NodaTime;
using Zhanggui.Shifts.Contracts;

namespace Zhanggui.Metrics.Dealing;

/// <summary>In which shift of the roster somebody was at an instant.</summary>
internal static class ShiftNames
{
    /// <summary>The shift that covers the time, one that crosses midnight by the day it began; else the first one of the day; else none.</summary>
    public static string At(IEnumerable<RosterShift> own, LocalDateTime at)
    {
        RosterShift? ofDay = null;
        foreach (var shift in own)
        {
            if (shift is { Start: { } start, End: { } end })
            {
                var from = shift.Date + start;
                var to = (end > start ? shift.Date : shift.Date.PlusDays(1)) + end;
                if (from <= at && at < to)
                {
                    return Name(shift);
                }
            }

            if (shift.Date == at.Date && (ofDay is null || shift.Start < ofDay.Start))
            {
                ofDay = shift;
            }
        }

        return ofDay is null ? string.Empty : Name(ofDay);
    }

    private static string Name(RosterShift shift) => shift.Shift ?? (shift is { Start: { } from, End: { } to } ? $"{from:HH\\:mm}–{to:HH\\:mm}" : string.Empty);
}
