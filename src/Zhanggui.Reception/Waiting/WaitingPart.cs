using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.People.Contracts;
using Zhanggui.Reception.Contracts;

namespace Zhanggui.Reception.Waiting;

/// <summary>The supervisor's floor and the agent's own day.</summary>
internal static class WaitingPart
{
    public static void AddWaiting(this IServiceCollection services) => services.AddSingleton<FloorWatch>();

    public static void MapWaiting(this IEndpointRouteBuilder routes)
    {
        var floor = routes.MapGroup("/api/reception/floor").WithTags("Reception");
        floor.MapGet(string.Empty, FloorAsync).Requires(Permissions.ReadAllConversations);
        floor.MapGet("/lists", BuyerLists.HandleAsync).Requires(Permissions.ReadConversations);
        floor.MapGet("/mine", MyDay.HandleAsync).Requires(Permissions.SendMessages);
    }

    private static async Task<IResult> FloorAsync(Guid shop, Actor actor, IShops shops, FloorWatch watch, CancellationToken ct) =>
        await shops.FindForAsync(actor, new ShopId(shop), Permissions.ReadAllConversations, ct) is { } card
            ? Results.Bytes(await watch.OfAsync(card.Id), "application/json; charset=utf-8")
            : new ShopNotFound().ToProblem();
}
