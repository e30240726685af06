using Microsoft.EntityFrameworkCore;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Shop.Contracts;
using Zhanggui.Shop.Store;

namespace Zhanggui.Shop.Buyers.Dossier;

/// <inheritdoc cref="IRuledGroups"/>
internal sealed class RuledGroups(RoomDbTools tools) : IRuledGroups
{
    public const int MostDays = 730;
    private const int AtOnce = 100;

    public async Task<IReadOnlyList<RuledGroup>> DueAsync(Instant filledBefore, CancellationToken ct)
    {
        await using var db = new ShopDb(tools);
        var rows = await db.Set<GroupRow>().AsNoTracking().Where(g => g.ArchivedAt == null && g.RuleOrders != null && (g.RuledAt == null || g.RuledAt < filledBefore)).OrderBy(g => g.Id).Take(AtOnce).ToListAsync(ct);
        return [.. rows.Select(g => new RuledGroup(g.Id, g.ShopId, g.RuleOrders!.Value, g.RuleDays ?? MostDays))];
    }

    public async Task FillAsync(RuledGroup group, IReadOnlyCollection<BuyerId> members, CancellationToken ct)
    {
        await using var db = new ShopDb(tools);
        await db.InTransactionAsync(async () =>
        {
            Instant? now = db.Now;
            var isFirst = await db.Set<GroupRow>().AnyAsync(g => g.Id == group.Id && g.RuledAt == null, ct);
            if (await db.Set<GroupRow>().Where(g => g.Id == group.Id && g.ArchivedAt == null && g.RuleOrders == group.Orders).ExecuteUpdateAsync(s => s.SetProperty(g => g.RuledAt, now), ct) == 0)
            {
                return 0;
            }

            var by = (await db.Set<GroupRow>().AsNoTracking().SingleAsync(g => g.Id == group.Id, ct)).MadeBy;
            var wanted = members.ToHashSet();
            var present = await db.Set<InGroupRow>().AsNoTracking().Where(m => m.GroupId == group.Id).Select(m => m.BuyerId).ToListAsync(ct);
            foreach (var gone in present.Where(p => !wanted.Contains(p)).Chunk(AtOnce))
            {
                var ids = gone.ToList();
                await db.Set<InGroupRow>().Where(m => m.GroupId == group.Id && ids.Contains(m.BuyerId)).ExecuteDeleteAsync(ct);
            }

            foreach (var one in wanted.Except(present))
            {
                await db.Database.ExecuteSqlAsync($"insert into shop_buyer_in_group (group_id, buyer_id, added_at, added_by) values ({group.Id}, {one.Value}, {now.Value.ToUnixTimeMilliseconds()}, {by.Value}) on conflict do nothing", ct);
            }

            // A group that is filled for the first time is new; nobody in it has changed.
            await GroupChange.TellAsync(db, group.Shop, isFirst ? [] : [.. present.Except(wanted), .. wanted.Except(present)], by: null, ct);
            return 0;
        }, ct);
    }
}
