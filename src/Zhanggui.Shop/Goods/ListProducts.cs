using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.People.Contracts;
using Zhanggui.Shop.Contracts;
using Zhanggui.Shop.Store;

namespace Zhanggui.Shop.Goods;

/// <summary>The shop's products: all, those that words find, or those whose stock and listing do not agree.</summary>
internal static class ListProducts
{
    private const int Most = 100;
    private const int Furthest = 2000;
    private const string ColourDifference = " colour-difference ";
    private const string NoDiscount = " no-discountable ";
    private const int MostCounted = 100_000;

    internal sealed record Line(string Item, string Title, string? Code, string? Category, long? Price, ProductFlags Flags, long? Quantity, bool? IsListed, NodaTime.Instant? CountedAt, StockState State, bool IsArchived, NodaTime.Instant ChangedAt);

    internal sealed record Answer(IReadOnlyList<Line> Products, string? Next, bool MayEdit, bool MayCount);

    /// <summary>How many products there are of each kind, up to 100,000 each.</summary>
    internal sealed record Counts(int All, int SoldOut, int Unlisted, int ColourDifference, int NoDiscount, int Archived, IReadOnlyList<string> Categories);

    /// <param name="q">Words of the title, an item id, an own code or a category; each must be there.</param>
    /// <param name="state"><c>sold-out</c> (listed, none in stock), <c>unlisted</c> (in stock, not listed), <c>colour-difference</c>, <c>no-discount</c>, <c>archived</c>, or nothing for all that are kept.</param>
    /// <param name="after">Where the page before ended.</param>
    public static async Task<IResult> HandleAsync(Guid shop, string? q, string? state, string? category, string? after, int? limit, Actor actor, IShops shops, ShopDb db, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, ShopId.From(shop), Permissions.ReadProduct, ct) is not { } card)
        {
            return new GoodsShopNotFound().ToProblem();
        }

        if (Kept(db, card.Id, state, category) is not { } query)
        {
            return new ProductFilterUnknown("state").ToProblem();
        }

        var take = Math.Clamp(limit ?? 50, 1, Most);
        var rows = TitleSearch.Words(q ?? string.Empty).Count > 0
            ? await GoodsBook.FoundAsync(db, card.Id, query, q!, Skip(after), take + 1, ct)
            : await (after is { Length: > 0 } ? query.Where(p => string.Compare(p.Item, after) > 0) : query).OrderBy(p => p.Item).Take(take + 1).ToListAsync(ct);
        var next = rows.Count <= take ? null : TitleSearch.Words(q ?? string.Empty).Count > 0 ? Next(Skip(after) + take) : rows[take - 1].Item;
        var page = rows.Take(take).ToList();
        var flags = (await GoodsBook.CardsAsync(db, card.Id, page, ct)).Select(c => c.Flags).ToList();
        return Results.Json(new Answer([.. page.Select((p, i) => LineOf(p, flags[i]))], next, actor.Can(Permissions.EditProduct, card.Id), MayCount(actor, card.Id)), HouseJson.Options);
    }

    public static async Task<IResult> CountAsync(Guid shop, Actor actor, IShops shops, ShopDb db, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, ShopId.From(shop), Permissions.ReadProduct, ct) is not { } card)
        {
            return new GoodsShopNotFound().ToProblem();
        }

        var kept = db.Products.AsNoTracking().Where(p => p.ShopId == card.Id && !p.IsArchived);
        var categories = await kept.Where(p => p.Category != null).Select(p => p.Category!).Distinct().OrderBy(c => c).Take(200).ToListAsync(ct);
        return Results.Json(new Counts(await kept.Take(MostCounted).CountAsync(ct), await kept.Where(p => p.State == StockState.SoldOut).Take(MostCounted).CountAsync(ct), await kept.Where(p => p.State == StockState.Unlisted).Take(MostCounted).CountAsync(ct),
            await kept.Where(p => p.Marks!.Contains(ColourDifference)).Take(MostCounted).CountAsync(ct), await kept.Where(p => p.Marks!.Contains(NoDiscount)).Take(MostCounted).CountAsync(ct), await db.Products.AsNoTracking().Where(p => p.ShopId == card.Id && p.IsArchived).Take(MostCounted).CountAsync(ct), categories), HouseJson.Options);
    }

    /// <summary>The products of the list in any order; null where the state is none.</summary>
    public static IQueryable<Product>? Filter(ShopDb db, ShopId shop, string? q, string? state, string? category) =>
        Kept(db, shop, state, category) is { } query ? GoodsBook.Narrow(query, q ?? string.Empty) : null;

    private static IQueryable<Product>? Kept(ShopDb db, ShopId shop, string? state, string? category)
    {
        var isArchived = state == "archived";
        var all = db.Products.AsNoTracking().Where(p => p.ShopId == shop && p.IsArchived == isArchived);
        var query = state switch
        {
            "sold-out" => all.Where(p => p.State == StockState.SoldOut),
            "unlisted" => all.Where(p => p.State == StockState.Unlisted),
            "colour-difference" => all.Where(p => p.Marks!.Contains(ColourDifference)),
            "no-discount" => all.Where(p => p.Marks!.Contains(NoDiscount)),
            null or "" or "archived" => all,
            _ => null,
        };
        return category is { Length: > 0 } ? query?.Where(p => p.Category == category) : query;
    }

    public static bool MayCount(Actor actor, ShopId shop) => actor.Can(Permissions.EditStock, shop) || actor.Can(Permissions.EditProduct, shop);

    internal static Line LineOf(Product p, ProductFlags flags) => new(p.Item, p.Title, p.Code, p.Category, p.Price, flags, p.Quantity, p.IsListed, p.CountedAt, p.State, p.IsArchived, p.ChangedAt);

    private static int Skip(string? after) => int.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var skip) ? Math.Min(skip, Furthest) : 0;

    private static string? Next(int skip) => skip >= Furthest ? null : skip.ToString(CultureInfo.InvariantCulture);
}
