using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;

namespace Zhanggui.Orders.Credits;

/// <summary>Decides a few orders at once after a person's act, so that the screen shows what came of it. The question is stored already: should this fail, the job answers it.</summary>
internal sealed class DecideNow(Database database, IShops shops, Decider decider, TimeProvider clock)
{
    public async Task TryAsync(ShopId shop, IReadOnlyList<string> orders, CancellationToken ct)
    {
        if (await shops.FindAsync(shop, ct) is not { } card)
        {
            return;
        }

        IReadOnlyList<Waiting> waiting;
        await using (var connection = await database.OpenAsync(ct))
        {
            waiting = await ToDecide.OfAsync(connection, shop, orders, ct);
        }

        if (waiting.Count > 0)
        {
            await decider.DecideAsync(card, waiting, clock.GetCurrentInstant(), ct);
        }
    }
}
