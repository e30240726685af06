using System.CommandLine;
using System.Text;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Zhanggui.Facts;
using Zhanggui.Guard.Contracts;

namespace Zhanggui.Host.Commands;

/// <summary><c>zhanggui guard</c>: reads messages as JSON Lines and says of each what the book's guard makes of it.</summary>
internal static class GuardCommand
{
    private const int MostEarlier = 50;
    private const string BuyerSays = "buyer";

    public static Command Make()
    {
        var book = new Option<string>("--book") { Description = "A rule-book file, or the name of a preset.", Required = true };
        var facts = new Option<string?>("--facts") { Description = "A facts folder: what is claimed is checked against it." };
        var command = new Command("guard", "Reads messages from standard input as JSON Lines, writes a verdict for each; the schema stands in docs/cli/guard.schema.json.") { book, facts };
        command.SetAction((parsed, ct) => CommandErrors.CatchAsync(() => Task.FromResult(Run(parsed.GetValue(book)!, parsed.GetValue(facts), ct))));
        return command;
    }

    private static int Run(string bookPath, string? folder, CancellationToken ct)
    {
        using var services = BookCommands.Sections();
        var desk = services.GetRequiredService<IGuardDesk>();
        if (!File.Exists(bookPath) && services.GetRequiredService<Zhanggui.Rules.Contracts.IBookDesk>().FindPreset(bookPath) is null)
        {
            Console.Error.WriteLine($"没有这个制度 There is no such book: {bookPath}");
            return CommandErrors.WrongUsage;
        }

        if (FactsAndBook.ReadBook(services, bookPath) is not { } book)
        {
            return CommandErrors.Refused;
        }

        IMomentFacts? known = null;
        if (folder is not null)
        {
            var (given, status) = FactsAndBook.Read(services, folder, bookPath, ct);
            if (given is null)
            {
                return status;
            }

            known = desk.Know(given.Reading.Facts);
        }

        using var input = new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(false));
        using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false), 1 << 16);
        return Run(desk.Compile(book.Text, book.Folder, []).Rules, known, input, output, Console.Error, ct);
    }

    /// <summary>What can be read is judged; what cannot is told with its line, and the status is 1 then.</summary>
    internal static int Run(GuardBook book, IMomentFacts? known, TextReader input, TextWriter output, TextWriter error, CancellationToken ct)
    {
        var (talks, number, status) = (new Dictionary<string, List<EarlierLine>>(StringComparer.Ordinal), 0, 0);
        while (input.ReadLine() is { } text)
        {
            ct.ThrowIfCancellationRequested();
            number++;
            if (text.Trim('\uFEFF', ' ', '\t').Length == 0)
            {
                continue;
            }

            try
            {
                using var json = JsonDocument.Parse(text.Trim('\uFEFF'), new JsonDocumentOptions { MaxDepth = 16 });
                Judge(book, known, json.RootElement, talks, output);
            }
            catch (Exception wrong) when (wrong is JsonException or FormatException or KeyNotFoundException or InvalidOperationException)
            {
                error.WriteLine($"第 {number} 行读不懂 Line {number} cannot be read: {wrong.Message}");
                status = CommandErrors.Refused;
            }
        }

        output.Flush();
        return status;
    }

    private static void Judge(GuardBook book, IMomentFacts? known, JsonElement json, Dictionary<string, List<EarlierLine>> talks, TextWriter output)
    {
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty("text", out var said) || said.ValueKind != JsonValueKind.String)
        {
            throw new FormatException("每行是一个有 text 的对象。Each line is an object with text.");
        }

        var earlier = JsonStrings.Find(json, "conversation") is { } conversation ? Talk(talks, conversation) : [];
        var buyerText = JsonStrings.Find(json, "buyer_text");
        if (buyerText is not null && earlier.FindLast(e => e.IsBuyer)?.Text != buyerText)
        {
            earlier.Add(new EarlierLine(IsBuyer: true, buyerText));
        }

        var line = new GuardLine
        {
            Text = JsonStrings.Read(said),
            At = JsonStrings.Find(json, "at") is { Length: > 0 } at ? InstantOf(at) : null,
            Conversation = JsonStrings.Find(json, "conversation"),
            Buyer = JsonStrings.Find(json, "buyer"),
            Team = JsonStrings.Find(json, "team"),
            Channel = JsonStrings.Find(json, "channel"),
            Sender = JsonStrings.Find(json, "sender"),
            BuyerText = buyerText,
            Item = JsonStrings.Find(json, "item"),
            Earlier = [.. earlier.TakeLast(MostEarlier)],
        };
        var isBuyer = line.Sender == BuyerSays;
        var verdict = isBuyer ? GuardVerdict.Passed : book.Check(line, known?.Of(line) ?? GuardFacts.Unknown);
        Write(json, verdict, output);
        earlier.Add(new EarlierLine(isBuyer, line.Text, line.Sender, line.At));
    }

    private static List<EarlierLine> Talk(Dictionary<string, List<EarlierLine>> talks, string conversation)
    {
        if (!talks.TryGetValue(conversation, out var earlier))
        {
            talks[conversation] = earlier = [];
        }

        if (earlier.Count > MostEarlier * 4)
        {
            earlier.RemoveRange(0, earlier.Count - MostEarlier);
        }

        return earlier;
    }

    private static Instant InstantOf(string text) =>
        OffsetDateTimePattern.Rfc3339.Parse(text).TryGetValue(default, out var at) ? at.ToInstant() : throw new FormatException($"时间写成 2026-10-03T14:05:09+08:00，不是「{text}」。 A time is written 2026-10-03T14:05:09+08:00.");

    private static void Write(JsonElement json, GuardVerdict verdict, TextWriter output)
    {
        output.Write("{\"id\":");
        output.Write(json.TryGetProperty("id", out var id) ? id.GetRawText() : "null");
        output.Write(",\"verdict\":\"");
        output.Write(LevelName(verdict.Verdict));
        output.Write("\",\"hits\":[");
        var comma = string.Empty;
        foreach (var hit in verdict.Hits)
        {
            output.Write($"{comma}{{\"rule\":{JsonStrings.Quote(hit.Rule)},\"level\":\"{LevelName(hit.Level)}\",\"start\":{hit.Start},\"length\":{hit.Length},\"text\":{JsonStrings.Quote(hit.Text)},\"reason\":{JsonStrings.Quote(hit.Reason.Zh)},\"suggestion\":{JsonStrings.Quote(hit.Suggestion)}}}");
            comma = ",";
        }

        output.Write("],\"rewrite\":");
        output.Write(JsonStrings.Quote(verdict.Rewrite));
        output.Write("}\n");
    }

    private static string LevelName(GuardLevel level) => level switch
    {
        GuardLevel.Pass => "pass",
        GuardLevel.Hint => "hint",
        GuardLevel.Confirm => "confirm",
        GuardLevel.Block => "block",
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, "Unknown level."),
    };
}
