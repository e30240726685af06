using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Jobs;
using Zhanggui.People.Contracts;

namespace Zhanggui.Orders.Credits;

/// <summary>Decides orders that a file has touched, a person has decided about or a new book concerns.</summary>
internal sealed class DecideJob(Database database, IShops shops, Decider decider) : IJob
{
    private const int OrdersPerRound = 1000;

    public string Name => "orders.decide";

    public Duration Every => Duration.FromSeconds(1);

    public bool RunsEverywhere => false;

    public async Task<int> RunOnceAsync(Instant now, CancellationToken ct)
    {
        IReadOnlyList<Waiting> waiting;
        await using (var connection = await database.OpenAsync(ct))
        {
            waiting = await ToDecide.NextAsync(connection, OrdersPerRound, ct);
        }

        if (waiting.Count == 0)
        {
            return 0;
        }

        if (await shops.FindAsync(new ShopId(waiting[0].Shop), ct) is { } shop)
        {
            await decider.DecideAsync(shop, waiting, now, ct);
        }
        else
        {
            await database.WriteAsync(async (c, t) =>
            {
                await ToDecide.AnsweredAsync(c, t, waiting, ct);
                return 0;
            }, ct);
        }

        return waiting.Count;
    }
}
