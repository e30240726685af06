using Microsoft.EntityFrameworkCore;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Shop.Contracts;
using Zhanggui.Shop.Deliveries;
using Zhanggui.Shop.Offers;
using Zhanggui.Shop.Store;

namespace Zhanggui.Shop.Goods;

/// <summary>Keeps what files bring: products by item, counts by item and time, delivery by region. Equal rows are left alone, changed ones stay in the history.</summary>
internal sealed class GoodsIntake(RoomDbTools tools) : IGoodsIntake
{
    private const int AtOnce = 400;

    public Refusal? Refuse(ProductRow row) => row.Item.Trim().Length is 0 or > SheetRules.LongestItem ? new ProductItemWrong(SheetRules.LongestItem) : SheetRules.Check(FileWords.Apply(new ProductSheet(), row));

    public Refusal? Refuse(DeliveryRow row) => DeliveryRules.Check(row);

    public Task<GoodsCounts> TakeProductsAsync(ShopId shop, IReadOnlyList<ProductRow> rows, PersonId? by, CancellationToken ct) =>
        EachAsync(rows, async (db, some) =>
        {
            var known = await LoadAsync(db, shop, some.Select(r => r.Item), ct);
            var counts = await LatestAsync(db, shop, [.. some.Select(r => r.Item).Where(i => !known.ContainsKey(i))], ct);
            var (fresh, changed) = (0, 0);
            foreach (var row in some)
            {
                var isNew = !known.TryGetValue(row.Item, out var product);
                var before = product?.Sheet();
                var sheet = FileWords.Apply(before ?? new ProductSheet(), row);
                var fields = SheetRules.Between(before, sheet);
                if (!isNew && fields.Count == 0)
                {
                    continue;
                }

                product ??= Add(db, shop, row.Item, counts.GetValueOrDefault(row.Item));
                known[row.Item] = product;
                product.Write(sheet);
                (product.ChangedAt, product.Version) = (db.Now, product.Version + (isNew ? 0 : 1));
                GoodsBook.Note(db, shop, row.Item, by, isNew ? "made" : "imported", isNew ? [] : fields);
                _ = isNew ? fresh++ : changed++;
            }

            return new GoodsCounts(fresh, changed, some.Count - fresh - changed);
        }, shop, ct);

    public Task<GoodsCounts> TakeStockAsync(ShopId shop, IReadOnlyList<StockRow> rows, PersonId? by, CancellationToken ct) =>
        EachAsync(rows, async (db, some) =>
        {
            var items = some.Select(r => r.Item).Distinct(StringComparer.Ordinal).ToList();
            var products = await LoadAsync(db, shop, items, ct);
            var (from, to) = (some.Min(r => r.At), some.Max(r => r.At));
            var known = await db.StockCounts.Where(s => s.ShopId == shop && items.Contains(s.Item) && s.At >= from && s.At <= to).ToDictionaryAsync(s => (s.Item, s.At), ct);
            var (fresh, changed, touched) = (0, 0, new List<StockRow>());
            foreach (var row in some)
            {
                if (!known.TryGetValue((row.Item, row.At), out var count))
                {
                    known[(row.Item, row.At)] = new StockCount { ShopId = shop, Item = row.Item, At = row.At, Quantity = row.Quantity, IsListed = row.IsListed, PersonId = by };
                    db.StockCounts.Add(known[(row.Item, row.At)]);
                    fresh++;
                }
                else if ((count.Quantity, count.IsListed) != (row.Quantity ?? count.Quantity, row.IsListed ?? count.IsListed))
                {
                    (count.Quantity, count.IsListed, count.PersonId) = (row.Quantity ?? count.Quantity, row.IsListed ?? count.IsListed, by);
                    changed++;
                }
                else
                {
                    continue;
                }

                touched.Add(row);
                if (products.GetValueOrDefault(row.Item) is { } product)
                {
                    product.Count(row.At, row.Quantity ?? product.Quantity, row.IsListed ?? product.IsListed);
                }
            }

            if (touched.Count > 0)
            {
                db.Publish(new StockCounted(shop, [.. touched.Select(r => r.Item).Distinct(StringComparer.Ordinal)], touched.Min(r => r.At)), shop);
            }

            return new GoodsCounts(fresh, changed, some.Count - fresh - changed);
        }, shop, ct);

    public Task<GoodsCounts> TakeDeliveryAsync(ShopId shop, IReadOnlyList<DeliveryRow> rows, PersonId? by, CancellationToken ct) =>
        EachAsync([.. rows.Where(r => DeliveryRules.Check(r) is null)], async (db, some) =>
        {
            var keys = some.Select(r => Regions.KeyOf(r.Region)).ToList();
            var known = await db.Deliveries.Where(d => d.ShopId == shop && keys.Contains(d.RegionKey)).ToDictionaryAsync(d => d.RegionKey, StringComparer.Ordinal, ct);
            var (fresh, changed) = (0, 0);
            foreach (var row in some)
            {
                var key = Regions.KeyOf(row.Region);
                if (!known.TryGetValue(key, out var region))
                {
                    db.Deliveries.Add(known[key] = region = new DeliveryRegion { ShopId = shop, RegionKey = key, Region = row.Region, ChangedAt = db.Now, ChangedBy = by });
                    region.Take(row);
                    fresh++;
                }
                else if (region.Take(row))
                {
                    (region.ChangedAt, region.ChangedBy, region.Version) = (db.Now, by, region.Version + 1);
                    changed++;
                }
            }

            return new GoodsCounts(fresh, changed, some.Count - fresh - changed);
        }, shop, ct);

    /// <summary>In pieces, each in one transaction; rows of one key go one after another, so that the last holds.</summary>
    private async Task<GoodsCounts> EachAsync<TRow>(IReadOnlyList<TRow> rows, Func<ShopDb, IReadOnlyList<TRow>, Task<GoodsCounts>> take, ShopId shop, CancellationToken ct)
    {
        var all = default(GoodsCounts);
        foreach (var piece in rows.Chunk(AtOnce))
        {
            await using var db = new ShopDb(tools);
            var counts = await db.InTransactionAsync(async () =>
            {
                var taken = await take(db, piece);
                if (taken.New + taken.Changed > 0)
                {
                    ShopFeed.Tell(db, new GoodsChanged(shop, null));
                }

                return taken;
            }, ct);
            all = new GoodsCounts(all.New + counts.New, all.Changed + counts.Changed, all.Unchanged + counts.Unchanged);
        }

        return all;
    }

    private static Product Add(ShopDb db, ShopId shop, string item, StockCount? latest)
    {
        var product = new Product { ShopId = shop, Item = item, ChangedAt = db.Now };
        if (latest is not null)
        {
            product.Count(latest.At, latest.Quantity, latest.IsListed);
        }

        db.Products.Add(product);
        return product;
    }

    /// <summary>The rows to be changed, locked: an edit at the same moment waits.</summary>
    private static async Task<Dictionary<string, Product>> LoadAsync(ShopDb db, ShopId shop, IEnumerable<string> items, CancellationToken ct)
    {
        var asked = items.Distinct(StringComparer.Ordinal).ToList();
        await db.Products.Where(p => p.ShopId == shop && asked.Contains(p.Item)).ExecuteUpdateAsync(set => set.SetProperty(p => p.Version, p => p.Version), ct);
        return await db.Products.Where(p => p.ShopId == shop && asked.Contains(p.Item)).ToDictionaryAsync(p => p.Item, StringComparer.Ordinal, ct);
    }

    /// <summary>Counts that came before their product.</summary>
    private static async Task<Dictionary<string, StockCount>> LatestAsync(ShopDb db, ShopId shop, IReadOnlyList<string> items, CancellationToken ct) =>
        items.Count == 0 ? [] : (await db.StockCounts.AsNoTracking().Where(s => s.ShopId == shop && items.Contains(s.Item)).GroupBy(s => s.Item).Select(g => g.OrderByDescending(s => s.At).First()).ToListAsync(ct)).ToDictionary(s => s.Item, StringComparer.Ordinal);
}
