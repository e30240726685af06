using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.People.Contracts;
using Zhanggui.Shifts.Roster;
using Zhanggui.Shifts.Store;

namespace Zhanggui.Shifts.Leave;

/// <summary>One's own leave; everybody's for those who sign it or plan with it. Newest first.</summary>
internal static class ListLeave
{
    private const int Page = 50;

    internal sealed record Act(Instant At, string? By, string What, string? Reason);

    internal sealed record Line(Guid Id, PersonId Person, string? Name, Instant From, Instant? To, string? Kind, string? Note, LeaveState State, string? AskedBy, Instant AskedAt, string? DecidedBy, Instant? DecidedAt, string? Reason, bool IsMine, IReadOnlyList<Act> Acts);

    internal sealed record Answer(IReadOnlyList<Line> Leave, long? Next, bool MaySign, bool MayRecord);

    public static async Task<IResult> HandleAsync(Guid shop, LeaveState? state, Guid? person, long? before, Actor actor, IShops shops, IPeople people, ShiftsDb db, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, ShopId.From(shop), Permissions.ReadRoster, ct) is not { } card)
        {
            return new RosterNotFound().ToProblem();
        }

        var seesAll = actor.Can(Permissions.ReadAllLeave, card.Id);
        PersonId? whose = !seesAll ? actor.Person : person is { } p ? PersonId.From(p) : null;
        var until = before is { } b ? Instant.FromUnixTimeMilliseconds(b) : Instant.FromUnixTimeMilliseconds(long.MaxValue / 1_000_000);
        var query = db.Leave.AsNoTracking().Where(l => l.ShopId == card.Id && l.FromAt < until);
        query = whose is { } one ? query.Where(l => l.PersonId == one) : query;
        query = state is { } held ? query.Where(l => l.State == held) : query;
        var rows = await query.OrderByDescending(l => l.FromAt).Take(Page).ToListAsync(ct);
        var ids = rows.Select(r => r.Id).ToList();
        var acts = (await db.LeaveActs.AsNoTracking().Where(a => ids.Contains(a.LeaveId)).OrderBy(a => a.At).ToListAsync(ct)).ToLookup(a => a.LeaveId);
        var names = await people.FindManyAsync([.. rows.SelectMany(r => new PersonId?[] { r.PersonId, r.AskedBy, r.DecidedBy }).Concat(acts.SelectMany(a => a.Select(x => x.PersonId))).OfType<PersonId>().Distinct().Take(1000)], ct);
        var lines = rows.Select(r => new Line(r.Id, r.PersonId, Name(r.PersonId), r.FromAt, r.ToAt, r.Kind, r.Note, r.State, Name(r.AskedBy), r.AskedAt, Name(r.DecidedBy), r.DecidedAt, r.Reason, r.PersonId == actor.Person,
            [.. acts[r.Id].Select(a => new Act(a.At, Name(a.PersonId), a.Act, a.Reason))])).ToList();
        return Results.Json(new Answer(lines, rows.Count == Page ? rows[^1].FromAt.ToUnixTimeMilliseconds() : null, actor.Can(Permissions.SignLeave, card.Id), seesAll), HouseJson.Options);

        string? Name(PersonId? id) => id is { } known ? names.GetValueOrDefault(known)?.Name : null;
    }
}
