using Microsoft.EntityFrameworkCore;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Jobs;
using Zhanggui.Shop.Policies;
using Zhanggui.Shop.Promotions;
using Zhanggui.Shop.Store;

namespace Zhanggui.Shop.Offers;

/// <summary>Tells open screens when an offer begins and when it ends; nobody acts at that moment, so nobody else would.</summary>
internal sealed class OfferClock(RoomDbTools tools) : IJob
{
    private const int Began = 1;
    private const int Ended = 2;
    private const int RoundLimit = 200;

    public string Name => "shop.offer_clock";

    public Duration Every => Duration.FromSeconds(5);

    public bool RunsEverywhere => false;

    public async Task<int> RunOnceAsync(Instant now, CancellationToken ct)
    {
        await using var db = new ShopDb(tools);
        return await db.InTransactionAsync(async () =>
        {
            var releases = await db.Set<ReleaseRow>().Where(r => r.Noticed < Ended && (r.EndsAt <= now || (r.Noticed < Began && r.StartsAt <= now))).OrderBy(r => r.StartsAt).Take(RoundLimit).ToListAsync(ct);
            foreach (var release in releases)
            {
                release.Noticed = release.EndsAt <= now ? Ended : Began;
                ShopFeed.TellOffers(db, release.ShopId, release.PromotionId);
            }

            var versions = await db.Set<PolicyVersionRow>().Where(v => v.State == VersionState.Approved && v.Noticed < Ended && (v.EndsAt <= now || (v.Noticed < Began && v.StartsAt <= now))).OrderBy(v => v.StartsAt).Take(RoundLimit).ToListAsync(ct);
            foreach (var version in versions)
            {
                version.Noticed = version.EndsAt <= now ? Ended : Began;
                ShopFeed.TellOffers(db, version.ShopId, version.PolicyId);
            }

            return releases.Count + versions.Count;
        }, ct);
    }
}
