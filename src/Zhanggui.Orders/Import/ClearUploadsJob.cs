using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Jobs;
using Zhanggui.Orders.Import.Files;

namespace Zhanggui.Orders.Import;

/// <summary>Removes files that nobody imported and the cells of refused rows once their time is over: both hold buyers' addresses.</summary>
internal sealed class ClearUploadsJob(Database database, UploadShelf shelf, OrdersOptions options) : IJob
{
    private const int FilesPerRound = 50;

    public string Name => "orders.clear_uploads";

    public Duration Every => Duration.FromMinutes(15);

    public bool RunsEverywhere => false;

    public async Task<int> RunOnceAsync(Instant now, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var due = await connection.ReadAllAsync(null,
            "select id, file_size, chunks, digest from orders_import where file_removed_at is null and state not in ('queued', 'running') and coalesce(ended_at, uploaded_at) < @before order by uploaded_at limit @most",
            r => new ShelvedFile(r.GetGuid(0), r.GetInt64(1), r.GetInt32(2), r.GetString(3)), ct,
            ("before", (now - Duration.FromHours(options.UploadHours)).ToUnixTimeMilliseconds()), ("most", FilesPerRound));
        foreach (var file in due)
        {
            shelf.Remove(file);
            await database.WriteAsync((c, t) => c.ExecuteAsync(t, "update orders_import set file_removed_at = @now where id = @id", ct, ("now", now.ToUnixTimeMilliseconds()), ("id", file.Import)), ct);
        }

        await database.WriteAsync((c, t) => c.ExecuteAsync(t,
            "update orders_import_refusal set sealed = null where sealed is not null and import_id in (select id from orders_import where ended_at < @before)", ct,
            ("before", (now - Duration.FromDays(options.RefusedDays)).ToUnixTimeMilliseconds())), ct);
        return due.Count == FilesPerRound ? due.Count : 0;
    }
}
