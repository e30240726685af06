using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Money;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;
using Zhanggui.Tables;

namespace Zhanggui.Orders.Sales;

/// <summary>The sales sheet, or where it and the shipping sheets differ, as a file: the same readers as the screen.</summary>
internal static class ExportSales
{
    private static readonly (string Zh, string En, double Width)[] Sheet =
    [
        ("客服", "Agent", 14), ("付款时间", "Paid at", 19), ("订单编号", "Order", 22), ("产品", "Product", 40), ("规格", "Variant", 20), ("商家编码", "Code", 16), ("数量", "Quantity", 8), ("金额", "Amount", 12), ("退款", "Refunded", 12),
        ("多人分时本人的部分", "Own part of a shared order", 16), ("备注", "Remark", 40), ("发货时间", "Shipped at", 19), ("运单号", "Waybill", 24),
    ];

    private static readonly (string Zh, string En, double Width)[] Comparison =
        [("客服", "Agent", 14), ("结果", "Result", 16), ("订单编号", "Order", 22), ("产品", "Product", 40), ("卖出", "Sold", 8), ("发货", "Shipped", 8), ("付款时间", "Paid at", 19), ("发货时间", "Shipped at", 19), ("运单号", "Waybill", 24)];

    private static readonly Dictionary<string, (string Zh, string En)> Words = new(StringComparer.Ordinal)
    {
        [Reconciling.NotShipped] = ("卖出未发货", "sold, not shipped"),
        [Reconciling.ShippedNotSold] = ("发货没有销售", "shipped, not sold"),
        [Reconciling.Quantity] = ("数量不符", "quantity differs"),
        [Reconciling.Item] = ("产品不符", "item differs"),
    };

    public static async Task<IResult> HandleAsync(Guid shop, string? month, string? person, string? what, string? kind, string? format, HttpContext http, Actor actor, OrderAccess access, SalesReader reader, IPeople people, OrdersOptions options, Database database, TimeProvider clock, CancellationToken ct)
    {
        var wish = await ReadSales.WishAsync(shop, month, person, actor, access, ct);
        if (wish.Refusal is { } no)
        {
            return no.ToProblem();
        }

        var (card, whose) = (wish.Value.Shop, wish.Value.Person);
        if (whose != actor.Person && !actor.Can(Permissions.ExportOrders, card.Id))
        {
            return new OrdersShopNotFound().ToProblem();
        }

        var now = clock.GetCurrentInstant();
        await database.WriteAsync(async (c, t) =>
        {
            await AuditStore.InsertAsync(c, t, NewId.Create(clock), now.ToUnixTimeMilliseconds(), new AuditEntry(actor.Organisation, card.Id, actor.Person, "orders.sales.export", "shop", card.Id.ToString(), After: new { month, person, what }), ct);
            return 0;
        }, ct);
        if (http.Features.Get<IHttpBodyControlFeature>() is { } body)
        {
            body.AllowSynchronousIO = true; // the writers work synchronously
        }

        var (isCsv, isZh, isComparison) = (format == "csv", Problems.WantsChinese(http), what == "differences");
        var rows = isComparison ? DifferencesAsync(wish.Value, kind, reader, isZh, ct) : LinesAsync(wish.Value, reader, options.ExportRows, ct);
        var columns = isComparison ? Comparison : Sheet;
        var title = isComparison ? (isZh ? "销售发货核对" : "sales-and-shipping") : (isZh ? "个人销售表" : "sales-sheet");
        var name = $"{title}-{(whose is { } p ? (await people.FindAsync(p, ct))?.Name : card.Name)}-{wish.Value.Month}.{(isCsv ? "csv" : "xlsx")}";
        return Results.Stream(stream => isCsv ? CsvAsync(stream, columns, rows, isZh, card.TimeZone, ct) : XlsxAsync(stream, title, columns, rows, isZh, card.TimeZone, ct),
            isCsv ? "text/csv; charset=utf-8" : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", name);
    }

    /// <summary>Cells are texts, whole numbers, amounts or instants.</summary>
    private static async IAsyncEnumerable<object?[]> LinesAsync(SalesWish wish, SalesReader reader, int most, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        (long, string)? after = null;
        for (var left = most; left > 0;)
        {
            var sold = await reader.NextAsync(wish, after, SalesReader.OrdersAtOnce, ct);
            foreach (var l in sold.SelectMany(SalesReader.Lines))
            {
                yield return [l.Person, l.PaidAt, l.OrderId, l.Title, l.Attributes, l.Code, l.Quantity, Fen(l.Amount), Fen(l.Refunded), Fen(l.Part), l.Remark, l.ShippedAt, l.Waybills];
                left--;
            }

            if (sold.Count < SalesReader.OrdersAtOnce)
            {
                yield break;
            }

            after = (sold[^1].Order.PlacedAt.ToUnixTimeMilliseconds(), sold[^1].Order.OrderId);
        }
    }

    private static async IAsyncEnumerable<object?[]> DifferencesAsync(SalesWish wish, string? kind, SalesReader reader, bool isZh, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var d in (await ReadSales.AllAsync(wish, reader, ct)).All.Where(d => string.IsNullOrEmpty(kind) || d.Kind == kind))
        {
            yield return [d.Person, isZh ? Words[d.Kind].Zh : Words[d.Kind].En, d.OrderId, d.Title, d.Sold, d.Shipped, d.PaidAt, d.ShippedAt, d.Waybills];
        }
    }

    private static object? Fen(long? fen) => fen is { } f ? new Fen(f) : null;

    private static async Task CsvAsync(Stream stream, (string Zh, string En, double Width)[] columns, IAsyncEnumerable<object?[]> rows, bool isZh, DateTimeZone zone, CancellationToken ct)
    {
        using var csv = new CsvWriter(stream);
        foreach (var (zh, en, _) in columns)
        {
            csv.Cell(isZh ? zh : en);
        }

        csv.EndRow();
        await foreach (var row in rows.WithCancellation(ct))
        {
            foreach (var cell in row)
            {
                csv.Cell(cell is Instant at ? at.InZone(zone).LocalDateTime.ToString("uuuu-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) : Convert.ToString(cell, CultureInfo.InvariantCulture));
            }

            csv.EndRow();
        }
    }

    private static async Task XlsxAsync(Stream stream, string title, (string Zh, string En, double Width)[] columns, IAsyncEnumerable<object?[]> rows, bool isZh, DateTimeZone zone, CancellationToken ct)
    {
        using var book = new XlsxWriter(stream);
        book.BeginSheet(title, [.. columns.Select(c => new XlsxColumn(isZh ? c.Zh : c.En, c.Width))]);
        await foreach (var row in rows.WithCancellation(ct))
        {
            book.BeginRow();
            foreach (var cell in row)
            {
                switch (cell)
                {
                    case Instant at:
                        book.DateTime(at.InZone(zone).LocalDateTime);
                        break;
                    case Fen fen:
                        book.Money(fen.Value);
                        break;
                    case long number:
                        book.Number(number);
                        break;
                    default:
                        book.Text(cell as string);
                        break;
                }
            }
        }
    }
}
