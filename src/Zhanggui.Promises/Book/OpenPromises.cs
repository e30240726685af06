using Microsoft.EntityFrameworkCore;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outbox;
using Zhanggui.Kernel.Time;
using Zhanggui.Promises.Contracts;
using Zhanggui.Promises.Store;
using Zhanggui.Shifts.Contracts;

namespace Zhanggui.Promises.Book;

/// <summary>A person's open promises in a handover; they go to the receiver with their history when both have signed.</summary>
internal sealed class OpenPromises(RoomDbTools tools, TimeProvider clock) : IOpenMatters, IEventHandler<HandoverReceived>
{
    private const int MostCounted = 10_000;

    public string Kind => "promise";

    public async Task<IReadOnlyList<OpenMatter>> OfAsync(ShopId shop, PersonId person, int limit, CancellationToken ct)
    {
        await using var db = new PromisesDb(tools);
        var now = clock.GetCurrentInstant();
        var rows = await db.Promises.AsNoTracking().Where(p => p.Owner == person && p.ShopId == shop && p.State == PromiseState.Open).OrderBy(p => p.DueAt).ThenBy(p => p.Id).Take(limit).ToListAsync(ct);
        return [.. rows.Select(p => new OpenMatter(p.Id.ToString(), "承诺", p.MadeAt, p.DueAt, p.DueAt < now, $"/promises?one={p.Id}"))];
    }

    public async Task<IReadOnlyDictionary<string, string>> TitlesAsync(Actor viewer, ShopId shop, IReadOnlyCollection<string> refs, CancellationToken ct)
    {
        if (!viewer.Can(Permissions.Read, shop))
        {
            return new Dictionary<string, string>(StringComparer.Ordinal);
        }

        var ids = refs.Select(Guid.Parse).ToList();
        await using var db = new PromisesDb(tools);
        return await db.Promises.AsNoTracking().Where(p => ids.Contains(p.Id) && p.ShopId == shop).Select(p => new { p.Id, p.What }).ToDictionaryAsync(p => p.Id.ToString(), p => p.What, StringComparer.Ordinal, ct);
    }

    public async Task<IReadOnlyList<DayCount>> CountsAsync(ShopId shop, PersonId person, Interval within, CancellationToken ct)
    {
        await using var db = new PromisesDb(tools);
        var (from, until) = (within.Start, within.End);
        var made = await db.Promises.AsNoTracking().Where(p => p.ShopId == shop && p.MadeAt >= from && p.MadeAt < until && p.MadeBy == person).Take(MostCounted).CountAsync(ct);
        var ended = await db.Promises.AsNoTracking().Where(p => p.Owner == person && p.ShopId == shop && p.EndedAt >= from && p.EndedAt < until).GroupBy(p => p.State).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        return
        [
            new("promises-made", "新承诺", "Promises made", made),
            new("promises-kept", "已兑现", "Promises kept", ended.GetValueOrDefault(PromiseState.Kept)),
            new("promises-broken", "未兑现", "Promises broken", ended.GetValueOrDefault(PromiseState.Broken)),
        ];
    }

    public async Task HandleAsync(HandoverReceived happened, Delivery delivery, CancellationToken ct)
    {
        var ids = happened.Matters.Where(m => m.Kind == Kind).Select(m => Guid.Parse(m.Ref)).ToList();
        if (ids.Count == 0)
        {
            return;
        }

        await using var db = new PromisesDb(tools);
        await db.InTransactionAsync(async () =>
        {
            foreach (var promise in await db.Promises.Where(p => ids.Contains(p.Id) && p.ShopId == happened.Shop && p.Owner == happened.From && p.State == PromiseState.Open).ToListAsync(ct))
            {
                // Owner and state are asked for again in the statement: whoever acted on it meanwhile was first.
                if (await db.Promises.Where(p => p.Id == promise.Id && p.Owner == happened.From && p.State == PromiseState.Open).ExecuteUpdateAsync(set => set.SetProperty(p => p.Owner, happened.To).SetProperty(p => p.Noticed, PromiseClock.None), ct) == 0)
                {
                    continue;
                }

                db.Entry(promise).State = EntityState.Detached;
                db.Acts.Add(new PromiseActRow { Id = db.Fresh(), PromiseId = promise.Id, At = db.Now, PersonId = happened.To, Act = "handed", Text = "交接班", OwnerBefore = happened.From, OwnerAfter = happened.To });
                PromiseCalls.Tell(db, promise.ShopId, promise.Id, happened.To, promise.State, promise.DueAt);
            }

            return true;
        }, ct);
    }
}
