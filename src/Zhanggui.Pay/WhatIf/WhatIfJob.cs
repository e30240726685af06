using Microsoft.Extensions.Logging;
using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Jobs;
using Zhanggui.Kernel.Time;

namespace Zhanggui.Pay.WhatIf;

/// <summary>Works out the comparisons that wait, one after the other; several processes share them.</summary>
internal sealed class WhatIfJob(WhatIfShelf shelf, WhatIfRun run, TimeProvider clock, ILogger<WhatIfJob> log) : IJob
{
    private readonly string owner = NewId.Create(clock).ToString();

    public string Name => "pay.whatif";

    public Duration Every => Duration.FromSeconds(1);

    public bool RunsEverywhere => true;

    public async Task<int> RunOnceAsync(Instant now, CancellationToken ct)
    {
        if (await shelf.ClaimAsync(owner, now, ct) is not { } asked)
        {
            return 0;
        }

        try
        {
            await run.RunAsync(asked, owner, ct);
        }
        catch (OperationCanceledException)
        {
            await shelf.LetGoAsync(asked.Id, owner, CancellationToken.None);
            throw;
        }
        catch (Exception error) when (error is not System.Data.Common.DbException)
        {
            log.LogError(error, "Comparison {Comparison} failed", asked.Id);
            await shelf.EndAsync(asked.Id, owner, WhatIfStates.Failed, ("试算时出了意外的错误，已记入日志。可以再试一次。", "An unexpected error, written to the log. Try again."), clock.GetCurrentInstant(), ct);
        }

        return 1;
    }
}
