using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.People.Contracts;
using Zhanggui.Shifts.Roster;
using Zhanggui.Shifts.Store;

namespace Zhanggui.Shifts.Leave;

/// <summary>Leave is asked for by the person (or recorded by who took the call), signed or refused by somebody else, and withdrawn.</summary>
internal static class LeaveActs
{
    private static readonly LocalDateTimePattern Local = LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm");

    /// <summary>Times are local ones of the shop, <c>2026-10-03T09:00</c>.</summary>
    internal sealed record AskRequest(Guid Shop, PersonId? Person, string? From, string? To, string? Kind, string? Note);

    internal sealed record DecideRequest(bool Approve, string? Reason);

    internal sealed record WithdrawRequest(string? Reason);

    internal sealed record Answer(Guid Id);

    public static async Task<IResult> AskAsync(AskRequest request, Actor actor, IShops shops, IPeople people, ShiftsDb db, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, ShopId.From(request.Shop), Permissions.AskLeave, ct) is not { } shop)
        {
            return new RosterNotFound().ToProblem();
        }

        var person = request.Person ?? actor.Person;
        if (person != actor.Person && !actor.Can(Permissions.ReadAllLeave, shop.Id))
        {
            return new LeaveForOthers().ToProblem();
        }

        if (await people.FindAsync(person, ct) is not { } card || card.Organisation != actor.Organisation)
        {
            return new RosterPersonUnknown(person.ToString()).ToProblem();
        }

        var (from, to) = (At(request.From, shop.TimeZone), At(request.To, shop.TimeZone));
        if (LeaveRules.Ask(from, to, request.Kind, request.Note) is { } no)
        {
            return no.ToProblem();
        }

        var id = db.Fresh();
        var refused = await db.InTransactionAsync<Refusal?>(async () =>
        {
            if (await LeaveBook.OverlapsAsync(db, shop.Id, person, from!.Value, to, ct))
            {
                return new LeaveOverlaps();
            }

            var row = new LeaveRow { Id = id, ShopId = shop.Id, PersonId = person, FromAt = from.Value, ToAt = to, Kind = request.Kind!.Trim(), Note = Text(request.Note), State = LeaveState.Asked, AskedBy = actor.Person, AskedAt = db.Now };
            db.Leave.Add(row);
            LeaveBook.Note(db, id, actor.Person, "asked", null);
            LeaveBook.Tell(db, row);
            return null;
        }, ct);
        return refused is not null ? refused.ToProblem() : Results.Json(new Answer(id), HouseJson.Options);
    }

    public static Task<IResult> DecideAsync(Guid id, DecideRequest request, Actor actor, IShops shops, ShiftsDb db, CancellationToken ct) =>
        EndAsync(id, Permissions.SignLeave, actor, shops, db, (leave, _) => LeaveRules.Decide(leave, actor.Person, request.Approve, request.Reason), request.Approve ? LeaveState.Signed : LeaveState.Refused, request.Reason, ct);

    public static Task<IResult> WithdrawAsync(Guid id, WithdrawRequest request, Actor actor, IShops shops, ShiftsDb db, CancellationToken ct) =>
        EndAsync(id, Permissions.AskLeave, actor, shops, db, (leave, maySign) => LeaveRules.Withdraw(leave, actor.Person, maySign, request.Reason), LeaveState.Withdrawn, request.Reason, ct);

    private static async Task<IResult> EndAsync(Guid id, string permission, Actor actor, IShops shops, ShiftsDb db, Func<LeaveRow, bool, Refusal?> refuse, LeaveState state, string? reason, CancellationToken ct)
    {
        var found = await db.Leave.AsNoTracking().SingleOrDefaultAsync(l => l.Id == id, ct);
        if (found is null || await shops.FindForAsync(actor, found.ShopId, permission, ct) is not { } shop)
        {
            return new LeaveNotFound().ToProblem();
        }

        var refused = await db.InTransactionAsync<Refusal?>(async () =>
        {
            // The lock of the row is taken first: whoever comes second sees how it ended.
            await db.Leave.Where(l => l.Id == id).ExecuteUpdateAsync(set => set.SetProperty(l => l.AskedAt, l => l.AskedAt), ct);
            var leave = await db.Leave.SingleAsync(l => l.Id == id, ct);
            if (refuse(leave, actor.Can(Permissions.SignLeave, shop.Id)) is { } no)
            {
                return no;
            }

            var before = leave.State;
            (leave.State, leave.DecidedBy, leave.DecidedAt, leave.Reason) = (state, actor.Person, db.Now, Text(reason));
            LeaveBook.Note(db, id, actor.Person, state.ToString().ToLowerInvariant(), Text(reason));
            LeaveBook.Tell(db, leave);
            if (leave.PersonId != actor.Person)
            {
                db.Audit(new AuditEntry(actor.Organisation, shop.Id, actor.Person, $"shifts.leave.{state.ToString().ToLowerInvariant()}", "person", leave.PersonId.ToString(), new { state = before }, new { leave = id, state }, Text(reason)));
            }

            return null;
        }, ct);
        return refused is not null ? refused.ToProblem() : Results.Json(new Answer(id), HouseJson.Options);
    }

    private static Instant? At(string? text, DateTimeZone zone) => text is not null && Local.Parse(text) is { Success: true } at ? at.Value.InZoneLeniently(zone).ToInstant() : null;

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
