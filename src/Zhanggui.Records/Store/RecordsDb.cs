using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Zhanggui.Kernel.Db;

namespace Zhanggui.Records.Store;

/// <summary>The room has no entities: rows are written by statement, together with what is told of them.</summary>
internal sealed class RecordsDb(RoomDbTools tools) : RoomDb(tools)
{
    public Task<T> RunAsync<T>(Func<DbConnection, DbTransaction, Task<T>> work, CancellationToken ct) =>
        InTransactionAsync(() => work(base.Database.GetDbConnection(), base.Database.CurrentTransaction!.GetDbTransaction()), ct);
}
