using System.CommandLine;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Zhanggui.Facts;
using Zhanggui.Kernel.Http;
using Zhanggui.Pay.Contracts;
using Zhanggui.People.Contracts;

namespace Zhanggui.Host.Commands;

/// <summary><c>zhanggui export facts</c>: what the house knows of a month of a shop, as a facts folder.</summary>
internal static class ExportCommand
{
    private static readonly Option<string> Shop = new("--shop") { Description = "The shop's name or id.", Required = true };
    private static readonly Option<string> Month = new("--month") { Description = "The month in the shop's zone, such as 2026-10.", Required = true };
    private static readonly Option<string> Out = new("--out") { Description = "The folder to make; it must not exist or be empty.", Required = true };
    private static readonly Option<string?> Data = new("--data") { Description = "Data folder (also: ZHANGGUI_DATA_DIR)." };
    private static readonly Option<bool> Json = new("--json") { Description = "Machine-readable output (docs/cli/export.schema.json)." };

    public static Command Make()
    {
        Month.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && !YearMonthPattern.Iso.Parse(result.Tokens[0].Value).Success)
            {
                result.AddError($"--month: {result.Tokens[0].Value} 不是月份，应如 2026-10。 Not a month such as 2026-10.");
            }
        });
        var facts = new Command("facts", "Writes every fact that attribution, figures and settlement of a month can read, as a facts folder.") { Shop, Month, Out, Data, Json };
        facts.SetAction((parsed, ct) => CommandErrors.CatchAsync(() => RunAsync(parsed, ct)));
        return new Command("export", "Takes facts out of the house.") { facts };
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        CommandErrors.UseDataDir(parsed.GetValue(Data));
        var folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(parsed.GetValue(Out)!));
        NewFolder.NeedsRoom(folder);
        var month = YearMonthPattern.Iso.Parse(parsed.GetValue(Month)!).Value;
        await using var app = HouseServer.Build([], builder => builder.Logging.SetMinimumLevel(LogLevel.Error));
        await HouseServer.PrepareAsync(app, ct);
        var shop = await HouseShop.FindAsync(app.Services, parsed.GetValue(Shop)!, ct);
        var months = app.Services.GetRequiredService<IMonthFacts>();
        var (counts, digest) = await NewFolder.WriteWholeAsync(folder, async part =>
        {
            using var writer = new FactsFolderSorter(part, shop.TimeZone);
            await months.GiveAsync(shop, month, writer, ct);
            return writer.Close();
        });
        Say(parsed.GetValue(Json), shop, month, folder, counts, digest);
        return 0;
    }

    private static void Say(bool json, ShopCard shop, YearMonth month, string folder, IReadOnlyDictionary<string, long> counts, string digest)
    {
        var files = counts.OrderBy(f => f.Key, StringComparer.Ordinal).ToList();
        if (json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(
                new { Shop = shop.Id, shop.Name, Month = YearMonthPattern.Iso.Format(month), Out = folder, FactsDigest = digest, Files = files.Select(f => new { File = f.Key, Rows = f.Value }) }, HouseJson.Options));
            return;
        }

        foreach (var (file, rows) in files)
        {
            Console.Out.WriteLine($"{file}\t{rows}");
        }

        Console.Out.WriteLine($"{folder}\t{digest}");
    }
}
