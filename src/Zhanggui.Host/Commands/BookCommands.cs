using System.CommandLine;
using System.Text;
using System.Text.Json;
using Zhanggui.Kernel.Http;
using Zhanggui.Guard;
using Zhanggui.Metrics;
using Zhanggui.Orders;
using Zhanggui.Pay;
using Zhanggui.Promises;
using Zhanggui.Reception;
using Zhanggui.Rules;
using Zhanggui.Rules.Contracts;
using Zhanggui.Shifts;
using Zhanggui.Shop;

namespace Zhanggui.Host.Commands;

/// <summary><c>zhanggui book check|diff|list|print</c>: work on rule-book files without a server.</summary>
internal static class BookCommands
{
    private const int Done = 0;
    private const int Refused = 1;
    private const int WrongUsage = 2;

    public static Command Make()
    {
        var book = new Command("book", "Rule books: check, compare, list, print.");
        book.Subcommands.Add(Check());
        book.Subcommands.Add(Diff());
        book.Subcommands.Add(List());
        book.Subcommands.Add(Print());
        return book;
    }

    /// <summary>Only the sections are needed: no database, no settings.</summary>
    private static IBookDesk Desk() => Sections().GetRequiredService<IBookDesk>();

    /// <summary>What works on texts and files alone, for the other commands too.</summary>
    internal static ServiceProvider Sections()
    {
        var services = new ServiceCollection();
        var configuration = new ConfigurationBuilder().Build();
        services.AddRules(configuration);
        services.AddGuard(configuration);
        services.AddShifts(configuration);
        services.AddShopRules();
        services.AddReception(configuration);
        services.AddPromises();
        services.AddOrders(configuration);
        services.AddMetrics(configuration);
        services.AddPay(configuration);
        return services.BuildServiceProvider();
    }

    private static Command Check()
    {
        var command = new Command("check", "Lists what is wrong with a book, by line, and the clauses that need a signature.");
        var (file, json, language) = (FileArgument("FILE"), JsonOption(), LanguageOption());
        command.Arguments.Add(file);
        command.Options.Add(json);
        command.Options.Add(language);
        command.SetAction((result, _) => Guarded(() => Check(result.GetValue(file)!, result.GetValue(json), IsChinese(result.GetValue(language)))));
        return command;
    }

    private static Command Diff()
    {
        var command = new Command("diff", "Says in words how book B differs from book A.");
        var (a, b, json, language) = (FileArgument("A"), FileArgument("B"), JsonOption(), LanguageOption());
        command.Arguments.Add(a);
        command.Arguments.Add(b);
        command.Options.Add(json);
        command.Options.Add(language);
        command.SetAction((result, _) => Guarded(() => Diff(result.GetValue(a)!, result.GetValue(b)!, result.GetValue(json), IsChinese(result.GetValue(language)))));
        return command;
    }

    private static Command List()
    {
        var command = new Command("list", "Lists the presets.");
        var (json, language) = (JsonOption(), LanguageOption());
        command.Options.Add(json);
        command.Options.Add(language);
        command.SetAction((result, _) => Guarded(() => List(result.GetValue(json), IsChinese(result.GetValue(language)))));
        return command;
    }

    private static Command Print()
    {
        var command = new Command("print", "Writes a book as a document for discussion and signature.");
        var (file, language) = (FileArgument("FILE"), LanguageOption());
        var format = new Option<string>("--format") { Description = "md or html.", DefaultValueFactory = _ => "md" };
        format.AcceptOnlyFromAmong("md", "html");
        command.Arguments.Add(file);
        command.Options.Add(format);
        command.Options.Add(language);
        command.SetAction((result, _) => Guarded(() => Print(result.GetValue(file)!, result.GetValue(format) == "html", IsChinese(result.GetValue(language)))));
        return command;
    }

    private static int Check(string path, bool json, bool chinese)
    {
        var (text, folder) = Read(path);
        using var services = Sections();
        var report = StoredPhrases.Judge(services, services.GetRequiredService<IBookDesk>().Check(text, folder), text, folder);
        if (json)
        {
            WriteJson(new
            {
                report.Book,
                Title = report.Title.Zh,
                report.Version,
                report.Status,
                report.Digest,
                IsSound = report.IsSound,
                Problems = report.Problems.Select(p => new { p.Severity, p.Line, p.Column, p.Path, p.Rule, Reason = p.Reason.Zh, ReasonEn = p.Reason.En, p.Suggestion }),
                Doubts = report.Doubts.Select(d => new { d.Path, Scope = d.Scope.Zh, Clause = d.Clause.Zh, ClauseEn = d.Clause.En, Ground = d.Ground.Zh, GroundEn = d.Ground.En }),
            });
        }
        else
        {
            WriteReport(path, report, chinese);
        }

        return report.IsSound ? Done : Refused;
    }

    private static void WriteReport(string path, BookReport report, bool chinese)
    {
        foreach (var problem in report.Problems)
        {
            Console.Out.WriteLine($"{path}:{problem.Line}:{problem.Column}: {Name(problem.Severity, chinese)} {problem.Path} {Say(problem.Reason, chinese)} [{problem.Rule}]");
        }

        foreach (var doubt in report.Doubts)
        {
            var scope = doubt.Scope.Zh.Length == 0 ? string.Empty : $"({Say(doubt.Scope, chinese)}) ";
            Console.Out.WriteLine($"{path}: {(chinese ? "需签字" : "to sign")} {doubt.Path} {scope}{Say(doubt.Clause, chinese)} {(chinese ? "依据：" : "Ground: ")}{Say(doubt.Ground, chinese)}");
        }

        if (report.IsSound)
        {
            Console.Out.WriteLine($"{report.Book} {report.Digest}");
        }
    }

    private static int Diff(string a, string b, bool json, bool chinese)
    {
        var desk = Desk();
        var (before, beforeFolder) = Read(a);
        var (after, afterFolder) = Read(b);
        if (!IsSound(desk, a, before, beforeFolder, chinese) | !IsSound(desk, b, after, afterFolder, chinese))
        {
            return Refused;
        }

        var differences = desk.Compare(before, beforeFolder, after, afterFolder);
        if (json)
        {
            WriteJson(new
            {
                Before = desk.Check(before, beforeFolder).Digest,
                After = desk.Check(after, afterFolder).Digest,
                Differences = differences.Select(d => new { d.Section, d.Path, Scope = d.Scope.Zh, Before = d.Before.Zh, After = d.After.Zh, Text = d.Sentence.Zh, TextEn = d.Sentence.En }),
            });
        }
        else
        {
            foreach (var difference in differences)
            {
                Console.Out.WriteLine(Say(difference.Sentence, chinese));
            }
        }

        return Done;
    }

    private static int List(bool json, bool chinese)
    {
        var presets = Desk().Presets();
        if (json)
        {
            WriteJson(new { Presets = presets.Select(p => new { p.Name, Title = p.Title.Zh, TitleEn = p.Title.En, p.Status, Note = p.Note.Zh, p.Sources, p.Sections, p.IsSound }) });
        }
        else
        {
            foreach (var preset in presets)
            {
                Console.Out.WriteLine($"{preset.Name}\t{preset.Status}\t{Say(preset.Title, chinese)}");
            }
        }

        return Done;
    }

    private static int Print(string path, bool html, bool chinese)
    {
        var desk = Desk();
        var (text, folder) = Read(path);
        if (!IsSound(desk, path, text, folder, chinese))
        {
            return Refused;
        }

        Console.Out.Write(html ? desk.PrintHtml(text, folder, chinese) : desk.PrintMarkdown(text, folder, chinese));
        return Done;
    }

    internal static bool IsSound(IBookDesk desk, string path, string text, string? folder, bool chinese, TextWriter? error = null)
    {
        var report = desk.Check(text, folder);
        foreach (var problem in report.Problems.Where(p => p.Severity == Severity.Error))
        {
            (error ?? Console.Error).WriteLine($"{path}:{problem.Line}:{problem.Column}: {Name(problem.Severity, chinese)} {problem.Path} {Say(problem.Reason, chinese)} [{problem.Rule}]");
        }

        return report.IsSound;
    }

    /// <summary>A file, or else the name of a preset.</summary>
    internal static (string Text, string? Folder) Read(string path)
    {
        if (!File.Exists(path) && Desk().FindPreset(path) is { } preset)
        {
            return (preset, null);
        }

        var bytes = File.ReadAllBytes(path);
        var text = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: false).GetString(bytes);
        return (text.TrimStart('\uFEFF'), Path.GetDirectoryName(Path.GetFullPath(path)));
    }

    private static Task<int> Guarded(Func<int> work)
    {
        try
        {
            Console.OutputEncoding = Encoding.UTF8;
            return Task.FromResult(work());
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(error.Message);
            return Task.FromResult(WrongUsage);
        }
    }

    private static void WriteJson(object value) => Console.Out.WriteLine(JsonSerializer.Serialize(value, HouseJson.Options));

    private static Argument<string> FileArgument(string name) => new(name) { Description = "A rule-book file, or the name of a preset." };

    private static Option<bool> JsonOption() => new("--json") { Description = "For machines; the schema stands in docs/cli." };

    private static Option<string> LanguageOption()
    {
        var option = new Option<string>("--lang") { Description = "zh or en.", DefaultValueFactory = _ => "zh" };
        option.AcceptOnlyFromAmong("zh", "en");
        return option;
    }

    private static bool IsChinese(string? language) => language != "en";

    private static string Say(Words words, bool chinese) => chinese ? words.Zh : words.En;

    private static string Name(Severity severity, bool chinese) => severity switch
    {
        Severity.Error => chinese ? "错误" : "error",
        Severity.Warning => chinese ? "提醒" : "warning",
        Severity.Note => chinese ? "说明" : "note",
        _ => throw new ArgumentOutOfRangeException(nameof(severity), severity, "Unknown severity."),
    };
}
