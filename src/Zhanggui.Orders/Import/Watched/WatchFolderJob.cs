using System.Text;
using Microsoft.Extensions.Logging;
using NodaTime;
using Zhanggui.Kernel.Jobs;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Kernel.Time;
using Zhanggui.Orders.Contracts;

namespace Zhanggui.Orders.Import.Watched;

/// <summary>Brings in what lies in the folders of the shops that have theirs watched.</summary>
internal sealed class WatchFolderJob(IImportDesk desk, WatchBook book, OrdersOptions options, TimeProvider clock, ILogger<WatchFolderJob> log) : IJob
{
    private readonly Sightings sightings = new();

    public string Name => "orders.watch_folder";

    public Duration Every => Duration.FromSeconds(5);

    public bool RunsEverywhere => true;

    public async Task<int> RunOnceAsync(Instant now, CancellationToken ct)
    {
        var done = 0;
        var there = new HashSet<string>(StringComparer.Ordinal);
        foreach (var setting in await book.ListAsync(ct))
        {
            try
            {
                done += WatchedPlace.IsInside(book.Root, setting.Folder) ? await RoundAsync(setting, there, now, ct) : 0;
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                log.LogError(error, "The watched folder of shop {Shop} cannot be read", setting.Shop);
            }
        }

        sightings.Keep(there);
        return done;
    }

    private async Task<int> RoundAsync(WatchSetting setting, HashSet<string> there, Instant now, CancellationToken ct)
    {
        var path = Path.Combine(book.Root, setting.Folder);
        Directory.CreateDirectory(path);
        var folder = new WatchedFolder(path);
        folder.GiveBack(now);
        var waiting = folder.Waiting();
        there.UnionWith(waiting.Select(f => f.FullName));
        var quiet = waiting.Where(f => sightings.IsQuiet(f.FullName, f.Length, f.LastWriteTimeUtc, now, Duration.FromSeconds(options.WatchQuietSeconds))).ToList();
        foreach (var file in quiet)
        {
            if (folder.Take(file, now) is { } taken)
            {
                await ImportAsync(setting, folder, taken, ct);
                return 1; // the other shops' files have their turn
            }
        }

        return 0;
    }

    private async Task ImportAsync(WatchSetting setting, WatchedFolder folder, string taken, CancellationToken ct)
    {
        var name = WatchedFolder.NameOf(taken);
        Outcome<ImportResult> outcome;
        await using (var stream = File.OpenRead(taken))
        {
            outcome = await desk.ImportAsync(new BroughtFile(setting.Shop, [], null, name, setting.By, TellDay.GuessOf(name)), stream, (_, _) => WatchedFolder.Mark(taken, clock.GetCurrentInstant()), ct);
        }

        var now = clock.GetCurrentInstant();
        if (outcome.Refusal is { } no)
        {
            await book.NoteAsync(setting.Shop, new WatchedFile(name, now, null, IsDone: false, no.Zh, no.En), ct);
            folder.End(taken, isDone: false, $"{no.Zh}\n{no.En}\n");
            return;
        }

        var (zh, en) = Counts(outcome.Value);
        await book.NoteAsync(setting.Shop, new WatchedFile(name, now, outcome.Value.Import, IsDone: true, $"{outcome.Value.FormatZh}：{zh}", $"{outcome.Value.FormatEn}: {en}"), ct);
        folder.End(taken, isDone: true, Report(outcome.Value));
    }

    private static (string Zh, string En) Counts(ImportResult r) => (
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"新增 {r.New}，更新 {r.Changed}，不变 {r.Unchanged}，退回 {r.Refused}"),
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"new {r.New}, changed {r.Changed}, unchanged {r.Unchanged}, refused {r.Refused}"));

    private static string Report(ImportResult result)
    {
        var (zh, en) = Counts(result);
        var text = new StringBuilder($"{result.FormatZh} {result.Version}\n{zh}\n{en}\n");
        foreach (var problem in result.Problems)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{problem.Line}: {problem.Zh} {problem.En}\n");
        }

        if (result.KeptColumns.Count > 0)
        {
            text.Append("不认识的列，原样保留：").AppendJoin('、', result.KeptColumns).Append('\n');
        }

        return text.ToString();
    }
}
