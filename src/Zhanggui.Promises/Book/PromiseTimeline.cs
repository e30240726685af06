using Microsoft.EntityFrameworkCore;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Db;
using Zhanggui.Promises.Store;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Promises.Book;

/// <summary>What was promised to a buyer, for the buyer's page: everybody's for who sees all, else one's own.</summary>
internal sealed class PromiseTimeline(RoomDbTools tools) : IBuyerTimeline
{
    public IReadOnlyList<string> Kinds { get; } = ["promise"];

    public async Task<IReadOnlyList<TimelineEntry>> ReadAsync(Actor actor, TimelineAsk ask, string kind, CancellationToken ct)
    {
        if (!actor.Can(Permissions.Read, ask.Shop))
        {
            return [];
        }

        await using var db = new PromisesDb(tools);
        var (ids, until) = (ask.Subjects.Select(b => b.Value).ToList(), ask.Until);
        var query = db.Promises.AsNoTracking().Where(p => p.ShopId == ask.Shop && p.BuyerId != null && ids.Contains(p.BuyerId.Value) && p.MadeAt <= until);
        query = actor.Can(Permissions.ReadAll, ask.Shop) ? query : query.Where(p => p.Owner == actor.Person);
        var rows = await query.OrderByDescending(p => p.MadeAt).ThenByDescending(p => p.Id).Take(ask.Limit).ToListAsync(ct);
        return [.. rows.Select(p => new TimelineEntry(kind, p.MadeAt, p.Id.ToString(), p.What, p.State.ToString().ToLowerInvariant(), p.ConversationId, p.Seq))];
    }
}
