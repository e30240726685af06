using System.CommandLine;
using NodaTime;
using NodaTime.Text;
using Zhanggui.Pay.Contracts;

namespace Zhanggui.Host.Commands;

/// <summary><c>zhanggui settle</c>: the slips of a month from a facts folder and a book, each line with its facts and a sentence.</summary>
internal static class SettleCommand
{
    public static Command Make()
    {
        var facts = new Option<string>("--facts") { Description = "The facts folder.", Required = true };
        var book = new Option<string>("--book") { Description = "A rule-book file, or the name of a preset.", Required = true };
        var month = CommandMonths.Option("--month", "The month: 2026-10.");
        var asOf = new Option<string?>("--as-of") { Description = "Only what was known before this instant: 2026-11-05T12:00:00+08:00." };
        var json = new Option<bool>("--json") { Description = "For machines; the schema stands in docs/cli/settle.schema.json." };
        asOf.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && !OffsetDateTimePattern.ExtendedIso.Parse(text).Success)
            {
                result.AddError($"时间写成 2026-11-05T12:00:00+08:00，要带时差。 An instant is written 2026-11-05T12:00:00+08:00, not '{text}'.");
            }
        });
        var command = new Command("settle", "Settles a month: slips before tax and social insurance, decisions to take, doubtful clauses.") { facts, book, month, asOf, json };
        command.SetAction((parsed, ct) => CommandErrors.CatchAsync(() => Task.FromResult(Run(parsed.GetValue(facts)!, parsed.GetValue(book)!, CommandMonths.Parse(parsed.GetValue(month)!),
            parsed.GetValue(asOf) is { } at ? OffsetDateTimePattern.ExtendedIso.Parse(at).Value.ToInstant() : null, parsed.GetValue(json), parsed.InvocationConfiguration, ct))));
        return command;
    }

    private static int Run(string folder, string bookPath, YearMonth month, Instant? asOf, bool json, InvocationConfiguration console, CancellationToken ct)
    {
        using var services = BookCommands.Sections();
        var (given, status) = FactsAndBook.Read(services, folder, bookPath, ct, console.Error);
        if (given is null)
        {
            return status;
        }

        var settled = services.GetRequiredService<IPayDesk>().Settle(given.Reading.Facts, given.BookText, given.BookFolder, month, asOf);
        ct.ThrowIfCancellationRequested();
        if (settled.Refusals.Count > 0)
        {
            foreach (var refusal in settled.Refusals)
            {
                console.Error.WriteLine($"{refusal.Zh} {refusal.En}");
            }

            return CommandErrors.Refused;
        }

        if (json)
        {
            using var output = Console.OpenStandardOutput();
            SettlementJson.Write(settled, output);
        }
        else
        {
            WriteText(settled, console.Output);
        }

        return 0;
    }

    private static void WriteText(Settlement settled, TextWriter output)
    {
        output.WriteLine($"{CommandMonths.Write(settled.Month)} {settled.Book} 税前，未扣社保 before tax and social insurance");
        foreach (var slip in settled.Slips)
        {
            foreach (var line in slip.Lines)
            {
                output.WriteLine($"{slip.Person}\t{line.Code}\t{line.Amount}\t{line.Text}");
            }

            output.WriteLine($"{slip.Person}\t=\t{slip.Total}");
        }

        foreach (var decision in settled.Decisions)
        {
            output.WriteLine($"待定\t{decision.Kind}\t{decision.Subject}\t{decision.Text}");
        }

        foreach (var clause in settled.Legality)
        {
            output.WriteLine($"需签字\t{clause.Component}\t{clause.Clause}\t{clause.Ground}");
        }
    }
}
