using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Shop.Contracts;
using Zhanggui.Shop.Store;

namespace Zhanggui.Shop.Goods;

/// <summary>Finds products for other rooms.</summary>
internal sealed class GoodsBook(RoomDbTools tools) : IGoods
{
    private const int MostAsked = 500;
    private const int MostFound = 100;

    public async Task<ProductCard?> FindAsync(ShopId shop, string item, CancellationToken ct)
    {
        await using var db = new ShopDb(tools);
        var found = await db.Products.AsNoTracking().SingleOrDefaultAsync(p => p.ShopId == shop && p.Item == item, ct)
            ?? await db.Products.AsNoTracking().Where(p => p.ShopId == shop && p.Code == item).OrderBy(p => p.IsArchived).ThenBy(p => p.Item).FirstOrDefaultAsync(ct);
        return found is null ? null : (await CardsAsync(db, shop, [found], ct))[0];
    }

    public async Task<IReadOnlyDictionary<string, ProductCard>> FindManyAsync(ShopId shop, IReadOnlyCollection<string> items, CancellationToken ct)
    {
        await using var db = new ShopDb(tools);
        var asked = items.Distinct(StringComparer.Ordinal).Take(MostAsked).ToList();
        var found = await db.Products.AsNoTracking().Where(p => p.ShopId == shop && asked.Contains(p.Item)).ToListAsync(ct);
        return (await CardsAsync(db, shop, found, ct)).ToDictionary(c => c.Item, StringComparer.Ordinal);
    }

    public async Task<IReadOnlyList<ProductCard>> SearchAsync(ShopId shop, string words, int most, CancellationToken ct)
    {
        if (TitleSearch.Words(words).Count == 0)
        {
            return [];
        }

        await using var db = new ShopDb(tools);
        var found = await FoundAsync(db, shop, db.Products.AsNoTracking().Where(p => p.ShopId == shop && !p.IsArchived), words, 0, Math.Clamp(most, 1, MostFound), ct);
        return await CardsAsync(db, shop, found, ct);
    }

    public static IQueryable<Product> Narrow(IQueryable<Product> query, string words) =>
        TitleSearch.Words(words).Aggregate(query, (found, word) => found.Where(p => p.SearchText.Contains(word)));

    /// <summary>Titles that begin with the first word come first. Which rows is answered by the index alone; the documents of the page are read after it.</summary>
    public static async Task<List<Product>> FoundAsync(ShopDb db, ShopId shop, IQueryable<Product> query, string words, int skip, int take, CancellationToken ct)
    {
        var begin = TitleSearch.Words(words)[0];
        var items = await Narrow(query, words).OrderBy(p => p.SearchText.StartsWith(begin) ? 0 : 1).ThenBy(p => p.Item).Select(p => p.Item).Skip(skip).Take(take).ToListAsync(ct);
        var rows = await db.Products.AsNoTracking().Where(p => p.ShopId == shop && items.Contains(p.Item)).ToDictionaryAsync(p => p.Item, StringComparer.Ordinal, ct);
        return [.. items.Select(rows.GetValueOrDefault).OfType<Product>()];
    }

    public static async Task<IReadOnlyList<ProductCard>> CardsAsync(ShopDb db, ShopId shop, IReadOnlyList<Product> products, CancellationToken ct)
    {
        var names = products.Select(p => p.Category).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var rules = names.Count == 0 ? [] : await db.Categories.AsNoTracking().Where(c => c.ShopId == shop && names.Contains(c.Name)).ToDictionaryAsync(c => c.Name, StringComparer.Ordinal, ct);
        return [.. products.Select(p => p.Card(p.Category is { } name ? rules.GetValueOrDefault(name) : null))];
    }

    public static void Note(ShopDb db, ShopId shop, string item, PersonId? by, string act, IReadOnlyList<FieldChange> fields) =>
        db.ProductChanges.Add(new ProductChange { Id = db.Fresh(), ShopId = shop, Item = item, At = db.Now, PersonId = by, Act = act, Fields = JsonSerializer.Serialize(fields, HouseJson.Options) });
}
