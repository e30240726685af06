using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Feed;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Shop.Contracts;
using Zhanggui.Shop.Store;

namespace Zhanggui.Shop.Buyers;

/// <summary>A person says that two records are one buyer, or takes that back; both with a reason, both kept.</summary>
internal static class JoinBuyers
{
    internal sealed record JoinRequest(Guid Other, string? Reason);

    internal sealed record SplitRequest(Guid Restored, string? Reason);

    public static async Task<IResult> JoinAsync(Guid id, JoinRequest request, Actor actor, BuyerAccess access, ShopDb db, BuyerPages pages, CancellationToken ct)
    {
        var into = await access.FindAsync(actor, id, Permissions.EditBuyer, ct);
        var other = await access.FindAsync(actor, request.Other, Permissions.EditBuyer, ct);
        if ((into.Refusal ?? other.Refusal) is { } refusal)
        {
            return refusal.ToProblem();
        }

        if (BuyerAccess.Reason(request.Reason) is not { } reason)
        {
            return new BuyerReasonMissing().ToProblem();
        }

        var (kept, joined) = (into.Value, other.Value);
        if (kept.Id == joined.Id || kept.ShopId != joined.ShopId || kept.ErasedAt is not null || joined.ErasedAt is not null)
        {
            return new BuyersCannotJoin().ToProblem();
        }

        var done = await db.InTransactionAsync<Outcome<Buyer>>(async () =>
        {
            await LockAsync(db, kept.Id, joined.Id, ct);
            var from = await db.Buyers.SingleAsync(b => b.Id == joined.Id, ct);
            var target = await db.Buyers.AsNoTracking().SingleAsync(b => b.Id == kept.Id, ct);
            if (from.JoinedInto is not null || target.JoinedInto is not null || from.ErasedAt is not null || target.ErasedAt is not null)
            {
                return new BuyersCannotJoin();
            }

            await BuyerBook.JoinAsync(db, from, kept.Id, actor.Person, reason, ct);
            db.Audit(new AuditEntry(actor.Organisation, kept.ShopId, actor.Person, "shop.buyer.join", "buyer", kept.Id.ToString(), After: new { joined = joined.Id }, Reason: reason));
            return target;
        }, ct);
        return done.Refusal is { } no ? no.ToProblem() : await ReadBuyer.HandleAsync(id, actor, access, pages, ct);
    }

    public static async Task<IResult> SplitAsync(Guid id, SplitRequest request, Actor actor, BuyerAccess access, ShopDb db, BuyerPages pages, CancellationToken ct)
    {
        var found = await access.FindAsync(actor, id, Permissions.EditBuyer, ct);
        if (found.Refusal is { } refusal)
        {
            return refusal.ToProblem();
        }

        if (BuyerAccess.Reason(request.Reason) is not { } reason)
        {
            return new BuyerReasonMissing().ToProblem();
        }

        var (from, restored) = (found.Value, BuyerId.From(request.Restored));
        var done = await db.InTransactionAsync<Outcome<BuyerId>>(async () =>
        {
            await LockAsync(db, from.Id, restored, ct);
            var row = await db.Buyers.SingleOrDefaultAsync(b => b.Id == restored && b.JoinedInto == from.Id && b.ErasedAt == null, ct);
            var join = await db.Joins.Where(j => j.FromBuyerId == restored && j.UndoneAt == null).OrderByDescending(j => j.At).FirstOrDefaultAsync(ct);
            // A record that came along with another one is given back by splitting that one first.
            if (row is null || join is null || join.IntoBuyerId != from.Id)
            {
                return new BuyersNotJoined();
            }

            row.JoinedInto = null;
            row.Version++;
            (join.UndoneAt, join.UndoneBy, join.UndoneBecause) = (db.Now, actor.Person, reason);
            await db.SaveChangesAsync(ct);
            await GiveBackAsync(db, from.Id, restored, ct);
            db.Tell(new FeedEntry(from.ShopId.Value, "buyer", from.Id.Value, 0, from.Id.Value));
            db.Tell(new FeedEntry(from.ShopId.Value, "buyer", restored.Value, 0, restored.Value));
            db.Publish(new BuyersSplit(from.ShopId, restored, from.Id), from.ShopId);
            db.Audit(new AuditEntry(actor.Organisation, from.ShopId, actor.Person, "shop.buyer.split", "buyer", from.Id.ToString(), After: new { restored }, Reason: reason));
            return restored;
        }, ct);
        return done.Refusal is { } no ? no.ToProblem() : await ReadBuyer.HandleAsync(restored.Value, actor, access, pages, ct);
    }

    /// <summary>The restored record takes back its own identities, and the records that had been joined into it before.</summary>
    private static async Task GiveBackAsync(ShopDb db, BuyerId from, BuyerId restored, CancellationToken ct)
    {
        var records = new List<BuyerId> { restored };
        for (var i = 0; i < records.Count && i < 1000; i++)
        {
            var into = records[i];
            records.AddRange(await db.Joins.AsNoTracking().Where(j => j.IntoBuyerId == into && j.UndoneAt == null).Select(j => j.FromBuyerId).ToListAsync(ct));
        }

        foreach (var record in records)
        {
            await db.Database.ExecuteSqlAsync($"update shop_buyer set joined_into = {restored.Value}, version = version + 1 where id = {record.Value} and id <> {restored.Value} and joined_into = {from.Value}", ct);
            await db.Database.ExecuteSqlAsync($"update shop_buyer_identity set buyer_id = {restored.Value} where first_buyer_id = {record.Value} and buyer_id = {from.Value}", ct);
        }
    }

    // In id order, so that two joins of the same pair cannot wait for each other.
    private static async Task LockAsync(ShopDb db, BuyerId one, BuyerId two, CancellationToken ct)
    {
        foreach (var id in new[] { one.Value, two.Value }.Order())
        {
            await db.Database.ExecuteSqlAsync($"update shop_buyer set version = version + 1 where id = {id}", ct);
        }
    }
}
