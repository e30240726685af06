using NodaTime;
using Zhanggui.Guard.Contracts;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;

namespace Zhanggui.Reception.Guarding;

/// <summary>The guard for words that the shop keeps; a team may have rules of its own.</summary>
internal sealed class TextGuard(IStoredGuard guard, IShops shops, TimeProvider clock)
{
    public Task<StoredEye?> EyeAsync(ShopId shop, CancellationToken ct) => guard.ForAsync(shop, clock.GetCurrentInstant(), ct);

    public async Task<StoredEye?> EyeAsync(ShopId shop, TeamId? team, CancellationToken ct) =>
        await guard.ForAsync(shop, clock.GetCurrentInstant(), ct, team is null ? null : (await shops.TeamsAsync(shop, ct)).FirstOrDefault(t => t.Id == team)?.Name);
}
