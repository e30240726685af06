using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Money;
using Zhanggui.Kernel.Time;
using Zhanggui.Metrics.Cells;
using Zhanggui.Metrics.Reports;
using Zhanggui.Tables;

namespace Zhanggui.Metrics.Dealing;

/// <summary>The fairness report as a file: the lines of the screen, as one table or three sheets.</summary>
internal static class ExportDealing
{
    private static readonly (string Zh, string En, double Width)[] Columns =
    [
        ("按", "By", 10), ("班次／钟点", "Shift or hour", 14), ("客服", "Agent", 16), ("接待", "Received", 10), ("占比", "Share", 10), ("应得", "Due", 10), ("应占", "Due share", 10),
        ("多得", "More than due", 12), ("偏差", "Deviation", 10), ("成交金额", "Sales", 14), ("每个询单", "Per enquiry", 12),
    ];

    public static async Task<IResult> HandleAsync(Guid shop, string? from, string? to, string? format, HttpContext http, Actor actor, FigureAccess access, DealtShop dealt, ScopeNames names, Database database, TimeProvider clock, CancellationToken ct)
    {
        var read = await ReadDealing.OfAsync(shop, from, to, actor, access, dealt, ct);
        if (read.Refusal is { } no)
        {
            return no.ToProblem();
        }

        var (view, period, found) = read.Value;
        if (!actor.Can(Permissions.Export, view.Shop.Id) && view.Reach != Reach.Own)
        {
            return new MetricsShopNotFound().ToProblem();
        }

        await database.WriteAsync(async (c, t) =>
        {
            await AuditStore.InsertAsync(c, t, NewId.Create(clock), clock.GetCurrentInstant().ToUnixTimeMilliseconds(), new AuditEntry(actor.Organisation, view.Shop.Id, actor.Person, Permissions.Export, "shop", view.Shop.Id.ToString(), After: new { from, to, by = "dealing" }), ct);
            return 0;
        }, ct);
        var isZh = Problems.WantsChinese(http);
        var lines = await ReadDealing.LinesAsync(view, found, access, names, ct);
        var isCsv = format == "csv";
        if (http.Features.Get<IHttpBodyControlFeature>() is { } body)
        {
            body.AllowSynchronousIO = true; // the writers work synchronously
        }

        var name = $"{(isZh ? "分流公平" : "fairness")}-{view.Shop.Name}-{DayBook.Text(period.From)}-{DayBook.Text(period.To.PlusDays(-1))}.{(isCsv ? "csv" : "xlsx")}";
        return Results.Stream(stream => isCsv ? Csv(stream, lines, isZh) : Xlsx(stream, lines, isZh), isCsv ? "text/csv; charset=utf-8" : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", name);
    }

    internal static string?[] Cells(ReadDealing.LineView line, bool isZh)
    {
        var due = (decimal)line.Due / DealingRule.Whole;
        return
        [
            Name(line.By, isZh), line.By == DealtBy.Hour ? $"{line.Place}:00" : line.Place, line.Name, line.Received.ToString(CultureInfo.InvariantCulture), Percent(line.Received, line.Of), Two(due), Percent(due, line.Of),
            Two(line.Received - due), due == 0 ? "-" : Percent(line.Received - due, due), new Fen(line.Paid).ToString(), line.Received == 0 ? "-" : new Fen((long)decimal.Round((decimal)line.Paid / line.Received, MidpointRounding.AwayFromZero)).ToString(),
        ];
    }

    private static string Name(DealtBy by, bool isZh) => by switch
    {
        DealtBy.Shift => isZh ? "班次" : "Shift",
        DealtBy.Hour => isZh ? "钟点" : "Hour",
        _ => isZh ? "合计" : "All",
    };

    private static string Two(decimal n) => n.ToString("F2", CultureInfo.InvariantCulture);

    private static string Percent(decimal n, decimal of) => of == 0 ? "-" : (100m * n / of).ToString("F2", CultureInfo.InvariantCulture) + "%";

    private static Task Csv(Stream stream, IReadOnlyList<ReadDealing.LineView> lines, bool isZh)
    {
        using var csv = new CsvWriter(stream);
        csv.Row([.. Columns.Select(c => isZh ? c.Zh : c.En)]);
        foreach (var line in lines)
        {
            csv.Row(Cells(line, isZh));
        }

        return Task.CompletedTask;
    }

    private static Task Xlsx(Stream stream, IReadOnlyList<ReadDealing.LineView> lines, bool isZh)
    {
        using var book = new XlsxWriter(stream);
        foreach (var by in Enum.GetValues<DealtBy>())
        {
            book.BeginSheet(Name(by, isZh), [.. Columns.Select(c => new XlsxColumn(isZh ? c.Zh : c.En, c.Width))]);
            foreach (var line in lines.Where(l => l.By == by))
            {
                book.BeginRow();
                foreach (var cell in Cells(line, isZh))
                {
                    book.Text(cell);
                }
            }
        }

        return Task.CompletedTask;
    }
}
