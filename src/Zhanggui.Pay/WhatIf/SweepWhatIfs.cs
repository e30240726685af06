using NodaTime;
using Zhanggui.Kernel.Jobs;

namespace Zhanggui.Pay.WhatIf;

/// <summary>Comparisons hold whole books and everybody's pay: they are kept as long as the settings say.</summary>
internal sealed class SweepWhatIfs(WhatIfShelf shelf, PayOptions options) : IJob
{
    public string Name => "pay.whatif.sweep";

    public Duration Every => Duration.FromHours(1);

    public bool RunsEverywhere => false;

    public Task<int> RunOnceAsync(Instant now, CancellationToken ct) => options.WhatIfDays == 0 ? Task.FromResult(0) : shelf.SweepAsync(now - Duration.FromDays(options.WhatIfDays), ct);
}
