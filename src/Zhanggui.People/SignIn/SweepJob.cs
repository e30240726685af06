using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Jobs;

namespace Zhanggui.People.SignIn;

/// <summary>Forgets old sign-in counters and, after 180 days, ended sessions with their addresses.</summary>
internal sealed class SweepJob(Database database) : IJob
{
    private static readonly Duration KeepAttempts = Duration.FromDays(2);
    private static readonly Duration KeepSessions = Duration.FromDays(180);

    public string Name => "people.sweep";

    public Duration Every => Duration.FromHours(1);

    public bool RunsEverywhere => false;

    public Task<int> RunOnceAsync(Instant now, CancellationToken ct) =>
        database.WriteAsync(async (c, t) =>
        {
            await c.ExecuteAsync(t, "delete from people_attempt where last_at < @old and until_at < @old", ct, ("old", (now - KeepAttempts).ToUnixTimeMilliseconds()));
            await c.ExecuteAsync(t, "delete from people_session where expires_at < @old", ct, ("old", (now - KeepSessions).ToUnixTimeMilliseconds()));
            return 0;
        }, ct);
}
