using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Jobs;

namespace Zhanggui.Kernel.Privacy;

/// <summary>Drops destroyed keys from this process's memory even when the word about them was lost.</summary>
public sealed class ForgetErasedJob(Database database, SubjectKeys keys) : IJob
{
    // Looks back further than its own pace: a key may be read just before it is destroyed and kept just after.
    private static readonly Duration Back = Duration.FromMinutes(2);

    public string Name => "kernel.forget_erased";

    public Duration Every => Duration.FromSeconds(5);

    public bool RunsEverywhere => true;

    public async Task<int> RunOnceAsync(Instant now, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var destroyed = await connection.ReadAllAsync(null,
            "select subject_id from kernel_subject_key where destroyed_at is not null and destroyed_at > @since order by destroyed_at desc limit 10000",
            r => r.GetGuid(0), ct, ("since", (now - Back).ToUnixTimeMilliseconds()));
        destroyed.ForEach(keys.Forget);
        return 0;
    }
}
