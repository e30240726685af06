using System.CommandLine;
using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Zhanggui.Kernel.Money;
using Zhanggui.Metrics.Contracts;

namespace Zhanggui.Host.Commands;

/// <summary><c>zhanggui metrics</c>: every figure of a facts folder by a book, with numerator and denominator.</summary>
internal static class MetricsCommand
{
    private const int MillisecondDigits = 3;
    private static readonly JsonWriterOptions Pretty = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Make()
    {
        var facts = new Option<string>("--facts") { Description = "The facts folder.", Required = true };
        var book = new Option<string>("--book") { Description = "A rule-book file, or the name of a preset.", Required = true };
        var from = DateOption("--from", "The first day of the shop: 2026-10-01.");
        var to = DateOption("--to", "The day after the last one: 2026-11-01.");
        var json = new Option<bool>("--json") { Description = "For machines; the schema stands in docs/cli/metrics.schema.json." };
        var rows = new Option<string>("--rows") { Description = "A metric: writes the rows behind its figure as JSON instead of all figures; with --scope." };
        var scope = new Option<string>("--scope") { Description = "Whose figure: shop:1, team:NAME, person:ID, product:ITEM or hour:09." };
        var set = new Option<string>("--set") { Description = "The set of the figure.", DefaultValueFactory = _ => "shop" };
        var command = new Command("metrics", "Computes every figure of a facts folder, per shop, team and person.") { facts, book, from, to, json, rows, scope, set };
        command.Validators.Add(result =>
        {
            if (result.GetValue(from) is { } a && result.GetValue(to) is { } b && LocalDatePattern.Iso.Parse(a) is { Success: true } first && LocalDatePattern.Iso.Parse(b) is { Success: true } last && last.Value <= first.Value)
            {
                result.AddError("--to 要在 --from 之后。 --to must come after --from.");
            }
        });
        command.Validators.Add(result =>
        {
            if ((result.GetValue(rows) is null) != (result.GetValue(scope) is null))
            {
                result.AddError("--rows 和 --scope 要一起写。 --rows and --scope go together.");
            }
        });
        command.SetAction((parsed, ct) => CommandErrors.CatchAsync(() => Task.FromResult(Run(parsed.GetValue(facts)!, parsed.GetValue(book)!,
            LocalDatePattern.Iso.Parse(parsed.GetValue(from)!).Value, LocalDatePattern.Iso.Parse(parsed.GetValue(to)!).Value, parsed.GetValue(json),
            parsed.GetValue(rows) is { } metric ? new MetricKey(metric, parsed.GetValue(set)!, parsed.GetValue(scope)!) : null, ct))));
        return command;
    }

    private static Option<string> DateOption(string name, string description)
    {
        var option = new Option<string>(name) { Description = description, Required = true };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } text && !LocalDatePattern.Iso.Parse(text).Success)
            {
                result.AddError($"日期写成 2026-10-01。 A date is written 2026-10-01, not '{text}'.");
            }
        });
        return option;
    }

    private static int Run(string folder, string bookPath, LocalDate from, LocalDate to, bool json, MetricKey? wanted, CancellationToken ct)
    {
        using var services = BookCommands.Sections();
        var (given, status) = FactsAndBook.Read(services, folder, bookPath, ct);
        if (given is null)
        {
            return status;
        }

        var desk = services.GetRequiredService<IMetricsDesk>();
        if (wanted is not null)
        {
            using var output = Console.OpenStandardOutput();
            MetricRowsWriter.Write(desk.Rows(given.Reading.Facts, given.BookText, given.BookFolder, from, to, wanted), output);
            return 0;
        }

        var rows = desk.Measure(given.Reading.Facts, given.BookText, given.BookFolder, from, to);
        ct.ThrowIfCancellationRequested();
        if (json)
        {
            using var output = Console.OpenStandardOutput();
            WriteJson(rows, output);
            return 0;
        }

        foreach (var row in rows)
        {
            Console.Out.WriteLine($"{row.Metric}\t{row.Set}\t{row.Scope}\t{Text(row.Unit, row.Numerator) ?? "-"}\t{row.Denominator?.ToString(CultureInfo.InvariantCulture) ?? "-"}\t{Value(row) ?? row.Reason ?? "-"}");
        }

        return 0;
    }

    internal static void WriteJson(IReadOnlyList<MetricRow> rows, Stream output)
    {
        using var pen = new Utf8JsonWriter(output, Pretty);
        pen.WriteStartArray();
        foreach (var row in rows)
        {
            pen.WriteStartObject();
            pen.WriteString("metric", row.Metric);
            pen.WriteString("set", row.Set);
            pen.WriteString("scope", row.Scope);
            Write(pen, "numerator", row.Unit, row.Numerator);
            Write(pen, "denominator", row.Unit == MetricUnit.MoneyShare ? MetricUnit.Money : MetricUnit.Count, row.Denominator);
            if (row.Unit == MetricUnit.Count)
            {
                Write(pen, "value", row.Unit, row.Numerator);
            }
            else
            {
                pen.WriteString("value", Value(row));
            }

            pen.WriteString("state", row.IsOpen ? "open" : "closed");
            pen.WriteBoolean("judged", row.IsJudged);
            if (row.Reason is not null)
            {
                pen.WriteString("reason", row.Reason);
            }

            pen.WriteEndObject();
        }

        pen.WriteEndArray();
        pen.Flush();
        output.Write(Encoding.UTF8.GetBytes("\n"));
    }

    private static void Write(Utf8JsonWriter pen, string name, MetricUnit unit, long? amount)
    {
        if (amount is { } whole && unit is MetricUnit.Count or MetricUnit.Share or MetricUnit.Each)
        {
            pen.WriteNumber(name, whole);
        }
        else
        {
            pen.WriteString(name, Text(unit, amount));
        }
    }

    private static string? Text(MetricUnit unit, long? amount) => amount is not { } whole ? null : unit switch
    {
        MetricUnit.Money or MetricUnit.MoneyEach or MetricUnit.MoneyShare => new Fen(whole).ToString(),
        MetricUnit.AgainstEqual => Seconds(whole),
        MetricUnit.Seconds or MetricUnit.Time or MetricUnit.TimeShare => Seconds(whole),
        _ => whole.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>Null where nothing can be said: no facts, or nothing to divide by.</summary>
    internal static string? Value(MetricRow row) => row switch
    {
        { Numerator: null } => null,
        { Unit: MetricUnit.Count or MetricUnit.Money or MetricUnit.Time } => Text(row.Unit, row.Numerator),
        { Denominator: null or 0 } => null,
        { Unit: MetricUnit.MoneyEach } => new Fen(Rounded(row.Numerator.Value, row.Denominator.Value)).ToString(),
        { Unit: MetricUnit.Seconds } => Seconds(Rounded(row.Numerator.Value, row.Denominator.Value)),
        _ => Fraction(row.Numerator.Value, row.Denominator.Value),
    };

    private static string Fraction(long numerator, long denominator)
    {
        var common = (long)BigInteger.GreatestCommonDivisor(numerator, denominator);
        return string.Create(CultureInfo.InvariantCulture, $"{numerator / common}/{denominator / common}");
    }

    /// <summary>Half away from zero.</summary>
    private static long Rounded(long numerator, long denominator) => (long)decimal.Round((decimal)numerator / denominator, MidpointRounding.AwayFromZero);

    private static string Seconds(long milliseconds) => (milliseconds / 1000m).ToString("F" + MillisecondDigits, CultureInfo.InvariantCulture);
}
