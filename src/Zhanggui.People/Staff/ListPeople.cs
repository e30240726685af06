using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.People.Rights;
using Zhanggui.People.Store;

namespace Zhanggui.People.Staff;

internal sealed record HeldRole(Guid Id, ShopId? ShopId, TeamId? TeamId, string? Preset, Guid? RoleId, Instant From, Instant? To);

internal sealed record PersonLine(PersonId Id, string Name, string Account, string Number, LocalDate JoinedOn, LocalDate? LeavesOn, bool HasPassword, bool HasSecondFactor, string? Grade, IReadOnlyList<HeldRole> Roles, IReadOnlyList<HeldSkill> Skills);

/// <summary>People by number, a page at a time; whoever manages one shop sees those who work there.</summary>
internal static class ListPeople
{
    private const int MostOnPage = 200;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/persons", HandleAsync).Requires(Permissions.ReadPerson);

    private static async Task<IResult> HandleAsync(Actor actor, PeopleDb db, CancellationToken ct, string? q = null, Guid? shop = null, string? skill = null, string? after = null, bool left = false, int limit = 50)
    {
        limit = Math.Clamp(limit, 1, MostOnPage);
        var now = db.Now;
        var today = now.InUtc().Date;
        var people = db.People.AsNoTracking().Where(p => p.OrganisationId == actor.Organisation);
        var open = db.Memberships.AsNoTracking().Where(m => m.OrganisationId == actor.Organisation && (m.ToAt == null || m.ToAt > now));
        if (!Rights.Rights.IsEverywhere(actor.Grants, Permissions.ReadPerson))
        {
            var shops = actor.Grants.Where(g => g.Permissions.Contains(Permissions.ReadPerson) && g.Shop is not null).Select(g => g.Shop).ToList();
            people = people.Where(p => open.Any(m => m.PersonId == p.Id && (m.ShopId == null || shops.Contains(m.ShopId))));
        }

        if (shop is { } id)
        {
            var one = new ShopId(id);
            people = people.Where(p => open.Any(m => m.PersonId == p.Id && (m.ShopId == null || m.ShopId == one)));
        }

        if (!string.IsNullOrWhiteSpace(q) && q.Length <= 100)
        {
            var text = q.Trim().ToLowerInvariant();
#pragma warning disable CA1862 // translated to SQL, which has no StringComparison
            people = people.Where(p => p.Name.ToLower().Contains(text) || p.Account.Contains(text) || p.Number.ToLower().Contains(text));
#pragma warning restore CA1862
        }

        if (!string.IsNullOrWhiteSpace(skill) && skill.Length <= 100)
        {
            var wanted = skill.Trim().ToLowerInvariant();
#pragma warning disable CA1862 // translated to SQL, which has no StringComparison
            people = people.Where(p => db.Skills.Any(s => s.PersonId == p.Id && s.Name.ToLower() == wanted));
#pragma warning restore CA1862
        }

        people = left ? people.Where(p => p.LeavesOn != null) : people.Where(p => p.LeavesOn == null || p.LeavesOn >= today);
        if (after is not null)
        {
            people = people.Where(p => string.Compare(p.Number, after) > 0);
        }

        var rows = await people.OrderBy(p => p.Number).Take(limit + 1).ToListAsync(ct);
        var page = rows.Take(limit).ToList();
        var ids = page.Select(p => p.Id).ToList();
        var roles = await open.Where(m => ids.Contains(m.PersonId)).OrderBy(m => m.FromAt).Take(10_000).ToListAsync(ct);
        var grades = await db.Grades.AsNoTracking().Where(g => ids.Contains(g.PersonId)).Take(10_000).ToListAsync(ct);
        var skills = await db.Skills.AsNoTracking().Where(s => ids.Contains(s.PersonId)).Take(10_000).ToListAsync(ct);
        var withPassword = await db.Passwords.Where(p => ids.Contains(p.PersonId)).Select(p => p.PersonId).ToListAsync(ct);
        var withFactor = await db.SecondFactors.Where(f => ids.Contains(f.PersonId) && f.ConfirmedAt != null).Select(f => f.PersonId).ToListAsync(ct);
        return Results.Json(new
        {
            people = page.Select(p => new PersonLine(p.Id, p.Name, p.Account, p.Number, p.JoinedOn, p.LeavesOn, withPassword.Contains(p.Id), withFactor.Contains(p.Id),
                grades.Where(g => g.PersonId == p.Id && g.FromOn <= today && (g.ToOn is null || g.ToOn > today)).Select(g => g.Grade).FirstOrDefault(),
                [.. roles.Where(r => r.PersonId == p.Id).Select(Show)],
                Skills.Tidy(skills.Where(s => s.PersonId == p.Id).Select(s => new HeldSkill(s.Kind, s.Name, s.Note))))),
            next = rows.Count > limit ? page[^1].Number : null,
        }, HouseJson.Options);
    }

    public static HeldRole Show(MembershipRow m) => new(m.Id, m.ShopId, m.TeamId, m.Preset, m.RoleId, m.FromAt, m.ToAt);
}
