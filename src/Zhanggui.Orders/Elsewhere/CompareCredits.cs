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
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Kernel.Time;
using Zhanggui.Orders.Periods;
using Zhanggui.People.Contracts;
using Zhanggui.Tables;

namespace Zhanggui.Orders.Elsewhere;

/// <summary>Order by order: whom a tool gives it, whom we give it, and whether that is the same.</summary>
internal static class CompareCredits
{
    private const int Most = 500;
    private const int Page = 1000;
    private const char Part = '\u001f';

    internal sealed record Answer(IReadOnlyList<ComparedOrder> Orders, string? Next);

    /// <param name="Counts">How many orders came out how.</param>
    /// <param name="Waiting">Orders of the shop that were still to be decided before the counts were read: while there are any, the counts move.</param>
    internal sealed record CountAnswer(IReadOnlyList<VerdictCount> Counts, long Waiting);

    public static async Task<IResult> ListAsync(Guid shop, string? month, string? verdict, string? source, string? after, int? limit, Actor actor, OrderAccess access, ElsewhereReading reading, CancellationToken ct)
    {
        var filter = await FilterAsync(shop, month, verdict, source, Permissions.ReadAllOrders, actor, access, ct);
        if (filter.Refusal is { } no)
        {
            return no.ToProblem();
        }

        var take = Math.Clamp(limit ?? 100, 1, Most);
        var rows = await reading.ListAsync(filter.Value.Filter, Cursor(after), take + 1, ct);
        return Results.Json(new Answer([.. rows.Take(take)], rows.Count > take ? Cursor(rows[take - 1]) : null), HouseJson.Options);
    }

    public static async Task<IResult> CountAsync(Guid shop, string? month, string? source, Actor actor, OrderAccess access, ElsewhereReading reading, CancellationToken ct)
    {
        var filter = await FilterAsync(shop, month, null, source, Permissions.ReadAllOrders, actor, access, ct);
        if (filter.Refusal is { } no)
        {
            return no.ToProblem();
        }

        var waiting = await reading.WaitingAsync(filter.Value.Shop.Id, ct); // before the counts: none waiting means that they are whole
        return Results.Json(new CountAnswer(await reading.CountAsync(filter.Value.Filter, ct), waiting), HouseJson.Options);
    }

    public static async Task<IResult> ExportAsync(Guid shop, string? month, string? verdict, string? source, string? format, HttpContext http, Actor actor, OrderAccess access, ElsewhereReading reading, OrdersOptions options, Database database, TimeProvider clock, CancellationToken ct)
    {
        var filter = await FilterAsync(shop, month, verdict, source, Permissions.ExportOrders, actor, access, ct);
        if (filter.Refusal is { } no)
        {
            return no.ToProblem();
        }

        var card = filter.Value.Shop;
        var now = clock.GetCurrentInstant();
        await database.WriteAsync(async (c, t) =>
        {
            await AuditStore.InsertAsync(c, t, NewId.Create(clock), now.ToUnixTimeMilliseconds(), new AuditEntry(actor.Organisation, card.Id, actor.Person, "orders.elsewhere.export", "shop", card.Id.ToString(), After: new { month, verdict, source }), ct);
            return 0;
        }, ct);
        var (isCsv, isZh) = (format == "csv", Problems.WantsChinese(http));
        if (http.Features.Get<IHttpBodyControlFeature>() is { } body)
        {
            body.AllowSynchronousIO = true; // the writers work synchronously
        }

        var sheet = new ComparisonSheet(isZh, card.TimeZone);
        var rows = AllAsync(filter.Value.Filter, reading, options.ExportRows, ct);
        var name = $"{(isZh ? "归属对账" : "credit-comparison")}-{card.Name}-{month ?? now.InZone(card.TimeZone).Date.ToString("uuuuMMdd", CultureInfo.InvariantCulture)}.{(isCsv ? "csv" : "xlsx")}";
        return Results.Stream(stream => isCsv ? sheet.CsvAsync(stream, rows, ct) : sheet.XlsxAsync(stream, rows, ct), isCsv ? "text/csv; charset=utf-8" : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", name);
    }

    private static async IAsyncEnumerable<ComparedOrder> AllAsync(ComparisonFilter filter, ElsewhereReading reading, int most, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        (string, string, string)? after = null;
        for (var left = most; left > 0;)
        {
            var rows = await reading.ListAsync(filter, after, Math.Min(Page, left), ct);
            foreach (var row in rows)
            {
                yield return row;
            }

            left -= rows.Count;
            if (rows.Count < Page)
            {
                yield break;
            }

            after = (rows[^1].OrderId, rows[^1].Line, rows[^1].Source ?? string.Empty);
        }
    }

    private static async Task<Outcome<(ComparisonFilter Filter, ShopCard Shop)>> FilterAsync(Guid shop, string? month, string? verdict, string? source, string permission, Actor actor, OrderAccess access, CancellationToken ct)
    {
        if (await access.FindShopAsync(actor, shop, permission, ct) is not { } card || !actor.Can(Permissions.ReadAllOrders, card.Id))
        {
            return new OrdersShopNotFound();
        }

        if (month is { Length: > 0 } && PeriodReader.Month(month) is null)
        {
            return new OrderFilterUnknown("month");
        }

        if ((verdict is { Length: > 0 } && !Verdicts.All.Contains(verdict)) || (verdict == Verdicts.OursOnly && string.IsNullOrEmpty(month)))
        {
            return new OrderFilterUnknown("verdict");
        }

        return (new ComparisonFilter(card.Id, month is { Length: > 0 } ? month : null, verdict is { Length: > 0 } ? verdict : null, source is { Length: > 0 } ? source : null), card);
    }

    private static string Cursor(ComparedOrder row) => $"{row.OrderId}{Part}{row.Line}{Part}{row.Source}";

    private static (string, string, string)? Cursor(string? text) => text?.Split(Part) is [var order, var line, var source] ? (order, line, source) : null;
}
