using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;
using Zhanggui.Tables;

namespace Zhanggui.Pay.WhatIf;

/// <summary>A comparison as a spreadsheet: people, components, months, and every row.</summary>
internal static class ExportWhatIf
{
    private const int Wide = 22;
    private const int Narrow = 14;

    public static async Task<IResult> HandleAsync(Guid id, HttpContext http, Actor actor, WhatIfAccess access, WhatIfShelf shelf, CancellationToken ct)
    {
        if (await access.FindAsync(actor, id, Permissions.ExportSlips, ct) is not { } found)
        {
            return new WhatIfNotFound().ToProblem();
        }

        if (found.Row.Summary is not { } text || await shelf.ResultAsync(id, ct) is not { } result)
        {
            return new WhatIfNotDone().ToProblem();
        }

        await access.SayAsync(actor, found.Shop.Id, id, "pay.whatif.exported", ct);
        var summary = JsonSerializer.Deserialize<WhatIfSummary>(text, HouseJson.Options)!;
        var isZh = Problems.WantsChinese(http);
        if (http.Features.Get<IHttpBodyControlFeature>() is { } body)
        {
            body.AllowSynchronousIO = true;
        }

        return Results.Stream(stream =>
        {
            using var book = new XlsxWriter(stream);
            Sums(book, isZh ? "人员" : "People", isZh ? "姓名" : "Name", summary.People, isZh);
            Sums(book, isZh ? "项目" : "Components", isZh ? "项目" : "Component", summary.Components, isZh);
            Sums(book, isZh ? "月份" : "Months", isZh ? "月份" : "Month", summary.Months, isZh);
            Rows(book, summary, result, isZh);
            return Task.CompletedTask;
        }, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", $"{(isZh ? "试算" : "what-if")}-{found.Row.From}-{found.Row.To}.xlsx");
    }

    private static void Sums(XlsxWriter book, string sheet, string head, IReadOnlyList<TwoSums> sums, bool isZh)
    {
        book.BeginSheet(sheet, [new(head, Wide), .. Three(isZh)]);
        foreach (var sum in sums)
        {
            book.BeginRow();
            book.Text((isZh ? sum.NameZh : sum.NameEn) ?? sum.Key);
            book.Money(sum.Before);
            book.Money(sum.After);
            book.Money(sum.Difference);
        }
    }

    private static void Rows(XlsxWriter book, WhatIfSummary summary, string result, bool isZh)
    {
        var people = summary.People.ToDictionary(p => p.Key, p => (isZh ? p.NameZh : p.NameEn) ?? p.Key, StringComparer.Ordinal);
        var components = summary.Components.ToDictionary(p => p.Key, p => (isZh ? p.NameZh : p.NameEn) ?? p.Key, StringComparer.Ordinal);
        book.BeginSheet(isZh ? "明细" : "Rows", [new(isZh ? "姓名" : "Name", Wide), new(isZh ? "月份" : "Month", Narrow), new(isZh ? "项目" : "Component", Wide), .. Three(isZh)]);
        using var read = JsonDocument.Parse(result);
        foreach (var row in WhatIfRows.Of(read))
        {
            book.BeginRow();
            book.Text(people.GetValueOrDefault(row.Person) ?? row.Person);
            book.Text(row.Month);
            book.Text(components.GetValueOrDefault(row.Component) ?? row.Component);
            book.Money(row.Before);
            book.Money(row.After);
            book.Money(row.Difference);
        }
    }

    private static XlsxColumn[] Three(bool isZh) => [new(isZh ? "原来" : "Before", Narrow), new(isZh ? "改后" : "After", Narrow), new(isZh ? "差额" : "Difference", Narrow)];
}
