using Microsoft.EntityFrameworkCore;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Jobs;
using Zhanggui.People.Contracts;
using Zhanggui.Promises.Contracts;
using Zhanggui.Promises.Rules;
using Zhanggui.Promises.Store;
using Zhanggui.Reception.Contracts;
using Zhanggui.Shifts.Contracts;

namespace Zhanggui.Promises.Book;

/// <summary>
/// A promise whose owner went off duty goes, the book's time before it is due, to who serves its conversation or has the fewest.
/// Whoever never used states of duty did not go off. Where nobody is on duty it stays and is seen by the leaders.
/// </summary>
internal sealed class HandOverJob(RoomDbTools tools, PromiseRules rules, IDuty duty, IPeople people, IConversationLook looks) : IJob
{
    private const int RoundLimit = 200;
    private const int MostShops = 1000;

    /// <summary>The state of who never set one has held since the beginning of time.</summary>
    private static readonly Instant NeverSet = Instant.FromUnixTimeMilliseconds(0);

    public string Name => "promises.hand_over";

    public Duration Every => Duration.FromSeconds(20);

    public bool RunsEverywhere => false;

    public async Task<int> RunOnceAsync(Instant now, CancellationToken ct)
    {
        await using var db = new PromisesDb(tools);
        var count = 0;
        foreach (var shop in await db.Promises.AsNoTracking().Where(p => p.State == PromiseState.Open).Select(p => p.ShopId).Distinct().Take(MostShops).ToListAsync(ct))
        {
            count += (await rules.OfAsync(shop, now, ct)).HandOverBefore is { } before ? await OfShopAsync(db, shop, now, now + before, ct) : 0;
        }

        return count;
    }

    private async Task<int> OfShopAsync(PromisesDb db, ShopId shop, Instant now, Instant until, CancellationToken ct)
    {
        var present = (await duty.ListAsync(shop, ct)).Select(d => d.Person).ToList();
        if (present.Count == 0)
        {
            return 0;
        }

        var owners = await db.Promises.AsNoTracking().Where(p => p.ShopId == shop && p.State == PromiseState.Open && p.DueAt <= until && !present.Contains(p.Owner)).Select(p => p.Owner).Distinct().Take(RoundLimit).ToListAsync(ct);
        var gone = (await duty.GetManyAsync(shop, owners, ct)).Where(d => d.Value.Since > NeverSet).Select(d => d.Key).ToList();
        if (gone.Count == 0)
        {
            return 0;
        }

        var left = await db.Promises.AsNoTracking().Where(p => p.ShopId == shop && p.State == PromiseState.Open && p.DueAt <= until && gone.Contains(p.Owner)).OrderBy(p => p.DueAt).ThenBy(p => p.Id).Take(RoundLimit).ToListAsync(ct);
        var able = (await people.WithPermissionAsync(shop, Permissions.Make, null, ct)).Select(p => p.Id).Where(present.Contains).ToList();
        var open = await db.Promises.AsNoTracking().Where(p => p.ShopId == shop && p.State == PromiseState.Open && able.Contains(p.Owner)).GroupBy(p => p.Owner).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var serving = await looks.AssigneesAsync([.. left.Select(p => p.ConversationId).OfType<Guid>().Distinct().Select(ConversationId.From)], ct);
        var candidates = able.ToDictionary(p => p, p => open.GetValueOrDefault(p));
        var count = 0;
        foreach (var row in left)
        {
            if (PromiseActs.Successor(row.Owner, row.ConversationId is { } c ? serving.GetValueOrDefault(ConversationId.From(c)) : null, candidates) is { } to && await HandAsync(row, to, now, ct) > 0)
            {
                candidates[to]++;
                count++;
            }
        }

        return count;
    }

    private async Task<int> HandAsync(PromiseRow row, PersonId to, Instant now, CancellationToken ct)
    {
        await using var db = new PromisesDb(tools);
        return await db.InTransactionAsync(async () =>
        {
            if (await db.Promises.Where(p => p.Id == row.Id && p.Owner == row.Owner && p.State == PromiseState.Open).ExecuteUpdateAsync(set => set.SetProperty(p => p.Owner, to).SetProperty(p => p.Noticed, PromiseClock.None), ct) == 0)
            {
                return 0;
            }

            db.Acts.Add(new PromiseActRow { Id = db.Fresh(), PromiseId = row.Id, At = now, PersonId = null, Act = "handed", OwnerBefore = row.Owner, OwnerAfter = to });
            PromiseCalls.Tell(db, row.ShopId, row.Id, to, row.State, row.DueAt);
            return 1;
        }, ct);
    }
}
