using System.Data.Common;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Time;

namespace Zhanggui.Kernel.Feed;

/// <summary>Where a stream stands: its epoch changes when a backup is restored, so that old numbers are never mistaken for new ones.</summary>
public readonly record struct FeedHead(Guid Epoch, long Last, long Floor);

/// <summary>
/// The numbered feed in the database. Appending locks the stream's head row until the commit, so numbers are given
/// in commit order by every process and a reader that has seen N has seen all before N. Append as the last statement
/// of a transaction: the lock is held until its commit.
/// </summary>
public sealed class FeedStore(Database database, TimeProvider clock)
{
    /// <summary>Gives numbers to the entries of one stream and stores them in the caller's transaction.</summary>
    public async Task<IReadOnlyList<FeedEvent>> AppendAsync(DbConnection connection, DbTransaction transaction, Guid stream, IReadOnlyList<FeedEntry> entries, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var last = await connection.ReadLongAsync(transaction,
            "insert into kernel_feed_head (stream, epoch, last) values (@stream, @epoch, @count) on conflict (stream) do update set last = kernel_feed_head.last + @count returning last", ct,
            ("stream", stream), ("epoch", NewId.Create(clock)), ("count", (long)entries.Count));
        var number = last!.Value - entries.Count;
        var events = new List<FeedEvent>(entries.Count);
        foreach (var e in entries)
        {
            events.Add(new FeedEvent(stream, ++number, now, e.Kind, e.Entity, e.Detail, e.Topic, e.Payload));
        }

        await InsertAsync(connection, transaction, stream, events, ct);
        return events;
    }

    /// <summary>The stream's head; a stream nobody wrote to yet has none and reads as number 0.</summary>
    public static async Task<FeedHead> ReadHeadAsync(DbConnection connection, DbTransaction? transaction, Guid stream, CancellationToken ct)
    {
        var rows = await connection.ReadAllAsync(transaction, "select epoch, last, floor from kernel_feed_head where stream = @stream",
            r => new FeedHead(r.GetGuid(0), r.GetInt64(1), r.GetInt64(2)), ct, ("stream", stream));
        return rows.Count == 0 ? default : rows[0];
    }

    /// <summary>Events after a number, oldest first.</summary>
    public async Task<IReadOnlyList<FeedEvent>> ReadAfterAsync(Guid stream, long after, int limit, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.ReadAllAsync(null,
            "select number, at, kind, entity, detail, topic from kernel_feed where stream = @stream and number > @after order by number limit @limit",
            r => Read(stream, r), ct, ("stream", stream), ("after", after), ("limit", limit));
    }

    /// <summary>Events of one topic after a number and up to another, oldest first.</summary>
    public async Task<IReadOnlyList<FeedEvent>> ReadTopicAfterAsync(Guid stream, Guid topic, long after, long upTo, int limit, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.ReadAllAsync(null,
            "select number, at, kind, entity, detail, topic from kernel_feed where topic = @topic and stream = @stream and number > @after and number <= @upTo order by number limit @limit",
            r => Read(stream, r), ct, ("stream", stream), ("topic", topic), ("after", after), ("upTo", upTo), ("limit", limit));
    }

    /// <summary>Forgets events older than an instant, at most <paramref name="limit"/> a call, and raises the floor: whoever is older reloads.</summary>
    public Task<int> TrimAsync(Instant olderThan, int limit, CancellationToken ct) =>
        database.WriteAsync(async (connection, transaction) =>
        {
            var streams = await connection.ReadAllAsync(transaction,
                "select stream, max(number) from (select stream, number from kernel_feed where at < @at order by at limit @limit) t group by stream",
                r => (Stream: r.GetGuid(0), Number: r.GetInt64(1)), ct, ("at", olderThan.ToUnixTimeMilliseconds()), ("limit", limit));
            var removed = 0;
            foreach (var (stream, number) in streams)
            {
                await connection.ExecuteAsync(transaction, "update kernel_feed_head set floor = @number where stream = @stream and floor < @number", ct, ("stream", stream), ("number", number));
                removed += await connection.ExecuteAsync(transaction, "delete from kernel_feed where stream = @stream and number <= @number", ct, ("stream", stream), ("number", number));
            }

            return removed;
        }, ct);

    private async Task InsertAsync(DbConnection connection, DbTransaction transaction, Guid stream, List<FeedEvent> events, CancellationToken ct)
    {
        if (!database.IsSqlite)
        {
            await using var bulk = connection.Sql(transaction,
                "insert into kernel_feed (stream, number, at, kind, entity, detail, topic) select @stream, n, @at, k, e, d, t from unnest(@numbers, @kinds, @entities, @details, @topics) as u(n, k, e, d, t)",
                ("stream", stream), ("at", events[0].At.ToUnixTimeMilliseconds()),
                ("numbers", events.Select(e => e.Number).ToArray()), ("kinds", events.Select(e => e.Kind).ToArray()),
                ("entities", events.Select(e => e.Entity).ToArray()), ("details", events.Select(e => e.Detail).ToArray()),
                ("topics", events.Select(e => e.Topic).ToArray()));
            await bulk.ExecuteNonQueryAsync(ct);
            return;
        }

        await using var command = connection.Sql(transaction,
            "insert into kernel_feed (stream, number, at, kind, entity, detail, topic) values (@stream, @number, @at, @kind, @entity, @detail, @topic)",
            ("stream", stream), ("number", 0L), ("at", events[0].At.ToUnixTimeMilliseconds()), ("kind", string.Empty), ("entity", Guid.Empty), ("detail", 0L), ("topic", Guid.Empty));
        foreach (var e in events)
        {
            command.Parameters["number"].Value = e.Number;
            command.Parameters["kind"].Value = e.Kind;
            command.Parameters["entity"].Value = e.Entity;
            command.Parameters["detail"].Value = e.Detail;
            command.Parameters["topic"].Value = e.Topic;
            await command.ExecuteNonQueryAsync(ct);
        }
    }

    private static FeedEvent Read(Guid stream, DbDataReader r) =>
        new(stream, r.GetInt64(0), Instant.FromUnixTimeMilliseconds(r.GetInt64(1)), r.GetString(2), r.GetGuid(3), r.GetInt64(4), r.GetGuid(5));
}
