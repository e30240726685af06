using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.People.Contracts;
using Zhanggui.People.Privacy;
using Zhanggui.People.Store;

namespace Zhanggui.People.SignIn;

internal sealed record MyPerson(PersonId Id, string Name, string Account, string Number, string Language);

internal sealed record MyShop(ShopId Id, string Name, string Platform, string Kind, string Zone, IReadOnlyList<string> Permissions, IReadOnlyList<MyTeam> Teams);

internal sealed record MyTeam(TeamId Id, string Name);

internal sealed record MyOrganisation(OrganisationId Id, string Name, string Zone);

/// <summary><paramref name="Permissions"/> are those held in every shop; a shop's list holds all that count there.</summary>
internal sealed record MySession(MyPerson Person, Guid SessionId, MyOrganisation Organisation, IReadOnlyList<string> Permissions, IReadOnlyList<MyShop> Shops, bool MustAcceptNotice, bool HasSecondFactor);

/// <summary>Who am I, where, and what may I do there.</summary>
internal static class Me
{
    private const int MostShops = 1000;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/session", HandleAsync).EveryPerson("own session");

    private static async Task<IResult> HandleAsync(Actor actor, PeopleDb db, HttpContext context, CancellationToken ct)
    {
        var person = await db.People.AsNoTracking().SingleAsync(p => p.Id == actor.Person, ct);
        var organisation = await db.Organisations.AsNoTracking().SingleAsync(o => o.Id == actor.Organisation, ct);
        var shops = await db.Shops.AsNoTracking().Where(s => s.OrganisationId == actor.Organisation && s.ClosedAt == null)
            .OrderBy(s => s.CreatedAt).ThenBy(s => s.Name).Take(MostShops).ToListAsync(ct);
        var teams = await db.Teams.AsNoTracking().Where(t => t.OrganisationId == actor.Organisation && t.ClosedAt == null).Take(MostShops).ToListAsync(ct);
        var hasSecondFactor = await db.SecondFactors.AnyAsync(f => f.PersonId == actor.Person && f.ConfirmedAt != null, ct);
        context.Response.Headers.CacheControl = "no-store";
        return Results.Json(new MySession(
            new MyPerson(person.Id, person.Name, person.Account, person.Number, person.Language),
            actor.SessionId,
            new MyOrganisation(organisation.Id, organisation.Name, organisation.Zone),
            Sorted(actor.Grants.Where(g => g.Shop is null && g.Team is null)),
            [.. shops.Where(s => actor.Grants.Any(g => g.Shop is null || g.Shop == s.Id)).Select(s => Show(s, teams, actor))],
            person.NoticeVersion < Notice.Version,
            hasSecondFactor), HouseJson.Options);
    }

    private static MyShop Show(ShopRow shop, List<TeamRow> teams, Actor actor)
    {
        var here = actor.Grants.Where(g => g.Shop is null || g.Shop == shop.Id).ToList();
        return new MyShop(shop.Id, shop.Name, shop.Platform, shop.Kind, shop.Zone, Sorted(here),
            [.. teams.Where(t => t.ShopId == shop.Id && here.Exists(g => g.Team == t.Id)).Select(t => new MyTeam(t.Id, t.Name))]);
    }

    private static IReadOnlyList<string> Sorted(IEnumerable<Grant> grants) =>
        [.. grants.SelectMany(g => g.Permissions).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
