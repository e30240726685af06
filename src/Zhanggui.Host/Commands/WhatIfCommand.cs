using System.CommandLine;
using NodaTime;
using Zhanggui.Kernel.Money;
using Zhanggui.Pay.Contracts;

namespace Zhanggui.Host.Commands;

/// <summary><c>zhanggui whatif</c>: past months by two books, per person, component and month, with totals and spread.</summary>
internal static class WhatIfCommand
{
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
            ComparisonJson.Write(compared, months.From, months.To, output);
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
}
