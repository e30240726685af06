using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.People.Rights;
using Zhanggui.People.SignIn;
using Zhanggui.People.Store;

namespace Zhanggui.People.Roles;

internal sealed record RoleRequest(string? Name, IReadOnlyList<string>? Permissions);

internal sealed record PresetLine(string Preset, string Zh, string En, IReadOnlyList<string> Permissions);

internal sealed record RoleLine(Guid Id, string Name, IReadOnlyList<string> Permissions, int People);

/// <summary>Preset roles (fixed) and the organisation's own ones; an own role holds at most what its maker may do everywhere.</summary>
internal static class OwnRoles
{
    private const int Most = 500;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/roles", ListAsync).Requires(Permissions.ReadPerson);
        routes.MapPost("/roles", AddAsync).Requires(Permissions.EditRole);
        routes.MapPut("/roles/{id:guid}", ChangeAsync).Requires(Permissions.EditRole);
        routes.MapDelete("/roles/{id:guid}", CloseAsync).Requires(Permissions.EditRole);
    }

    private static async Task<IResult> ListAsync(Actor actor, PeopleDb db, CancellationToken ct)
    {
        var now = db.Now;
        var own = await db.Roles.AsNoTracking().Where(r => r.OrganisationId == actor.Organisation && r.ClosedAt == null).OrderBy(r => r.Name).Take(Most).ToListAsync(ct);
        var counts = await db.Memberships.Where(m => m.OrganisationId == actor.Organisation && m.RoleId != null && (m.ToAt == null || m.ToAt > now))
            .GroupBy(m => m.RoleId).Select(g => new { g.Key, People = g.Select(m => m.PersonId).Distinct().Count() }).ToListAsync(ct);
        return Results.Json(new
        {
            permissions = PermissionCatalogue.All,
            presets = RolePresets.All.Select(r => new PresetLine(r.Key, r.Zh, r.En, Sorted(r.Permissions))),
            roles = own.Select(r => new RoleLine(r.Id, r.Name, Sorted(Sessions.PermissionsOf(null, r.Permissions)), counts.Find(c => c.Key == r.Id)?.People ?? 0)),
        }, HouseJson.Options);
    }

    private static async Task<IResult> AddAsync(RoleRequest request, Actor actor, PeopleDb db, PeopleAccess access, CancellationToken ct)
    {
        var outcome = await db.DecideAsync<RoleLine>(async () =>
        {
            await db.LockOrganisationAsync(actor.Organisation, ct);
            if (await CheckAsync(request, actor, db, access, null, ct) is { } refusal)
            {
                return refusal;
            }

            var row = new RoleRow { Id = db.Fresh(), OrganisationId = actor.Organisation, Name = request.Name!.Trim(), Permissions = JsonSerializer.Serialize(Sorted(request.Permissions!)), CreatedAt = db.Now };
            db.Roles.Add(row);
            db.Audit(new AuditEntry(actor.Organisation, null, actor.Person, "people.role.add", "role", row.Id.ToString(), After: request));
            return new RoleLine(row.Id, row.Name, Sorted(request.Permissions!), 0);
        }, ct);
        return outcome.ToResult();
    }

    private static async Task<IResult> ChangeAsync(Guid id, RoleRequest request, Actor actor, PeopleDb db, PeopleAccess access, Freshness freshness, CancellationToken ct)
    {
        var outcome = await db.DecideAsync<RoleLine>(async () =>
        {
            await db.LockOrganisationAsync(actor.Organisation, ct);
            var row = await db.Roles.SingleOrDefaultAsync(r => r.Id == id && r.OrganisationId == actor.Organisation && r.ClosedAt == null, ct);
            if (row is null)
            {
                return new RoleNotFound();
            }

            if (await CheckAsync(request, actor, db, access, row, ct) is { } refusal)
            {
                return refusal;
            }

            db.Audit(new AuditEntry(actor.Organisation, null, actor.Person, "people.role.change", "role", id.ToString(), new { row.Name, permissions = JsonSerializer.Deserialize<string[]>(row.Permissions) }, request));
            row.Name = request.Name!.Trim();
            row.Permissions = JsonSerializer.Serialize(Sorted(request.Permissions!));
            return new RoleLine(row.Id, row.Name, Sorted(request.Permissions!), 0);
        }, ct);
        freshness.Renew();
        return outcome.ToResult();
    }

    private static async Task<IResult> CloseAsync(Guid id, Actor actor, PeopleDb db, PeopleAccess access, CancellationToken ct)
    {
        var outcome = await db.DecideAsync<object>(async () =>
        {
            await db.LockOrganisationAsync(actor.Organisation, ct);
            var row = await db.Roles.SingleOrDefaultAsync(r => r.Id == id && r.OrganisationId == actor.Organisation && r.ClosedAt == null, ct);
            if (row is null)
            {
                return new RoleNotFound();
            }

            if (!await MayMakeAsync(actor, access, Sessions.PermissionsOf(null, row.Permissions), ct))
            {
                return new MoreThanOwn();
            }

            var now = db.Now;
            var people = await db.Memberships.Where(m => m.RoleId == id && (m.ToAt == null || m.ToAt > now)).Select(m => m.PersonId).Distinct().CountAsync(ct);
            if (people > 0)
            {
                return new RoleInUse(people);
            }

            row.ClosedAt = now;
            db.Audit(new AuditEntry(actor.Organisation, null, actor.Person, "people.role.close", "role", id.ToString(), Before: new { row.Name }));
            return new { id };
        }, ct);
        return outcome.ToResult();
    }

    private static async Task<Refusal?> CheckAsync(RoleRequest request, Actor actor, PeopleDb db, PeopleAccess access, RoleRow? row, CancellationToken ct)
    {
        if (Field.Check(request.Name, "name", 40) is { } shape)
        {
            return shape;
        }

        if (request.Permissions is not { Count: > 0 } wanted)
        {
            return new FieldMissing("permissions");
        }

        if (wanted.FirstOrDefault(p => !PermissionCatalogue.Codes.Contains(p)) is { } unknown)
        {
            return new PermissionUnknown(unknown.Length > 60 ? unknown[..60] : unknown);
        }

        var name = request.Name!.Trim();
        var exceptId = row?.Id ?? Guid.Empty;
        if (await db.Roles.AnyAsync(r => r.OrganisationId == actor.Organisation && r.ClosedAt == null && r.Name == name && r.Id != exceptId, ct))
        {
            return new NameTaken();
        }

        // What is taken out of a role must be one's own to give, too: otherwise a supervisor could weaken the owner's helpers.
        var before = row is null ? new HashSet<string>(StringComparer.Ordinal) : Sessions.PermissionsOf(null, row.Permissions);
        return await MayMakeAsync(actor, access, wanted.Concat(before), ct) ? null : new MoreThanOwn();
    }

    private static async Task<bool> MayMakeAsync(Actor actor, PeopleAccess access, IEnumerable<string> permissions, CancellationToken ct)
    {
        var mine = await access.GrantsAsync(actor.Person, ct);
        return Rights.Rights.IsEverywhere(mine, Permissions.EditRole)
            && Rights.Rights.Covers(mine, new Grant(null, null, permissions.ToHashSet(StringComparer.Ordinal)));
    }

    private static List<string> Sorted(IEnumerable<string> permissions) => [.. permissions.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
