using Microsoft.EntityFrameworkCore;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Outbox;
using Zhanggui.Promises.Contracts;
using Zhanggui.Promises.Store;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Promises.Book;

/// <summary>Who is to act on a change of a platform's rules has a promise of it, which ends as kept when it was done.</summary>
internal sealed class RuleChangePromises(RoomDbTools tools) : IEventHandler<RuleChangeNoted>, IEventHandler<RuleChangeDone>
{
    public async Task HandleAsync(RuleChangeNoted happened, Delivery delivery, CancellationToken ct)
    {
        await using var db = new PromisesDb(tools);
        await db.InTransactionAsync(async () =>
        {
            if (await db.Promises.AsNoTracking().AnyAsync(p => p.Id == happened.Change, ct))
            {
                return 0;
            }

            var made = new PromiseRow
            {
                Id = happened.Change,
                ShopId = happened.Shop,
                What = happened.What,
                MadeAt = db.Now,
                MadeBy = happened.By,
                Owner = happened.Owner,
                IsUrge = happened.Owner != happened.By,
                DueAt = happened.DueAt,
                IsTold = false,
                State = PromiseState.Open,
            };
            db.Promises.Add(made);
            PromiseCalls.Note(db, made.Id, happened.By, made.IsUrge ? "urged" : "made", null, dueAfter: made.DueAt);
            PromiseCalls.Tell(db, made);
            return 1;
        }, ct);
    }

    public async Task HandleAsync(RuleChangeDone happened, Delivery delivery, CancellationToken ct)
    {
        await using var db = new PromisesDb(tools);
        await db.InTransactionAsync(async () =>
        {
            if (await db.Promises.SingleOrDefaultAsync(p => p.Id == happened.Change && p.State == PromiseState.Open, ct) is not { } promise)
            {
                return 0;
            }

            (promise.State, promise.EndedAt) = (PromiseState.Kept, db.Now);
            PromiseCalls.Note(db, promise.Id, happened.By, "kept", happened.Text);
            PromiseCalls.Tell(db, promise);
            return 1;
        }, ct);
    }
}
