using System.Globalization;
using Microsoft.AspNetCore.Http;
using NodaTime;
using NodaTime.Text;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Time;
using Zhanggui.Shop.Contracts;
using Zhanggui.Tables;

namespace Zhanggui.Orders.Sales;

/// <summary>The purchasing forecast of the next month: the report, the order lines behind a number, and the file (INV-02).</summary>
internal static class ReadForecast
{
    private const int MostLines = 200;

    internal sealed record Line(string Item, string? Title, IReadOnlyList<long> Sold, long Forecast, long? Stock, long? ToBuy, long Off, long Tried, int TriedMonths);

    /// <summary><paramref name="Off"/> of <paramref name="Tried"/> pieces were forecast wrongly over the last months; shares are left to whoever shows them.</summary>
    internal sealed record Answer(string Month, IReadOnlyList<string> Months, IReadOnlyList<Line> Lines, string? Next, int Items, long Forecast, long Off, long Tried, bool IsCut);

    internal sealed record SoldLine(string OrderId, Instant PaidAt, string? Title, long Quantity);

    internal sealed record SoldAnswer(string Item, string Month, IReadOnlyList<SoldLine> Lines, bool IsCut);

    public static async Task<IResult> HandleAsync(Guid shop, string? after, int? limit, Actor actor, OrderAccess access, ForecastReader reader, TimeProvider clock, CancellationToken ct)
    {
        if (await access.FindShopAsync(actor, shop, Permissions.ReadAllOrders, ct) is not { } card)
        {
            return new OrdersShopNotFound().ToProblem();
        }

        var report = await reader.ReadAsync(card, clock.GetCurrentInstant(), ct);
        var (skip, take) = (int.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var s) ? s : 0, Math.Clamp(limit ?? 100, 1, MostLines));
        var page = report.Lines.Skip(skip).Take(take).Select(l => new Line(l.Item, l.Title, l.Sold, l.Forecast, l.Stock, l.ToBuy, l.Error.Off, l.Error.Sold, l.Error.Months)).ToList();
        return Results.Json(new Answer(report.Month, report.Months, page, skip + take < report.Lines.Count ? (skip + take).ToString(CultureInfo.InvariantCulture) : null, report.Lines.Count, report.Forecast, report.Error.Off, report.Error.Sold, report.IsCut), HouseJson.Options);
    }

    public static async Task<IResult> LinesAsync(Guid shop, string? item, string? month, Actor actor, OrderAccess access, ForecastReader reader, CancellationToken ct)
    {
        if (await access.FindShopAsync(actor, shop, Permissions.ReadAllOrders, ct) is not { } card)
        {
            return new OrdersShopNotFound().ToProblem();
        }

        if (YearMonthPattern.Iso.Parse(month ?? string.Empty) is not { Success: true, Value: { Year: >= 2000 and < 2200 } } asked || string.IsNullOrEmpty(item))
        {
            return new OrderFilterUnknown(string.IsNullOrEmpty(item) ? "item" : "month").ToProblem();
        }

        var lines = await reader.LinesAsync(card, item, asked.Value, MostLines, ct);
        return Results.Json(new SoldAnswer(item, month!, [.. lines.Select(l => new SoldLine(l.Order, Instant.FromUnixTimeMilliseconds(l.PaidAt), l.Title, l.Pieces))], lines.Count == MostLines), HouseJson.Options);
    }

    public static async Task<IResult> ExportAsync(Guid shop, HttpContext http, Actor actor, OrderAccess access, ForecastReader reader, TimeProvider clock, CancellationToken ct)
    {
        if (await access.FindShopAsync(actor, shop, Permissions.ExportOrders, ct) is not { } card)
        {
            return new OrdersShopNotFound().ToProblem();
        }

        var report = await reader.ReadAsync(card, clock.GetCurrentInstant(), ct);
        var isZh = Problems.WantsChinese(http);
        using var stream = new MemoryStream();
        Write(stream, report, isZh);
        return Results.File(stream.ToArray(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", $"{(isZh ? "采购预估" : "purchasing-forecast")}-{card.Name}-{report.Month}.xlsx");
    }

    private static void Write(Stream stream, ForecastReport report, bool isZh)
    {
        using var book = new XlsxWriter(stream);
        string Of(string zh, string en) => isZh ? zh : en;
        XlsxColumn[] columns =
        [
            new(Of("商品ID", "Item"), 18), new(Of("商品", "Product"), 44), .. report.Months.Select(m => new XlsxColumn(m, 10)),
            new(Of($"{report.Month} 预估件数", $"Forecast of {report.Month}"), 14), new(Of("现有库存", "In stock"), 12), new(Of("建议采购", "To buy"), 12), new(Of("往月误差件数", "Pieces off in past months"), 14), new(Of("试算月份的销量", "Sold in those months"), 14),
        ];
        book.BeginSheet(Of("采购预估", "forecast"), columns);
        foreach (var line in report.Lines)
        {
            book.BeginRow();
            book.Text(line.Item);
            book.Text(line.Title);
            foreach (var pieces in line.Sold)
            {
                book.Number(pieces);
            }

            book.Number(line.Forecast);
            Number(line.Stock);
            Number(line.ToBuy);
            Number(line.Error.Months > 0 ? line.Error.Off : null);
            Number(line.Error.Months > 0 ? line.Error.Sold : null);
        }

        void Number(long? value)
        {
            if (value is { } number)
            {
                book.Number(number);
            }
            else
            {
                book.Text(null);
            }
        }
    }
}
