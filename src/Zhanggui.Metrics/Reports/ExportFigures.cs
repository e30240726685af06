using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Time;
using Zhanggui.Metrics.Catalogue;
using Zhanggui.Metrics.Cells;
using Zhanggui.Metrics.Contracts;
using Zhanggui.Tables;

namespace Zhanggui.Metrics.Reports;

/// <summary>The figures of a period as a file: the same reader as the screen, so both agree. Books and open windows are in it.</summary>
internal static class ExportFigures
{
    private static readonly string[] Kinds = ["shop", "team", "person", "product", "hour"];

    private static readonly (string Zh, string En, double Width)[] Columns =
    [
        ("范围", "Scope", 10), ("名称", "Name", 18), ("班组", "Team", 12), ("指标", "Figure", 20), ("口径", "Set", 10), ("数值", "Value", 14), ("分子", "Numerator", 16), ("分母", "Denominator", 14),
        ("状态", "State", 10), ("关窗日期", "Closes", 12), ("够不够评价", "Enough to judge", 14), ("缺少", "Missing", 16), ("制度", "Book", 24), ("指标代码", "Code", 24),
    ];

    public static async Task<IResult> HandleAsync(Guid shop, string? from, string? to, string? by, string? format, HttpContext http, Actor actor, FigureAccess access, FigureReader reader, ScopeNames names, ReportSheets sheets, Database database, TimeProvider clock, CancellationToken ct)
    {
        if (await access.FindAsync(actor, shop, ct) is not { } view || !(actor.Can(Permissions.Export, view.Shop.Id) || view.Reach == Reach.Own))
        {
            return new MetricsShopNotFound().ToProblem();
        }

        var read = Period.Read(from, to);
        if (read.Refusal is { } no)
        {
            return no.ToProblem();
        }

        var now = clock.GetCurrentInstant();
        await database.WriteAsync(async (c, t) =>
        {
            await AuditStore.InsertAsync(c, t, NewId.Create(clock), now.ToUnixTimeMilliseconds(), new AuditEntry(actor.Organisation, view.Shop.Id, actor.Person, Permissions.Export, "shop", view.Shop.Id.ToString(), After: new { from, to, by }), ct);
            return 0;
        }, ct);
        var isZh = Problems.WantsChinese(http);
        var counting = await reader.CountingAsync(view, read.Value, ct);
        var lines = new List<string?[]>();
        var all = new List<MetricRow>();
        foreach (var kind in view.Reach == Reach.Own ? ["me"] : Kinds.Where(k => by is null or "all" ? k is "shop" or "team" or "person" : k == by))
        {
            var scopes = await access.ScopesAsync(view, kind, ct);
            var rows = await reader.FiguresAsync(view, [.. scopes.Select(s => s.Scope)], read.Value, null, counting, ct);
            all.AddRange(rows);
            lines.AddRange(Lines(rows, (await names.OfAsync(view, scopes, rows, ct)).ToDictionary(s => s.Scope, StringComparer.Ordinal), string.Join(" + ", counting.Books.Select(b => $"{b.Book} v{b.Version}")), isZh));
        }

        var isCsv = format == "csv";
        var behind = isCsv ? [] : await sheets.OfAsync(view, read.Value, all, isZh, ct);
        var name = $"{(isZh ? "报表" : "report")}-{view.Shop.Name}-{DayBook.Text(read.Value.From)}-{DayBook.Text(read.Value.To.PlusDays(-1))}.{(isCsv ? "csv" : "xlsx")}";
        if (http.Features.Get<IHttpBodyControlFeature>() is { } body)
        {
            body.AllowSynchronousIO = true; // the writers work synchronously
        }

        return Results.Stream(stream => isCsv ? Csv(stream, lines, isZh) : Xlsx(stream, lines, behind, isZh), isCsv ? "text/csv; charset=utf-8" : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", name);
    }

    private static IEnumerable<string?[]> Lines(IReadOnlyList<MetricRow> rows, Dictionary<string, ScopeView> scopes, string books, bool isZh)
    {
        var order = MetricCatalogue.All.Select((d, i) => (d.Metric, i)).ToDictionary(x => x.Metric, x => x.i, StringComparer.Ordinal);
        foreach (var row in rows.OrderBy(r => scopes.GetValueOrDefault(r.Scope)?.Name ?? r.Scope, StringComparer.Ordinal).ThenBy(r => order[r.Metric]).ThenBy(r => r.Set, StringComparer.Ordinal))
        {
            var (definition, scope) = (MetricCatalogue.Get(row.Metric), scopes.GetValueOrDefault(row.Scope));
            yield return
            [
                row.Scope[..row.Scope.IndexOf(':')], scope?.Name ?? row.Scope, scope?.Team, isZh ? definition.Name.Zh : definition.Name.En, row.Set, FigureText.Value(row.Unit, row.Numerator, row.Denominator),
                FigureText.Part(row.Unit, row.Numerator, isDenominator: false), FigureText.Part(row.Unit, row.Denominator, isDenominator: true),
                row.IsOpen ? (isZh ? "未关窗" : "open") : (isZh ? "已定" : "closed"), row.OpenUntil is { } open ? DayBook.Text(open) : null, row.IsJudged ? null : (isZh ? "轮数太少，不评价" : "too few to judge"), row.Reason, books, row.Metric,
            ];
        }
    }

    private static Task Csv(Stream stream, IReadOnlyList<string?[]> lines, bool isZh)
    {
        using var csv = new CsvWriter(stream);
        foreach (var row in lines.Prepend([.. Columns.Select(c => isZh ? c.Zh : c.En)]))
        {
            foreach (var cell in row)
            {
                csv.Cell(cell);
            }

            csv.EndRow();
        }

        return Task.CompletedTask;
    }

    private static Task Xlsx(Stream stream, IReadOnlyList<string?[]> lines, IReadOnlyList<ReportSheet> behind, bool isZh)
    {
        using var book = new XlsxWriter(stream);
        book.BeginSheet(isZh ? "报表" : "Report", [.. Columns.Select(c => new XlsxColumn(isZh ? c.Zh : c.En, c.Width))]);
        foreach (var row in lines)
        {
            book.BeginRow();
            foreach (var cell in row)
            {
                book.Text(cell);
            }
        }

        foreach (var sheet in behind)
        {
            book.BeginSheet(sheet.Name, sheet.Columns);
            foreach (var line in sheet.Lines)
            {
                book.BeginRow();
                foreach (var cell in line)
                {
                    book.Text(cell);
                }
            }
        }

        return Task.CompletedTask;
    }
}
