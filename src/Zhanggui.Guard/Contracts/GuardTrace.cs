using System.Data.Common;
using Zhanggui.Guard.Ledger;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Outbox;

namespace Zhanggui.Guard.Contracts;

/// <summary>
/// What rang in one message, sealed and ready to be stored with it: a message and its hits are one commit, so that a hit never stands without its message and costs no
/// commit of its own. Storing the same trace twice adds nothing.
/// </summary>
public sealed class GuardTrace
{
    private readonly IReadOnlyCollection<object?[]> rows;
    private readonly IReadOnlyCollection<object?[]> told;

    internal GuardTrace(IReadOnlyCollection<object?[]> rows, IReadOnlyCollection<object?[]> told) => (this.rows, this.told) = (rows, told);

    /// <summary>Inside the caller's transaction.</summary>
    public static async Task StoreAsync(DbConnection connection, DbTransaction? transaction, IReadOnlyCollection<GuardTrace> traces, CancellationToken ct)
    {
        await ManyRows.ExecuteAsync(connection, transaction, HitLedger.Insert, HitLedger.Columns, [.. traces.SelectMany(t => t.rows)], ct);
        await ManyRows.ExecuteAsync(connection, transaction, OutboxStore.InsertRow, OutboxStore.RowColumns, [.. traces.SelectMany(t => t.told)], ct);
    }

    /// <summary>Into the caller's batch.</summary>
    public static void Add(DbBatch batch, IReadOnlyCollection<GuardTrace> traces)
    {
        ManyRows.Add(batch, HitLedger.Insert, HitLedger.Columns, traces.SelectMany(t => t.rows));
        ManyRows.Add(batch, OutboxStore.InsertRow, OutboxStore.RowColumns, traces.SelectMany(t => t.told));
    }
}
