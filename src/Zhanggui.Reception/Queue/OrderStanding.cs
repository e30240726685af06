using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Reception.Contracts;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Reception.Queue;

/// <summary>
/// How the orders of those who wait stand, for groups that the book names by order state. Asked only by routing, never on the way of a message: a
/// bounded number per round, within a moment, and remembered for a while. Who is not known in time is routed without.
/// </summary>
internal sealed class OrderStanding(Lazy<IBuyerOrders?> orders, TimeProvider clock, ILogger<OrderStanding> log)
{
    private const int PerRound = 200;
    private const int Remembered = 20_000;
    private static readonly Duration Holds = Duration.FromSeconds(60);
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);
    private readonly ConcurrentDictionary<Guid, (IReadOnlyList<string> States, Instant At)> known = new();

    /// <summary>The waiting ones with the group that their orders lead to, where that comes before the one found by words.</summary>
    public async Task<IReadOnlyList<InQueue>> GroupedAsync(ShopId shop, IReadOnlyList<InQueue> waiting, RoutingRules rule, Instant now, CancellationToken ct)
    {
        if (waiting.Count == 0 || !rule.Groups.Any(g => g.OrderStates.Count > 0))
        {
            return waiting;
        }

        await LookUpAsync(shop, waiting, rule, now, ct);
        return [.. waiting.Select(w => Grouping.ByOrders(rule.Groups, w, known.TryGetValue(w.Buyer, out var some) ? some.States : []))];
    }

    private async Task LookUpAsync(ShopId shop, IReadOnlyList<InQueue> waiting, RoutingRules rule, Instant now, CancellationToken ct)
    {
        if (known.Count > Remembered)
        {
            known.Clear();
        }

        var ask = waiting.Select(w => w.Buyer).Distinct().Where(b => !known.TryGetValue(b, out var k) || k.At <= now - Holds).Take(PerRound).Select(b => new BuyerId(b)).ToList();
        if (ask.Count == 0 || orders.Value is not { } book)
        {
            return;
        }

        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
            var found = await book.StatesAsync(shop, ask, rule.OrdersWithin is { } within ? now - within : null, limit.Token).WaitAsync(Patience, clock, ct);
            foreach (var buyer in ask)
            {
                known[buyer.Value] = (found.GetValueOrDefault(buyer, []), now);
            }
        }
        catch (Exception error) when (!ct.IsCancellationRequested)
        {
            log.LogInformation(error, "The orders of {Count} waiting buyers were not known in time; they are routed without", ask.Count);
        }
    }
}
