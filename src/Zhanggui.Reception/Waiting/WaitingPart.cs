using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.People.Contracts;
using Zhanggui.Reception.Contracts;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Reception.Waiting;

/// <summary>The supervisor's floor and the agent's own day.</summary>
internal static class WaitingPart
{
    public static void AddWaiting(this IServiceCollection services) => services.AddSingleton<FloorWatch>().AddSingleton<IDayMatters, TalkDay>();

    public static void MapWaiting(this IEndpointRouteBuilder routes)
    {
        var floor = routes.MapGroup("/api/reception/floor").WithTags("Reception");
        floor.MapGet(string.Empty, FloorAsync).Requires(Permissions.ReadAllConversations);
        floor.MapGet("/checks", FloorChecks.ReadAsync).Requires(Permissions.ReadConversations);
        floor.MapPost("/checks", FloorChecks.WriteAsync).Requires(Permissions.ReadAllConversations);
        floor.MapGet("/lists", BuyerLists.HandleAsync).Requires(Permissions.ReadConversations);
        floor.MapGet("/mine", MyDay.HandleAsync).Requires(Permissions.SendMessages);
    }

    private static async Task<IResult> FloorAsync(Guid shop, Actor actor, IShops shops, FloorWatch watch, CancellationToken ct) =>
        await ViewAsync(actor, new ShopId(shop), shops, ct) is { } view
            ? Results.Bytes(await watch.OfAsync(view), "application/json; charset=utf-8")
            : new ShopNotFound().ToProblem();

    /// <summary>Whoever reads everything only of some teams sees the floor of these.</summary>
    private static async Task<FloorView?> ViewAsync(Actor actor, ShopId shop, IShops shops, CancellationToken ct)
    {
        // The right names the shop, so nothing is read: watchers ask every few seconds.
        if (actor.Can(Permissions.ReadAllConversations, shop))
        {
            return new FloorView(shop, null);
        }

        if (await shops.FindAsync(shop, ct) is not { } card || card.Organisation != actor.Organisation)
        {
            return null;
        }

        var own = (await shops.TeamsAsync(shop, ct)).Where(t => !t.IsClosed && actor.Can(Permissions.ReadAllConversations, shop, t.Id)).Select(t => t.Id).OrderBy(t => t.Value).ToList();
        return own.Count == 0 ? null : new FloorView(shop, own);
    }
}
