using System.Data.Common;

namespace Zhanggui.Kernel.Db;

/// <summary>A backup on its way into a database: rows are loaded, nothing is committed, the data folder stands aside.</summary>
public sealed record RestoreInProgress(DbConnection Connection, DbTransaction Transaction, DatabaseKind From, DatabaseKind Into, string DataDir);

/// <summary>What a room has to do when a backup is restored (move what one database keeps in rows and the other in files). Part of the one transaction.</summary>
public interface IRestoreStep
{
    Task RunAsync(RestoreInProgress restore, CancellationToken ct);
}
