using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Shifts.Contracts;
using Zhanggui.Shifts.Leave;
using Zhanggui.Shifts.Store;

namespace Zhanggui.Shifts.Roster;

/// <inheritdoc cref="IRoster"/>
internal sealed class RosterBook(RoomDbTools tools) : IRoster
{
    private const int Most = 20_000;
    private const int MostActs = 100;
    private const int DaysPerQuery = 400;

    public async Task<IReadOnlyList<RosterShift>> ShiftsAsync(ShopId shop, LocalDate from, LocalDate to, CancellationToken ct) =>
        [.. (await RowsAsync(shop, from, to, ct)).Select(r => r.Contract())];

    public async Task<IReadOnlyList<LeaveSpell>> LeaveAsync(ShopId shop, Interval within, CancellationToken ct)
    {
        var (from, to) = (within.Start, within.End);
        await using var db = new ShiftsDb(tools);
        var rows = await db.Leave.AsNoTracking()
            .Where(l => l.ShopId == shop && l.FromAt < to && (l.ToAt == null || l.ToAt > from) && (l.State == LeaveState.Asked || l.State == LeaveState.Signed))
            .OrderBy(l => l.FromAt).ThenBy(l => l.Id).Take(Most).ToListAsync(ct);
        return [.. rows.Select(r => r.Contract())];
    }

    public async Task<IReadOnlyList<RosterRow>> RowsAsync(ShopId shop, LocalDate from, LocalDate to, CancellationToken ct)
    {
        await using var db = new ShiftsDb(tools);
        return await db.Roster.AsNoTracking().Where(r => r.ShopId == shop && r.Day >= from && r.Day < to)
            .OrderBy(r => r.Day).ThenBy(r => r.PersonId).ThenBy(r => r.Starts).ThenBy(r => r.Shift).Take(Most).ToListAsync(ct);
    }

    public async Task<IReadOnlyList<RosterActRow>> ActsAsync(ShopId shop, PersonId person, LocalDate day, CancellationToken ct)
    {
        await using var db = new ShiftsDb(tools);
        return await db.RosterActs.AsNoTracking().Where(a => a.ShopId == shop && a.PersonId == person && a.Day == day)
            .OrderByDescending(a => a.At).ThenByDescending(a => a.Id).Take(MostActs).ToListAsync(ct);
    }

    /// <summary>Sets whole days; those that say the same already are left alone. Returns how many changed.</summary>
    public async Task<int> SetAsync(ShopId shop, IReadOnlyList<RosterDay> days, string? reason, PersonId? by, CancellationToken ct)
    {
        await using var db = new ShiftsDb(tools);
        return await db.InTransactionAsync(() => SetAsync(db, shop, days, reason, by, ct), ct);
    }

    public async Task<RosterCounts> TakeShiftsAsync(ShopId shop, IReadOnlyList<RosterShift> rows, PersonId? by, CancellationToken ct)
    {
        await using var db = new ShiftsDb(tools);
        return await db.InTransactionAsync(async () =>
        {
            var counts = default(RosterCounts);
            var days = new List<RosterDay>();
            var known = await KnownAsync(db, shop, [.. rows.Select(r => (r.Person, r.Date)).Distinct()], ct);
            foreach (var day in rows.GroupBy(r => (r.Person, r.Date)))
            {
                var cells = known[day.Key].Select(r => r.Cell()).ToList();
                foreach (var row in day)
                {
                    var cell = new ShiftCell(row.Shift, Clock.Write(row.Start), Clock.Write(row.End), row.Place);
                    var at = cells.FindIndex(c => (c.Shift, c.Start) == (cell.Shift, cell.Start));
                    counts = at < 0 ? counts with { New = counts.New + 1 } : cells[at] == cell ? counts with { Unchanged = counts.Unchanged + 1 } : counts with { Changed = counts.Changed + 1 };
                    if (at < 0)
                    {
                        cells.Add(cell);
                    }
                    else
                    {
                        cells[at] = cell;
                    }
                }

                days.Add(new RosterDay(day.Key.Person, day.Key.Date, cells));
            }

            await SetAsync(db, shop, days, null, by, ct);
            return counts;
        }, ct);
    }

    public async Task<RosterCounts> TakeLeaveAsync(ShopId shop, IReadOnlyList<LeaveSpell> rows, PersonId? by, CancellationToken ct)
    {
        await using var db = new ShiftsDb(tools);
        return await db.InTransactionAsync(() => LeaveBook.TakeAsync(db, shop, rows, by, ct), ct);
    }

    private static async Task<int> SetAsync(ShiftsDb db, ShopId shop, IReadOnlyList<RosterDay> days, string? reason, PersonId? by, CancellationToken ct)
    {
        var changed = new List<LocalDate>();
        foreach (var some in days.Chunk(DaysPerQuery))
        {
            var known = await KnownAsync(db, shop, [.. some.Select(d => (d.Person, d.Date))], ct);
            foreach (var day in some)
            {
                var before = known[(day.Person, day.Date)].ToList();
                if (before.Select(r => r.Cell()).SequenceEqual(day.Shifts))
                {
                    continue;
                }

                await WriteAsync(db, shop, day, before, reason, by, ct);
                changed.Add(day.Date);
            }
        }

        if (changed.Count > 0)
        {
            // A day wider than the shop's own: whoever listens looks at days of the shop.
            db.Publish(new WorktimeChanged(shop, At(changed.Min().PlusDays(-1)), At(changed.Max().PlusDays(2))), shop);
        }

        return changed.Count;
    }

    private static async Task WriteAsync(ShiftsDb db, ShopId shop, RosterDay day, List<RosterRow> before, string? reason, PersonId? by, CancellationToken ct)
    {
        db.Roster.RemoveRange(before);
        if (before.Count > 0)
        {
            await db.SaveChangesAsync(ct); // gone before the same names come again: a shift stands once on a day
        }

        foreach (var cell in day.Shifts)
        {
            db.Roster.Add(new RosterRow { Id = db.Fresh(), ShopId = shop, PersonId = day.Person, Day = day.Date, Shift = cell.Shift ?? string.Empty, Starts = cell.Start ?? string.Empty, Ends = cell.End, Place = cell.Place, SetBy = by, SetAt = db.Now });
        }

        db.RosterActs.Add(new RosterActRow { Id = db.Fresh(), ShopId = shop, PersonId = day.Person, Day = day.Date, At = db.Now, SetBy = by, Before = Json(before.Select(r => r.Cell())), After = Json(day.Shifts), Reason = reason });
    }

    private static async Task<ILookup<(PersonId, LocalDate), RosterRow>> KnownAsync(ShiftsDb db, ShopId shop, IReadOnlyList<(PersonId Person, LocalDate Day)> days, CancellationToken ct)
    {
        if (days.Count == 0)
        {
            return Array.Empty<RosterRow>().ToLookup(r => (r.PersonId, r.Day));
        }

        var (from, to) = (days.Min(d => d.Day), days.Max(d => d.Day));
        var people = days.Select(d => d.Person).Distinct().ToList();
        var rows = await db.Roster.Where(r => r.ShopId == shop && r.Day >= from && r.Day <= to && people.Contains(r.PersonId)).OrderBy(r => r.Starts).ThenBy(r => r.Shift).ToListAsync(ct);
        return rows.OrderBy(r => r.Starts, StringComparer.Ordinal).ThenBy(r => r.Shift, StringComparer.Ordinal).ToLookup(r => (r.PersonId, r.Day));
    }

    private static long At(LocalDate day) => day.AtMidnight().InUtc().ToInstant().ToUnixTimeMilliseconds();

    private static string Json(IEnumerable<ShiftCell> cells) => JsonSerializer.Serialize(cells, HouseJson.Options);
}
