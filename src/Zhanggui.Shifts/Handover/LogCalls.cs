using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Feed;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.People.Contracts;
using Zhanggui.Shifts.Duty;
using Zhanggui.Shifts.Store;

namespace Zhanggui.Shifts.Handover;

/// <summary>Writes the duty log: what happened or was ordered, how it went on, that it is handled, and by whom it was closed.</summary>
internal static class LogCalls
{
    /// <summary>The kind of feed events of the log and of handovers; screens read again what they may see.</summary>
    public const string FeedKind = "handover";

    /// <summary><paramref name="Id"/> is made by the client: the same one twice is one item.</summary>
    internal sealed record WriteRequest(Guid Id, Guid Shop, LogSort Sort, LogLevel Level, string? Cause, string? Course, string? Result, bool Handled);

    internal sealed record ActRequest(string? Text);

    internal sealed record EquipmentRequest(Guid Shop, string? Name, EquipmentState State);

    internal sealed record Answer(Guid Id);

    public static async Task<IResult> WriteAsync(WriteRequest request, Actor actor, IShops shops, ShiftsDb db, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, ShopId.From(request.Shop), Permissions.Handover, ct) is not { } shop)
        {
            return new LogItemNotFound().ToProblem();
        }

        if (HandoverRules.Write(request.Cause, request.Course, request.Result) is { } no)
        {
            return no.ToProblem();
        }

        var row = await db.InTransactionAsync(async () =>
        {
            if (await db.Log.AsNoTracking().SingleOrDefaultAsync(l => l.Id == request.Id, ct) is { } known)
            {
                return known;
            }

            var item = new LogItemRow
            {
                Id = request.Id,
                ShopId = shop.Id,
                Sort = request.Sort,
                Level = request.Level,
                Cause = request.Cause!.Trim(),
                Course = request.Course!.Trim(),
                Result = request.Result!.Trim(),
                WrittenBy = actor.Person,
                WrittenAt = db.Now,
                Owner = actor.Person,
                HandledAt = request.Handled ? db.Now : null,
            };
            db.Log.Add(item);
            Note(db, item.Id, actor.Person, "written", null);
            Tell(db, shop.Id, item.Id);
            return item;
        }, ct);
        return row.ShopId == shop.Id && row.WrittenBy == actor.Person ? Results.Json(new Answer(row.Id), HouseJson.Options) : new LogItemNotFound().ToProblem();
    }

    /// <summary>More of its course.</summary>
    public static Task<IResult> AddAsync(Guid id, ActRequest request, Actor actor, IShops shops, ShiftsDb db, CancellationToken ct) =>
        ActAsync(id, request, "added", actor, shops, db, HandoverRules.Act, _ => { }, ct);

    public static Task<IResult> HandleAsync(Guid id, ActRequest request, Actor actor, IShops shops, ShiftsDb db, CancellationToken ct) =>
        ActAsync(id, request, "handled", actor, shops, db, HandoverRules.Handle, item => item.HandledAt = db.Now, ct);

    public static Task<IResult> CloseAsync(Guid id, ActRequest request, Actor actor, IShops shops, ShiftsDb db, CancellationToken ct) =>
        ActAsync(id, request, "closed", actor, shops, db, HandoverRules.Act, item => (item.HandledAt, item.ClosedAt) = (item.HandledAt ?? db.Now, db.Now), ct);

    /// <summary>The state of a piece of the book's important equipment.</summary>
    public static async Task<IResult> EquipmentAsync(EquipmentRequest request, Actor actor, IShops shops, DutyRules rules, ShiftsDb db, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, ShopId.From(request.Shop), Permissions.Handover, ct) is not { } shop)
        {
            return new HandoverNotFound().ToProblem();
        }

        if (request.Name is not { } name || !(await rules.OfAsync(shop.Id, ct)).Handover.Equipment.Contains(name))
        {
            return new HandoverNameUnknown("name").ToProblem();
        }

        await db.InTransactionAsync(async () =>
        {
            await db.Database.ExecuteSqlAsync(
                $"insert into shifts_equipment (shop_id, name, state, since, set_by) values ({shop.Id.Value}, {name}, {request.State.ToString()}, {db.Now.ToUnixTimeMilliseconds()}, {actor.Person.Value}) on conflict (shop_id, name) do update set state = excluded.state, since = excluded.since, set_by = excluded.set_by where shifts_equipment.state <> excluded.state", ct);
            db.EquipmentActs.Add(new EquipmentActRow { Id = db.Fresh(), ShopId = shop.Id, Name = name, At = db.Now, PersonId = actor.Person, State = request.State });
            Tell(db, shop.Id, shop.Id.Value);
            return true;
        }, ct);
        return Results.NoContent();
    }

    public static void Note(ShiftsDb db, Guid item, PersonId? by, string act, string? text, PersonId? ownerBefore = null, PersonId? ownerAfter = null) =>
        db.LogActs.Add(new LogActRow { Id = db.Fresh(), ItemId = item, At = db.Now, PersonId = by, Act = act, Text = text, OwnerBefore = ownerBefore, OwnerAfter = ownerAfter });

    public static void Tell(ShiftsDb db, ShopId shop, Guid entity) => db.Tell(new FeedEntry(shop.Value, FeedKind, entity, 0, shop.Value));

    private static async Task<IResult> ActAsync(Guid id, ActRequest request, string act, Actor actor, IShops shops, ShiftsDb db, Func<LogItemRow, PersonId, bool, string?, Refusal?> refuse, Action<LogItemRow> change, CancellationToken ct)
    {
        if (await db.Log.AsNoTracking().SingleOrDefaultAsync(l => l.Id == id, ct) is not { } found || await shops.FindForAsync(actor, found.ShopId, Permissions.Handover, ct) is not { } shop
            || !(found.Owner == actor.Person || found.WrittenBy == actor.Person || actor.Can(Permissions.ReadAllHandovers, shop.Id)))
        {
            return new LogItemNotFound().ToProblem();
        }

        var refused = await db.InTransactionAsync<Refusal?>(async () =>
        {
            // The lock of the row is taken first: whoever comes second sees how it ended.
            await db.Log.Where(l => l.Id == id).ExecuteUpdateAsync(set => set.SetProperty(l => l.HandledAt, l => l.HandledAt), ct);
            var item = await db.Log.SingleAsync(l => l.Id == id, ct);
            if (refuse(item, actor.Person, actor.Can(Permissions.ReadAllHandovers, shop.Id), request.Text) is { } no)
            {
                return no;
            }

            change(item);
            Note(db, id, actor.Person, act, request.Text!.Trim());
            if (item.Owner != actor.Person)
            {
                db.Audit(new AuditEntry(actor.Organisation, shop.Id, actor.Person, $"shifts.log.{act}", "person", item.Owner.ToString(), After: new { item = id }));
            }

            Tell(db, shop.Id, id);
            return null;
        }, ct);
        return refused is not null ? refused.ToProblem() : Results.Json(new Answer(id), HouseJson.Options);
    }
}
