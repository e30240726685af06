using Microsoft.AspNetCore.Http;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;
using Zhanggui.People.Contracts;

namespace Zhanggui.Orders.Claims;

/// <summary>Claims of the shop for those who decide them, one's own for everybody else, and all of one order for whoever looks at it.</summary>
internal static class ListClaims
{
    private const int Most = 500;

    internal sealed record Answer(IReadOnlyList<ClaimView> Claims, bool OnlyOwn);

    public static async Task<IResult> HandleAsync(Guid shop, string? order, bool? open, Actor actor, OrderAccess access, ClaimBook claims, IPeople people, CancellationToken ct)
    {
        if (await access.FindShopAsync(actor, shop, Permissions.ReadOrder, ct) is not { } card)
        {
            return new OrdersShopNotFound().ToProblem();
        }

        var onlyOwn = !actor.Can(Permissions.DecideCredit, card.Id);
        var found = await claims.ListAsync(card.Id, order, onlyOwn && order is null ? actor.Person : null, open == true, Most, ct);
        return Results.Json(new Answer(await ClaimView.OfAsync(found, people, ct), onlyOwn && order is null), HouseJson.Options);
    }
}
