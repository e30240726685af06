using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.People.Contracts;
using Zhanggui.Shifts.Store;

namespace Zhanggui.Shifts.Handover;

/// <summary>One's own handover as it stands, what waits for one's signature, the past ones, and one of them.</summary>
internal static class HandoverList
{
    private const int Page = 50;
    private const int MostWaiting = 20;
    private const int MostCounted = 1000;

    internal sealed record Brief(Guid Id, string? Leaver, string? Receiver, HandoverState State, Instant BegunAt, Instant? LeaverSignedAt, Instant? ReceiverSignedAt, int Lines, int Refused, bool IsExcepted, bool IsToMe);

    internal sealed record Answer(IReadOnlyList<Brief> Handovers, string? Next, bool SeesAll);

    /// <summary>For the desk: what waits for my signature, and how many items of the log others left me that are open (up to 1,000).</summary>
    internal sealed record Waiting(IReadOnlyList<Brief> ToMe, int Received);

    public static async Task<IResult> MineAsync(Guid shop, Actor actor, IShops shops, HandoverDesk desk, ShiftsDb db, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, ShopId.From(shop), Permissions.Handover, ct) is not { } card)
        {
            return new HandoverNotFound().ToProblem();
        }

        var row = await db.Handovers.AsNoTracking().SingleOrDefaultAsync(h => h.ShopId == card.Id && h.Leaver == actor.Person && h.State != HandoverState.Done, ct);
        return Results.Json(await desk.ViewAsync(card, actor.Person, row, actor, false, ct), HouseJson.Options);
    }

    public static async Task<IResult> OneAsync(Guid id, Actor actor, IShops shops, HandoverDesk desk, ShiftsDb db, CancellationToken ct) =>
        await HandoverCalls.FindAsync(id, actor, shops, db, ct) is var (row, shop)
            ? Results.Json(await desk.ViewAsync(shop, row.Leaver, row, actor, actor.Can(Permissions.ExceptHandover, shop.Id), ct), HouseJson.Options)
            : new HandoverNotFound().ToProblem();

    public static async Task<IResult> WaitingAsync(Guid shop, Actor actor, IShops shops, IPeople people, ShiftsDb db, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, ShopId.From(shop), Permissions.Handover, ct) is not { } card)
        {
            return new HandoverNotFound().ToProblem();
        }

        var rows = await db.Handovers.AsNoTracking().Where(h => h.Receiver == actor.Person && h.ShopId == card.Id && h.State == HandoverState.Offered).OrderBy(h => h.BegunAt).ThenBy(h => h.Id).Take(MostWaiting).ToListAsync(ct);
        var received = await db.Log.AsNoTracking().Where(l => l.Owner == actor.Person && l.ShopId == card.Id && l.ClosedAt == null && l.WrittenBy != actor.Person).Take(MostCounted).CountAsync(ct);
        return Results.Json(new Waiting(await BriefsAsync(rows, actor, people, db, ct), received), HouseJson.Options);
    }

    /// <param name="whose"><c>mine</c> (default: I leave or receive), <c>all</c> for who sees all.</param>
    /// <param name="after">Where the page before ended.</param>
    public static async Task<IResult> HandleAsync(Guid shop, string? whose, string? after, Actor actor, IShops shops, IPeople people, ShiftsDb db, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, ShopId.From(shop), Permissions.Handover, ct) is not { } card)
        {
            return new HandoverNotFound().ToProblem();
        }

        var seesAll = actor.Can(Permissions.ReadAllHandovers, card.Id);
        var query = db.Handovers.AsNoTracking().Where(h => h.ShopId == card.Id);
        query = whose == "all" && seesAll ? query : query.Where(h => h.Leaver == actor.Person || (h.Receiver == actor.Person && h.State != HandoverState.Draft));
        if (LogList.Cursor(after) is var (at, id))
        {
            query = query.Where(h => h.BegunAt < at || (h.BegunAt == at && h.Id.CompareTo(id) < 0));
        }

        var rows = await query.OrderByDescending(h => h.BegunAt).ThenByDescending(h => h.Id).Take(Page).ToListAsync(ct);
        return Results.Json(new Answer(await BriefsAsync(rows, actor, people, db, ct), rows.Count == Page ? $"{rows[^1].BegunAt.ToUnixTimeMilliseconds()}.{rows[^1].Id}" : null, seesAll), HouseJson.Options);
    }

    private static async Task<IReadOnlyList<Brief>> BriefsAsync(IReadOnlyList<HandoverRow> rows, Actor actor, IPeople people, ShiftsDb db, CancellationToken ct)
    {
        var ids = rows.Select(r => r.Id).ToList();
        var counts = await db.HandoverLines.AsNoTracking().Where(l => ids.Contains(l.HandoverId)).GroupBy(l => l.HandoverId).Select(g => new { g.Key, All = g.Count(), Refused = g.Count(l => l.Refused != null) }).ToDictionaryAsync(g => g.Key, ct);
        var names = await LogList.NamesAsync(people, rows.SelectMany(r => new PersonId?[] { r.Leaver, r.Receiver }), ct);
        return [.. rows.Select(r => new Brief(r.Id, names.GetValueOrDefault(r.Leaver)?.Name, r.Receiver is { } to ? names.GetValueOrDefault(to)?.Name : null, r.State, r.BegunAt, r.LeaverSignedAt, r.ReceiverSignedAt,
            counts.GetValueOrDefault(r.Id)?.All ?? 0, counts.GetValueOrDefault(r.Id)?.Refused ?? 0, r.ExceptedAt is not null, r.Receiver == actor.Person))];
    }
}
