using System.Collections.Concurrent;
using Zhanggui.Kernel.Ids;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Reception.Presence;

namespace Zhanggui.Reception.Queue;

/// <summary>
/// Who stands where in each shop's queue, as the router of this process last saw it: the first of the queue only, in
/// memory only. Moving up is told to the buyers who wait here and to nobody else, so a long queue costs no events.
/// </summary>
internal sealed class QueuePlaces(Murmurs murmurs)
{
    private static readonly IReadOnlyDictionary<Guid, int> Nobody = new Dictionary<Guid, int>();
    private readonly ConcurrentDictionary<Guid, IReadOnlyDictionary<Guid, int>> shops = new();

    /// <summary>Shops in which somebody waited at the last look.</summary>
    public IEnumerable<Guid> Shops => shops.Where(s => s.Value.Count > 0).Select(s => s.Key);

    /// <summary>The place from 1; null when it does not wait or stands too far back to be counted.</summary>
    public int? Of(Conversation? head) =>
        head is { State: ConversationState.Waiting } && shops.GetValueOrDefault(head.Shop.Value, Nobody).TryGetValue(head.Id.Value, out var place) ? place : null;

    /// <summary>Takes note of a queue in its order. Groups are served beside each other, so a place counts those before it in the same group.</summary>
    public void Keep(ShopId shop, IReadOnlyList<InQueue> waiting)
    {
        var before = shops.GetValueOrDefault(shop.Value, Nobody);
        var now = new Dictionary<Guid, int>(waiting.Count);
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var one in waiting)
        {
            now[one.Id.Value] = counts[one.Group ?? string.Empty] = counts.GetValueOrDefault(one.Group ?? string.Empty) + 1;
        }

        shops[shop.Value] = now;
        foreach (var one in waiting)
        {
            var place = now[one.Id.Value];
            if (before.GetValueOrDefault(one.Id.Value) != place)
            {
                murmurs.TellBuyer(one.Buyer, new Murmur(Murmur.InQueue, one.Id.Value, one.Buyer, Murmur.ByHouse, null, string.Empty, Place: place));
            }
        }
    }
}
