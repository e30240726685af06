using System.CommandLine;
using System.Text.Json;
using Zhanggui.Host.Backup;
using Zhanggui.Kernel;
using Zhanggui.Kernel.Http;

namespace Zhanggui.Host.Commands;

/// <summary><c>zhanggui backup FILE</c> and <c>zhanggui restore FILE</c>.</summary>
internal static class BackupCommands
{
    private static readonly Argument<string> File = new("FILE") { Description = "The backup file." };
    private static readonly Option<bool> Json = new("--json") { Description = "Machine-readable output (docs/cli/backup.schema.json)." };
    private static readonly Option<bool> Force = new("--force") { Description = "Write over an existing file." };
    private static readonly Option<bool> Replace = new("--replace") { Description = "Replace what the data folder and the database hold." };
    private static readonly Option<string?> Data = new("--data") { Description = "Data folder (also: ZHANGGUI_DATA_DIR)." };
    private static readonly JsonSerializerOptions Indented = new(HouseJson.Options) { WriteIndented = true };

    public static Command MakeBackup()
    {
        var command = new Command("backup", "Writes database, files and keys into one file, while the server runs.") { File, Json, Force, Data };
        command.SetAction((parsed, ct) => RunAsync(parsed, async (services, progress) =>
        {
            var options = services.GetRequiredService<KernelOptions>();
            if (options.Postgres.Length == 0 && !System.IO.File.Exists(HousePaths.SqliteFile(options)))
            {
                throw new RefusedException($"{Path.GetFullPath(options.DataDir)} 里没有数据库。 There is no database in the data folder.");
            }

            return await ActivatorUtilities.CreateInstance<BackupWriter>(services).WriteAsync(parsed.GetValue(File)!, parsed.GetValue(Force), progress, ct);
        }, "已备份 Backed up"));
        return command;
    }

    public static Command MakeRestore()
    {
        var command = new Command("restore", "Puts a backup into an empty data folder or database.") { File, Json, Replace, Data };
        command.SetAction((parsed, ct) => RunAsync(parsed, (services, progress) =>
            ActivatorUtilities.CreateInstance<Restorer>(services).RestoreAsync(parsed.GetValue(File)!, parsed.GetValue(Replace), progress, ct), "已恢复 Restored"));
        return command;
    }

    private static Task<int> RunAsync(ParseResult parsed, Func<IServiceProvider, Action<string>, Task<BackupReport>> work, string done) => CommandErrors.CatchAsync(async () =>
    {
        CommandErrors.UseDataDir(parsed.GetValue(Data));
        await using var app = HouseServer.Build([], builder => builder.Logging.SetMinimumLevel(LogLevel.Error));
        var report = await work(app.Services, Console.IsErrorRedirected ? _ => { } : step => Console.Error.WriteLine($"… {step}"));
        if (parsed.GetValue(Json))
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(report, Indented));
            return 0;
        }

        Console.Out.WriteLine($"{done}: {report.File}");
        Console.Out.WriteLine($"  {report.Database}, {report.At}, {report.Tables} tables, {report.Rows} rows, {report.Files} files, {report.Bytes} bytes");
        foreach (var warning in report.Warnings)
        {
            Console.Error.WriteLine(warning);
        }

        return 0;
    });
}
