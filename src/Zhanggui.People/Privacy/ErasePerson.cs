using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.People.Contracts;
using Zhanggui.People.Rights;
using Zhanggui.People.SignIn;
using Zhanggui.People.Staff;
using Zhanggui.People.Store;

namespace Zhanggui.People.Privacy;

/// <summary>
/// Takes the personal data of somebody who has left out of the house. What they did stays as evidence under a pseudonym
/// made of their number: rows keep the person's id, and the id has no name any more.
/// </summary>
internal static class ErasePerson
{
    private const int ReasonLength = 200;

    internal sealed record Request(string? Reason, string? Number);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/persons/{id:guid}/erase", HandleAsync).Requires(Permissions.ErasePrivacy);

    /// <summary>The name under which the evidence stays.</summary>
    public static string PseudonymOf(string number) => $"已清除员工 {number}";

    private static async Task<IResult> HandleAsync(Guid id, Request request, Actor actor, PeopleDb db, PeopleAccess access, Freshness freshness, Links links, CancellationToken ct)
    {
        var outcome = await db.DecideAsync<object>(async () =>
        {
            await db.LockOrganisationAsync(actor.Organisation, ct);
            var found = await access.FindForPowerAsync(actor, new PersonId(id), Permissions.ErasePrivacy, ct);
            if (!found.IsDone)
            {
                return found.Refusal!;
            }

            var zone = await db.Organisations.Where(o => o.Id == actor.Organisation).Select(o => o.Zone).SingleAsync(ct);
            if (Check(request, found.Value, zone, db) is { } refusal)
            {
                return refusal;
            }

            await EraseAsync(found.Value, request.Reason!.Trim(), actor, db, links, ct);
            return new { found.Value.Id, found.Value.Name };
        }, ct);
        freshness.Renew();
        return outcome.ToResult();
    }

    /// <summary>The number is typed by the person who confirms: the wrong tab must not erase the wrong one.</summary>
    private static Refusal? Check(Request request, PersonRow person, string zone, PeopleDb db) =>
        Field.Check(request.Reason, "reason", ReasonLength)
        ?? (person.ErasedAt is not null ? new PersonAlreadyErased()
            : !Sessions.HasLeft(person.LeavesOn, zone, db.Now) ? new PersonStillWorks()
            : !string.Equals(request.Number?.Trim(), person.Number, StringComparison.Ordinal) ? new ErasureNotConfirmed() : null);

    private static async Task EraseAsync(PersonRow person, string reason, Actor actor, PeopleDb db, Links links, CancellationToken ct)
    {
        var id = person.Id;
        person.Name = PseudonymOf(person.Number);
        person.Account = $"erased-{id.Value:n}";
        person.ErasedAt = db.Now;
        await db.Passwords.Where(p => p.PersonId == id).ExecuteDeleteAsync(ct);
        await db.SecondFactors.Where(f => f.PersonId == id).ExecuteDeleteAsync(ct);
        await db.RecoveryCodes.Where(c => c.PersonId == id).ExecuteDeleteAsync(ct);
        await db.KeptCells.Where(k => k.PersonId == id).ExecuteDeleteAsync(ct);
        await db.Skills.Where(s => s.PersonId == id).ExecuteDeleteAsync(ct);
        await links.WithdrawAsync(id, ct);
        await Sessions.EndAllAsync(db.Database.GetDbConnection(), db.Database.CurrentTransaction!.GetDbTransaction(), id, null, "erased", db.Now, ct);
        await db.Database.ExecuteSqlAsync($"update people_session set address = '', client = '' where person_id = {id.Value}", ct);
        // What was changed about the person said names and accounts; that it was changed, when and by whom stays.
        await db.Database.ExecuteSqlAsync($"update kernel_audit set before = null, after = null where subject_kind = 'person' and subject_id = {id.ToString()} and act like 'people.person.%'", ct);
        db.Audit(new AuditEntry(actor.Organisation, null, actor.Person, Permissions.ErasePrivacy, "person", id.ToString(), Reason: reason));
        db.Publish(new PersonErased(id, actor.Organisation, person.Name));
    }
}
