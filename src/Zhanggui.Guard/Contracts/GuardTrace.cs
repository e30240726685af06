using System.Data.Common;
using Zhanggui.Guard.Ledger;
using Zhanggui.Kernel.Db;

namespace Zhanggui.Guard.Contracts;

/// <summary>
/// What rang in one message, sealed and ready to be stored with it: a message and its hits are one commit, so that a hit never stands without its message and costs no
/// commit of its own. Storing the same trace twice adds nothing.
/// </summary>
public sealed class GuardTrace
{
    private readonly IReadOnlyCollection<object?[]> rows;

    internal GuardTrace(IReadOnlyCollection<object?[]> rows) => this.rows = rows;

    /// <summary>Inside the caller's transaction.</summary>
    public static Task StoreAsync(DbConnection connection, DbTransaction? transaction, IReadOnlyCollection<GuardTrace> traces, CancellationToken ct) =>
        ManyRows.ExecuteAsync(connection, transaction, HitLedger.Insert, HitLedger.Columns, [.. traces.SelectMany(t => t.rows)], ct);

    /// <summary>Into the caller's batch.</summary>
    public static void Add(DbBatch batch, IEnumerable<GuardTrace> traces) => ManyRows.Add(batch, HitLedger.Insert, HitLedger.Columns, traces.SelectMany(t => t.rows));
}
