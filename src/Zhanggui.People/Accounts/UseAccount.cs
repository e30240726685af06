using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.People.Rights;
using Zhanggui.People.Store;

namespace Zhanggui.People.Accounts;

internal sealed record UseRequest(PersonId PersonId, Instant From, Instant? To = null);

internal sealed record EndUseRequest(Instant To);

/// <summary>One account belongs to one person at a time (SEC-08): dated half-open intervals without overlap.</summary>
internal static class UseAccount
{
    private const int MostUses = 5000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/accounts/{id:guid}/uses", AddAsync).Requires(Permissions.EditPerson);
        routes.MapPost("/accounts/{id:guid}/uses/{use:guid}/end", EndAsync).Requires(Permissions.EditPerson);
    }

    private static async Task<IResult> AddAsync(Guid id, UseRequest request, Actor actor, PeopleDb db, PeopleAccess access, CancellationToken ct)
    {
        if (request.To is { } to && to <= request.From)
        {
            return new IntervalEmpty().ToProblem();
        }

        var outcome = await db.DecideAsync<UseLine>(async () =>
        {
            await db.LockOrganisationAsync(actor.Organisation, ct);
            var account = await SubAccounts.FindAsync(db, access, actor, id, Permissions.EditPerson, ct);
            if (!account.IsDone)
            {
                return account.Refusal!;
            }

            var person = await access.FindAsync(actor, request.PersonId, Permissions.EditPerson, ct);
            if (!person.IsDone)
            {
                return person.Refusal!;
            }

            var others = await db.AccountUses.AsNoTracking().Where(u => u.AccountId == id).Take(MostUses).ToListAsync(ct);
            if (others.Exists(u => Intervals.Overlap(u.FromAt, u.ToAt, request.From, request.To)))
            {
                return new IntervalOverlaps();
            }

            var row = new AccountUseRow { Id = db.Fresh(), AccountId = id, PersonId = request.PersonId, FromAt = request.From, ToAt = request.To };
            db.AccountUses.Add(row);
            db.Audit(new AuditEntry(actor.Organisation, account.Value.ShopId, actor.Person, "people.account.give", "account", id.ToString(), After: request));
            return new UseLine(row.Id, person.Value.Id, person.Value.Name, person.Value.Number, row.FromAt, row.ToAt);
        }, ct);
        return outcome.ToResult();
    }

    private static async Task<IResult> EndAsync(Guid id, Guid use, EndUseRequest request, Actor actor, PeopleDb db, PeopleAccess access, CancellationToken ct)
    {
        var outcome = await db.DecideAsync<object>(async () =>
        {
            await db.LockOrganisationAsync(actor.Organisation, ct);
            var account = await SubAccounts.FindAsync(db, access, actor, id, Permissions.EditPerson, ct);
            var row = account.IsDone ? await db.AccountUses.SingleOrDefaultAsync(u => u.Id == use && u.AccountId == id, ct) : null;
            if (row is null)
            {
                return new AccountNotFound();
            }

            if (request.To <= row.FromAt)
            {
                return new IntervalEmpty();
            }

            var others = await db.AccountUses.AsNoTracking().Where(u => u.AccountId == id && u.Id != use).Take(MostUses).ToListAsync(ct);
            if (others.Exists(u => Intervals.Overlap(u.FromAt, u.ToAt, row.FromAt, request.To)))
            {
                return new IntervalOverlaps();
            }

            db.Audit(new AuditEntry(actor.Organisation, account.Value.ShopId, actor.Person, "people.account.end", "account", id.ToString(), new { row.FromAt, row.ToAt }, new { row.FromAt, toAt = request.To }));
            row.ToAt = request.To;
            return new { row.Id, row.FromAt, row.ToAt };
        }, ct);
        return outcome.ToResult();
    }
}
