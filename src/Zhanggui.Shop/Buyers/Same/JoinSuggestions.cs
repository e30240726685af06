using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Shop.Contracts;
using Zhanggui.Shop.Store;

namespace Zhanggui.Shop.Buyers.Same;

/// <summary>A row of <c>shop_buyer_not_same</c>: somebody looked and said that they are two people.</summary>
internal sealed class NotSameRow
{
    public required BuyerId One { get; init; }

    public required BuyerId Other { get; init; }

    public required ShopId ShopId { get; init; }

    public required Instant At { get; init; }

    public required PersonId ByPerson { get; init; }
}

/// <summary>Records that look like one person, with what they share, for a person to join or to keep apart; nothing is ever joined by itself.</summary>
internal static class JoinSuggestions
{
    private const int Most = 50;

    internal sealed record Side(BuyerId Id, long Number, string Name, string? Tel, BuyerIdentity Identity, IReadOnlyList<string> Channels, Instant LastSeenAt);

    internal sealed record Pair(Side One, Side Other, IReadOnlyList<string> Shared);

    internal sealed record Answer(IReadOnlyList<Pair> Pairs, bool HasMore, bool MayEdit);

    internal sealed record DeclineRequest(Guid One, Guid Other);

    public static async Task<IResult> ListAsync(Guid shop, Actor actor, BuyerAccess access, BuyerBook book, ShopDb db, CancellationToken ct)
    {
        var id = ShopId.From(shop);
        if (await access.FindShopAsync(actor, id, ct) is null)
        {
            return new BuyerShopNotFound().ToProblem();
        }

        // A mark shared by many says nothing about two of them (a flat of students, a nickname in fashion).
        var found = await db.Database.SqlQuery<Found>(
            $"""
            select a.buyer_id as one, b.buyer_id as other, a.kind as kind
            from shop_buyer_mark a
            join shop_buyer_mark b on b.shop_id = a.shop_id and b.kind = a.kind and b.mark = a.mark and b.buyer_id > a.buyer_id
            join shop_buyer x on x.id = a.buyer_id and x.joined_into is null and x.erased_at is null
            join shop_buyer y on y.id = b.buyer_id and y.joined_into is null and y.erased_at is null
            where a.shop_id = {id.Value}
              and (a.kind <> 'nick' or not exists (select 1 from shop_buyer_identity i join shop_buyer_identity j on j.channel_kind = i.channel_kind where i.buyer_id = a.buyer_id and j.buyer_id = b.buyer_id))
              and not exists (select 1 from shop_buyer_not_same n where (n.one = a.buyer_id and n.other = b.buyer_id) or (n.one = b.buyer_id and n.other = a.buyer_id))
            order by a.kind desc, a.buyer_id, b.buyer_id limit {(Most * 3) + 1}
            """).ToListAsync(ct);
        var pairs = found.GroupBy(f => (f.One, f.Other)).OrderByDescending(g => g.Count()).ToList();
        var ids = pairs.Take(Most).SelectMany(p => new[] { BuyerId.From(p.Key.One), BuyerId.From(p.Key.Other) }).Distinct().ToList();
        var rows = await db.Buyers.AsNoTracking().Where(b => ids.Contains(b.Id)).ToDictionaryAsync(b => b.Id, ct);
        var channels = (await db.Identities.AsNoTracking().Where(i => ids.Contains(i.BuyerId)).Select(i => new { i.BuyerId, i.ChannelKind }).Distinct().ToListAsync(ct)).ToLookup(i => i.BuyerId, i => i.ChannelKind);
        var sides = new Dictionary<Guid, Side>();
        foreach (var row in rows.Values)
        {
            var summary = row.Summarise(await book.OpenAsync(row, ct));
            sides[row.Id.Value] = new Side(row.Id, row.Number, summary.Name, summary.Tel, row.Identity, [.. channels[row.Id].Order(StringComparer.Ordinal)], row.LastSeenAt);
        }

        return TypedResults.Json(new Answer([.. pairs.Take(Most).Select(p => new Pair(sides[p.Key.One], sides[p.Key.Other], [.. p.Select(f => f.Kind).Distinct()]))], pairs.Count > Most, actor.Can(Permissions.EditBuyer, id)), HouseJson.Options);
    }

    /// <summary>They are two people: the pair is not proposed again, whatever they share.</summary>
    public static async Task<IResult> DeclineAsync(DeclineRequest request, Actor actor, BuyerAccess access, ShopDb db, CancellationToken ct)
    {
        var one = await access.FindAsync(actor, request.One, Permissions.EditBuyer, ct);
        var other = await access.FindAsync(actor, request.Other, Permissions.EditBuyer, ct);
        if ((one.Refusal ?? other.Refusal) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var (a, b) = (one.Value, other.Value);
        if (a.Id == b.Id || a.ShopId != b.ShopId)
        {
            return new BuyersCannotJoin().ToProblem();
        }

        await db.InTransactionAsync(async () =>
        {
            var rows = await db.Database.ExecuteSqlAsync($"insert into shop_buyer_not_same (one, other, shop_id, at, by_person) values ({a.Id.Value}, {b.Id.Value}, {a.ShopId.Value}, {db.Now.ToUnixTimeMilliseconds()}, {actor.Person.Value}) on conflict do nothing", ct);
            if (rows > 0)
            {
                db.Audit(new AuditEntry(actor.Organisation, a.ShopId, actor.Person, "shop.buyer.not_same", "buyer", a.Id.ToString(), After: new { other = b.Id }));
            }

            return 0;
        }, ct);
        return TypedResults.NoContent();
    }

    private sealed record Found(Guid One, Guid Other, string Kind);
}
