using Microsoft.Extensions.DependencyInjection;
using NodaTime.Text;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.People.Contracts;
using Zhanggui.Reception.Contracts;

namespace Zhanggui.Reception.Queue;

/// <inheritdoc cref="IShareSeed"/>
internal sealed class ShareSeeds(IServiceScopeFactory scopes, IPeople people, FloorReader floor, SharePlans plans) : IShareSeed
{
    public async Task SowAsync(ShopId shop, PersonId keeper, IReadOnlyList<ShareSeed> shares, CancellationToken ct)
    {
        if ((await floor.SharesAsync(shop, ct)).Count > 0 || (await plans.OfAsync(shop, ct)).Count > 0)
        {
            return;
        }

        var actor = (await people.ActorOfAsync(keeper, ct))!;
        foreach (var share in shares)
        {
            await ActRunner.RunAsync(scopes, SetShare.SetAsync, ct, share.Person.Value, actor, new SetShare.ShareBody(shop, share.Weight, null, null, share.Reason, share.From is { } from ? LocalDatePattern.Iso.Format(from) : null));
        }
    }
}
