using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.People.Contracts;
using Zhanggui.People.Roles;
using Zhanggui.People.SignIn;
using Zhanggui.People.Store;

namespace Zhanggui.People.Rights;

/// <summary>A role to be given: a preset's key or an own role's id; in one shop or all, perhaps for one team.</summary>
internal sealed record RoleWish(string? Preset = null, Guid? RoleId = null, ShopId? ShopId = null, TeamId? TeamId = null);

/// <summary>Gives and ends roles, inside a transaction that holds the organisation's lock.</summary>
internal sealed class Memberships(PeopleDb db, PeopleAccess access)
{
    public async Task<Outcome<MembershipRow>> GiveAsync(Actor actor, PersonId person, RoleWish wish, CancellationToken ct)
    {
        var place = await CheckPlaceAsync(actor, wish, ct);
        if (place is not null)
        {
            return place;
        }

        var permissions = await PermissionsAsync(actor.Organisation, wish, ct);
        if (permissions is null)
        {
            return new RoleNotFound();
        }

        // The giver's rights of this moment, not those the session remembered.
        var mine = await access.GrantsAsync(actor.Person, ct);
        if (!Rights.Reaches(mine, Permissions.EditRole, wish.ShopId, wish.TeamId) || !Rights.Covers(mine, new Grant(wish.ShopId, wish.TeamId, permissions)))
        {
            return new MoreThanOwn();
        }

        var now = db.Now;
        if (await db.Memberships.AnyAsync(m => m.PersonId == person && m.Preset == wish.Preset && m.RoleId == wish.RoleId
            && m.ShopId == wish.ShopId && m.TeamId == wish.TeamId && (m.ToAt == null || m.ToAt > now), ct))
        {
            return new AlreadyGranted();
        }

        var row = new MembershipRow
        {
            Id = db.Fresh(),
            OrganisationId = actor.Organisation,
            PersonId = person,
            ShopId = wish.ShopId,
            TeamId = wish.TeamId,
            Preset = wish.Preset,
            RoleId = wish.RoleId,
            FromAt = now,
            GrantedBy = actor.Person,
        };
        db.Memberships.Add(row);
        db.Audit(new AuditEntry(actor.Organisation, wish.ShopId, actor.Person, "people.role.give", "person", person.ToString(), After: wish));
        db.Publish(new RightsChanged(person, actor.Organisation), wish.ShopId);
        return row;
    }

    public async Task<Outcome<MembershipRow>> EndAsync(Actor actor, PersonId person, Guid membership, CancellationToken ct)
    {
        var now = db.Now;
        var row = await db.Memberships.SingleOrDefaultAsync(m => m.Id == membership && m.PersonId == person && m.OrganisationId == actor.Organisation && (m.ToAt == null || m.ToAt > now), ct);
        if (row is null)
        {
            return new MembershipNotFound();
        }

        var mine = await access.GrantsAsync(actor.Person, ct);
        var wish = new RoleWish(row.Preset, row.RoleId, row.ShopId, row.TeamId);
        var permissions = await PermissionsAsync(actor.Organisation, wish, ct) ?? new HashSet<string>(StringComparer.Ordinal);
        if (!Rights.Reaches(mine, Permissions.EditRole, row.ShopId, row.TeamId) || !Rights.Covers(mine, new Grant(row.ShopId, row.TeamId, permissions)))
        {
            return new MoreThanOwn();
        }

        var isOwnership = row is { Preset: RolePresets.Owner, ShopId: null, TeamId: null };
        if (isOwnership && await access.OtherOwnersAsync(actor.Organisation, person, ct) == 0)
        {
            return new LastOwner();
        }

        row.ToAt = now;
        row.EndedBy = actor.Person;
        db.Audit(new AuditEntry(actor.Organisation, row.ShopId, actor.Person, "people.role.end", "person", person.ToString(), Before: wish));
        db.Publish(new RightsChanged(person, actor.Organisation), row.ShopId);
        return row;
    }

    private async Task<Refusal?> CheckPlaceAsync(Actor actor, RoleWish wish, CancellationToken ct)
    {
        if ((wish.Preset is null) == (wish.RoleId is null))
        {
            return new RoleNotFound();
        }

        if (wish.ShopId is { } shop && !await db.Shops.AnyAsync(s => s.Id == shop && s.OrganisationId == actor.Organisation && s.ClosedAt == null, ct))
        {
            return new ShopNotFound();
        }

        if (wish.TeamId is { } team && !await db.Teams.AnyAsync(t => t.Id == team && t.ShopId == wish.ShopId && t.OrganisationId == actor.Organisation && t.ClosedAt == null, ct))
        {
            return new TeamNotFound();
        }

        return null;
    }

    private async Task<IReadOnlySet<string>?> PermissionsAsync(OrganisationId organisation, RoleWish wish, CancellationToken ct)
    {
        if (wish.Preset is { } preset)
        {
            return RolePresets.Find(preset)?.Permissions;
        }

        var role = await db.Roles.AsNoTracking().SingleOrDefaultAsync(r => r.Id == wish.RoleId && r.OrganisationId == organisation, ct);
        return role is null ? null : Sessions.PermissionsOf(null, role.Permissions);
    }
}
