using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Money;
using Zhanggui.People.Contracts;
using Zhanggui.Shop.Contracts;
using Zhanggui.Shop.Store;

namespace Zhanggui.Shop.Deliveries;

/// <summary>The table of where the shop delivers: read, asked by an address, filled by rows from a sheet, edited.</summary>
internal static class DeliveryCalls
{
    private const int Most = 100;
    private const int MostPut = 1000;
    private const int MostWords = 20;
    private const int LongestWords = 500;
    private const int MostOthers = 5;

    internal sealed record Row(string Region, bool? IsReached, string? Days, string? Courier, long? Surcharge, string? Note);

    /// <summary>Rows as a sheet gives them; a region that is there is overwritten with what is said, nothing else changes.</summary>
    internal sealed record PutRequest(Guid Shop, IReadOnlyList<Row>? Rows);

    /// <summary>One row as a whole: what is left out is emptied. The region may be written otherwise than before, but must be the same region.</summary>
    internal sealed record EditRequest(Guid Shop, long Version, Row Row);

    internal sealed record RemoveRequest(Guid Shop, IReadOnlyList<string>? Keys);

    internal sealed record Line(string Key, string Region, bool? IsReached, string? Days, string? Courier, long? Surcharge, string? Note, Instant ChangedAt, string? ChangedBy, long Version);

    internal sealed record Answer(IReadOnlyList<Line> Regions, string? Next, int Total, bool MayEdit);

    /// <summary><paramref name="Others"/>: regions that the words fit as well; then the province has to be said.</summary>
    internal sealed record Found(Row? Row, IReadOnlyList<string> Others);

    /// <summary>What a buyer said, the newest first.</summary>
    internal sealed record SaidRequest(Guid Shop, IReadOnlyList<string>? Words);

    /// <summary>As <see cref="Found"/>, with the words that named it.</summary>
    internal sealed record Said(Row? Row, IReadOnlyList<string> Others, string? Words);

    internal sealed record Refused(int Line, string Region, string Code, string Reason);

    internal sealed record Taken(int New, int Changed, int Unchanged, IReadOnlyList<Refused> Refused);

    public static async Task<IResult> ListAsync(Guid shop, string? q, string? after, int? limit, Actor actor, IShops shops, IPeople people, ShopDb db, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, ShopId.From(shop), Permissions.ReadProduct, ct) is not { } card)
        {
            return new GoodsShopNotFound().ToProblem();
        }

        var query = db.Deliveries.AsNoTracking().Where(d => d.ShopId == card.Id);
        var total = await query.Take(DeliveryBook.Most).CountAsync(ct);
        if (q?.Trim() is { Length: > 0 } words)
        {
            var key = Regions.KeyOf(words);
            query = query.Where(d => d.RegionKey.Contains(key) || d.Region.Contains(words) || d.Courier!.Contains(words));
        }

        query = after is { Length: > 0 } ? query.Where(d => string.Compare(d.RegionKey, after) > 0) : query;
        var take = Math.Clamp(limit ?? Most, 1, Most);
        var rows = await query.OrderBy(d => d.RegionKey).Take(take + 1).ToListAsync(ct);
        var page = rows.Take(take).ToList();
        var names = await people.FindManyAsync([.. page.Select(r => r.ChangedBy).OfType<PersonId>().Distinct()], ct);
        return Results.Json(new Answer([.. page.Select(r => new Line(r.RegionKey, r.Region, r.IsReached, r.Days, r.Courier, r.Surcharge, r.Note, r.ChangedAt, r.ChangedBy is { } by ? names.GetValueOrDefault(by)?.Name : null, r.Version))],
            rows.Count > take ? page[^1].RegionKey : null, total, actor.Can(Permissions.EditDelivery, card.Id)), HouseJson.Options);
    }

    public static async Task<IResult> FindAsync(Guid shop, string? region, Actor actor, IShops shops, IDeliveryKnowledge knowledge, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, ShopId.From(shop), Permissions.ReadProduct, ct) is not { } card)
        {
            return new GoodsShopNotFound().ToProblem();
        }

        var found = string.IsNullOrWhiteSpace(region) ? null : await knowledge.FindAsync(card.Id, region.Length > 200 ? region[..200] : region, ct);
        return Results.Json(new Found(found?.Row is { } r ? new Row(r.Region, r.Reached, r.Days, r.Courier, r.Surcharge?.Value, r.Note) : null, found?.Others ?? []), HouseJson.Options);
    }

    /// <summary>The region of the table that was named last in what a buyer said, newest words first.</summary>
    public static async Task<IResult> SaidAsync(SaidRequest request, Actor actor, IShops shops, ShopDb db, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, ShopId.From(request.Shop), Permissions.ReadProduct, ct) is not { } card)
        {
            return new GoodsShopNotFound().ToProblem();
        }

        var rows = await db.Deliveries.AsNoTracking().Where(d => d.ShopId == card.Id).OrderBy(d => d.RegionKey).Take(DeliveryBook.Most).ToListAsync(ct);
        foreach (var words in (request.Words ?? []).Take(MostWords))
        {
            if (Regions.Named(rows, r => r.RegionKey, words.Length > LongestWords ? words[..LongestWords] : words) is { Count: > 0 } found)
            {
                var row = found.Count == 1 ? found[0].Row() : null;
                return Results.Json(new Said(row is null ? null : new Row(row.Region, row.Reached, row.Days, row.Courier, row.Surcharge?.Value, row.Note), [.. row is null ? found.Take(MostOthers).Select(f => f.Region) : []], words), HouseJson.Options);
            }
        }

        return Results.Json(new Said(null, [], null), HouseJson.Options);
    }

    public static async Task<IResult> PutAsync(PutRequest request, HttpContext http, Actor actor, IShops shops, IGoodsIntake intake, ShopDb db, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, ShopId.From(request.Shop), Permissions.EditDelivery, ct) is not { } card)
        {
            return new GoodsShopNotFound().ToProblem();
        }

        var said = request.Rows ?? [];
        if (said.Count > MostPut || await db.Deliveries.AsNoTracking().Where(d => d.ShopId == card.Id).Take(DeliveryBook.Most).CountAsync(ct) + said.Count > DeliveryBook.Most + MostPut)
        {
            return new DeliveryTooMany(MostPut).ToProblem();
        }

        var isZh = Problems.WantsChinese(http);
        var rows = said.Select((r, i) => (Line: i + 1, Row: RowOf(r))).Select(r => (r.Line, r.Row, No: DeliveryRules.Check(r.Row))).ToList();
        var counts = await intake.TakeDeliveryAsync(card.Id, [.. rows.Where(r => r.No is null).Select(r => r.Row)], actor.Person, ct);
        return Results.Json(new Taken(counts.New, counts.Changed, counts.Unchanged, [.. rows.Where(r => r.No is not null).Select(r => new Refused(r.Line, r.Row.Region, r.No!.Code, isZh ? r.No.Zh : r.No.En))]), HouseJson.Options);
    }

    public static async Task<IResult> EditAsync(EditRequest request, Actor actor, IShops shops, ShopDb db, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, ShopId.From(request.Shop), Permissions.EditDelivery, ct) is not { } card)
        {
            return new GoodsShopNotFound().ToProblem();
        }

        var said = RowOf(request.Row);
        if (DeliveryRules.Check(said) is { } wrong)
        {
            return wrong.ToProblem();
        }

        var key = Regions.KeyOf(said.Region);
        var before = await db.Deliveries.AsNoTracking().SingleOrDefaultAsync(d => d.ShopId == card.Id && d.RegionKey == key, ct);
        if (before is null)
        {
            return new DeliveryNotFound().ToProblem();
        }

        var now = db.Now;
        var surcharge = said.Surcharge?.Value;
        var saved = await db.InTransactionAsync(async () =>
        {
            var changed = await db.Deliveries.Where(d => d.ShopId == card.Id && d.RegionKey == key && d.Version == request.Version).ExecuteUpdateAsync(set => set
                .SetProperty(d => d.Region, said.Region).SetProperty(d => d.IsReached, said.Reached).SetProperty(d => d.Days, said.Days).SetProperty(d => d.Courier, said.Courier)
                .SetProperty(d => d.Surcharge, surcharge).SetProperty(d => d.Note, said.Note).SetProperty(d => d.ChangedAt, now).SetProperty(d => d.ChangedBy, actor.Person).SetProperty(d => d.Version, d => d.Version + 1), ct);
            if (changed == 1)
            {
                db.Audit(new AuditEntry(actor.Organisation, card.Id, actor.Person, "shop.delivery.edit", "region", key, request.Row with { Region = before.Region, IsReached = before.IsReached, Days = before.Days, Courier = before.Courier, Surcharge = before.Surcharge, Note = before.Note }, request.Row));
            }

            return changed == 1;
        }, ct);
        return saved ? Results.Json(request.Row with { Region = said.Region }, HouseJson.Options) : new ProductChangedMeanwhile().ToProblem();
    }

    public static async Task<IResult> RemoveAsync(RemoveRequest request, Actor actor, IShops shops, ShopDb db, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, ShopId.From(request.Shop), Permissions.EditDelivery, ct) is not { } card)
        {
            return new GoodsShopNotFound().ToProblem();
        }

        var keys = (request.Keys ?? []).Distinct(StringComparer.Ordinal).Take(MostPut).ToList();
        await db.InTransactionAsync(async () =>
        {
            var rows = await db.Deliveries.AsNoTracking().Where(d => d.ShopId == card.Id && keys.Contains(d.RegionKey)).ToListAsync(ct);
            await db.Deliveries.Where(d => d.ShopId == card.Id && keys.Contains(d.RegionKey)).ExecuteDeleteAsync(ct);
            if (rows.Count > 0)
            {
                db.Audit(new AuditEntry(actor.Organisation, card.Id, actor.Person, "shop.delivery.remove", "shop", card.Id.ToString(), rows.Select(r => new Row(r.Region, r.IsReached, r.Days, r.Courier, r.Surcharge, r.Note)).ToList()));
            }

            return rows.Count;
        }, ct);
        return Results.NoContent();
    }

    private static DeliveryRow RowOf(Row said) => new(said.Region?.Trim() ?? string.Empty, said.IsReached, Text(said.Days), Text(said.Courier), said.Surcharge is { } fen ? new Fen(fen) : null, Text(said.Note));

    private static string? Text(string? said) => string.IsNullOrWhiteSpace(said) ? null : said.Trim();
}
