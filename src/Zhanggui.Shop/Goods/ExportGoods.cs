using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.People.Contracts;
using Zhanggui.Shop.Contracts;
using Zhanggui.Shop.Deliveries;
using Zhanggui.Shop.Store;
using Zhanggui.Tables;

namespace Zhanggui.Shop.Goods;

/// <summary>Products or regions as a workbook or CSV whose headers the import knows again.</summary>
internal static class ExportGoods
{
    private const int Most = 50_000;
    private const int AtOnce = 1000;
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private static readonly (string Header, double Width, Func<Product, ProductSheet, string?> Cell)[] Products =
    [
        ("宝贝ID", 18, (p, _) => p.Item), ("宝贝标题", 44, (p, _) => p.Title), ("一口价", 12, (p, _) => p.Price is { } fen ? new Kernel.Money.Fen(fen).ToString() : null), ("类目", 16, (p, _) => p.Category), ("服务标签", 28, (_, s) => FileWords.FlagsOf(s)),
        ("商家编码", 14, (_, s) => s.Code), ("卖点", 30, (_, s) => s.SellingPoints), ("特点", 30, (_, s) => s.Features), ("材质", 18, (_, s) => s.Material), ("工艺", 18, (_, s) => s.Craft), ("生产流程", 24, (_, s) => s.Process), ("规格", 24, (_, s) => s.Sizes),
        ("适合人群", 18, (_, s) => s.SuitableFor), ("产品系列", 18, (_, s) => s.AudienceLine), ("品牌话术", 24, (_, s) => s.BrandMessage), ("消费者保障", 24, (_, s) => s.Guarantees is { } g ? string.Join('、', g) : null), ("搭配商品", 20, (_, s) => s.Partners is { } g ? string.Join('、', g) : null),
    ];

    public static async Task<IResult> ProductsAsync(Guid shop, string? q, string? state, string? category, string? format, HttpContext http, Actor actor, IShops shops, ShopDb db, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, ShopId.From(shop), Permissions.ReadProduct, ct) is not { } card)
        {
            return new GoodsShopNotFound().ToProblem();
        }

        if (ListProducts.Filter(db, card.Id, q, state, category) is not { } query)
        {
            return new ProductFilterUnknown("state").ToProblem();
        }

        var rows = new List<IReadOnlyList<string?>>();
        var after = string.Empty;
        while (rows.Count < Most && await query.Where(p => string.Compare(p.Item, after) > 0).OrderBy(p => p.Item).Take(AtOnce).ToListAsync(ct) is { Count: > 0 } some)
        {
            foreach (var product in some)
            {
                var sheet = product.Sheet();
                rows.Add([.. Products.Select(c => c.Cell(product, sheet)), product.Quantity?.ToString(System.Globalization.CultureInfo.InvariantCulture), product.IsListed switch { true => "上架", false => "下架", _ => null }]);
            }

            after = some[^1].Item;
        }

        return File(format, $"商品-{card.Name}", [.. Products.Select(c => (c.Header, c.Width)), ("库存", 10), ("上架状态", 10)], rows);
    }

    public static async Task<IResult> DeliveryAsync(Guid shop, string? format, Actor actor, IShops shops, ShopDb db, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, ShopId.From(shop), Permissions.ReadProduct, ct) is not { } card)
        {
            return new GoodsShopNotFound().ToProblem();
        }

        var rows = await db.Deliveries.AsNoTracking().Where(d => d.ShopId == card.Id).OrderBy(d => d.RegionKey).Take(DeliveryBook.Most).ToListAsync(ct);
        return File(format, $"快递范围-{card.Name}", [("地区", 24), ("是否可达", 10), ("时效", 10), ("快递公司", 14), ("加价", 10), ("备注", 30)],
            rows.Select(d => (IReadOnlyList<string?>)[d.Region, d.IsReached switch { true => "到", false => "不到", _ => null }, d.Days, d.Courier, d.Surcharge is { } fen ? new Kernel.Money.Fen(fen).ToString() : null, d.Note]));
    }

    private static IResult File(string? format, string name, IReadOnlyList<(string Header, double Width)> columns, IEnumerable<IReadOnlyList<string?>> rows)
    {
        using var stream = new MemoryStream();
        if (format == "csv")
        {
            using (var csv = new CsvWriter(stream))
            {
                foreach (var row in rows.Prepend([.. columns.Select(c => c.Header)]))
                {
                    foreach (var cell in row)
                    {
                        csv.Cell(cell);
                    }

                    csv.EndRow();
                }
            }

            return Results.File(stream.ToArray(), "text/csv; charset=utf-8", $"{name}.csv");
        }

        using (var book = new XlsxWriter(stream))
        {
            book.BeginSheet(name.Split('-')[0], [.. columns.Select(c => new XlsxColumn(c.Header, c.Width))]);
            foreach (var row in rows)
            {
                book.BeginRow();
                foreach (var cell in row)
                {
                    book.Text(cell);
                }
            }
        }

        return Results.File(stream.ToArray(), Xlsx, $"{name}.xlsx");
    }
}
