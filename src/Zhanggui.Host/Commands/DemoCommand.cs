using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Zhanggui.Facts;
using Zhanggui.Facts.Demo;
using Zhanggui.Kernel.Http;

namespace Zhanggui.Host.Commands;

/// <summary><c>zhanggui demo</c>: writes believable facts of a shop as a facts folder.</summary>
internal static class DemoCommand
{
    private static readonly Option<string> Size = new("--size") { Description = "S, M, L or XL.", Required = true };
    private static readonly Option<string> Month = new("--month") { Description = "The month, such as 2026-10.", Required = true };
    private static readonly Option<ulong> Seed = new("--seed") { Description = "The same seed gives the same bytes.", DefaultValueFactory = _ => 1 };
    private static readonly Option<string> Out = new("--out") { Description = "The folder to make; it must not exist or be empty.", Required = true };
    private static readonly Option<bool> Json = new("--json") { Description = "Machine-readable output (docs/cli/demo.schema.json)." };

    public static Command Make()
    {
        Size.AcceptOnlyFromAmong("S", "M", "L", "XL");
        Month.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && FindMonth(result.Tokens[0].Value) is null)
            {
                result.AddError($"--month: {result.Tokens[0].Value} 不是月份，应如 2026-10（{DemoMonth.FirstYear}–{DemoMonth.LastYear} 年）。 Not a month such as 2026-10 of {DemoMonth.FirstYear} to {DemoMonth.LastYear}.");
            }
        });
        var command = new Command("demo", "Writes believable facts of a shop as a facts folder.") { Size, Month, Seed, Out, Json };
        command.SetAction((parsed, cancel) => CommandErrors.CatchAsync(() => Task.FromResult(Run(parsed, cancel))));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancel)
    {
        var (size, month, seed) = (parsed.GetValue(Size)!, FindMonth(parsed.GetValue(Month)!)!.Value, parsed.GetValue(Seed));
        var folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(parsed.GetValue(Out)!));
        NewFolder.NeedsRoom(folder);
        var (counts, digest) = NewFolder.WriteWhole(folder, part => WriteInto(part, size, month, seed, cancel));
        if (parsed.GetValue(Json))
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(
                new
                {
                    Size = size,
                    Month = Text(month),
                    Seed = seed.ToString(CultureInfo.InvariantCulture),
                    Out = folder,
                    FactsDigest = digest,
                    Files = counts.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => new { File = c.Key, Rows = c.Value }),
                },
                HouseJson.Options));
            return 0;
        }

        foreach (var (file, rows) in counts.OrderBy(c => c.Key, StringComparer.Ordinal))
        {
            Console.Out.WriteLine($"{file}\t{rows}");
        }

        Console.Out.WriteLine($"{folder}\t{digest}");
        return 0;
    }

    private static (IReadOnlyDictionary<string, long> Counts, string Digest) WriteInto(string folder, string size, YearMonth month, ulong seed, CancellationToken cancel)
    {
        using var writer = new FactsFolderWriter(folder, FactsFolder.DefaultZone);
        Action<DemoProgress>? progress = Console.IsErrorRedirected ? null : p => Console.Error.Write($"\r… {p.Day}/{p.Days}{(p.Day == p.Days ? "\n" : string.Empty)}");
        DemoMonth.Write(DemoScale.Find(size)!, month, seed, writer, progress, cancel);
        return writer.Close();
    }

    private static YearMonth? FindMonth(string text)
    {
        var parsed = YearMonthPattern.Iso.Parse(text);
        return parsed.Success && parsed.Value.Year is >= DemoMonth.FirstYear and <= DemoMonth.LastYear ? parsed.Value : null;
    }

    private static string Text(YearMonth month) => YearMonthPattern.Iso.Format(month);
}
