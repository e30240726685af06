using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Time;

namespace Zhanggui.People.SignIn;

/// <summary>After a restore everybody signs in again: a session revoked since the backup must not come back to life.</summary>
internal sealed class EndRestoredSessions(TimeProvider clock) : IRestoreStep
{
    public Task RunAsync(RestoreInProgress restore, CancellationToken ct) =>
        restore.Connection.ExecuteAsync(restore.Transaction,
            "update people_session set ended_at = @now, ended_because = 'restored' where ended_at is null", ct,
            ("now", clock.GetCurrentInstant().ToUnixTimeMilliseconds()));
}
