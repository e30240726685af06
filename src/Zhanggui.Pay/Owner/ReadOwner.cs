using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Time;
using Zhanggui.Pay.Months;
using Zhanggui.People.Contracts;
using Zhanggui.Tables;

namespace Zhanggui.Pay.Owner;

/// <summary>掌柜账: the months of the owner's page, the rows behind a figure, and the same as a spreadsheet.</summary>
internal static class ReadOwner
{
    private const int MostMonths = 12;
    private const int PageSize = 200;
    private const int Wide = 26;
    private const int Narrow = 14;

    public static async Task<IResult> HandleAsync(Guid shop, string? from, string? to, Actor actor, PayAccess access, OwnerDesk desk, Database database, TimeProvider clock, CancellationToken ct)
    {
        if (await access.FindShopAsync(actor, shop, Permissions.ReadAllSlips, ct) is not { } card)
        {
            return new PayShopNotFound().ToProblem();
        }

        if (Span(from, to) is not { } months)
        {
            return new OwnerMonths(MostMonths).ToProblem();
        }

        await SayAsync(database, clock, actor, card, "pay.owner.read", $"{from}/{to}", ct);
        return Results.Json(new { Months = await desk.ReadAsync(card, months.From, months.To, ct) }, HouseJson.Options);
    }

    public static async Task<IResult> RowsAsync(Guid shop, string? month, string? what, int? skip, Actor actor, PayAccess access, OwnerDesk desk, Database database, TimeProvider clock, CancellationToken ct)
    {
        var found = await access.FindMonthAsync(actor, shop, month ?? string.Empty, Permissions.ReadAllSlips, ct);
        if (!found.IsDone)
        {
            return found.Refusal!.ToProblem();
        }

        var (card, asked) = found.Value;
        if (OwnerAccounts.Rows(await desk.FactsAsync(card, asked, asked.PlusMonths(1), ct), card.TimeZone, asked, what ?? string.Empty) is not { } rows)
        {
            return new OwnerRowsUnknown().ToProblem();
        }

        await SayAsync(database, clock, actor, card, "pay.owner.read", $"{month} {what}", ct);
        var all = rows.OrderBy(r => r.At, StringComparer.Ordinal).ThenBy(r => r.Id, StringComparer.Ordinal).ToList();
        return Results.Json(new { Rows = all.Skip(Math.Max(0, skip ?? 0)).Take(PageSize), Total = all.Count, Sum = all.Sum(r => r.Amount ?? 0) }, HouseJson.Options);
    }

    public static async Task<IResult> ExportAsync(Guid shop, string? from, string? to, HttpContext http, Actor actor, PayAccess access, OwnerDesk desk, Database database, TimeProvider clock, CancellationToken ct)
    {
        if (await access.FindShopAsync(actor, shop, Permissions.ExportSlips, ct) is not { } card)
        {
            return new PayShopNotFound().ToProblem();
        }

        if (Span(from, to) is not { } months)
        {
            return new OwnerMonths(MostMonths).ToProblem();
        }

        await SayAsync(database, clock, actor, card, "pay.owner.exported", $"{from}/{to}", ct);
        var read = await desk.ReadAsync(card, months.From, months.To, ct);
        var isZh = Problems.WantsChinese(http);
        if (http.Features.Get<IHttpBodyControlFeature>() is { } body)
        {
            body.AllowSynchronousIO = true;
        }

        return Results.Stream(stream =>
        {
            using var book = new XlsxWriter(stream);
            Months(book, read, isZh);
            Statement(book, read, isZh);
            return Task.CompletedTask;
        }, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", $"{(isZh ? "掌柜账" : "owner")}-{from}-{to}.xlsx");
    }

    private static void Months(XlsxWriter book, IReadOnlyList<OwnerMonth> months, bool isZh)
    {
        book.BeginSheet(isZh ? "月度" : "Months",
        [
            new(isZh ? "月份" : "Month", Narrow), new(isZh ? "销售额" : "Sales", Narrow), new(isZh ? "目标" : "Target", Narrow), new(isZh ? "工资（税前）" : "Wages (before tax)", Narrow), new(isZh ? "收入" : "Income", Narrow),
            new(isZh ? "支出" : "Expense", Narrow), new(isZh ? "结余" : "Net", Narrow), new(isZh ? "评价" : "Reviews", Narrow), new(isZh ? "中差评" : "Neutral and bad", Narrow), new(isZh ? "已改" : "Changed", Narrow), new(isZh ? "物流问题" : "Freight problems", Narrow),
        ]);
        foreach (var month in months)
        {
            book.BeginRow();
            book.Text(month.Month);
            foreach (var fen in new[] { month.Sales, month.Target, month.Wages, month.Income, month.Expense, month.Net })
            {
                book.Money(fen);
            }

            foreach (var count in new[] { month.Reviews, month.NeutralOrBad, month.Changed, month.FreightProblems })
            {
                book.Number(count);
            }
        }
    }

    private static void Statement(XlsxWriter book, IReadOnlyList<OwnerMonth> months, bool isZh)
    {
        book.BeginSheet(isZh ? "收支明细" : "Statement", [new(isZh ? "月份" : "Month", Narrow), new(isZh ? "项目" : "Item", Wide), new(isZh ? "收支" : "Side", Narrow), new(isZh ? "来源" : "Source", Narrow), new(isZh ? "金额" : "Amount", Narrow), new(isZh ? "预算" : "Budget", Narrow)]);
        foreach (var month in months)
        {
            foreach (var line in month.Lines)
            {
                book.BeginRow();
                book.Text(month.Month);
                book.Text(line.What);
                book.Text(line.IsIncome ? (isZh ? "收入" : "income") : isZh ? "支出" : "expense");
                book.Text(line.IsEntered ? (isZh ? "录入" : "entered") : isZh ? "计算" : "computed");
                book.Money(line.Amount);
                book.Money(month.Budgets.TryGetValue(line.What, out var budget) ? budget : null);
            }
        }
    }

    private static (YearMonth From, YearMonth To)? Span(string? from, string? to) =>
        MonthText.Read(from) is { } first && MonthText.Read(to) is { } end && ((end.Year - first.Year) * 12) + end.Month - first.Month is >= 1 and <= MostMonths ? (first, end) : null;

    private static Task<int> SayAsync(Database database, TimeProvider clock, Actor actor, ShopCard shop, string act, string what, CancellationToken ct) => database.WriteAsync(async (c, t) =>
    {
        await AuditStore.InsertAsync(c, t, NewId.Create(clock), clock.GetCurrentInstant().ToUnixTimeMilliseconds(), new AuditEntry(actor.Organisation, shop.Id, actor.Person, act, "shop", shop.Id.ToString(), After: new { what }), ct);
        return 0;
    }, ct);
}
