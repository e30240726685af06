using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Ids;

namespace Zhanggui.People.Contracts;

/// <summary>The one question every room asks before it touches something of a shop.</summary>
public static class ShopAccess
{
    /// <summary>
    /// The shop, if it belongs to the actor's organisation and the actor may do this in it; otherwise null, and absent
    /// and forbidden look the same. A grant without a shop means every shop of the organisation, so the organisation
    /// is compared here.
    /// </summary>
    public static async Task<ShopCard?> FindForAsync(this IShops shops, Actor actor, ShopId shop, string permission, CancellationToken ct) =>
        actor.Can(permission, shop)
        && await shops.FindAsync(shop, ct) is { } card
        && card.Organisation == actor.Organisation ? card : null;
}
