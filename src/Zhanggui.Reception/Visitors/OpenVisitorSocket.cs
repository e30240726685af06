using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Hosting;
using Zhanggui.Kernel.Http;
using Zhanggui.Reception.Sockets;

namespace Zhanggui.Reception.Visitors;

/// <summary><c>GET /api/visitor/socket</c>: who it is comes with the first frame, so that no token stands in an address.</summary>
internal static class OpenVisitorSocket
{
    public static async Task<IResult> HandleAsync(HttpContext http, SocketTools tools, VisitorSocketTools visitors, IHostApplicationLifetime lifetime)
    {
        if (!http.WebSockets.IsWebSocketRequest)
        {
            return VisitorRoutes.Refuse(http, new VisitorMalformed("socket"));
        }

        var address = VisitorTools.AddressOf(http);
        if (!visitors.Limits.TryEnter(address))
        {
            return VisitorRoutes.Refuse(http, new VisitorTooMany("connections"));
        }

        try
        {
            // The widget asks for signs of life itself; a timer for every idle visitor would only cost.
            using var socket = await http.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext { KeepAliveInterval = TimeSpan.Zero });
            var from = new VisitorOrigin(address, VisitorRequest.OriginOf(http.Request), http.Request.Host.Value ?? string.Empty, Problems.WantsChinese(http));
            await new VisitorSocket(new LiveTransport(socket, http.Features.Get<IHttpUpgradeFeature>()), from, tools, visitors).RunAsync(lifetime.ApplicationStopping);
            return Results.Empty;
        }
        finally
        {
            visitors.Limits.Leave(address);
        }
    }
}
