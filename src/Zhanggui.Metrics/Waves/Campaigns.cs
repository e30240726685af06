using NodaTime;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Metrics.Waves;

/// <summary>A released promotion in days of the shop, [From, To).</summary>
internal sealed record Campaign(Guid Id, string Name, LocalDate From, LocalDate To);

/// <summary>The promotions whose waves are looked at.</summary>
internal static class Campaigns
{
    private static readonly Duration Around = Duration.FromDays(400);

    /// <summary>The newest first.</summary>
    public static async Task<IReadOnlyList<Campaign>> OfAsync(ShopCard shop, IPromotions promotions, Instant now, CancellationToken ct) =>
        [.. (await promotions.BetweenAsync(shop.Id, now - Around, now + Around, ct)).Select(p => Of(shop, p)).OrderByDescending(c => c.From).ThenBy(c => c.Name, StringComparer.Ordinal).ThenBy(c => c.Id)];

    private static Campaign Of(ShopCard shop, ReleasedPromotion promotion) =>
        new(promotion.Id, promotion.Name, promotion.From.InZone(shop.TimeZone).Date, (promotion.To - Duration.Epsilon).InZone(shop.TimeZone).Date.PlusDays(1));
}
