using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;
using Zhanggui.Reception.Channels;
using Zhanggui.Reception.Contracts;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Reception.Companion;

/// <summary>The only way to shops, platform accounts and buyers in the companion's requests: whoever may answer there. Absent and forbidden look the same.</summary>
internal sealed class CompanionAccess(IShops shops, ChannelBook channels, IBuyers buyers, IStaffHistory staff, TimeProvider clock)
{
    private const int NickLength = 100;
    private const int Namesakes = 20;

    public async Task<ShopCard?> FindShopAsync(Actor actor, Guid shop, CancellationToken ct) =>
        await shops.FindForAsync(actor, new ShopId(shop), Permissions.SendMessages, ct) is { } card && actor.Can(Permissions.ReadConversations, card.Id) ? card : null;

    public async Task<ChannelCard?> FindChannelAsync(ShopCard shop, Guid channel, CancellationToken ct) =>
        await channels.FindAsync(new ChannelId(channel), ct) is { IsEnabled: true } card && card.Shop == shop.Id && ChannelKinds.IsPlatform(card.Kind) ? card : null;

    /// <summary>The shop's accounts that somebody uses now, whole and what stands behind the shop's name.</summary>
    public async Task<IReadOnlyList<string>> OwnNamesAsync(ShopCard shop, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        return [.. (await staff.AccountUsesAsync(shop.Id, ct)).Where(u => u.From <= now && (u.To is null || u.To > now)).Select(u => u.Account).Distinct(StringComparer.Ordinal).Take(1000)];
    }

    /// <summary>The buyer whom this platform calls so; null while nobody of that name was written down here.</summary>
    public async Task<BuyerId?> FindBuyerAsync(ChannelCard channel, string nick, CancellationToken ct)
    {
        foreach (var some in await buyers.SearchAsync(channel.Shop, nick, Namesakes, ct))
        {
            if (await buyers.FindExternalIdAsync(some, channel.Kind, ct) == nick)
            {
                return some;
            }
        }

        return null;
    }

    /// <summary>A nick as it may be kept; null when it is none.</summary>
    public static string? Nick(string? text) => text?.Trim() is { Length: > 0 and <= NickLength } nick && !nick.Any(c => char.IsControl(c) || char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.Format) ? nick : null;
}
