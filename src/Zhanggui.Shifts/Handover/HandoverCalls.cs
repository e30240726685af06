using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.People.Contracts;
using Zhanggui.Shifts.Contracts;
using Zhanggui.Shifts.Duty;
using Zhanggui.Shifts.Store;

namespace Zhanggui.Shifts.Handover;

/// <summary>Prepares, signs, takes back, excepts and receives handovers. Every act is one row that stays.</summary>
internal static class HandoverCalls
{
    internal sealed record SaveRequest(Guid Shop, Guid? Receiver, string? Summary);

    internal sealed record TickRequest(Guid Shop, string? Name, bool Done);

    internal sealed record ReasonRequest(string? Reason);

    internal sealed record NotTaken(Guid Line, string? Reason);

    internal sealed record ReceiveRequest(IReadOnlyList<NotTaken>? Refused);

    internal sealed record Answer(Guid Id, HandoverState State);

    public static async Task<IResult> SaveAsync(SaveRequest request, Actor actor, IShops shops, IPeople people, ShiftsDb db, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, ShopId.From(request.Shop), Permissions.Handover, ct) is not { } shop)
        {
            return new HandoverNotFound().ToProblem();
        }

        if (await WrongAsync(request, actor, shop, people, ct) is { } no)
        {
            return no.ToProblem();
        }

        return await OnDraftAsync(shop, actor, db, row =>
        {
            Set(row, request);
            return Task.FromResult<Refusal?>(null);
        }, ct);
    }

    public static async Task<IResult> TickAsync(TickRequest request, Actor actor, IShops shops, DutyRules rules, ShiftsDb db, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, ShopId.From(request.Shop), Permissions.Handover, ct) is not { } shop)
        {
            return new HandoverNotFound().ToProblem();
        }

        if (request.Name is not { } name || !(await rules.OfAsync(shop.Id, ct)).Handover.Preparation.Contains(name))
        {
            return new HandoverNameUnknown("name").ToProblem();
        }

        return await OnDraftAsync(shop, actor, db, async row =>
        {
            var known = await db.HandoverTicks.SingleOrDefaultAsync(t => t.HandoverId == row.Id && t.Name == name, ct);
            if (known is null == request.Done)
            {
                Note(db, row.Id, actor.Person, request.Done ? "ticked" : "unticked", name);
            }

            if (known is null && request.Done)
            {
                db.HandoverTicks.Add(new HandoverTickRow { HandoverId = row.Id, Name = name, PersonId = actor.Person, At = db.Now });
            }
            else if (known is not null && !request.Done)
            {
                db.HandoverTicks.Remove(known);
            }

            return null;
        }, ct);
    }

    /// <summary>The leaver's signature: what is open is frozen into lines, unless something blocks.</summary>
    public static async Task<IResult> SignAsync(SaveRequest request, Actor actor, IShops shops, IPeople people, HandoverDesk desk, ShiftsDb db, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, ShopId.From(request.Shop), Permissions.Handover, ct) is not { } shop)
        {
            return new HandoverNotFound().ToProblem();
        }

        if (await WrongAsync(request, actor, shop, people, ct) is { } no)
        {
            return no.ToProblem();
        }

        var gathered = await desk.GatherAsync(shop, actor.Person, ct);
        return await OnDraftAsync(shop, actor, db, async row =>
        {
            Set(row, request);
            var done = await db.HandoverTicks.AsNoTracking().Where(t => t.HandoverId == row.Id).Select(t => t.Name).Take(100).ToListAsync(ct);
            var blocked = gathered.Count > HandoverDesk.MostLines ? new HandoverTooMany(HandoverDesk.MostLines) : HandoverRules.Sign(row, actor.Person, HandoverRules.Blocks(HandoverDesk.Look(gathered, done), gathered.Book));
            if (blocked is not null)
            {
                return blocked;
            }

            (row.State, row.LeaverSignedAt, row.Counts) = (HandoverState.Offered, db.Now, JsonSerializer.Serialize(gathered.Counts, HouseJson.Options));
            db.HandoverLines.AddRange(HandoverDesk.Lines(row.Id, gathered, db.Fresh));
            Note(db, row.Id, actor.Person, "signed", null);
            return null;
        }, ct);
    }

    /// <summary>The leaver takes it back while the receiver has not signed: to add something, or to choose somebody else.</summary>
    public static Task<IResult> RecallAsync(Guid id, Actor actor, IShops shops, ShiftsDb db, CancellationToken ct) =>
        ActAsync(id, actor, shops, db, Permissions.Handover, async row =>
        {
            if (HandoverRules.Recall(row, actor.Person) is { } no)
            {
                return no;
            }

            await db.HandoverLines.Where(l => l.HandoverId == id).ExecuteDeleteAsync(ct);
            (row.State, row.LeaverSignedAt, row.Counts) = (HandoverState.Draft, null, null);
            Note(db, id, actor.Person, "recalled", null);
            return null;
        }, ct);

    /// <summary>A supervisor lets it go past what blocks it now; a block that comes up later blocks again.</summary>
    public static async Task<IResult> ExceptAsync(Guid id, ReasonRequest request, Actor actor, IShops shops, HandoverDesk desk, ShiftsDb db, CancellationToken ct)
    {
        if (await FindAsync(id, actor, shops, db, ct) is not var (found, shop) || !actor.Can(Permissions.ExceptHandover, shop.Id))
        {
            return new HandoverNotFound().ToProblem();
        }

        var gathered = await desk.GatherAsync(shop, found.Leaver, ct);
        return await ActAsync(id, actor, shops, db, Permissions.ExceptHandover, async row =>
        {
            var done = await db.HandoverTicks.AsNoTracking().Where(t => t.HandoverId == id).Select(t => t.Name).Take(100).ToListAsync(ct);
            var blocks = HandoverRules.Blocks(HandoverDesk.Look(gathered, done), gathered.Book);
            if (HandoverRules.Except(row, actor.Person, blocks, request.Reason) is { } no)
            {
                return no;
            }

            var reason = request.Reason!.Trim();
            (row.ExceptedBy, row.ExceptedAt, row.Exception, row.ExceptedBlocks) = (actor.Person, db.Now, reason, string.Join(',', blocks.Select(b => b.Code)));
            Note(db, id, actor.Person, "excepted", reason);
            db.Audit(new AuditEntry(actor.Organisation, shop.Id, actor.Person, "shifts.handover.excepted", "person", row.Leaver.ToString(), After: new { handover = id, blocks = blocks.Select(b => b.Code) }, Reason: reason));
            return null;
        }, ct);
    }

    /// <summary>The receiver's signature: items change their owner here, matters of other rooms by what they hear.</summary>
    public static Task<IResult> ReceiveAsync(Guid id, ReceiveRequest request, Actor actor, IShops shops, ShiftsDb db, CancellationToken ct) =>
        ActAsync(id, actor, shops, db, Permissions.Handover, async row =>
        {
            var refused = (request.Refused ?? []).GroupBy(r => r.Line).ToDictionary(g => g.Key, g => g.Last().Reason);
            if (HandoverRules.Receive(row, actor.Person, refused.Values) is { } no)
            {
                return no;
            }

            var lines = await db.HandoverLines.Where(l => l.HandoverId == id).OrderBy(l => l.Place).Take(HandoverDesk.MostLines).ToListAsync(ct);
            foreach (var line in lines.Where(l => refused.ContainsKey(l.Id)))
            {
                line.Refused = refused[line.Id]!.Trim();
            }

            var taken = lines.Where(l => l.Refused is null).ToList();
            var items = taken.Where(l => l.Kind == HandoverLineRow.Log).Select(l => Guid.Parse(l.Ref)).ToList();
            foreach (var item in await db.Log.Where(l => items.Contains(l.Id) && l.Owner == row.Leaver && l.ClosedAt == null).ToListAsync(ct))
            {
                item.Owner = actor.Person;
                LogCalls.Note(db, item.Id, actor.Person, "handed", null, row.Leaver, actor.Person);
            }

            (row.State, row.ReceiverSignedAt) = (HandoverState.Done, db.Now);
            Note(db, id, actor.Person, "received", null);
            foreach (var line in lines.Where(l => l.Refused is not null))
            {
                Note(db, id, actor.Person, "refused", $"{line.Title}：{line.Refused}");
            }

            db.Publish(new HandoverReceived(row.ShopId, id, row.Leaver, actor.Person, db.Now, [.. taken.Where(l => l.Kind != HandoverLineRow.Log).Select(l => new HandedMatter(l.Kind, l.Ref))]), row.ShopId);
            return null;
        }, ct);

    public static void Note(ShiftsDb db, Guid handover, PersonId? by, string act, string? text) =>
        db.HandoverActs.Add(new HandoverActRow { Id = db.Fresh(), HandoverId = handover, At = db.Now, PersonId = by, Act = act, Text = text });

    /// <summary>A handover this actor takes part in, or any for who sees all.</summary>
    public static async Task<(HandoverRow Row, ShopCard Shop)?> FindAsync(Guid id, Actor actor, IShops shops, ShiftsDb db, CancellationToken ct) =>
        await db.Handovers.AsNoTracking().SingleOrDefaultAsync(h => h.Id == id, ct) is { } found && await shops.FindForAsync(actor, found.ShopId, Permissions.Handover, ct) is { } shop
        && (found.Leaver == actor.Person || (found.Receiver == actor.Person && found.State != HandoverState.Draft) || actor.Can(Permissions.ReadAllHandovers, shop.Id)) ? (found, shop) : null;

    private static async Task<Refusal?> WrongAsync(SaveRequest request, Actor actor, ShopCard shop, IPeople people, CancellationToken ct) =>
        request.Summary?.Trim().Length > HandoverRules.SummaryLength ? new HandoverSummaryWrong(HandoverRules.SummaryLength)
        : request.Receiver is { } to && (to == actor.Person.Value || (await people.WithPermissionAsync(shop.Id, Permissions.Handover, null, ct)).All(p => p.Id.Value != to)) ? new HandoverReceiverWrong()
        : null;

    private static void Set(HandoverRow row, SaveRequest request)
    {
        row.Receiver = request.Receiver is { } to ? PersonId.From(to) : row.Receiver;
        row.Summary = request.Summary is null ? row.Summary : string.IsNullOrWhiteSpace(request.Summary) ? null : request.Summary.Trim();
    }

    private static async Task<IResult> OnDraftAsync(ShopCard shop, Actor actor, ShiftsDb db, Func<HandoverRow, Task<Refusal?>> act, CancellationToken ct)
    {
        var (me, row) = (actor.Person, (HandoverRow?)null);
        var refused = await db.InTransactionAsync<Refusal?>(async () =>
        {
            await db.Database.ExecuteSqlAsync(
                $"insert into shifts_handover (id, shop_id, leaver, state, begun_at) values ({db.Fresh()}, {shop.Id.Value}, {me.Value}, {nameof(HandoverState.Draft)}, {db.Now.ToUnixTimeMilliseconds()}) on conflict do nothing", ct);
            await db.Handovers.Where(h => h.ShopId == shop.Id && h.Leaver == me && h.State != HandoverState.Done).ExecuteUpdateAsync(set => set.SetProperty(h => h.Receiver, h => h.Receiver), ct);
            row = await db.Handovers.SingleAsync(h => h.ShopId == shop.Id && h.Leaver == me && h.State != HandoverState.Done, ct);
            if (row.State != HandoverState.Draft)
            {
                return new HandoverMoved();
            }

            if (await act(row) is { } no)
            {
                return no;
            }

            LogCalls.Tell(db, shop.Id, row.Id);
            return null;
        }, ct);
        return refused is not null ? refused.ToProblem() : Results.Json(new Answer(row!.Id, row.State), HouseJson.Options);
    }

    private static async Task<IResult> ActAsync(Guid id, Actor actor, IShops shops, ShiftsDb db, string permission, Func<HandoverRow, Task<Refusal?>> act, CancellationToken ct)
    {
        if (await FindAsync(id, actor, shops, db, ct) is not var (found, shop) || !actor.Can(permission, shop.Id))
        {
            return new HandoverNotFound().ToProblem();
        }

        var state = found.State;
        var refused = await db.InTransactionAsync<Refusal?>(async () =>
        {
            // The lock of the row is taken first: whoever comes second sees how it ended.
            await db.Handovers.Where(h => h.Id == id).ExecuteUpdateAsync(set => set.SetProperty(h => h.Receiver, h => h.Receiver), ct);
            var row = await db.Handovers.SingleAsync(h => h.Id == id, ct);
            if (await act(row) is { } no)
            {
                return no;
            }

            state = row.State;
            LogCalls.Tell(db, shop.Id, id);
            return null;
        }, ct);
        return refused is not null ? refused.ToProblem() : Results.Json(new Answer(id, state), HouseJson.Options);
    }
}
