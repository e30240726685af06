using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.People.Staff;
using Zhanggui.People.Store;

namespace Zhanggui.People.Rights;

/// <summary>Gives somebody a role, or ends one.</summary>
internal static class GiveRole
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/persons/{id:guid}/roles", GiveAsync).Requires(Permissions.EditRole);
        routes.MapDelete("/persons/{id:guid}/roles/{membership:guid}", EndAsync).Requires(Permissions.EditRole);
    }

    private static async Task<IResult> GiveAsync(Guid id, RoleWish wish, Actor actor, PeopleDb db, PeopleAccess access, Memberships memberships, Freshness freshness, CancellationToken ct)
    {
        var outcome = await db.DecideAsync<HeldRole>(async () =>
        {
            await db.LockOrganisationAsync(actor.Organisation, ct);
            var found = await access.FindAsync(actor, new PersonId(id), Permissions.EditRole, ct);
            if (!found.IsDone)
            {
                return found.Refusal!;
            }

            if (found.Value.Id == actor.Person)
            {
                return new OwnRights();
            }

            if (found.Value.LeavesOn is not null)
            {
                return new PersonHasLeft();
            }

            var given = await memberships.GiveAsync(actor, found.Value.Id, wish, ct);
            return given.IsDone ? ListPeople.Show(given.Value) : given.Refusal!;
        }, ct);
        freshness.Renew();
        return outcome.ToResult();
    }

    private static async Task<IResult> EndAsync(Guid id, Guid membership, Actor actor, PeopleDb db, PeopleAccess access, Memberships memberships, Freshness freshness, CancellationToken ct)
    {
        var outcome = await db.DecideAsync<HeldRole>(async () =>
        {
            await db.LockOrganisationAsync(actor.Organisation, ct);
            var found = await access.FindAsync(actor, new PersonId(id), Permissions.EditRole, ct);
            if (!found.IsDone)
            {
                return found.Refusal!;
            }

            // An owner may step down; every other change of one's own rights is somebody else's act.
            if (found.Value.Id == actor.Person && !await access.IsOwnerAsync(actor.Person, ct))
            {
                return new OwnRights();
            }

            var ended = await memberships.EndAsync(actor, found.Value.Id, membership, ct);
            return ended.IsDone ? ListPeople.Show(ended.Value) : ended.Refusal!;
        }, ct);
        freshness.Renew();
        return outcome.ToResult();
    }
}
