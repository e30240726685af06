using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Jobs;

namespace Zhanggui.Kernel.Outbox;

/// <summary>Brings stored events to their handlers: rows claimed with a lease, each handler's success kept, failures tried again with growing pauses.</summary>
public sealed class OutboxJob(Database database, IEnumerable<HandlerRegistration> handlers, IServiceScopeFactory scopes, ILogger<OutboxJob> log) : IJob
{
    private const int BatchRows = 50;
    private static readonly Duration Lease = Duration.FromSeconds(60);
    private readonly ILookup<string, HandlerRegistration> byEvent = handlers.ToLookup(h => h.EventName, StringComparer.Ordinal);

    public string Name => "kernel.outbox";

    public Duration Every => Duration.FromMilliseconds(500);

    /// <summary>Rows are claimed one by one, so every process may run it.</summary>
    public bool RunsEverywhere => true;

    public async Task<int> RunOnceAsync(Instant now, CancellationToken ct)
    {
        var claimed = await ClaimAsync(now, ct);
        foreach (var row in claimed)
        {
            await DeliverAsync(row, now, ct);
        }

        return claimed.Count;
    }

    private Task<List<Row>> ClaimAsync(Instant now, CancellationToken ct) =>
        database.WriteAsync(async (connection, transaction) =>
        {
            var skip = database.IsSqlite ? string.Empty : " for update skip locked";
            return await connection.ReadAllAsync(transaction,
                $"update kernel_outbox set lease_until = @until, attempts = attempts + 1 where id in (select id from kernel_outbox where done_at is null and next_at <= @now and lease_until <= @now order by at limit {BatchRows}{skip}) returning id, at, type, body, attempts",
                r => new Row(r.GetGuid(0), Instant.FromUnixTimeMilliseconds(r.GetInt64(1)), r.GetString(2), r.GetString(3), r.GetInt32(4)), ct,
                ("until", (now + Lease).ToUnixTimeMilliseconds()), ("now", now.ToUnixTimeMilliseconds()));
        }, ct);

    private async Task DeliverAsync(Row row, Instant now, CancellationToken ct)
    {
        try
        {
            foreach (var handler in byEvent[row.Type])
            {
                if (await IsDoneAsync(row.Id, handler.HandlerName, ct))
                {
                    continue;
                }

                await using var scope = scopes.CreateAsyncScope();
                await handler.Run(scope.ServiceProvider, row.Body, new Delivery(row.Id, row.At), ct);
                await MarkAsync("insert into kernel_outbox_effect (event_id, handler, at) values (@id, @handler, @now) on conflict do nothing", row.Id, handler.HandlerName, now, ct);
            }

            await MarkAsync("update kernel_outbox set done_at = @now, last_error = null where id = @id", row.Id, null, now, ct);
        }
        catch (Exception error) when (!ct.IsCancellationRequested)
        {
            log.LogError(error, "Event {Type} {Id} failed at attempt {Attempt}", row.Type, row.Id, row.Attempts);
            var pause = Duration.FromSeconds(Math.Min(300, Math.Pow(2, Math.Min(row.Attempts, 10))));
            await database.WriteAsync((c, t) => c.ExecuteAsync(t, "update kernel_outbox set lease_until = 0, next_at = @next, last_error = @error where id = @id", ct,
                ("id", row.Id), ("next", (now + pause).ToUnixTimeMilliseconds()), ("error", error.GetType().Name)), ct);
        }
    }

    private async Task<bool> IsDoneAsync(Guid id, string handler, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.ReadLongAsync(null, "select count(*) from kernel_outbox_effect where event_id = @id and handler = @handler", ct, ("id", id), ("handler", handler)) > 0;
    }

    private Task MarkAsync(string sql, Guid id, string? handler, Instant now, CancellationToken ct) =>
        database.WriteAsync((c, t) => handler is null
            ? c.ExecuteAsync(t, sql, ct, ("id", id), ("now", now.ToUnixTimeMilliseconds()))
            : c.ExecuteAsync(t, sql, ct, ("id", id), ("now", now.ToUnixTimeMilliseconds()), ("handler", handler)), ct);

    private sealed record Row(Guid Id, Instant At, string Type, string Body, int Attempts);
}
