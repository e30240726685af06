using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Jobs;

namespace Zhanggui.Guard.Ledger;

/// <summary>Drafts that rang and were never sent lose their words when their time is over.</summary>
internal sealed class ClearUnsentJob(Database database, GuardOptions options) : IJob
{
    private const int RowsPerRound = 1000;

    public string Name => "guard.clear_unsent";

    public Duration Every => Duration.FromHours(1);

    public bool RunsEverywhere => false;

    public async Task<int> RunOnceAsync(Instant now, CancellationToken ct)
    {
        var before = (now - Duration.FromDays(options.UnsentDays)).ToUnixTimeMilliseconds();
        var cleared = await database.WriteAsync((c, t) => c.ExecuteAsync(t,
            "update guard_hit set words = null where id in (select id from guard_hit where effect in (5, 6) and words is not null and at < @before order by at limit @limit)", ct,
            ("before", before), ("limit", RowsPerRound)), ct);
        return cleared == RowsPerRound ? cleared : 0;
    }
}
