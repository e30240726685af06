using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Time;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Reception.Offers;

/// <summary>How a promotion stands that a text tells of.</summary>
internal enum OfferStanding
{
    Open,
    Coming,
    Ended,

    /// <summary>It runs, but no gift is left.</summary>
    GiftGone,

    /// <summary>It was withdrawn, or never released.</summary>
    Gone,
}

/// <summary>A promotion that a phrase or a signature tells of; a text is offered only while it is open.</summary>
internal sealed record BoundOffer(Guid Id, string Name, OfferStanding Standing, Instant? From, Instant? To)
{
    public static BoundOffer Of(ReleasedPromotion promotion, Instant now) => new(promotion.Id, promotion.Name,
        now < promotion.From ? OfferStanding.Coming : now >= promotion.To ? OfferStanding.Ended : promotion.GiftLeft is <= 0 ? OfferStanding.GiftGone : OfferStanding.Open, promotion.From, promotion.To);
}

/// <summary>Promotions as texts of the house need them.</summary>
internal sealed class BoundOffers(IPromotions promotions, TimeProvider clock)
{
    private static readonly Duration Around = Duration.FromDays(400);

    /// <summary>Released promotions that run or come, or ended since <paramref name="endedSince"/>; the ones that end first before the others.</summary>
    public async Task<IReadOnlyList<BoundOffer>> RecentAsync(ShopId shop, Duration endedSince, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        return [.. (await promotions.BetweenAsync(shop, now - endedSince, now + Around, ct)).Select(p => BoundOffer.Of(p, now))];
    }

    public async Task<IReadOnlyDictionary<Guid, BoundOffer>> OfAsync(ShopId shop, IEnumerable<Guid?> ids, CancellationToken ct)
    {
        var wanted = ids.OfType<Guid>().ToHashSet();
        if (wanted.Count == 0)
        {
            return new Dictionary<Guid, BoundOffer>();
        }

        var found = (await RecentAsync(shop, Around, ct)).Where(o => wanted.Contains(o.Id)).ToDictionary(o => o.Id);
        foreach (var (id, name) in await promotions.NamesAsync(shop, [.. wanted.Where(id => !found.ContainsKey(id))], ct))
        {
            found[id] = new BoundOffer(id, name, OfferStanding.Gone, null, null);
        }

        return found;
    }

    public async Task<BoundOffer?> FindAsync(ShopId shop, Guid? id, CancellationToken ct) => id is { } one ? (await OfAsync(shop, [one], ct)).GetValueOrDefault(one) : null;
}
