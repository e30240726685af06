using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Pay.Months;
using Zhanggui.Tables;

namespace Zhanggui.Pay.Slips;

/// <summary>Slips as a workbook: one person's, or the month's with a sheet of totals and a sheet of lines. The same rows as the screen.</summary>
internal static class ExportSlips
{
    private const string Type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private static readonly (string Zh, string En, int Width)[] Columns =
    [
        ("工号", "Number", 10), ("姓名", "Name", 12), ("级别", "Grade", 14), ("项目", "Line", 22), ("数量", "Quantity", 14), ("单价或比例", "Rate", 14), ("金额", "Amount", 12), ("说明", "Sentence", 80), ("制度出处", "Rule", 30), ("依据条数", "Facts", 10), ("代码", "Code", 24),
    ];

    public static async Task<IResult> OneAsync(string month, string person, Guid shop, HttpContext http, Actor actor, PayAccess access, BookLines books, PersonWords words, Database database, TimeProvider clock, CancellationToken ct)
    {
        var found = await ReadSlip.FindAsync(month, person, shop, actor, access, database, ct);
        if (!found.IsDone)
        {
            return found.Refusal!.ToProblem();
        }

        var (card, stored, run, head, lines) = found.Value;
        if (!PayAccess.IsOwn(actor, person))
        {
            if (!actor.Can(Permissions.ExportSlips, card.Id))
            {
                return new SlipNotFound().ToProblem();
            }

            await MonthAudit.LookAsync(database, actor, card, Permissions.ExportSlips, "slip", $"{MonthText.Of(stored.Month)}/{person}", clock, ct);
        }

        var names = await words.OfAsync([person, .. lines.Select(l => l.Line.Text)], ct);
        return File(http, $"薪资单-{names.Find(person)?.Name ?? person}-{MonthText.Of(stored.Month)}.xlsx", [head], lines, await books.OfAsync(card.Organisation, run.Book, ct), names);
    }

    public static async Task<IResult> MonthAsync(string month, Guid shop, HttpContext http, Actor actor, PayAccess access, BookLines books, PersonWords words, Database database, TimeProvider clock, CancellationToken ct)
    {
        var found = await access.FindMonthAsync(actor, shop, month, Permissions.ExportSlips, ct);
        if (!found.IsDone)
        {
            return found.Refusal!.ToProblem();
        }

        var (card, at) = found.Value;
        await using var connection = await database.OpenAsync(ct);
        if (await MonthBook.FindAsync(connection, null, card.Id, at, ct) is not { Run: { } number } || await RunBook.FindAsync(connection, null, card.Id, at, number, ct) is not { } run)
        {
            return new PayMonthNotFound().ToProblem();
        }

        await MonthAudit.LookAsync(database, actor, card, Permissions.ExportSlips, "month", MonthText.Of(at), clock, ct);
        var slips = await RunBook.SlipsAsync(connection, null, card.Id, at, number, ct);
        var lines = await RunBook.LinesAsync(connection, null, card.Id, at, number, ct);
        var names = await words.OfAsync([.. slips.Select(s => s.Person), .. lines.Select(l => l.Line.Text)], ct);
        return File(http, $"薪资-{card.Name}-{MonthText.Of(at)}.xlsx", slips, lines, await books.OfAsync(card.Organisation, run.Book, ct), names);
    }

    private static IResult File(HttpContext http, string name, IReadOnlyList<SlipHead> slips, IReadOnlyList<StoredLine> lines, LineWords words, PersonWords.Names names)
    {
        var isZh = Problems.WantsChinese(http);
        if (http.Features.Get<IHttpBodyControlFeature>() is { } body)
        {
            body.AllowSynchronousIO = true; // the writer works synchronously
        }

        return Results.Stream(stream =>
        {
            using var book = new XlsxWriter(stream);
            book.BeginSheet(isZh ? "合计（税前）" : "Totals before tax", [new(isZh ? "工号" : "Number", 10), new(isZh ? "姓名" : "Name", 14), new(isZh ? "级别" : "Grade", 16), new(isZh ? "合计（税前，未扣社保）" : "Total before tax and insurance", 26)]);
            foreach (var slip in slips)
            {
                book.BeginRow();
                book.Text(names.Find(slip.Person)?.Number);
                book.Text(names.Find(slip.Person)?.Name ?? slip.Person);
                book.Text(slip.Grade);
                book.Money(slip.Total.Value);
            }

            book.BeginSheet(isZh ? "明细" : "Lines", [.. Columns.Select(c => new XlsxColumn(isZh ? c.Zh : c.En, c.Width))]);
            var grades = slips.ToDictionary(s => s.Person, s => s.Grade, StringComparer.Ordinal);
            foreach (var (line, called) in lines.Select(l => (l, words.Of(l.Line.Code))).OrderBy(l => l.l.Person, StringComparer.Ordinal).ThenBy(l => l.Item2.Group).ThenBy(l => l.l.Place))
            {
                book.BeginRow();
                book.Text(names.Find(line.Person)?.Number);
                book.Text(names.Find(line.Person)?.Name ?? line.Person);
                book.Text(grades.GetValueOrDefault(line.Person));
                book.Text(isZh ? called.Name.Zh : called.Name.En);
                book.Text(line.Line.Quantity);
                book.Text(line.Line.Rate);
                book.Money(line.Line.Amount.Value);
                book.Text(names.In(line.Line.Text));
                book.Text(line.Line.Rule);
                book.Number(line.Line.Facts.Count);
                book.Text(line.Line.Code);
            }

            return Task.CompletedTask;
        }, Type, name);
    }
}
