using System.CommandLine;
using Zhanggui.Reception.Contracts;

namespace Zhanggui.Host.Commands;

/// <summary><c>zhanggui search rebuild</c>: has the index of the search made anew; a running server does it at once.</summary>
internal static class SearchCommand
{
    private static readonly Option<string?> Data = new("--data") { Description = "Data folder (also: ZHANGGUI_DATA_DIR)." };

    public static Command Make()
    {
        var rebuild = new Command("rebuild", "Makes the index of the search anew from the record; a running server does it at once.") { Data };
        rebuild.SetAction(RunAsync);
        var command = new Command("search", "The index by which people find what was said.");
        command.Subcommands.Add(rebuild);
        return command;
    }

    private static Task<int> RunAsync(ParseResult parsed, CancellationToken ct) => CommandErrors.CatchAsync(async () =>
    {
        CommandErrors.UseDataDir(parsed.GetValue(Data));
        await using var app = HouseServer.Build([], builder => builder.Logging.SetMinimumLevel(LogLevel.Error));
        var count = app.Services.GetRequiredService<IRebuildSearch>().Ask();
        Console.Out.WriteLine($"已要求重建 {count} 个索引，服务运行时立即进行，否则下次启动时进行。 {count} indexes will be made anew: at once by a running server, else at the next start.");
        return 0;
    });
}
