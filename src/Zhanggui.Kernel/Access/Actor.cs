using Microsoft.AspNetCore.Http;
using Zhanggui.Kernel.Ids;

namespace Zhanggui.Kernel.Access;

/// <summary>Permissions somebody has in one shop (null = every shop of their own organisation), perhaps for one team only.</summary>
public sealed record Grant(ShopId? Shop, TeamId? Team, IReadOnlySet<string> Permissions);

/// <summary>
/// Shops in which some permissions open nothing by themselves: whoever uses them there needs the permission
/// <paramref name="Needs"/> as well, for the same team.
/// </summary>
public sealed record Guarded(IReadOnlySet<ShopId> Shops, IReadOnlySet<string> Permissions, string Needs);

/// <summary>The signed-in person behind a request. Endpoints take it as a parameter.</summary>
public sealed record Actor(
    PersonId Person,
    string Name,
    Guid SessionId,
    OrganisationId Organisation,
    string Language,
    IReadOnlyList<Grant> Grants)
{
    /// <summary>Shops of the actor's organisation: what a grant without a shop reaches, and never further.</summary>
    public IReadOnlySet<ShopId> OrganisationShops { get; init; } = new HashSet<ShopId>();

    /// <summary>What needs a second right in some shops of the organisation; null = nothing does.</summary>
    public Guarded? Guarded { get; init; }

    /// <summary>May the actor do this anywhere at all? (The route's question; the object's question is the other one.)</summary>
    public bool CanSomewhere(string permission) => Grants.Any(g => g.Permissions.Contains(permission));

    /// <summary>May the actor do this in this shop, for things of this team (null = things of no team)?</summary>
    public bool Can(string permission, ShopId shop, TeamId? team = null) =>
        Has(permission, shop, team)
        && (Guarded is null || !Guarded.Shops.Contains(shop) || !Guarded.Permissions.Contains(permission) || Has(Guarded.Needs, shop, team));

    private bool Has(string permission, ShopId shop, TeamId? team) =>
        Grants.Any(g => g.Permissions.Contains(permission)
            && (g.Shop is null ? OrganisationShops.Contains(shop) : g.Shop == shop)
            && (g.Team is null || g.Team == team));

    /// <summary>Shops in which the actor may do this; null = all shops of the organisation (the caller keeps to that organisation).</summary>
    public IReadOnlySet<ShopId>? ShopsFor(string permission)
    {
        var grants = Grants.Where(g => g.Permissions.Contains(permission)).ToList();
        return grants.Any(g => g.Shop is null) ? null : grants.Select(g => g.Shop!.Value).ToHashSet();
    }

    /// <summary>Reads the actor that authentication put into the request.</summary>
    public static ValueTask<Actor?> BindAsync(HttpContext context) =>
        ValueTask.FromResult(context.Features.Get<Actor>());
}
