using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Feed;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Kernel.Privacy;
using Zhanggui.Shop.Buyers;
using Zhanggui.Shop.Buyers.Dossier;
using Zhanggui.Shop.Contracts;
using Zhanggui.Shop.Store;

namespace Zhanggui.Shop.Privacy;

/// <summary>
/// Erases a buyer by destroying the keys under which everything personal is sealed. The sealed rows stay, and the hash
/// chains over them hold: the proof that something was said remains, what was said is gone.
/// </summary>
internal static class EraseBuyer
{
    internal sealed record Request(string? Reason, long Number);

    internal sealed record Consequences(BuyerId Buyer, long Number, IReadOnlyDictionary<string, IReadOnlyDictionary<string, long>> Rooms);

    /// <summary>What erasing would take away: shown before it is confirmed.</summary>
    public static async Task<IResult> LookAsync(Guid id, Actor actor, BuyerAccess access, IEnumerable<IPersonalData> rooms, CancellationToken ct)
    {
        var found = await access.FindAsync(actor, id, Permissions.Erase, ct);
        if (found.Refusal is { } refusal)
        {
            return refusal.ToProblem();
        }

        var subject = await access.SubjectAsync(found.Value, ct);
        var counts = new Dictionary<string, IReadOnlyDictionary<string, long>>(StringComparer.Ordinal);
        foreach (var room in rooms)
        {
            counts[room.Section] = await room.CountAsync(subject, ct);
        }

        return TypedResults.Json(new Consequences(found.Value.Id, found.Value.Number, counts), HouseJson.Options);
    }

    public static async Task<IResult> HandleAsync(Guid id, Request request, Actor actor, BuyerAccess access, ShopDb db, SubjectKeys keys, CancellationToken ct)
    {
        var found = await access.FindAsync(actor, id, Permissions.Erase, ct);
        if (found.Refusal is { } refusal)
        {
            return refusal.ToProblem();
        }

        if (BuyerAccess.Reason(request.Reason) is not { } reason)
        {
            return new BuyerReasonMissing().ToProblem();
        }

        // The number is typed by the person who confirms: the wrong tab must not erase the wrong buyer.
        if (request.Number != found.Value.Number)
        {
            return new BuyerConfirmationWrong().ToProblem();
        }

        // Before the keys are gone: other rooms find what they keep under these names.
        var marks = await access.MarksAsync(found.Value, ct);
        var erased = await db.InTransactionAsync(() => EraseAsync(db, found.Value.Id, marks, actor, reason, ct), ct);
        if (erased.Refusal is { } no)
        {
            return no.ToProblem();
        }

        keys.ForgetEverywhere(erased.Value.Shop, [.. erased.Value.Subjects.Select(s => s.Value)]);
        return TypedResults.Json(new { erased = erased.Value.Buyer, records = erased.Value.Subjects.Count }, HouseJson.Options);
    }

    private static async Task<Outcome<BuyerErased>> EraseAsync(ShopDb db, BuyerId id, IReadOnlyList<string> marks, Actor actor, string reason, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync($"update shop_buyer set version = version + 1 where id = {id.Value}", ct);
        var records = await db.Buyers.Where(b => b.Id == id || b.JoinedInto == id).ToListAsync(ct);
        var buyer = records.Single(b => b.Id == id);
        if (buyer.ErasedAt is not null || buyer.JoinedInto is not null)
        {
            return new BuyerAlreadyErased();
        }

        var connection = db.Database.GetDbConnection();
        var transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        foreach (var record in records)
        {
            await SubjectKeys.DestroyAsync(connection, transaction, record.Id.Value, record.ShopId, actor.Person, reason, db.Now, ct);
            record.Empty(db.Now);
            await DossierTables.EraseAsync(db, record.Id, ct);
            await db.Database.ExecuteSqlAsync($"delete from shop_buyer_token where buyer_id = {record.Id.Value}", ct);
            await db.Database.ExecuteSqlAsync($"delete from shop_buyer_identity where buyer_id = {record.Id.Value} or first_buyer_id = {record.Id.Value}", ct);
            await db.Database.ExecuteSqlAsync($"update shop_buyer_join set reason = '', undone_because = null where from_buyer_id = {record.Id.Value} or into_buyer_id = {record.Id.Value}", ct);
            db.Tell(new FeedEntry(record.ShopId.Value, "buyer", record.Id.Value, 0, record.Id.Value));
        }

        var happened = new BuyerErased(buyer.ShopId, id, [.. records.Select(r => r.Id)], marks);
        db.Publish(happened, buyer.ShopId);
        db.Audit(new AuditEntry(actor.Organisation, buyer.ShopId, actor.Person, Permissions.Erase, "buyer", id.ToString(), After: new { records = records.Count }, Reason: reason));
        return happened;
    }
}
