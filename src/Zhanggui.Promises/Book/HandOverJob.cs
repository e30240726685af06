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
    private static readonly Duration Farthest = Duration.FromDays(7);

    public string Name => "promises.hand_over";

    public Duration Every => Duration.FromSeconds(20);

    public bool RunsEverywhere => false;

    public async Task<int> RunOnceAsync(Instant now, CancellationToken ct)
    {
        await using var db = new PromisesDb(tools);
        var (until, count, from, lastId) = (now + Farthest, 0, Instant.FromUnixTimeMilliseconds(0), Guid.Empty);
        while (true)
        {
            var (at, after) = (from, lastId);
            var rows = await db.Promises.AsNoTracking().Where(p => p.State == PromiseState.Open && p.DueAt <= until && (p.DueAt > at || (p.DueAt == at && p.Id.CompareTo(after) > 0))).OrderBy(p => p.DueAt).ThenBy(p => p.Id).Take(RoundLimit).ToListAsync(ct);
            foreach (var shop in rows.GroupBy(r => r.ShopId))
            {
                count += await OfShopAsync(shop.Key, [.. shop], now, ct);
            }

            if (rows.Count < RoundLimit)
            {
                return count;
            }

            (from, lastId) = (rows[^1].DueAt, rows[^1].Id);
        }
    }

    private async Task<int> OfShopAsync(ShopId shop, IReadOnlyList<PromiseRow> rows, Instant now, CancellationToken ct)
    {
        if ((await rules.OfAsync(shop, now, ct)).HandOverBefore is not { } before || rows.Where(r => r.DueAt - before <= now).ToList() is not { Count: > 0 } due)
        {
            return 0;
        }

        var present = (await duty.ListAsync(shop, ct)).Select(d => d.Person).ToHashSet();
        var left = due.Where(r => !present.Contains(r.Owner)).ToList();
        if (left.Count == 0 || present.Count == 0)
        {
            return 0;
        }

        var able = (await people.WithPermissionAsync(shop, Permissions.Make, null, ct)).Select(p => p.Id).Where(present.Contains).ToList();
        await using var db = new PromisesDb(tools);
        var open = await db.Promises.AsNoTracking().Where(p => p.ShopId == shop && p.State == PromiseState.Open && able.Contains(p.Owner)).GroupBy(p => p.Owner).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var candidates = able.ToDictionary(p => p, p => open.GetValueOrDefault(p));
        var count = 0;
        foreach (var row in left)
        {
            if ((await duty.GetAsync(shop, row.Owner, ct)).Since <= NeverSet || await ToAsync(row, candidates, ct) is not { } to)
            {
                continue;
            }

            count += await HandAsync(row, to, now, ct);
            candidates[to]++;
        }

        return count;
    }

    /// <summary>The state of who never set one has held since the beginning of time.</summary>
    private static Instant NeverSet => Instant.FromUnixTimeMilliseconds(0);

    private async Task<PersonId?> ToAsync(PromiseRow row, IReadOnlyDictionary<PersonId, int> candidates, CancellationToken ct) =>
        PromiseActs.Successor(row.Owner, row.ConversationId is { } c ? (await looks.FindAsync(ConversationId.From(c), ct))?.Assignee : null, candidates);

    private async Task<int> HandAsync(PromiseRow row, PersonId to, Instant now, CancellationToken ct)
    {
        await using var db = new PromisesDb(tools);
        return await db.InTransactionAsync(async () =>
        {
            if (await db.Promises.Where(p => p.Id == row.Id && p.Owner == row.Owner && p.State == PromiseState.Open).ExecuteUpdateAsync(set => set.SetProperty(p => p.Owner, to), ct) == 0)
            {
                return 0;
            }

            db.Acts.Add(new PromiseActRow { Id = db.Fresh(), PromiseId = row.Id, At = now, PersonId = null, Act = "handed", OwnerBefore = row.Owner, OwnerAfter = to });
            db.Publish(new PromiseChanged(row.ShopId, row.Id, to, row.State, row.DueAt), row.ShopId);
            return 1;
        }, ct);
    }
}
