using Microsoft.EntityFrameworkCore;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.People.Contracts;
using Zhanggui.Shifts.Contracts;
using Zhanggui.Shifts.Duty;
using Zhanggui.Shifts.Store;

namespace Zhanggui.Shifts.Handover;

/// <summary>Where the book says so, nobody goes off with open matters that stand in no handover they signed, or only after a warning (HAND-06, HAND-12).</summary>
internal sealed class HandoverFirst(RoomDbTools tools, IEnumerable<IOpenMatters> rooms, DutyRules rules) : ILeavingCheck
{
    public async Task<LeavingDoubt?> DoubtAsync(ShopId shop, PersonId person, DutyState to, CancellationToken ct)
    {
        if (to != DutyState.Off || (await rules.OfAsync(shop, ct)).Handover.BeforeLeaving is var need && need == HandoverNeed.None)
        {
            return null;
        }

        await using var db = new ShiftsDb(tools);
        var open = (await db.Log.AsNoTracking().Where(l => l.Owner == person && l.ShopId == shop && l.ClosedAt == null).Select(l => l.Id).Take(HandoverDesk.MostLines).ToListAsync(ct)).Select(id => (Kind: HandoverLineRow.Log, Ref: id.ToString())).ToHashSet();
        foreach (var room in rooms)
        {
            open.UnionWith((await room.OfAsync(shop, person, HandoverDesk.MostLines, ct)).Select(m => (room.Kind, m.Ref)));
        }

        // What stands in the last one they signed is handed over, or was refused with a reason.
        var last = await db.Handovers.AsNoTracking().Where(h => h.Leaver == person && h.ShopId == shop && h.LeaverSignedAt != null).OrderByDescending(h => h.BegunAt).Select(h => (Guid?)h.Id).FirstOrDefaultAsync(ct);
        if (last is { } signed)
        {
            open.ExceptWith((await db.HandoverLines.AsNoTracking().Where(l => l.HandoverId == signed).Select(l => new { l.Kind, l.Ref }).Take(HandoverDesk.MostLines).ToListAsync(ct)).Select(l => (l.Kind, l.Ref)));
        }

        return open.Count == 0 ? null : new LeavingDoubt(new HandoverBeforeLeaving(open.Count), need == HandoverNeed.Remind);
    }
}
