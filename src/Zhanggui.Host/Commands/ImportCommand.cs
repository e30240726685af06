using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Zhanggui.Kernel;
using Zhanggui.Orders.Contracts;
using Zhanggui.People.Contracts;

namespace Zhanggui.Host.Commands;

/// <summary><c>zhanggui import</c>: brings files into a shop, without a running server or beside one.</summary>
internal static class ImportCommand
{
    private static readonly JsonWriterOptions Pretty = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Make()
    {
        var kind = new Argument<string>("KIND") { Description = "orders, items, refunds, messages, service-report, products, people, or facts for anything of a facts folder." };
        var files = new Argument<string[]>("FILE") { Description = "The files; with facts also folders.", Arity = ArgumentArity.OneOrMore };
        var shop = new Option<string>("--shop") { Description = "Name or id of the shop.", Required = true };
        var mapping = new Option<string?>("--mapping") { Description = "Name of a format or of a mapping that the shop saved, or a mapping as a JSON file." };
        var dry = new Option<bool>("--dry-run") { Description = "Reads everything and stores nothing." };
        var day = new Option<string?>("--day") { Description = "The day of a service report that has no column for it, such as 2026-10-15." };
        day.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && !LocalDatePattern.Iso.Parse(result.Tokens[0].Value).Success)
            {
                result.AddError($"--day: {result.Tokens[0].Value} 不是日期，应如 2026-10-15。 Not a day such as 2026-10-15.");
            }
        });
        var json = new Option<bool>("--json") { Description = "Machine-readable output (docs/cli/import.schema.json)." };
        var data = new Option<string?>("--data") { Description = "Data folder (also: ZHANGGUI_DATA_DIR)." };
        kind.AcceptOnlyFromAmong([.. ImportFiles.Kinds.Keys]);
        files.Validators.Add(result =>
        {
            foreach (var path in result.Tokens.Select(t => t.Value).Where(p => !File.Exists(p) && !Directory.Exists(p)))
            {
                result.AddError($"没有文件“{path}”。 There is no file {path}.");
            }
        });
        var command = new Command("import", "Brings exports, chats, people or a facts folder into a shop; a repeated import doubles nothing.") { kind, files, shop, mapping, day, dry, json, data };
        command.SetAction((parsed, ct) => CommandErrors.CatchAsync(() =>
        {
            CommandErrors.UseDataDir(parsed.GetValue(data));
            return RunAsync(new Wish(parsed.GetValue(kind)!, parsed.GetValue(files)!, parsed.GetValue(shop)!, parsed.GetValue(mapping), parsed.GetValue(day) is { } told ? LocalDatePattern.Iso.Parse(told).Value : null, parsed.GetValue(dry), parsed.GetValue(json)), ct);
        }));
        return command;
    }

    private static async Task<int> RunAsync(Wish wish, CancellationToken ct)
    {
        await using var app = HouseServer.Build([], builder => builder.Logging.SetMinimumLevel(LogLevel.Error));
        var options = app.Services.GetRequiredService<KernelOptions>();
        if (options.Postgres.Length == 0 && !File.Exists(HousePaths.SqliteFile(options)))
        {
            throw new RefusedException($"{Path.GetFullPath(options.DataDir)} 里没有数据库，请先启动一次并建好店铺。 There is no database in the data folder; start the server once and set up the shop.");
        }

        await HouseServer.PrepareAsync(app, ct);
        var shop = await HouseShop.FindAsync(app.Services, wish.Shop, ct);
        var mapping = wish.Mapping is { } given && File.Exists(given) ? await File.ReadAllTextAsync(given, ct) : wish.Mapping;
        var done = new List<(string Path, ImportResult? Result, Kernel.Outcomes.Refusal? Refusal)>();
        try
        {
            await ImportAllAsync(app.Services.GetRequiredService<IImportDesk>(), wish, shop, mapping, done, ct);
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("已停止。已导入的行保留；再导入一次不会重复。 Stopped. What was imported stays; importing again doubles nothing.");
            return CommandErrors.Cancelled;
        }

        if (wish.IsJson)
        {
            WriteJson(wish, shop, done);
        }
        else
        {
            WriteText(done);
        }

        return done.Exists(d => d.Refusal is not null) ? CommandErrors.Refused : 0;
    }

    private static async Task ImportAllAsync(IImportDesk desk, Wish wish, ShopCard shop, string? mapping, List<(string Path, ImportResult? Result, Kernel.Outcomes.Refusal? Refusal)> done, CancellationToken ct)
    {
        foreach (var (path, kinds) in ImportFiles.Of(wish.Kind, wish.Files))
        {
            var outcome = await ImportAsync(desk, new BroughtFile(shop.Id, kinds, mapping, Path.GetFileName(path), Day: wish.Day), path, wish.IsDry, ct);
            done.Add((path, outcome.Refusal is null ? outcome.Value : null, outcome.Refusal));
        }
    }

    private static async Task<Kernel.Outcomes.Outcome<ImportResult>> ImportAsync(IImportDesk desk, BroughtFile file, string path, bool isDry, CancellationToken ct)
    {
        await using var stream = File.OpenRead(path);
        ImportStep? step = Console.IsErrorRedirected ? null : (done, total) => Console.Error.Write(total is { } all ? $"\r… {file.FileName} {done}/{all}   " : $"\r… {file.FileName} {done}   ");
        var outcome = isDry ? await desk.CheckAsync(file, stream, step, ct) : await desk.ImportAsync(file, stream, step, ct);
        if (step is not null)
        {
            Console.Error.WriteLine();
        }

        return outcome;
    }

    private static void WriteText(List<(string Path, ImportResult? Result, Kernel.Outcomes.Refusal? Refusal)> done)
    {
        foreach (var (path, result, refusal) in done)
        {
            if (result is null)
            {
                Console.Error.WriteLine($"{path}: {refusal!.Zh} {refusal.En}");
                continue;
            }

            Console.Out.WriteLine(result.State == "checked"
                ? $"{path}: {result.FormatZh} {result.Version}, {result.Rows} 行，会退回 {result.Refused} 行 rows {result.Rows}, refused {result.Refused}"
                : $"{path}: {result.FormatZh} {result.Version}, 新增 {result.New}，更新 {result.Changed}，不变 {result.Unchanged}，退回 {result.Refused} new {result.New}, changed {result.Changed}, unchanged {result.Unchanged}, refused {result.Refused}");
            foreach (var problem in result.Problems)
            {
                Console.Error.WriteLine($"{path}:{problem.Line}: {problem.Zh} {problem.En}");
            }

            if (result.KeptColumns.Count > 0)
            {
                Console.Error.WriteLine($"{path}: 不认识的列，原样保留 unknown columns, kept: {string.Join('、', result.KeptColumns)}");
            }
        }
    }

    private static void WriteJson(Wish wish, ShopCard shop, List<(string Path, ImportResult? Result, Kernel.Outcomes.Refusal? Refusal)> done)
    {
        using var output = Console.OpenStandardOutput();
        using (var pen = new Utf8JsonWriter(output, Pretty))
        {
            pen.WriteStartObject();
            pen.WriteString("shop", shop.Name);
            pen.WriteString("kind", wish.Kind);
            pen.WriteBoolean("dry_run", wish.IsDry);
            pen.WriteStartArray("files");
            foreach (var (path, result, refusal) in done)
            {
                ImportFiles.Write(pen, path, result, refusal);
            }

            pen.WriteEndArray();
            pen.WriteEndObject();
        }

        output.Write("\n"u8);
    }

    private sealed record Wish(string Kind, string[] Files, string Shop, string? Mapping, LocalDate? Day, bool IsDry, bool IsJson);
}
