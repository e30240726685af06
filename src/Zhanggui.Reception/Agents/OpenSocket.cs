using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Ids;
using Zhanggui.People.Contracts;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Sockets;

namespace Zhanggui.Reception.Agents;

/// <summary><c>GET /api/reception/socket?shop=</c>: an agent's live view. People's guard has looked at the Origin.</summary>
internal static class OpenSocket
{
    public static void Map(RouteGroupBuilder reception) =>
        reception.MapGet("/socket", HandleAsync).Requires(Permissions.ReadConversations).ExcludeFromDescription();

    private static async Task<IResult> HandleAsync(Guid shop, HttpContext http, Actor actor, IShops shops, SocketTools tools, AgentTools agents, IHostApplicationLifetime lifetime)
    {
        var id = new ShopId(shop);
        if (!actor.Can(Permissions.ReadConversations, id) || await shops.FindAsync(id, http.RequestAborted) is null)
        {
            return Answers.Problem(new ShopNotFound());
        }

        if (!http.WebSockets.IsWebSocketRequest)
        {
            return Answers.Problem(new MessageMalformed("socket"));
        }

        using var socket = await http.WebSockets.AcceptWebSocketAsync();
        await new AgentSocket(new LiveTransport(socket, http.Features.Get<IHttpUpgradeFeature>()), id, actor, tools, agents).RunAsync(lifetime.ApplicationStopping);
        return Results.Empty;
    }
}
