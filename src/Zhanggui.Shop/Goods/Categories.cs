using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.People.Contracts;
using Zhanggui.Shop.Contracts;
using Zhanggui.Shop.Offers;
using Zhanggui.Shop.Store;

namespace Zhanggui.Shop.Goods;

/// <summary>What holds for all products of a category that say nothing else; categories are those that products name.</summary>
internal static class Categories
{
    private const int Most = 500;
    private const int LongestName = 100;
    private const int LongestNote = 500;

    internal sealed record Request(Guid Shop, string? Name, bool? SevenDayReturn, bool? FreeShipping, string? Note);

    internal sealed record Line(string Name, int Products, bool? SevenDayReturn, bool? FreeShipping, string? Note);

    internal sealed record Answer(IReadOnlyList<Line> Categories, bool MayEdit);

    public static async Task<IResult> ListAsync(Guid shop, Actor actor, IShops shops, ShopDb db, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, ShopId.From(shop), Permissions.ReadProduct, ct) is not { } card)
        {
            return new GoodsShopNotFound().ToProblem();
        }

        var used = await db.Products.AsNoTracking().Where(p => p.ShopId == card.Id && !p.IsArchived && p.Category != null).GroupBy(p => p.Category!).Select(g => new { Name = g.Key, Count = g.Count() }).OrderBy(g => g.Name).Take(Most).ToListAsync(ct);
        var rules = await db.Categories.AsNoTracking().Where(c => c.ShopId == card.Id).OrderBy(c => c.Name).Take(Most).ToDictionaryAsync(c => c.Name, StringComparer.Ordinal, ct);
        var names = used.Select(u => u.Name).Union(rules.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal);
        var counts = used.ToDictionary(u => u.Name, u => u.Count, StringComparer.Ordinal);
        return Results.Json(new Answer([.. names.Select(n => rules.GetValueOrDefault(n) is { } r ? new Line(n, counts.GetValueOrDefault(n), r.SevenDayReturn, r.FreeShipping, r.Note) : new Line(n, counts[n], null, null, null))], actor.Can(Permissions.EditProduct, card.Id)), HouseJson.Options);
    }

    public static async Task<IResult> SetAsync(Request request, Actor actor, IShops shops, ShopDb db, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, ShopId.From(request.Shop), Permissions.EditProduct, ct) is not { } card)
        {
            return new GoodsShopNotFound().ToProblem();
        }

        var (name, note) = (request.Name?.Trim() ?? string.Empty, string.IsNullOrWhiteSpace(request.Note) ? null : request.Note.Trim());
        if (name.Length is 0 or > LongestName)
        {
            return new CategoryNameWrong(LongestName).ToProblem();
        }

        if (note?.Length > LongestNote)
        {
            return new ProductValueTooLong("note", LongestNote).ToProblem();
        }

        await db.InTransactionAsync(async () =>
        {
            var rule = await db.Categories.SingleOrDefaultAsync(c => c.ShopId == card.Id && c.Name == name, ct);
            var before = rule is null ? null : new { rule.SevenDayReturn, rule.FreeShipping, rule.Note };
            if (rule is null)
            {
                db.Categories.Add(rule = new CategoryRule { ShopId = card.Id, Name = name });
            }

            (rule.SevenDayReturn, rule.FreeShipping, rule.Note) = (request.SevenDayReturn, request.FreeShipping, note);
            db.Audit(new AuditEntry(actor.Organisation, card.Id, actor.Person, "shop.category.set", "category", name, before, new { rule.SevenDayReturn, rule.FreeShipping, rule.Note }));
            ShopFeed.Tell(db, new GoodsChanged(card.Id, null));
            return 0;
        }, ct);
        return await ListAsync(request.Shop, actor, shops, db, ct);
    }
}
