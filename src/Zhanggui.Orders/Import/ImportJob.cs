using Microsoft.Extensions.Logging;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Jobs;

namespace Zhanggui.Orders.Import;

/// <summary>Does the imports that wait, one after the other; several processes share them.</summary>
internal sealed class ImportJob(ImportBook imports, ImportRun run, Database database, TimeProvider clock, ILogger<ImportJob> log) : IJob
{
    private readonly string owner = NewId.Create(clock).ToString();

    public string Name => "orders.import";

    public Duration Every => Duration.FromSeconds(1);

    public bool RunsEverywhere => true;

    public async Task<int> RunOnceAsync(Instant now, CancellationToken ct)
    {
        if (await imports.ClaimAsync(owner, now, ct) is not { } id)
        {
            return 0;
        }

        try
        {
            await run.RunAsync(id, owner, null, ct);
        }
        catch (OperationCanceledException)
        {
            // The house is closing: whoever comes next goes on at once and need not wait for the lease.
            await imports.LetGoAsync(id, owner, CancellationToken.None);
            throw;
        }
        catch (Exception error) when (error is not System.Data.Common.DbException)
        {
            // A fault of ours must not be tried for ever; an outage of the database is tried again when the lease is over.
            log.LogError(error, "Import {Import} failed", id);
            await database.WriteAsync((c, t) => ImportBook.EndAsync(c, t, id, owner, ImportStates.Failed, ("导入时出了意外的错误，已记入日志。可以再试一次，已导入的不会重复。", "An unexpected error, written to the log. Try again; nothing is doubled."), now, ct), ct);
        }

        return 1;
    }
}
