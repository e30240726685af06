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
using Zhanggui.Tables;

namespace Zhanggui.Orders.Orders;

/// <summary>What the list shows as a file, for a spreadsheet: the same filter, the same figures, times in the shop's zone.</summary>
internal static class ExportOrders
{
    private const int Page = 2000;
    private const double KeptWidth = 18;
    private static readonly IReadOnlyDictionary<string, string> NoCells = new Dictionary<string, string>(StringComparer.Ordinal);
    private static readonly IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Nothing = new Dictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.Ordinal);

    private sealed record Exported(OrderRow Order, IReadOnlyDictionary<string, string> Kept);

    private static readonly (string Header, double Width)[] Columns =
    [
        ("订单编号", 22), ("买家", 16), ("订单状态", 22), ("下单时间", 19), ("付款时间", 19), ("发货时间", 19), ("确认收货时间", 19), ("应付总额", 12), ("邮费", 10), ("实付金额", 12), ("退款金额", 12),
        ("宝贝标题", 40), ("数量", 8), ("买家留言", 30), ("商家备注", 30), ("旗帜", 8), ("归属", 12), ("归属依据", 14),
    ];

    public static async Task<IResult> HandleAsync(Guid shop, string? format, HttpContext http, Actor actor, OrderAccess access, OrderReader reader, OrdersOptions options, Database database, TimeProvider clock, CancellationToken ct)
    {
        var filter = await ListOrders.FilterAsync(shop, http, actor, access, ct);
        if (filter.Refusal is { } no)
        {
            return no.ToProblem();
        }

        if (await access.FindShopAsync(actor, shop, Permissions.ExportOrders, ct) is not { } card)
        {
            return new OrdersShopNotFound().ToProblem();
        }

        var now = clock.GetCurrentInstant();
        await database.WriteAsync(async (c, t) =>
        {
            await AuditStore.InsertAsync(c, t, NewId.Create(clock), now.ToUnixTimeMilliseconds(),
                new AuditEntry(actor.Organisation, card.Id, actor.Person, "orders.order.export", "shop", card.Id.ToString(), After: new { filter = http.Request.QueryString.Value }), ct);
            return 0;
        }, ct);
        var isCsv = format == "csv";
        var name = $"订单-{card.Name}-{now.InZone(card.TimeZone).Date.ToString("uuuuMMdd", CultureInfo.InvariantCulture)}.{(isCsv ? "csv" : "xlsx")}";
        // The writers work synchronously; rows come page by page, so the file is never gathered.
        if (http.Features.Get<IHttpBodyControlFeature>() is { } body)
        {
            body.AllowSynchronousIO = true;
        }

        var kept = await KeptColumns.NamesAsync(database, card.Id, ct);
        var rows = AllAsync(filter.Value, reader, options, card.Id, kept.Count > 0 ? database : null, ct);
        return Results.Stream(stream => isCsv ? CsvAsync(stream, rows, kept, card.TimeZone, ct) : XlsxAsync(stream, rows, kept, card.TimeZone, ct),
            isCsv ? "text/csv; charset=utf-8" : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", name);
    }

    private static async Task CsvAsync(Stream stream, IAsyncEnumerable<Exported> rows, IReadOnlyList<string> kept, DateTimeZone zone, CancellationToken ct)
    {
        using var csv = new CsvWriter(stream);
        foreach (var header in Columns.Select(c => c.Header).Concat(kept))
        {
            csv.Cell(header);
        }

        csv.EndRow();
        await foreach (var (o, cells) in rows.WithCancellation(ct))
        {
            foreach (var cell in (string?[])[o.OrderId, o.Buyer, o.StatusSaid, Time(o.PlacedAt, zone), Time(o.PaidAt, zone), Time(o.ShippedAt, zone), Time(o.SignedAt, zone), Money(o.Amount), Money(o.Postage), Money(o.Paid), Money(o.Refunded),
                o.Title, o.Quantity?.ToString(CultureInfo.InvariantCulture), o.BuyerMessage, o.SellerNote, o.Flag, o.Credit?.Names, o.Credit?.Basis, .. kept.Select(cells.GetValueOrDefault)])
            {
                csv.Cell(cell);
            }

            csv.EndRow();
        }
    }

    private static async Task XlsxAsync(Stream stream, IAsyncEnumerable<Exported> rows, IReadOnlyList<string> kept, DateTimeZone zone, CancellationToken ct)
    {
        using var book = new XlsxWriter(stream);
        book.BeginSheet("订单", [.. Columns.Select(c => new XlsxColumn(c.Header, c.Width)), .. kept.Select(name => new XlsxColumn(name, KeptWidth))]);
        await foreach (var (o, cells) in rows.WithCancellation(ct))
        {
            book.BeginRow();
            book.Text(o.OrderId);
            book.Text(o.Buyer);
            book.Text(o.StatusSaid);
            foreach (var at in new[] { o.PlacedAt, o.PaidAt, o.ShippedAt, o.SignedAt })
            {
                book.DateTime(at?.InZone(zone).LocalDateTime);
            }

            foreach (var fen in new[] { o.Amount, o.Postage, o.Paid, o.Refunded })
            {
                book.Money(fen);
            }

            book.Text(o.Title);
            book.Number(o.Quantity);
            foreach (var text in (string?[])[o.BuyerMessage, o.SellerNote, o.Flag, o.Credit?.Names, o.Credit?.Basis, .. kept.Select(cells.GetValueOrDefault)])
            {
                book.Text(text);
            }
        }
    }

    private static async IAsyncEnumerable<Exported> AllAsync(OrderFilter filter, OrderReader reader, OrdersOptions options, ShopId shop, Database? kept, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        OrderRow? last = null;
        for (var left = options.ExportRows; left > 0;)
        {
            var rows = await reader.ListAsync(last is null ? filter : filter.Continued(last.SortValue(filter.Sort), last.OrderId), Math.Min(Page, left), ct);
            var cells = kept is null || rows.Count == 0 ? Nothing : await KeptColumns.OfOrdersAsync(kept, shop, rows, ct);
            foreach (var row in rows)
            {
                yield return new Exported(row, cells.GetValueOrDefault(row.OrderId) ?? NoCells);
            }

            left -= rows.Count;
            if (rows.Count < Page)
            {
                yield break;
            }

            last = rows[^1];
        }
    }

    private static string? Time(Instant? at, DateTimeZone zone) => at?.InZone(zone).LocalDateTime.ToString("uuuu-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static string? Money(long? fen) => fen is { } f ? new Fen(f).ToString() : null;
}
