using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.People.Rights;
using Zhanggui.People.SignIn;
using Zhanggui.People.Store;

namespace Zhanggui.People.Staff;

internal sealed record ChangePersonRequest(string? Name = null, string? Account = null, string? Number = null, string? Language = null, LocalDate? JoinedOn = null);

internal sealed record LeaveRequest(LocalDate? LastDay);

/// <summary>Name, account, number; leaving and coming back; a new link; taking the second factor away. All need power over the person.</summary>
internal static class ChangePerson
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPatch("/persons/{id:guid}", ChangeAsync).Requires(Permissions.EditPerson);
        routes.MapPost("/persons/{id:guid}/leave", LeaveAsync).Requires(Permissions.EditPerson);
        routes.MapPost("/persons/{id:guid}/link", LinkAsync).Requires(Permissions.EditPerson);
        routes.MapPost("/persons/{id:guid}/second-factor/reset", ResetSecondFactorAsync).Requires(Permissions.EditPerson);
    }

    private static Task<IResult> ChangeAsync(Guid id, ChangePersonRequest request, Actor actor, PeopleDb db, PeopleAccess access, Freshness freshness, CancellationToken ct) =>
        ActAsync(id, actor, db, access, freshness, async person =>
        {
            var before = new { person.Name, person.Account, person.Number };
            if (await CheckAsync(request, person, db, ct) is { } refusal)
            {
                return refusal;
            }

            person.Name = request.Name?.Trim() ?? person.Name;
            person.Account = request.Account is { } account ? Account.Normalise(account)! : person.Account;
            person.Number = request.Number?.Trim() ?? person.Number;
            person.Language = request.Language ?? person.Language;
            person.JoinedOn = request.JoinedOn ?? person.JoinedOn;
            db.Audit(new AuditEntry(actor.Organisation, null, actor.Person, "people.person.change", "person", id.ToString(), before, new { person.Name, person.Account, person.Number }));
            return new { person.Id, person.Name, person.Account, person.Number };
        }, ct);

    private static Task<IResult> LeaveAsync(Guid id, LeaveRequest request, Actor actor, PeopleDb db, PeopleAccess access, Freshness freshness, CancellationToken ct) =>
        ActAsync(id, actor, db, access, freshness, async person =>
        {
            if (request.LastDay is not null && await access.IsOwnerAsync(person.Id, ct) && await access.OtherOwnersAsync(actor.Organisation, person.Id, ct) == 0)
            {
                return new LastOwner();
            }

            var before = new { person.LeavesOn };
            person.LeavesOn = request.LastDay;
            var zone = await db.Organisations.Where(o => o.Id == actor.Organisation).Select(o => o.Zone).SingleAsync(ct);
            if (Sessions.HasLeft(person.LeavesOn, zone, db.Now))
            {
                await Sessions.EndAllAsync(db.Database.GetDbConnection(), db.Database.CurrentTransaction!.GetDbTransaction(), person.Id, null, "left", db.Now, ct);
            }

            db.Audit(new AuditEntry(actor.Organisation, null, actor.Person, "people.person.leave", "person", id.ToString(), before, new { person.LeavesOn }));
            return new { person.Id, person.LeavesOn };
        }, ct);

    private static Task<IResult> LinkAsync(Guid id, Actor actor, PeopleDb db, PeopleAccess access, Freshness freshness, Links links, CancellationToken ct) =>
        ActAsync(id, actor, db, access, freshness, async person =>
        {
            if (person.LeavesOn is not null)
            {
                return new PersonHasLeft();
            }

            var kind = await db.Passwords.AnyAsync(p => p.PersonId == person.Id, ct) ? Links.Reset : Links.Invitation;
            await links.WithdrawAsync(person.Id, ct);
            db.Audit(new AuditEntry(actor.Organisation, null, actor.Person, "people.link.make", "person", id.ToString(), After: new { kind }));
            return links.Make(actor, person, kind);
        }, ct);

    private static Task<IResult> ResetSecondFactorAsync(Guid id, Actor actor, PeopleDb db, PeopleAccess access, Freshness freshness, CancellationToken ct) =>
        ActAsync(id, actor, db, access, freshness, async person =>
        {
            await db.SecondFactors.Where(f => f.PersonId == person.Id).ExecuteDeleteAsync(ct);
            await db.RecoveryCodes.Where(c => c.PersonId == person.Id).ExecuteDeleteAsync(ct);
            db.Audit(new AuditEntry(actor.Organisation, null, actor.Person, "people.second_factor.reset", "person", id.ToString()));
            return new { person.Id };
        }, ct);

    private static async Task<IResult> ActAsync(Guid id, Actor actor, PeopleDb db, PeopleAccess access, Freshness freshness, Func<PersonRow, Task<Outcome<object>>> act, CancellationToken ct)
    {
        var outcome = await db.DecideAsync<object>(async () =>
        {
            await db.LockOrganisationAsync(actor.Organisation, ct);
            var found = await access.FindForPowerAsync(actor, new PersonId(id), Permissions.EditPerson, ct);
            return found.IsDone ? await act(found.Value) : found.Refusal!;
        }, ct);
        freshness.Renew();
        return outcome.ToResult();
    }

    private static async Task<Refusal?> CheckAsync(ChangePersonRequest request, PersonRow person, PeopleDb db, CancellationToken ct)
    {
        var shape = (request.Name is null ? null : Field.Check(request.Name, "name", 40))
            ?? (request.Account is not null && Account.Normalise(request.Account) is null ? new AccountMalformed() : null)
            ?? (request.Number is null ? null : Field.Check(request.Number, "number", 20))
            ?? Field.CheckLanguage(request.Language);
        if (shape is not null)
        {
            return shape;
        }

        var account = Account.Normalise(request.Account);
        if (account is not null && await db.People.AnyAsync(p => p.Account == account && p.Id != person.Id, ct))
        {
            return new AccountTaken();
        }

        var number = request.Number?.Trim();
        return number is not null && await db.People.AnyAsync(p => p.OrganisationId == person.OrganisationId && p.Number == number && p.Id != person.Id, ct)
            ? new NumberTaken()
            : null;
    }
}
