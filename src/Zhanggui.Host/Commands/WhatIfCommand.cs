using System.CommandLine;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using NodaTime;
using Zhanggui.Kernel.Money;
using Zhanggui.Pay.Contracts;

namespace Zhanggui.Host.Commands;

/// <summary><c>zhanggui whatif</c>: past months by two books, per person, component and month, with totals and spread.</summary>
internal static class WhatIfCommand
{
    private static readonly JsonWriterOptions Pretty = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Make()
    {
        var facts = new Option<string>("--facts") { Description = "The facts folder.", Required = true };
        var book = new Option<string>("--book") { Description = "The book as it is: a file, or the name of a preset.", Required = true };
        var against = new Option<string>("--against") { Description = "The book to try: a file, or the name of a preset.", Required = true };
        var from = CommandMonths.Option("--from", "The first month: 2026-01.");
        var to = CommandMonths.Option("--to", "The month after the last one: 2027-01.");
        var json = new Option<bool>("--json") { Description = "For machines; the schema stands in docs/cli/whatif.schema.json." };
        var command = new Command("whatif", "Tries a book on past months: who gains, who loses, by component, totals and spread.") { facts, book, against, from, to, json };
        command.Validators.Add(result =>
        {
            if (result.GetValue(from) is { } a && result.GetValue(to) is { } b && string.CompareOrdinal(b, a) <= 0)
            {
                result.AddError("--to 是最后一个月的下一个月，要在 --from 之后。 --to is the month after the last one and must come after --from.");
            }
        });
        command.SetAction((parsed, ct) => CommandErrors.CatchAsync(() => Task.FromResult(Run(parsed.GetValue(facts)!, parsed.GetValue(book)!, parsed.GetValue(against)!,
            (CommandMonths.Parse(parsed.GetValue(from)!), CommandMonths.Parse(parsed.GetValue(to)!)), parsed.GetValue(json), ct))));
        return command;
    }

    private static int Run(string folder, string bookPath, string againstPath, (YearMonth From, YearMonth To) months, bool json, CancellationToken ct)
    {
        using var services = BookCommands.Sections();
        var (given, status) = FactsAndBook.Read(services, folder, bookPath, ct);
        if (given is null)
        {
            return status;
        }

        if (FactsAndBook.ReadBook(services, againstPath) is not { } against)
        {
            return CommandErrors.Refused;
        }

        var compared = services.GetRequiredService<IPayDesk>().Compare(given.Reading.Facts, new BookText(given.BookText, given.BookFolder), new BookText(against.Text, against.Folder), months.From, months.To, ct);
        if (compared.Refusals.Count > 0)
        {
            foreach (var refusal in compared.Refusals)
            {
                Console.Error.WriteLine($"{refusal.Zh} {refusal.En}");
            }

            return CommandErrors.Refused;
        }

        if (json)
        {
            using var output = Console.OpenStandardOutput();
            WriteJson(compared, months.From, months.To, output);
        }
        else
        {
            foreach (var row in compared.Rows.Where(r => r.Difference != Fen.Zero))
            {
                Console.Out.WriteLine($"{row.Person}\t{CommandMonths.Write(row.Month)}\t{row.Code}\t{row.Before}\t{row.After}\t{row.Difference}");
            }

            Console.Out.WriteLine($"=\t\t\t{compared.SpreadBefore.Sum}\t{compared.SpreadAfter.Sum}\t{compared.SpreadAfter.Sum - compared.SpreadBefore.Sum}");
        }

        return 0;
    }

    internal static void WriteJson(Comparison compared, YearMonth from, YearMonth to, Stream output)
    {
        using var pen = new Utf8JsonWriter(output, Pretty);
        pen.WriteStartObject();
        WriteBook(pen, "before", compared.Before, compared.BeforeVersion);
        WriteBook(pen, "after", compared.After, compared.AfterVersion);
        pen.WriteString("from", CommandMonths.Write(from));
        pen.WriteString("to", CommandMonths.Write(to));
        pen.WriteStartArray("rows");
        foreach (var row in compared.Rows)
        {
            pen.WriteStartObject();
            pen.WriteString("person", row.Person);
            pen.WriteString("month", CommandMonths.Write(row.Month));
            pen.WriteString("component", row.Code);
            WriteThree(pen, row.Before, row.After);
            pen.WriteEndObject();
        }

        pen.WriteEndArray();
        WriteTotals(pen, "people", "person", compared.Rows.GroupBy(r => r.Person, StringComparer.Ordinal));
        WriteTotals(pen, "components", "component", compared.Rows.GroupBy(r => r.Code, StringComparer.Ordinal));
        WriteTotals(pen, "months", "month", compared.Rows.GroupBy(r => CommandMonths.Write(r.Month), StringComparer.Ordinal));
        pen.WriteStartObject("totals");
        WriteThree(pen, compared.SpreadBefore.Sum, compared.SpreadAfter.Sum);
        pen.WriteEndObject();
        pen.WriteStartObject("spread");
        WriteSpread(pen, "before", compared.SpreadBefore);
        WriteSpread(pen, "after", compared.SpreadAfter);
        pen.WriteEndObject();
        pen.WriteEndObject();
        pen.Flush();
        output.Write(Encoding.UTF8.GetBytes("\n"));
    }

    private static void WriteBook(Utf8JsonWriter pen, string name, string book, int version)
    {
        pen.WriteStartObject(name);
        pen.WriteString("book", book);
        pen.WriteNumber("version", version);
        pen.WriteEndObject();
    }

    private static void WriteTotals(Utf8JsonWriter pen, string name, string key, IEnumerable<IGrouping<string, ComparisonRow>> groups)
    {
        pen.WriteStartArray(name);
        foreach (var group in groups.OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            pen.WriteStartObject();
            pen.WriteString(key, group.Key);
            WriteThree(pen, group.Aggregate(Fen.Zero, (sum, r) => sum + r.Before), group.Aggregate(Fen.Zero, (sum, r) => sum + r.After));
            pen.WriteEndObject();
        }

        pen.WriteEndArray();
    }

    private static void WriteThree(Utf8JsonWriter pen, Fen before, Fen after)
    {
        pen.WriteString("before", before.ToString());
        pen.WriteString("after", after.ToString());
        pen.WriteString("difference", (after - before).ToString());
    }

    private static void WriteSpread(Utf8JsonWriter pen, string name, PaySpread spread)
    {
        pen.WriteStartObject(name);
        pen.WriteNumber("slips", spread.Slips);
        pen.WriteString("lowest", spread.Lowest.ToString());
        pen.WriteString("median", spread.Median.ToString());
        pen.WriteString("mean", spread.Mean.ToString());
        pen.WriteString("highest", spread.Highest.ToString());
        pen.WriteEndObject();
    }
}
