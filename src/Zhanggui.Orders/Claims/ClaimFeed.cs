using System.Data.Common;
using Zhanggui.Kernel.Feed;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;

namespace Zhanggui.Orders.Claims;

/// <summary>Tells the shop that a claim was made or ended, without saying whose: the screens ask what waits for them.</summary>
internal sealed class ClaimFeed(FeedStore feed, FeedHub hub, Database database)
{
    public const string Kind = "claim";

    /// <summary>In the transaction of the act; <see cref="Told"/> once it is committed.</summary>
    public async Task<IReadOnlyList<FeedEvent>> TellAsync(DbConnection c, DbTransaction t, ShopId shop, Guid claim, CancellationToken ct)
    {
        var events = await feed.AppendAsync(c, t, shop.Value, [new FeedEntry(shop.Value, Kind, claim, 0, shop.Value)], ct);
        await FeedNotice.SendAsync(database, c, t, shop.Value, events[^1].Number, feed.Origin, ct);
        return events;
    }

    public void Told(IReadOnlyList<FeedEvent> events) => hub.Committed(events);
}
