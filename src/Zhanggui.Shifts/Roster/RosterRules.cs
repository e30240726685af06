using NodaTime;
using Zhanggui.Kernel.Outcomes;

namespace Zhanggui.Shifts.Roster;

/// <summary>What a roster may say.</summary>
internal static class RosterRules
{
    public const int MostDays = 3000;
    public const int MostShiftsOfDay = 4;
    public const int LongestShift = 20;
    public const int LongestReason = 200;
    public static readonly IReadOnlyList<string> Places = ["office", "home"];

    /// <summary>The day as it is kept: trimmed, in the order of time; or the reason why it cannot be.</summary>
    public static Outcome<RosterDay> Clean(RosterDay day)
    {
        var cells = new List<ShiftCell>();
        foreach (var cell in day.Shifts ?? [])
        {
            var clean = new ShiftCell(Text(cell.Shift), Text(cell.Start), Text(cell.End), Text(cell.Place));
            if (Check(clean) is { } no)
            {
                return no;
            }

            cells.Add(clean);
        }

        if (cells.Count > MostShiftsOfDay)
        {
            return new RosterTooManyShifts(MostShiftsOfDay);
        }

        cells = [.. cells.OrderBy(c => c.Start ?? string.Empty, StringComparer.Ordinal).ThenBy(c => c.Shift, StringComparer.Ordinal)];
        if (DoOverlap(cells))
        {
            return new RosterShiftsOverlap(day.Date);
        }

        return day with { Shifts = cells };
    }

    /// <summary>Shifts of one day share a moment, or one is there twice; an end before the start is on the next day.</summary>
    private static bool DoOverlap(IReadOnlyList<ShiftCell> cells)
    {
        var known = cells.Where(c => c is { Start: not null, End: not null }).Select(c => (From: Minute(c.Start!), To: Minute(c.End!) is var to && to <= Minute(c.Start!) ? to + NodaConstants.MinutesPerDay : to)).ToList();
        return known.Zip(known.Skip(1)).Any(pair => pair.Second.From < pair.First.To) || cells.DistinctBy(c => (c.Shift, c.Start)).Count() != cells.Count;
    }

    private static Refusal? Check(ShiftCell cell) =>
        cell.Shift is null && cell.Start is null ? new RosterShiftEmpty()
        : cell.Shift?.Length > LongestShift ? new RosterShiftTooLong(LongestShift)
        : cell.Start is not null && Clock.Read(cell.Start) is null ? new RosterTimeWrong("start")
        : cell.End is not null && Clock.Read(cell.End) is null ? new RosterTimeWrong("end")
        : cell.Start is null != cell.End is null ? new RosterTimeWrong(cell.Start is null ? "start" : "end")
        : cell.Start is not null && cell.Start == cell.End ? new RosterTimeWrong("end")
        : cell.Place is not null && !Places.Contains(cell.Place) ? new RosterPlaceWrong()
        : null;

    private static int Minute(string time) => Clock.Read(time) is { } at ? at.Hour * NodaConstants.MinutesPerHour + at.Minute : 0;

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
