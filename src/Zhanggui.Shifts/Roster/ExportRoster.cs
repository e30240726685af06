using System.Globalization;
using Microsoft.AspNetCore.Http;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.People.Contracts;
using Zhanggui.Tables;

namespace Zhanggui.Shifts.Roster;

/// <summary>The roster as a file: a grid of people and days (xlsx), or one row a shift (CSV, the columns that an import understands).</summary>
internal static class ExportRoster
{
    public static async Task<IResult> HandleAsync(Guid shop, string from, string to, string? format, Guid? team, Actor actor, IShops shops, IPeople people, RosterBook roster, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, ShopId.From(shop), Permissions.ReadRoster, ct) is not { } card)
        {
            return new RosterNotFound().ToProblem();
        }

        if (ReadRoster.Period(from, to) is not var (first, end))
        {
            return new RosterPeriodWrong(62).ToProblem();
        }

        var rows = await roster.RowsAsync(card.Id, first, end, ct);
        var lines = await ReadRoster.PeopleAsync(card, team, [.. rows.Select(r => r.PersonId).Distinct()], people, ct);
        var isGrid = format == "xlsx";
        using var stream = new MemoryStream();
        if (isGrid)
        {
            Grid(stream, lines, rows.ToLookup(r => (r.PersonId, r.Day)), first, end);
        }
        else
        {
            Rows(stream, lines, rows.ToLookup(r => r.PersonId));
        }

        var name = string.Create(CultureInfo.InvariantCulture, $"roster-{first:uuuu-MM-dd}-{end.PlusDays(-1):uuuu-MM-dd}.{(isGrid ? "xlsx" : "csv")}");
        return Results.File(stream.ToArray(), isGrid ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" : "text/csv; charset=utf-8", name);
    }

    private static void Grid(Stream stream, IReadOnlyList<ReadRoster.PersonLine> people, ILookup<(PersonId, LocalDate), RosterRow> rows, LocalDate first, LocalDate end)
    {
        const double NameWidth = 12;
        const double DayWidth = 14;
        var days = Enumerable.Range(0, Period.DaysBetween(first, end)).Select(first.PlusDays).ToList();
        using var book = new XlsxWriter(stream);
        book.BeginSheet("班表", [new XlsxColumn("姓名", NameWidth), new XlsxColumn("工号", NameWidth), .. days.Select(d => new XlsxColumn(d.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture), DayWidth))]);
        foreach (var person in people)
        {
            book.BeginRow();
            book.Text(person.Name);
            book.Text(person.Number);
            foreach (var day in days)
            {
                book.Text(string.Join(" / ", rows[(person.Person, day)].Select(r => Said(r.Cell()))));
            }
        }
    }

    private static void Rows(Stream stream, IReadOnlyList<ReadRoster.PersonLine> people, ILookup<PersonId, RosterRow> rows)
    {
        using var csv = new CsvWriter(stream);
        csv.Row("工号", "姓名", "日期", "班次", "上班", "下班", "地点");
        foreach (var person in people)
        {
            foreach (var row in rows[person.Person])
            {
                csv.Row(person.Number, person.Name, row.Day.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture), row.Shift, row.Starts, row.Ends, row.Place switch { "office" => "办公室", "home" => "在家", _ => null });
            }
        }
    }

    private static string Said(ShiftCell cell) => string.Join(' ', new[] { cell.Shift, cell.Start is null ? null : $"{cell.Start}-{cell.End}" }.Where(p => p is not null));
}
