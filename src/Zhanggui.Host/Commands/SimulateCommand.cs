using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Zhanggui.Reception.Contracts;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Host.Commands;

/// <summary><c>zhanggui simulate</c>: replays the arrivals of a day under the routing of one or several books.</summary>
internal static class SimulateCommand
{
    private static readonly JsonWriterOptions Pretty = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly OffsetDateTimePattern When = OffsetDateTimePattern.ExtendedIso;

    public static Command Make()
    {
        var arrivals = new Option<string>("--arrivals") { Description = "CSV: at, buyer, serving_seconds, patience_seconds, group, last_agent.", Required = true };
        var agents = new Option<string>("--agents") { Description = "CSV: agent, from, to, weight, capacity, groups (by spaces); a row per spell of being ready.", Required = true };
        var book = new Option<string[]>("--book") { Description = "A rule-book file, or the name of a preset; several are compared.", Required = true, AllowMultipleArgumentsPerToken = true };
        var json = new Option<bool>("--json") { Description = "For machines; the schema stands in docs/cli/simulate.schema.json." };
        var command = new Command("simulate", "Replays a day's arrivals under the routing of rule books: waits, losses and shares.") { arrivals, agents, book, json };
        command.SetAction((parsed, ct) => CommandErrors.CatchAsync(() => Task.FromResult(Run(parsed.GetValue(arrivals)!, parsed.GetValue(agents)!, parsed.GetValue(book)!, parsed.GetValue(json), ct))));
        return command;
    }

    private static int Run(string arrivals, string agents, string[] bookPaths, bool json, CancellationToken ct)
    {
        using var services = BookCommands.Sections();
        var desk = services.GetRequiredService<IBookDesk>();
        if (new[] { arrivals, agents }.FirstOrDefault(f => !File.Exists(f)) is { } missing)
        {
            Console.Error.WriteLine($"没有这个文件 There is no such file: {missing}");
            return CommandErrors.WrongUsage;
        }

        if (bookPaths.FirstOrDefault(b => !File.Exists(b) && desk.FindPreset(b) is null) is { } absent)
        {
            Console.Error.WriteLine($"没有这个制度 There is no such book: {absent}");
            return CommandErrors.WrongUsage;
        }

        if (!TryRead(arrivals, ["at", "buyer", "serving_seconds"], Buyer, out var buyers) || !TryRead(agents, ["agent", "from", "to"], Agent, out var staff))
        {
            return CommandErrors.Refused;
        }

        var trial = services.GetRequiredService<IRoutingTrial>();
        var outcomes = new List<TrialOutcome>();
        foreach (var path in bookPaths)
        {
            ct.ThrowIfCancellationRequested();
            if (FactsAndBook.ReadBook(services, path) is not { } book)
            {
                return CommandErrors.Refused;
            }

            outcomes.Add(trial.Replay(buyers, staff, path, book.Text, book.Folder, ct: ct));
        }

        if (json)
        {
            using var output = Console.OpenStandardOutput();
            WriteJson(outcomes, output);
            return 0;
        }

        Console.Out.WriteLine("book\tbuyers\tserved\tlost\twaiting\tback\toverflow\tmean\tmedian\tp90\tmax\twithin30s\tleast-most given");
        foreach (var o in outcomes)
        {
            var given = o.Shares.Select(s => s.Given).DefaultIfEmpty(0).ToList();
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{o.Book}\t{o.Buyers}\t{o.Served}\t{o.Lost}\t{o.StillWaiting}\t{o.BackToLast}\t{o.Overflowed}\t{Seconds(o.WaitMean)}\t{Seconds(o.WaitMedian)}\t{Seconds(o.WaitP90)}\t{Seconds(o.WaitMax)}\t{o.Within30Seconds}/{o.Served}\t{given.Min()}-{given.Max()}"));
        }

        return 0;
    }

    internal static void WriteJson(IReadOnlyList<TrialOutcome> outcomes, Stream output)
    {
        using var pen = new Utf8JsonWriter(output, Pretty);
        pen.WriteStartArray();
        foreach (var o in outcomes)
        {
            pen.WriteStartObject();
            pen.WriteString("book", o.Book);
            pen.WriteNumber("buyers", o.Buyers);
            pen.WriteNumber("served", o.Served);
            pen.WriteNumber("lost", o.Lost);
            pen.WriteNumber("still_waiting", o.StillWaiting);
            pen.WriteNumber("back_to_last", o.BackToLast);
            pen.WriteNumber("overflowed", o.Overflowed);
            pen.WriteString("wait_mean", Seconds(o.WaitMean));
            pen.WriteString("wait_median", Seconds(o.WaitMedian));
            pen.WriteString("wait_p90", Seconds(o.WaitP90));
            pen.WriteString("wait_max", Seconds(o.WaitMax));
            pen.WriteString("within_30s", $"{o.Within30Seconds}/{o.Served}");
            pen.WriteStartArray("agents");
            foreach (var share in o.Shares)
            {
                pen.WriteStartObject();
                pen.WriteString("agent", share.Agent);
                pen.WriteNumber("weight", share.Weight);
                pen.WriteNumber("given", share.Given);
                pen.WriteString("share", $"{share.Given}/{o.Served}");
                pen.WriteString("serving", Seconds(share.Serving));
                pen.WriteEndObject();
            }

            pen.WriteEndArray();
            pen.WriteEndObject();
        }

        pen.WriteEndArray();
        pen.Flush();
        output.Write(Encoding.UTF8.GetBytes("\n"));
    }

    private static TrialBuyer Buyer(IReadOnlyDictionary<string, string> row) =>
        new(At(row["at"]), row["buyer"], Span(row["serving_seconds"])!.Value, Span(row.GetValueOrDefault("patience_seconds")), Given(row.GetValueOrDefault("group")), Given(row.GetValueOrDefault("last_agent")));

    private static TrialAgent Agent(IReadOnlyDictionary<string, string> row) =>
        new(row["agent"], At(row["from"]), At(row["to"]), Given(row.GetValueOrDefault("weight")) is { } weight ? int.Parse(weight, CultureInfo.InvariantCulture) : 100,
            Given(row.GetValueOrDefault("capacity")) is { } capacity ? int.Parse(capacity, CultureInfo.InvariantCulture) : null, (row.GetValueOrDefault("groups") ?? string.Empty).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static Instant At(string text) => When.Parse(text).GetValueOrThrow().ToInstant();

    private static Duration? Span(string? text) => Given(text) is { } some ? Duration.FromSeconds(int.Parse(some, CultureInfo.InvariantCulture)) : null;

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static string Seconds(Duration span) => span.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);

    /// <summary>Every row that cannot be read is told with its line; then nothing is replayed.</summary>
    private static bool TryRead<T>(string path, IReadOnlyList<string> needed, Func<IReadOnlyDictionary<string, string>, T> read, out List<T> rows)
    {
        rows = [];
        var lines = File.ReadAllLines(path);
        var header = lines.Length == 0 ? [] : lines[0].TrimStart('\uFEFF').Split(',').Select(h => h.Trim()).ToArray();
        if (needed.FirstOrDefault(n => !header.Contains(n, StringComparer.Ordinal)) is { } missing)
        {
            Console.Error.WriteLine($"{path}:1: 没有列 {missing}。 There is no column {missing}.");
            return false;
        }

        var isSound = true;
        for (var i = 1; i < lines.Length; i++)
        {
            if (string.IsNullOrWhiteSpace(lines[i]))
            {
                continue;
            }

            var cells = lines[i].Split(',');
            try
            {
                rows.Add(read(header.Zip(cells).ToDictionary(c => c.First, c => c.Second, StringComparer.Ordinal)));
            }
            catch (Exception error) when (error is FormatException or UnparsableValueException or KeyNotFoundException or OverflowException or InvalidOperationException)
            {
                Console.Error.WriteLine($"{path}:{i + 1}: 这一行读不懂。 This row cannot be read: {error.Message}");
                isSound = false;
            }
        }

        return isSound;
    }
}
