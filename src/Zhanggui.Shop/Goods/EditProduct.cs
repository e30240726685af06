using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.People.Contracts;
using Zhanggui.Shop.Contracts;
using Zhanggui.Shop.Offers;
using Zhanggui.Shop.Store;

namespace Zhanggui.Shop.Goods;

/// <summary>Makes, edits, counts, archives and restores products; every act is a row of the history, and an edit can be taken back.</summary>
internal static class EditProduct
{
    private const long MostPieces = 1_000_000_000;

    internal sealed record MakeRequest(Guid Shop, string? Item, ProductSheet? Sheet);

    /// <summary><paramref name="Version"/> is what the editor saw; the whole sheet is given.</summary>
    internal sealed record Request(Guid Shop, long Version, ProductSheet? Sheet);

    internal sealed record CountRequest(Guid Shop, long? Quantity, bool? IsListed);

    internal sealed record ActRequest(Guid Shop);

    public static async Task<IResult> MakeAsync(MakeRequest request, Actor actor, IShops shops, ShopDb db, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, ShopId.From(request.Shop), Permissions.EditProduct, ct) is not { } shop)
        {
            return new GoodsShopNotFound().ToProblem();
        }

        var item = request.Item?.Trim() ?? string.Empty;
        if (item.Length is 0 or > SheetRules.LongestItem)
        {
            return new ProductItemWrong(SheetRules.LongestItem).ToProblem();
        }

        var sheet = SheetRules.Tidy(request.Sheet ?? new ProductSheet());
        if (SheetRules.Check(sheet) is { } wrong)
        {
            return wrong.ToProblem();
        }

        try
        {
            var made = await db.InTransactionAsync(async () =>
            {
                if (await db.Products.AnyAsync(p => p.ShopId == shop.Id && p.Item == item, ct))
                {
                    return null;
                }

                var product = new Product { ShopId = shop.Id, Item = item, ChangedAt = db.Now };
                product.Write(sheet);
                if (await db.StockCounts.AsNoTracking().Where(s => s.ShopId == shop.Id && s.Item == item).OrderByDescending(s => s.At).FirstOrDefaultAsync(ct) is { } latest)
                {
                    product.Count(latest.At, latest.Quantity, latest.IsListed);
                }

                db.Products.Add(product);
                GoodsBook.Note(db, shop.Id, item, actor.Person, "made", []);
                ShopFeed.Tell(db, new GoodsChanged(shop.Id, [item]));
                return product;
            }, ct);
            return made is null ? new ProductItemKnown().ToProblem() : Results.Json(await ReadProduct.CardAsync(made, actor, db, ct), HouseJson.Options);
        }
        catch (DbUpdateException)
        {
            return new ProductItemKnown().ToProblem(); // somebody made it at the same moment
        }
    }

    public static Task<IResult> HandleAsync(string item, Request request, Actor actor, IShops shops, ShopDb db, CancellationToken ct)
    {
        var sheet = SheetRules.Tidy(request.Sheet ?? new ProductSheet());
        return ActAsync(request.Shop, item, Permissions.EditProduct, actor, shops, db, product =>
        {
            if (product.Version != request.Version)
            {
                return new ProductChangedMeanwhile();
            }

            if (SheetRules.Check(sheet) is { } wrong)
            {
                return wrong;
            }

            if (SheetRules.Between(product.Sheet(), sheet) is { Count: > 0 } fields)
            {
                product.Write(sheet);
                GoodsBook.Note(db, product.ShopId, item, actor.Person, "edited", fields);
            }

            return null;
        }, ct);
    }

    public static async Task<IResult> UndoAsync(string item, Guid change, ActRequest request, Actor actor, IShops shops, ShopDb db, CancellationToken ct)
    {
        var shop = ShopId.From(request.Shop);
        return await LockedAsync(request.Shop, item, Permissions.EditProduct, actor, shops, db, async product =>
        {
            if (await db.ProductChanges.SingleOrDefaultAsync(c => c.Id == change && c.ShopId == shop && c.Item == item, ct) is not { } undone || undone.Act is "made" or "archived" or "restored" or "counted")
            {
                return new ProductChangeNotFound();
            }

            var fields = ReadProduct.FieldsOf(undone);
            if (undone.IsUndone || SheetRules.Undo(product.Sheet(), fields) is not { } sheet)
            {
                return new ProductCannotUndo();
            }

            product.Write(sheet);
            undone.IsUndone = true;
            GoodsBook.Note(db, shop, item, actor.Person, "undone", [.. fields.Select(f => new FieldChange(f.Field, f.After?.DeepClone(), f.Before?.DeepClone()))]);
            return null;
        }, ct);
    }

    /// <summary>Counted now: stock, or whether it is listed; what is left out stays.</summary>
    public static async Task<IResult> CountAsync(string item, CountRequest request, Actor actor, IShops shops, ShopDb db, CancellationToken ct)
    {
        if (request.Quantity is < 0 or > MostPieces || (request.Quantity is null && request.IsListed is null))
        {
            return new StockQuantityWrong().ToProblem();
        }

        var right = actor.Can(Permissions.EditStock, ShopId.From(request.Shop)) ? Permissions.EditStock : Permissions.EditProduct;
        return await LockedAsync(request.Shop, item, right, actor, shops, db, async product =>
        {
            var (quantity, isListed) = (request.Quantity ?? product.Quantity, request.IsListed ?? product.IsListed);
            var fields = Counted(product, quantity, isListed);
            if (fields.Count == 0 && product.CountedAt is not null)
            {
                return null;
            }

            var now = db.Now;
            product.Count(NodaTime.Instant.Max(now, product.CountedAt ?? now), quantity, isListed);
            if (await db.StockCounts.SingleOrDefaultAsync(s => s.ShopId == product.ShopId && s.Item == item && s.At == now, ct) is { } same)
            {
                (same.Quantity, same.IsListed, same.PersonId) = (quantity, isListed, actor.Person);
            }
            else
            {
                db.StockCounts.Add(new StockCount { ShopId = product.ShopId, Item = item, At = now, Quantity = quantity, IsListed = isListed, PersonId = actor.Person });
            }

            GoodsBook.Note(db, product.ShopId, item, actor.Person, "counted", fields);
            return null;
        }, ct);
    }

    public static Task<IResult> ArchiveAsync(string item, ActRequest request, Actor actor, IShops shops, ShopDb db, CancellationToken ct) => SetArchivedAsync(item, request, true, actor, shops, db, ct);

    public static Task<IResult> RestoreAsync(string item, ActRequest request, Actor actor, IShops shops, ShopDb db, CancellationToken ct) => SetArchivedAsync(item, request, false, actor, shops, db, ct);

    private static Task<IResult> SetArchivedAsync(string item, ActRequest request, bool isArchived, Actor actor, IShops shops, ShopDb db, CancellationToken ct) =>
        ActAsync(request.Shop, item, Permissions.EditProduct, actor, shops, db, product =>
        {
            if (product.IsArchived != isArchived)
            {
                product.IsArchived = isArchived;
                GoodsBook.Note(db, product.ShopId, item, actor.Person, isArchived ? "archived" : "restored", []);
            }

            return null;
        }, ct);

    private static List<FieldChange> Counted(Product product, long? quantity, bool? isListed) =>
    [
        .. product.Quantity == quantity ? Array.Empty<FieldChange>() : [new FieldChange("quantity", product.Quantity, quantity)],
        .. product.IsListed == isListed ? Array.Empty<FieldChange>() : [new FieldChange("isListed", product.IsListed, isListed)],
    ];

    private static Task<IResult> ActAsync(Guid shop, string item, string right, Actor actor, IShops shops, ShopDb db, Func<Product, Refusal?> act, CancellationToken ct) =>
        LockedAsync(shop, item, right, actor, shops, db, product => Task.FromResult(act(product)), ct);

    private static async Task<IResult> LockedAsync(Guid shop, string item, string right, Actor actor, IShops shops, ShopDb db, Func<Product, Task<Refusal?>> act, CancellationToken ct)
    {
        var found = await ReadProduct.FindAsync(shop, item, right, actor, shops, db, ct);
        if (found.Refusal is { } no)
        {
            return no.ToProblem();
        }

        var id = found.Value.ShopId;
        Product product = found.Value;
        var refused = await db.InTransactionAsync<Refusal?>(async () =>
        {
            // The lock of the row is taken first: whoever comes second sees what the first has done.
            await db.Products.Where(p => p.ShopId == id && p.Item == item).ExecuteUpdateAsync(set => set.SetProperty(p => p.Version, p => p.Version), ct);
            product = await db.Products.SingleAsync(p => p.ShopId == id && p.Item == item, ct);
            if (await act(product) is { } wrong)
            {
                db.ChangeTracker.Clear();
                return wrong;
            }

            if (db.ChangeTracker.HasChanges())
            {
                (product.ChangedAt, product.Version) = (db.Now, product.Version + 1);
                ShopFeed.Tell(db, new GoodsChanged(id, [item]));
            }

            return null;
        }, ct);
        return refused is not null ? refused.ToProblem() : Results.Json(await ReadProduct.CardAsync(product, actor, db, ct), HouseJson.Options);
    }
}
