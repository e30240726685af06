using System.Net.WebSockets;
using Microsoft.AspNetCore.Http.Features;

namespace Zhanggui.Reception.Sockets;

/// <summary>A web socket and, when frames can gather below it, the cork.</summary>
internal readonly struct LiveTransport(WebSocket socket, IHttpUpgradeFeature? upgrade)
{
    public WebSocket Socket { get; } = socket;

    public CorkedStream? Cork { get; } = (upgrade as CorkedUpgrade)?.Stream;
}
