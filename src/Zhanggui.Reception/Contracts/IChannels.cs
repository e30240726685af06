using Zhanggui.Kernel.Ids;

namespace Zhanggui.Reception.Contracts;

/// <summary>A channel just made: the public key names it in the widget's script tag; the secret signs identities and is shown only here.</summary>
public sealed record NewChannel(ChannelId Id, string PublicKey, string Secret);

/// <summary>Makes channels for demonstrations, set-up and tests; never reachable over the network.</summary>
public interface IChannels
{
    /// <summary>A web channel. A <paramref name="publicKey"/> may be chosen (null = random); <paramref name="colour"/> is <c>#rrggbb</c>.</summary>
    Task<NewChannel> AddWebAsync(OrganisationId organisation, ShopId shop, string name, string? publicKey = null, string? colour = null, string? greetingZh = null, string? greetingEn = null, CancellationToken ct = default);
}
