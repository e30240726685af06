using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.People.Contracts;
using Zhanggui.Shop.Contracts;
using Zhanggui.Shop.Store;

namespace Zhanggui.Shop.Goods;

/// <summary>The page of one product, and everything that was changed of it.</summary>
internal static class ReadProduct
{
    private const int Page = 50;

    internal sealed record Partner(string Item, string? Title, long? Price, StockState? State);

    internal sealed record Card(string Item, ProductSheet Sheet, ProductFlags Flags, bool? CategorySevenDayReturn, bool? CategoryFreeShipping, string? CategoryNote,
        long? Quantity, bool? IsListed, Instant? CountedAt, StockState State, bool IsArchived, Instant ChangedAt, long Version, IReadOnlyList<Partner> Partners, bool MayEdit, bool MayCount);

    internal sealed record Change(Guid Id, Instant At, string? By, string Act, IReadOnlyList<FieldChange> Fields, bool IsUndone, bool MayUndo);

    internal sealed record History(IReadOnlyList<Change> Changes, string? Next);

    public static async Task<IResult> HandleAsync(Guid shop, string item, Actor actor, IShops shops, ShopDb db, CancellationToken ct)
    {
        var found = await FindAsync(shop, item, Permissions.ReadProduct, actor, shops, db, ct);
        return found.Refusal is { } no ? no.ToProblem() : Results.Json(await CardAsync(found.Value, actor, db, ct), HouseJson.Options);
    }

    public static async Task<IResult> HistoryAsync(Guid shop, string item, string? after, Actor actor, IShops shops, IPeople people, ShopDb db, CancellationToken ct)
    {
        var found = await FindAsync(shop, item, Permissions.ReadProduct, actor, shops, db, ct);
        if (found.Refusal is { } no)
        {
            return no.ToProblem();
        }

        var query = db.ProductChanges.AsNoTracking().Where(c => c.ShopId == found.Value.ShopId && c.Item == found.Value.Item);
        if (after?.Split('.') is [var ms, var id] && long.TryParse(ms, System.Globalization.CultureInfo.InvariantCulture, out var at) && at is > 0 and < 253_402_300_800_000 && Guid.TryParse(id, out var guid))
        {
            var before = Instant.FromUnixTimeMilliseconds(at);
            query = query.Where(c => c.At < before || (c.At == before && c.Id.CompareTo(guid) < 0));
        }

        var rows = await query.OrderByDescending(c => c.At).ThenByDescending(c => c.Id).Take(Page).ToListAsync(ct);
        var names = await people.FindManyAsync([.. rows.Select(r => r.PersonId).OfType<PersonId>().Distinct()], ct);
        var mayEdit = actor.Can(Permissions.EditProduct, found.Value.ShopId);
        return Results.Json(new History(
            [.. rows.Select(r => new Change(r.Id, r.At, r.PersonId is { } p ? names.GetValueOrDefault(p)?.Name : null, r.Act, FieldsOf(r), r.IsUndone, mayEdit && !r.IsUndone && r.Act is "edited" or "imported" or "undone"))],
            rows.Count == Page ? $"{rows[^1].At.ToUnixTimeMilliseconds()}.{rows[^1].Id}" : null), HouseJson.Options);
    }

    public static IReadOnlyList<FieldChange> FieldsOf(ProductChange change) => JsonSerializer.Deserialize<List<FieldChange>>(change.Fields, HouseJson.Options) ?? [];

    /// <summary>A product of a shop in which the actor may do this.</summary>
    public static async Task<Outcome<Product>> FindAsync(Guid shop, string item, string act, Actor actor, IShops shops, ShopDb db, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, ShopId.From(shop), act, ct) is not { } card)
        {
            return new GoodsShopNotFound();
        }

        return await db.Products.AsNoTracking().SingleOrDefaultAsync(p => p.ShopId == card.Id && p.Item == item, ct) is { } product ? product : new ProductNotFound();
    }

    public static async Task<Card> CardAsync(Product product, Actor actor, ShopDb db, CancellationToken ct)
    {
        var sheet = product.Sheet();
        var category = product.Category is { } name ? await db.Categories.AsNoTracking().SingleOrDefaultAsync(c => c.ShopId == product.ShopId && c.Name == name, ct) : null;
        var asked = sheet.Partners?.ToList() ?? [];
        var partners = asked.Count == 0 ? [] : await db.Products.AsNoTracking().Where(p => p.ShopId == product.ShopId && asked.Contains(p.Item)).ToDictionaryAsync(p => p.Item, StringComparer.Ordinal, ct);
        return new Card(product.Item, sheet, Product.Flags(sheet, category), category?.SevenDayReturn, category?.FreeShipping, category?.Note, product.Quantity, product.IsListed, product.CountedAt, product.State, product.IsArchived, product.ChangedAt, product.Version,
            [.. asked.Select(i => partners.GetValueOrDefault(i) is { } p ? new Partner(i, p.Title, p.Price, p.State) : new Partner(i, null, null, null))],
            actor.Can(Permissions.EditProduct, product.ShopId), ListProducts.MayCount(actor, product.ShopId));
    }
}
