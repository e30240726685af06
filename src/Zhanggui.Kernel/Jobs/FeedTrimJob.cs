using NodaTime;
using Zhanggui.Kernel.Feed;

namespace Zhanggui.Kernel.Jobs;

/// <summary>Forgets feed events older than the setting; whoever stayed away longer reloads.</summary>
public sealed class FeedTrimJob(FeedStore store, KernelOptions options) : IJob
{
    private const int RowsPerRound = 5000;

    public string Name => "kernel.feed_trim";

    public Duration Every => Duration.FromMinutes(10);

    public bool RunsEverywhere => false;

    public async Task<int> RunOnceAsync(Instant now, CancellationToken ct)
    {
        var removed = await store.TrimAsync(now - Duration.FromHours(options.FeedRetentionHours), RowsPerRound, ct);
        return removed >= RowsPerRound ? removed : 0;
    }
}
