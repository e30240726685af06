using NodaTime;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Reception.Channels;
using Zhanggui.Reception.Conversations;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Reception.Visitors;

/// <summary>Somebody who showed a good token: the channel they came by and the buyer record that holds now.</summary>
internal sealed record Visitor(ChannelCard Channel, BuyerSummary Buyer, VisitorPass Pass)
{
    /// <summary>The token names a record that became part of another, or is its own again: what was told under the old name is not found under the new one.</summary>
    public bool HasBeenJoined => Pass.Buyer != Buyer.Id;

    /// <summary>Where the buyer's words belong, and what is known should a conversation have to be opened.</summary>
    public Arrival ArrivalWith(PageSeen? page, ProductSeen? product) =>
        new(Channel.Shop, Channel.Id, Channel.Kind, Channel.Name, Buyer.Id.Value, Buyer.Identity, new About(Buyer.Name, Buyer.Note, page, product));
}

/// <summary>The one way from a request to a visitor: token, channel, origin, buyer.</summary>
internal sealed class VisitorDoor(VisitorTokens tokens, ChannelBook channels, IBuyers buyers, TimeProvider clock)
{
    /// <summary>Refuses forged, damaged and expired tokens, closed channels and erased buyers alike; the answer does not tell which.</summary>
    public async Task<Outcome<Visitor>> AdmitAsync(string? token, string? origin, string host, CancellationToken ct)
    {
        if (tokens.Read(token, Kernel.Time.Clock.GetCurrentInstant(clock)) is not { } pass
            || await channels.FindAsync(pass.Channel, ct) is not { IsEnabled: true } channel)
        {
            return new TokenUnknown();
        }

        if (!IsAdmitted(channel, origin, host))
        {
            return new OriginRefused();
        }

        return await buyers.FindAsync(pass.Origin, ct) is { IsErased: false } buyer && buyer.Shop == channel.Shop
            ? new Visitor(channel, buyer, pass)
            : new TokenUnknown();
    }

    /// <summary>Browsers always say from where they come; the house's own pages (the demo shop) are always welcome.</summary>
    public static bool IsAdmitted(ChannelCard channel, string? origin, string host) =>
        string.IsNullOrEmpty(origin)
        || channel.Admits(origin)
        || (Uri.TryCreate(origin, UriKind.Absolute, out var uri) && string.Equals(uri.Authority, host, StringComparison.OrdinalIgnoreCase));
}
