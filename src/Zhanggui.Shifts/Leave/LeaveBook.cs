using Microsoft.EntityFrameworkCore;
using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Shifts.Contracts;
using Zhanggui.Shifts.Roster;
using Zhanggui.Shifts.Store;

namespace Zhanggui.Shifts.Leave;

/// <summary>Keeps leave and what was done to it.</summary>
internal static class LeaveBook
{
    /// <summary>Some leave that nobody refused or withdrew touches the interval already.</summary>
    public static Task<bool> OverlapsAsync(ShiftsDb db, ShopId shop, PersonId person, Instant from, Instant? to, CancellationToken ct)
    {
        var end = to ?? Instant.FromUnixTimeMilliseconds(long.MaxValue / 1_000_000);
        return db.Leave.AnyAsync(l => l.ShopId == shop && l.PersonId == person && l.FromAt < end && (l.ToAt == null || l.ToAt > from) && (l.State == LeaveState.Asked || l.State == LeaveState.Signed), ct);
    }

    public static void Note(ShiftsDb db, Guid leave, PersonId? by, string act, string? reason) =>
        db.LeaveActs.Add(new LeaveActRow { Id = db.Fresh(), LeaveId = leave, At = db.Now, PersonId = by, Act = act, Reason = reason });

    public static void Tell(ShiftsDb db, LeaveRow leave)
    {
        var until = (leave.ToAt ?? db.Now) is var end && end > leave.FromAt ? end : leave.FromAt;
        db.Publish(new WorktimeChanged(leave.ShopId, leave.FromAt.ToUnixTimeMilliseconds(), until.ToUnixTimeMilliseconds() + 1), leave.ShopId);
    }

    /// <summary>Rows of a file: a later row with the same person and start takes the place of the earlier one.</summary>
    public static async Task<RosterCounts> TakeAsync(ShiftsDb db, ShopId shop, IReadOnlyList<LeaveSpell> rows, PersonId? by, CancellationToken ct)
    {
        var counts = default(RosterCounts);
        foreach (var row in rows.GroupBy(r => (r.Person, r.From)).Select(g => g.Last()))
        {
            var known = await db.Leave.Where(l => l.ShopId == shop && l.PersonId == row.Person && l.FromAt == row.From && (l.State == LeaveState.Asked || l.State == LeaveState.Signed)).FirstOrDefaultAsync(ct);
            if (known?.Contract() == row)
            {
                counts = counts with { Unchanged = counts.Unchanged + 1 };
                continue;
            }

            counts = known is null ? counts with { New = counts.New + 1 } : counts with { Changed = counts.Changed + 1 };
            if (known is null)
            {
                known = new LeaveRow { Id = db.Fresh(), ShopId = shop, PersonId = row.Person, FromAt = row.From, State = LeaveState.Asked, AskedBy = by, AskedAt = db.Now };
                db.Leave.Add(known);
            }

            (known.ToAt, known.Kind, known.State, known.DecidedBy, known.DecidedAt) = (row.To, row.Kind, row.SignedBy is null ? LeaveState.Asked : LeaveState.Signed, row.SignedBy, row.SignedAt);
            Note(db, known.Id, by, "imported", null);
            Tell(db, known);
            await db.SaveChangesAsync(ct);
        }

        return counts with { Unchanged = counts.Unchanged + rows.Count - counts.New - counts.Changed - counts.Unchanged };
    }
}
