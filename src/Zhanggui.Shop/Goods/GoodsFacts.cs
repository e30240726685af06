using Microsoft.EntityFrameworkCore;
using NodaTime;
using Zhanggui.Facts;
using Zhanggui.Facts.Gathering;
using Zhanggui.Facts.Records;
using Zhanggui.Facts.Schema;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Money;
using Zhanggui.Shop.Deliveries;
using Zhanggui.Shop.Store;

namespace Zhanggui.Shop.Goods;

/// <summary>Products, counts of the period and regions as rows of the facts folder; what the folder has no column for goes beside the row.</summary>
internal sealed class GoodsFacts(RoomDbTools tools) : IFactsSource
{
    private const int AtOnce = 1000;

    public async Task GiveAsync(FactsWanted wanted, IFactsSink sink, CancellationToken ct)
    {
        await using var db = new ShopDb(tools);
        if (wanted.Wants(FactsFiles.Products.Name))
        {
            await ProductsAsync(db, wanted, sink, ct);
        }

        if (wanted.Wants(FactsFiles.Stock.Name))
        {
            await StockAsync(db, wanted, sink, ct);
        }

        if (wanted.Wants(FactsFiles.Delivery.Name))
        {
            foreach (var d in await db.Deliveries.AsNoTracking().Where(d => d.ShopId == wanted.Shop).OrderBy(d => d.RegionKey).Take(DeliveryBook.Most).ToListAsync(ct))
            {
                sink.Add(FactsFiles.Delivery, new DeliveryFact { Region = d.Region, Reached = d.IsReached, Days = d.Days, Courier = d.Courier, Surcharge = d.Surcharge is { } fen ? new Fen(fen) : null });
            }
        }
    }

    private static async Task ProductsAsync(ShopDb db, FactsWanted wanted, IFactsSink sink, CancellationToken ct)
    {
        var after = string.Empty;
        List<Product> rows;
        do
        {
            rows = await db.Products.AsNoTracking().Where(p => p.ShopId == wanted.Shop && string.Compare(p.Item, after) > 0).OrderBy(p => p.Item).Take(AtOnce).ToListAsync(ct);
            foreach (var p in rows)
            {
                var sheet = p.Sheet();
                var fact = new ProductFact { Item = p.Item, Title = p.Title, Price = p.Price is { } fen ? new Fen(fen) : null, Flags = FileWords.FlagsOf(sheet), Category = p.Category, Approved = FileWords.ApprovedOf(sheet) };
                sink.Add(FactsFiles.Products, fact, FileWords.MoreOf(sheet) is { Count: > 0 } more ? more : null);
            }

            after = rows.Count == 0 ? after : rows[^1].Item;
        }
        while (rows.Count == AtOnce);
    }

    private static async Task StockAsync(ShopDb db, FactsWanted wanted, IFactsSink sink, CancellationToken ct)
    {
        var (at, to, item) = (wanted.From - Duration.FromDays(1), wanted.To + Duration.FromDays(1), string.Empty);
        List<StockCount> rows;
        do
        {
            rows = await db.StockCounts.AsNoTracking().Where(s => s.ShopId == wanted.Shop && s.At < to && (s.At > at || (s.At == at && string.Compare(s.Item, item) > 0))).OrderBy(s => s.At).ThenBy(s => s.Item).Take(AtOnce).ToListAsync(ct);
            foreach (var s in rows)
            {
                sink.Add(FactsFiles.Stock, new StockFact { Item = s.Item, At = s.At, Quantity = (int?)s.Quantity, Listed = s.IsListed });
            }

            (at, item) = rows.Count == 0 ? (at, item) : (rows[^1].At, rows[^1].Item);
        }
        while (rows.Count == AtOnce);
    }
}
