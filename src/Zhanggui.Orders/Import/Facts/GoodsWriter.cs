using NodaTime;
using Zhanggui.Facts;
using Zhanggui.Facts.Records;
using Zhanggui.Facts.Schema;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Orders.Store;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Orders.Import.Facts;

/// <summary>Gives products, counts and regions to Shop; what it does not take goes over to the chunk's refused rows.</summary>
internal sealed class GoodsWriter(IGoodsIntake goods, ImportRecord import)
{
    /// <summary>Stands for the time of the import in a stock sheet that says no time.</summary>
    public const string NoTime = "1970-01-01T00:00:00+00:00";

    public static bool Takes(string kind) => kind is FactKinds.Products or FactKinds.Stock or FactKinds.Delivery;

    public async Task<UpsertCounts> WriteAsync(Chunk chunk, FactsFile file, IReadOnlyList<FactRow> rows, CancellationToken ct)
    {
        var (products, stock, delivery) = (new List<ProductRow>(), new List<StockRow>(), new List<DeliveryRow>());
        foreach (var row in rows)
        {
            var read = new FactSetBuilder();
            file.Give(read, row.Cells, DateTimeZone.Utc, _ => { });
            var facts = read.Build();
            var refused = import.Mapping!.Kind switch
            {
                FactKinds.Products => Keep(products, Product(facts.Products[0], row.Unknown), goods.Refuse),
                FactKinds.Stock => Keep(stock, Count(facts.Stock[0]), _ => null),
                _ => Keep(delivery, Region(facts.Delivery[0]), goods.Refuse),
            };
            if (refused is not null)
            {
                chunk.Withdraw(row, RowProblem.Fact(refused.Code, refused.Field, refused.Zh, refused.En));
            }
        }

        var counts = import.Mapping!.Kind switch
        {
            FactKinds.Products => await goods.TakeProductsAsync(import.Shop, products, import.UploadedBy, ct),
            FactKinds.Stock => await goods.TakeStockAsync(import.Shop, stock, import.UploadedBy, ct),
            _ => await goods.TakeDeliveryAsync(import.Shop, delivery, import.UploadedBy, ct),
        };
        return new UpsertCounts(counts.New, counts.Changed, counts.Unchanged);
    }

    private static Refusal? Keep<T>(List<T> rows, T row, Func<T, Refusal?> refuse)
    {
        if (refuse(row) is { } no)
        {
            return no;
        }

        rows.Add(row);
        return null;
    }

    private static ProductRow Product(ProductFact fact, string? unknown) =>
        new(fact.Item, fact.Title, fact.Price, fact.Flags, fact.Category, fact.Approved, unknown is null ? null : UnknownCells.Read(unknown));

    private StockRow Count(StockFact fact) => new(fact.Item, fact.At == Instant.FromUnixTimeMilliseconds(0) ? import.UploadedAt : fact.At, fact.Quantity, fact.Listed);

    private static DeliveryRow Region(DeliveryFact fact) => new(fact.Region, fact.Reached, fact.Days, fact.Courier, fact.Surcharge);
}
