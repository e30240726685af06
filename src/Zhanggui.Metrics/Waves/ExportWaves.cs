using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Time;
using Zhanggui.Metrics.Cells;
using Zhanggui.Metrics.Reports;
using Zhanggui.Tables;

namespace Zhanggui.Metrics.Waves;

/// <summary>The wave of a campaign as a table: a line a day, a column a topic, with how many asked of how many who wrote.</summary>
internal static class ExportWaves
{
    public static async Task<IResult> HandleAsync(Guid shop, string? from, string? to, int? weeks, int? after, string? format, HttpContext http, Actor actor, FigureAccess access, WaveReader reader, Database database, TimeProvider clock, CancellationToken ct)
    {
        if (await ReadWaves.AllAsync(shop, actor, access, ct) is not { } view || !actor.Can(Permissions.Export, view.Shop.Id))
        {
            return new MetricsShopNotFound().ToProblem();
        }

        var read = ReadWaves.Span(from, to, weeks, after);
        if (read.Refusal is { } no)
        {
            return no.ToProblem();
        }

        await database.WriteAsync(async (c, t) =>
        {
            await AuditStore.InsertAsync(c, t, NewId.Create(clock), clock.GetCurrentInstant().ToUnixTimeMilliseconds(), new AuditEntry(actor.Organisation, view.Shop.Id, actor.Person, Permissions.Export, "shop", view.Shop.Id.ToString(), After: new { from, to, by = "waves" }), ct);
            return 0;
        }, ct);
        var isZh = Problems.WantsChinese(http);
        var wave = await ReadWaves.OfAsync(view, read.Value, reader, ct);
        if (http.Features.Get<IHttpBodyControlFeature>() is { } body)
        {
            body.AllowSynchronousIO = true; // the writers work synchronously
        }

        var isCsv = format == "csv";
        var name = $"{(isZh ? "活动提问" : "campaign-questions")}-{view.Shop.Name}-{DayBook.Text(wave.From)}-{DayBook.Text(wave.To.PlusDays(-1))}.{(isCsv ? "csv" : "xlsx")}";
        return Results.Stream(stream => Write(stream, wave, isCsv, isZh), isCsv ? "text/csv; charset=utf-8" : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", name);
    }

    private static Task Write(Stream stream, ReadWaves.Answer wave, bool isCsv, bool isZh)
    {
        string[] head = [isZh ? "日期" : "Day", isZh ? "阶段" : "Phase", isZh ? "来问的买家" : "Buyers who wrote", .. wave.Topics.Select(t => t.Name), .. wave.Topics.Select(t => $"{t.Name} %")];
        var lines = wave.Days.Select(d => (IReadOnlyList<string?>)
        [
            DayBook.Text(d.Day), Phase(d.Phase, isZh), d.IsCounted ? Whole(d.Buyers) : "-", .. wave.Topics.Select(t => d.IsCounted ? Whole(d.Asked.GetValueOrDefault(t.Topic)) : "-"),
            .. wave.Topics.Select(t => d is { IsCounted: true, Buyers: > 0 } ? (100m * d.Asked.GetValueOrDefault(t.Topic) / d.Buyers).ToString("F2", CultureInfo.InvariantCulture) : "-"),
        ]).ToList();
        if (isCsv)
        {
            using var csv = new CsvWriter(stream);
            csv.Row(head);
            foreach (var line in lines)
            {
                csv.Row([.. line]);
            }
        }
        else
        {
            using var book = new XlsxWriter(stream);
            book.BeginSheet(isZh ? "活动提问" : "Questions", [.. head.Select((h, i) => new XlsxColumn(h, i < 3 ? 14 : 10))]);
            foreach (var line in lines)
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

    private static string Whole(int n) => n.ToString(CultureInfo.InvariantCulture);

    private static string Phase(WavePhase phase, bool isZh) => phase switch
    {
        WavePhase.Before => isZh ? "活动前" : "Before",
        WavePhase.During => isZh ? "活动中" : "During",
        _ => isZh ? "活动后" : "After",
    };
}
