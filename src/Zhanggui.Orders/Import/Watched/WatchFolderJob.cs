using System.Text;
using Microsoft.Extensions.Logging;
using NodaTime;
using Zhanggui.Kernel.Jobs;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Kernel.Time;
using Zhanggui.Orders.Contracts;
using Zhanggui.People.Contracts;

namespace Zhanggui.Orders.Import.Watched;

/// <summary>Brings in what lies in <c>Orders:WatchFolder</c>: one folder in it per shop, named by the shop's name or id.</summary>
internal sealed class WatchFolderJob(IImportDesk desk, IShops shops, OrdersOptions options, TimeProvider clock, ILogger<WatchFolderJob> log) : IJob
{
    public string Name => "orders.watch_folder";

    public Duration Every => Duration.FromSeconds(5);

    public bool RunsEverywhere => true;

    public async Task<int> RunOnceAsync(Instant now, CancellationToken ct)
    {
        if (options.WatchFolder.Length == 0 || !Directory.Exists(options.WatchFolder))
        {
            return 0;
        }

        var done = 0;
        foreach (var path in Directory.EnumerateDirectories(options.WatchFolder).Order(StringComparer.Ordinal))
        {
            if (await ShopOfAsync(Path.GetFileName(path), ct) is { } shop)
            {
                var folder = new WatchedFolder(path);
                folder.GiveBack(now);
                done += folder.Take(now) is { } taken ? await ImportAsync(shop, folder, taken, ct) : 0;
            }
        }

        return done;
    }

    private async Task<int> ImportAsync(ShopCard shop, WatchedFolder folder, string taken, CancellationToken ct)
    {
        try
        {
            Outcome<ImportResult> outcome;
            await using (var stream = File.OpenRead(taken))
            {
                outcome = await desk.ImportAsync(new BroughtFile(shop.Id, [], null, Path.GetFileName(taken)), stream, (_, _) => WatchedFolder.Mark(taken, clock.GetCurrentInstant()), ct);
            }

            folder.End(taken, outcome.Refusal is null, outcome.Refusal is { } no ? $"{no.Zh}\n{no.En}\n" : Report(outcome.Value), clock.GetCurrentInstant());
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            log.LogError(error, "A file of the watched folder of shop {Shop} could not be brought in", shop.Id);
        }

        return 1;
    }

    private async Task<ShopCard?> ShopOfAsync(string name, CancellationToken ct)
    {
        if (Guid.TryParse(name, out var id))
        {
            return await shops.FindAsync(new Kernel.Ids.ShopId(id), ct);
        }

        var named = new List<ShopCard>();
        foreach (var organisation in await shops.OrganisationsAsync(ct))
        {
            named.AddRange((await shops.ListAsync(organisation, ct)).Where(s => s.Name == name));
        }

        return named.Count == 1 ? named[0] : null; // two shops of one name: only their ids tell them apart
    }

    private static string Report(ImportResult result)
    {
        var text = new StringBuilder();
        text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{result.FormatZh} {result.Version}\n新增 {result.New}，更新 {result.Changed}，不变 {result.Unchanged}，退回 {result.Refused}\nnew {result.New}, changed {result.Changed}, unchanged {result.Unchanged}, refused {result.Refused}\n");
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
