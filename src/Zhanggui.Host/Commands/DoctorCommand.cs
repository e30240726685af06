using System.CommandLine;
using System.Text.Json;
using Zhanggui.Host.Doctor;
using Zhanggui.Kernel.Checks;
using Zhanggui.Kernel.Http;

namespace Zhanggui.Host.Commands;

/// <summary><c>zhanggui doctor</c>: checks database, invariants, disk, clocks and configuration; changes nothing.</summary>
internal static class DoctorCommand
{
    private static readonly Option<bool> Json = new("--json") { Description = "Machine-readable output (docs/cli/doctor.schema.json)." };
    private static readonly Option<string?> Data = new("--data") { Description = "Data folder (also: ZHANGGUI_DATA_DIR)." };

    private static readonly JsonSerializerOptions Indented = new(HouseJson.Options) { WriteIndented = true };

    public static Command Make()
    {
        var command = new Command("doctor", "Checks database, invariants, disk, clocks and configuration; exit status 1 when something is broken.") { Json, Data };
        command.SetAction(RunAsync);
        return command;
    }

    private static Task<int> RunAsync(ParseResult parsed, CancellationToken ct) => CommandErrors.CatchAsync(async () =>
    {
        CommandErrors.UseDataDir(parsed.GetValue(Data));
        await using var app = HouseServer.Build([], builder => builder.Logging.SetMinimumLevel(LogLevel.Error));
        var report = await app.Services.GetRequiredService<HouseDoctor>().RunAsync(ct, Console.IsErrorRedirected ? null : name => Console.Error.WriteLine($"… {name}"));
        if (parsed.GetValue(Json))
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(report, Indented));
        }
        else
        {
            foreach (var line in Lines(report))
            {
                Console.Out.WriteLine(line);
            }
        }

        return report.Ok ? 0 : CommandErrors.Refused;
    });

    internal static IEnumerable<string> Lines(DoctorReport report)
    {
        yield return $"Zhanggui {report.Version}, {report.Database}";
        foreach (var check in report.Checks)
        {
            yield return $"{(check.Ok ? "✓" : "✗")} {check.Name}";
            foreach (var finding in check.Findings)
            {
                var mark = finding.Level switch { FindingLevel.Error => "错误 error", FindingLevel.Warning => "注意 warning", _ => "说明 note" };
                yield return $"    {mark} {finding.Code}: {finding.Zh} {finding.En}{(finding.Subject is null ? string.Empty : $" [{finding.Subject}]")}";
            }
        }

        yield return report.Ok ? "一切正常。All is well." : "有问题需要处理。Something is broken.";
    }
}
