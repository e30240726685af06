using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.People.Contracts;
using Zhanggui.Shifts.Contracts;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Shifts.Roster;

/// <summary>Tells the shop how many people are to serve on the days of a promotion.</summary>
internal sealed class Staffing(IRoster roster, IShops shops) : IStaffing
{
    private const int MostDays = 92;

    public async Task<IReadOnlyList<StaffedDay>> DaysAsync(ShopId shop, LocalDate from, LocalDate to, CancellationToken ct)
    {
        if (to <= from || await shops.FindAsync(shop, ct) is not { } card)
        {
            return [];
        }

        var until = LocalDate.Min(to, from.PlusDays(MostDays));
        var shifts = await roster.ShiftsAsync(shop, from, until, ct);
        var zone = card.TimeZone;
        var leave = await roster.LeaveAsync(shop, new Interval(zone.AtStartOfDay(from).ToInstant(), zone.AtStartOfDay(until.PlusDays(1)).ToInstant()), ct);
        return Count(shifts, leave, zone, from, until);
    }

    /// <summary>A person counts once a day; not where signed leave covers the whole of every shift.</summary>
    public static IReadOnlyList<StaffedDay> Count(IReadOnlyList<RosterShift> shifts, IReadOnlyList<LeaveSpell> leave, DateTimeZone zone, LocalDate from, LocalDate to)
    {
        var signed = leave.Where(l => l.SignedBy is not null).ToLookup(l => l.Person);
        var there = shifts.Where(s => !signed[s.Person].Any(l => Covers(l, s, zone))).Select(s => (s.Date, s.Person)).Distinct().ToLookup(s => s.Date);
        return [.. Enumerable.Range(0, Period.DaysBetween(from, to)).Select(from.PlusDays).Select(day => new StaffedDay(day, there[day].Count()))];
    }

    private static bool Covers(LeaveSpell leave, RosterShift shift, DateTimeZone zone)
    {
        var begins = shift.Start is { } start ? zone.AtLeniently(shift.Date + start) : zone.AtStartOfDay(shift.Date);
        var ends = shift.End is not { } end ? zone.AtStartOfDay(shift.Date.PlusDays(1)) : zone.AtLeniently((shift.Start is { } at && end <= at ? shift.Date.PlusDays(1) : shift.Date) + end);
        return leave.From <= begins.ToInstant() && (leave.To is not { } to || to >= ends.ToInstant());
    }
}
