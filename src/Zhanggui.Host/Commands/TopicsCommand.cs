using System.CommandLine;
using System.Text;
using System.Text.Json;
using Zhanggui.Guard.Contracts;

namespace Zhanggui.Host.Commands;

/// <summary><c>zhanggui topics</c>: reads buyers' lines as JSON Lines and says of each what it asks about.</summary>
internal static class TopicsCommand
{
    public static Command Make()
    {
        var book = new Option<string>("--book") { Description = "A rule-book file, or the name of a preset.", Required = true };
        var command = new Command("topics", "Reads buyers' lines {\"id\",\"text\"} from standard input as JSON Lines, writes the topics of each; the schema stands in docs/cli/topics.schema.json.") { book };
        command.SetAction((parsed, ct) => CommandErrors.CatchAsync(() => Task.FromResult(Run(parsed.GetValue(book)!, ct))));
        return command;
    }

    private static int Run(string bookPath, CancellationToken ct)
    {
        using var services = BookCommands.Sections();
        if (!File.Exists(bookPath) && services.GetRequiredService<Zhanggui.Rules.Contracts.IBookDesk>().FindPreset(bookPath) is null)
        {
            Console.Error.WriteLine($"没有这个制度 There is no such book: {bookPath}");
            return CommandErrors.WrongUsage;
        }

        if (FactsAndBook.ReadBook(services, bookPath) is not { } book)
        {
            return CommandErrors.Refused;
        }

        using var input = new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(false));
        using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false), 1 << 16);
        return Run(services.GetRequiredService<ITopicDesk>().Compile(book.Text, book.Folder, []).Rules, input, output, Console.Error, ct);
    }

    /// <summary>What can be read is answered; what cannot is told with its line, and the status is 1 then.</summary>
    private static int Run(TopicBook book, TextReader input, TextWriter output, TextWriter error, CancellationToken ct)
    {
        var (number, status) = (0, 0);
        while (input.ReadLine() is { } line)
        {
            ct.ThrowIfCancellationRequested();
            number++;
            if (line.Trim('\uFEFF', ' ', '\t').Length == 0)
            {
                continue;
            }

            try
            {
                using var json = JsonDocument.Parse(line.Trim('\uFEFF'), new JsonDocumentOptions { MaxDepth = 16 });
                Write(book, json.RootElement, output);
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

    private static void Write(TopicBook book, JsonElement json, TextWriter output)
    {
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty("text", out var said) || said.ValueKind != JsonValueKind.String)
        {
            throw new FormatException("每行是一个有 text 的对象。Each line is an object with text.");
        }

        var text = JsonStrings.Read(said);
        output.Write("{\"id\":");
        output.Write(json.TryGetProperty("id", out var id) ? id.GetRawText() : "null");
        output.Write(",\"topics\":[");
        var comma = string.Empty;
        foreach (var hit in book.Read(text))
        {
            output.Write($"{comma}{{\"topic\":{JsonStrings.Quote(hit.Topic)},\"name\":{JsonStrings.Quote(hit.Name)},\"rang\":[");
            output.Write(string.Join(',', hit.Rang.Select(r => $"{{\"start\":{r.Start},\"length\":{r.Length},\"text\":{JsonStrings.Quote(text.Substring(r.Start, r.Length))}}}")));
            output.Write("]}");
            comma = ",";
        }

        output.Write("]}\n");
    }
}
