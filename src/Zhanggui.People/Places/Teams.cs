using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.People.Rights;
using Zhanggui.People.Store;

namespace Zhanggui.People.Places;

internal sealed record TeamRequest(string? Name = null, bool? IsClosed = null);

/// <summary>Teams inside a shop: add, rename, close.</summary>
internal static class Teams
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/shops/{id:guid}/teams", AddAsync).Requires(Permissions.EditShop);
        routes.MapPatch("/teams/{id:guid}", ChangeAsync).Requires(Permissions.EditShop);
    }

    private static async Task<IResult> AddAsync(Guid id, TeamRequest request, Actor actor, PeopleDb db, PeopleAccess access, CancellationToken ct)
    {
        if (Field.Check(request.Name, "name", 40) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var outcome = await db.DecideAsync<TeamLine>(async () =>
        {
            await db.LockOrganisationAsync(actor.Organisation, ct);
            var found = await access.FindShopAsync(actor, new ShopId(id), Permissions.EditShop, ct);
            if (!found.IsDone)
            {
                return found.Refusal!;
            }

            var name = request.Name!.Trim();
            if (await db.Teams.AnyAsync(t => t.ShopId == found.Value.Id && t.Name == name, ct))
            {
                return new NameTaken();
            }

            var row = new TeamRow { Id = new TeamId(db.Fresh()), OrganisationId = actor.Organisation, ShopId = found.Value.Id, Name = name, CreatedAt = db.Now };
            db.Teams.Add(row);
            db.Audit(new AuditEntry(actor.Organisation, row.ShopId, actor.Person, "people.team.add", "team", row.Id.ToString(), After: new { row.Name }));
            return new TeamLine(row.Id, row.Name, false);
        }, ct);
        return outcome.ToResult();
    }

    private static async Task<IResult> ChangeAsync(Guid id, TeamRequest request, Actor actor, PeopleDb db, PeopleAccess access, Freshness freshness, CancellationToken ct)
    {
        if (request.Name is not null && Field.Check(request.Name, "name", 40) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var outcome = await db.DecideAsync<TeamLine>(async () =>
        {
            await db.LockOrganisationAsync(actor.Organisation, ct);
            var team = new TeamId(id);
            var row = await db.Teams.SingleOrDefaultAsync(t => t.Id == team && t.OrganisationId == actor.Organisation, ct);
            if (row is null || !(await access.FindShopAsync(actor, row.ShopId, Permissions.EditShop, ct)).IsDone)
            {
                return new TeamNotFound();
            }

            var name = request.Name?.Trim() ?? row.Name;
            if (await db.Teams.AnyAsync(t => t.ShopId == row.ShopId && t.Name == name && t.Id != row.Id, ct))
            {
                return new NameTaken();
            }

            var before = new { row.Name, isClosed = row.ClosedAt is not null };
            row.Name = name;
            row.ClosedAt = request.IsClosed switch { true => row.ClosedAt ?? db.Now, false => null, null => row.ClosedAt };
            db.Audit(new AuditEntry(actor.Organisation, row.ShopId, actor.Person, "people.team.change", "team", id.ToString(), before, new { row.Name, isClosed = row.ClosedAt is not null }));
            return new TeamLine(row.Id, row.Name, row.ClosedAt is not null);
        }, ct);
        freshness.Renew();
        return outcome.ToResult();
    }
}
