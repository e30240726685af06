using System.CommandLine;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Zhanggui.Orders.Contracts;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Host.Commands;

/// <summary><c>zhanggui attribute</c>: who earned each order of a facts folder, by a book, and why.</summary>
internal static class AttributeCommand
{
    private const int MostNotices = 50;
    private static readonly YearMonthPattern MonthPattern = YearMonthPattern.CreateWithInvariantCulture("uuuu'-'MM");

    private static readonly JsonWriterOptions Pretty = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Make()
    {
        var facts = new Option<string>("--facts") { Description = "The facts folder.", Required = true };
        var book = new Option<string>("--book") { Description = "A rule-book file, or the name of a preset.", Required = true };
        var month = new Option<string?>("--month") { Description = "Only the orders of a month: 2026-10." };
        var json = new Option<bool>("--json") { Description = "For machines; the schema stands in docs/cli/attribute.schema.json." };
        month.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && !MonthPattern.Parse(text).Success)
            {
                result.AddError($"月份写成 2026-10。 A month is written 2026-10, not '{text}'.");
            }
        });
        var command = new Command("attribute", "Says who earned each order of a facts folder, and why.") { facts, book, month, json };
        command.SetAction((parsed, ct) => CommandErrors.CatchAsync(() => Task.FromResult(Run(parsed.GetValue(facts)!, parsed.GetValue(book)!,
            parsed.GetValue(month) is { } text ? MonthPattern.Parse(text).Value : null, parsed.GetValue(json), ct))));
        return command;
    }

    private static int Run(string folder, string bookPath, YearMonth? month, bool json, CancellationToken ct)
    {
        using var services = BookCommands.Sections();
        var (given, status) = FactsAndBook.Read(services, folder, bookPath, ct);
        if (given is null)
        {
            return status;
        }

        var report = services.GetRequiredService<IAttributionDesk>().Decide(given.Reading.Facts, given.BookText, given.BookFolder, month);
        ct.ThrowIfCancellationRequested();
        Notices(report);
        if (json)
        {
            using var output = Console.OpenStandardOutput();
            WriteJson(report, output);
        }
        else
        {
            WriteText(report);
        }

        return 0;
    }

    private static void Notices(AttributionReport report)
    {
        foreach (var notice in report.Notices.Take(MostNotices))
        {
            Console.Error.WriteLine($"{notice.Subject}: {notice.What.Zh} {notice.What.En}");
        }

        if (report.Notices.Count > MostNotices)
        {
            Console.Error.WriteLine($"还有 {report.Notices.Count - MostNotices} 条。And {report.Notices.Count - MostNotices} more.");
        }
    }

    private static void WriteText(AttributionReport report)
    {
        foreach (var row in report.Orders)
        {
            Console.Out.WriteLine($"{row.OrderId}\t{row.Person ?? "-"}\t{row.Share}\t{row.Basis}\t{row.Amount}\t{row.Text.Zh}");
        }

        foreach (var deduction in report.Deductions)
        {
            Console.Out.WriteLine($"{deduction.OrderId}\t-{deduction.Amount}\t{deduction.Because.Zh}");
        }
    }

    internal static void WriteJson(AttributionReport report, Stream output)
    {
        using var pen = new Utf8JsonWriter(output, Pretty);
        pen.WriteStartObject();
        pen.WriteString("book", report.Book);
        pen.WriteNumber("version", report.Version);
        pen.WriteStartArray("orders");
        foreach (var row in report.Orders)
        {
            WriteOrder(pen, row);
        }

        pen.WriteEndArray();
        pen.WriteStartArray("deductions");
        foreach (var deduction in report.Deductions)
        {
            pen.WriteStartObject();
            pen.WriteString("order_id", deduction.OrderId);
            pen.WriteString("amount", deduction.Amount.ToString());
            pen.WriteString("because", deduction.Because.Zh);
            pen.WriteEndObject();
        }

        pen.WriteEndArray();
        pen.WriteEndObject();
        pen.Flush();
        output.Write(Encoding.UTF8.GetBytes("\n"));
    }

    private static void WriteOrder(Utf8JsonWriter pen, AttributionRow row)
    {
        pen.WriteStartObject();
        pen.WriteString("order_id", row.OrderId);
        pen.WriteString("month", row.Month is { } month ? MonthPattern.Format(month) : null);
        pen.WriteString("person", row.Person);
        pen.WriteString("share", row.Share);
        pen.WriteString("basis", row.Basis);
        if (row.MessageId is not null)
        {
            pen.WriteString("message_id", row.MessageId);
        }

        if (row.EventId is not null)
        {
            pen.WriteString("event_id", row.EventId);
        }

        pen.WriteString("amount", row.Amount.ToString());
        pen.WriteStartArray("losers");
        foreach (var loser in row.Losers)
        {
            pen.WriteStartObject();
            pen.WriteString("person", loser.Person);
            pen.WriteString("reason", loser.Reason.Zh);
            pen.WriteEndObject();
        }

        pen.WriteEndArray();
        pen.WriteString("text", row.Text.Zh);
        pen.WriteEndObject();
    }
}
