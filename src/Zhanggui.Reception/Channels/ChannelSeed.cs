using Zhanggui.Kernel.Ids;
using Zhanggui.Reception.Contracts;

namespace Zhanggui.Reception.Channels;

internal sealed class ChannelSeed(ChannelBook book) : IChannels
{
    public async Task<NewChannel> AddWebAsync(OrganisationId organisation, ShopId shop, string name, string? publicKey = null, string? colour = null, string? greetingZh = null, string? greetingEn = null, CancellationToken ct = default)
    {
        var settings = new ChannelSettings { Colour = colour ?? string.Empty, GreetingZh = greetingZh ?? string.Empty, GreetingEn = greetingEn ?? string.Empty };
        var (card, secret) = await book.AddAsync(organisation, shop, ChannelKinds.Web, name, settings, null, publicKey, ct);
        return new NewChannel(card.Id, card.PublicKey, secret);
    }
}
