using Microsoft.AspNetCore.Http.Features;

namespace Zhanggui.Reception.Sockets;

/// <summary>Hands the web-socket middleware a transport that frames can gather in.</summary>
internal sealed class CorkedUpgrade(IHttpUpgradeFeature inner) : IHttpUpgradeFeature
{
    public bool IsUpgradableRequest => inner.IsUpgradableRequest;

    /// <summary>The transport once the connection was upgraded.</summary>
    public CorkedStream? Stream { get; private set; }

    public async Task<Stream> UpgradeAsync() => Stream = new CorkedStream(await inner.UpgradeAsync());
}
