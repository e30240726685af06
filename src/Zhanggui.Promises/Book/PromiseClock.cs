using Microsoft.EntityFrameworkCore;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Jobs;
using Zhanggui.Promises.Contracts;
using Zhanggui.Promises.Rules;
using Zhanggui.Promises.Store;

namespace Zhanggui.Promises.Book;

/// <summary>
/// Reminds of promises before they are due, when they are, and hands them up to the leaders when they are overdue by the book's time: each stage
/// is claimed once, in a batch, and pushed by the shop's feed.
/// </summary>
internal sealed class PromiseClock(RoomDbTools tools, PromiseRules rules) : IJob
{
    public const int None = 0;
    public const int Before = 1;
    public const int Due = 2;
    public const int Escalated = 3;
    private const int RoundLimit = 200;
    private const int MostShops = 1000;

    public string Name => "promises.clock";

    public Duration Every => Duration.FromSeconds(5);

    public bool RunsEverywhere => false;

    public async Task<int> RunOnceAsync(Instant now, CancellationToken ct)
    {
        await using var db = new PromisesDb(tools);
        var count = 0;
        foreach (var shop in await db.Promises.AsNoTracking().Where(p => p.State == PromiseState.Open).Select(p => p.ShopId).Distinct().Take(MostShops).ToListAsync(ct))
        {
            var book = await rules.OfAsync(shop, now, ct);
            count += book.EscalateAfter is { } after ? await ReachAsync(shop, Escalated, now - after, ct) : 0;
            count += await ReachAsync(shop, Due, now, ct);
            count += book.RemindBefore is { } before ? await ReachAsync(shop, Before, now + before, ct) : 0;
        }

        return count;
    }

    /// <summary>The stage that holds for a promise due then.</summary>
    public static int StageOf(Instant due, Instant now, PromiseBookRules book) =>
        book.EscalateAfter is { } after && due <= now - after ? Escalated : due <= now ? Due : book.RemindBefore is { } before && due <= now + before ? Before : None;

    private async Task<int> ReachAsync(ShopId shop, int stage, Instant dueUntil, CancellationToken ct)
    {
        await using var db = new PromisesDb(tools);
        return await db.InTransactionAsync(async () =>
        {
            var rows = await db.Promises.Where(p => p.ShopId == shop && p.State == PromiseState.Open && p.Noticed < stage && p.DueAt <= dueUntil).OrderBy(p => p.DueAt).ThenBy(p => p.Id).Take(RoundLimit).ToListAsync(ct);
            foreach (var row in rows)
            {
                row.Noticed = stage;
                if (stage == Escalated)
                {
                    PromiseCalls.Note(db, row.Id, null, "escalated", null);
                }

                PromiseCalls.Tell(db, row);
            }

            return rows.Count;
        }, ct);
    }
}
