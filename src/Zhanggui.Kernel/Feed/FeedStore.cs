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
    /// <summary>Names this process in notifications, so that it does not wake itself.</summary>
    public Guid Origin { get; } = NewId.Create(clock);

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

    /// <summary>The stream's head, made when nobody wrote yet: a client needs an epoch from the first snapshot on.</summary>
    public async Task<FeedHead> EnsureHeadAsync(Guid stream, CancellationToken ct)
    {
        await using (var connection = await database.OpenAsync(ct))
        {
            var head = await ReadHeadAsync(connection, null, stream, ct);
            if (head.Epoch != Guid.Empty)
            {
                return head;
            }
        }

        return await database.WriteAsync(async (connection, transaction) =>
        {
            await connection.ExecuteAsync(transaction, "insert into kernel_feed_head (stream, epoch, last) values (@stream, @epoch, 0) on conflict (stream) do nothing", ct,
                ("stream", stream), ("epoch", NewId.Create(clock)));
            return await ReadHeadAsync(connection, transaction, stream, ct);
        }, ct);
    }

    /// <summary>Events after a number, oldest first.</summary>
    public async Task<IReadOnlyList<FeedEvent>> ReadAfterAsync(Guid stream, long after, int limit, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.ReadAllAsync(null,
            "select number, at, kind, entity, detail, topic from kernel_feed where stream = @stream and number > @after order by number limit @limit",
            r => Read(stream, r), ct, ("stream", stream), ("after", after), ("limit", limit));
    }

    /// <summary>How far back a topic is looked up, in events of the stream: beyond that the reader takes a fresh snapshot.</summary>
    public const int TopicReach = 5000;

    /// <summary>
    /// Events of one topic after a number and up to another, oldest first; null when that is further than
    /// <see cref="TopicReach"/>. It walks the stream's range: an index by topic would cost every message a quarter more.
    /// </summary>
    public async Task<IReadOnlyList<FeedEvent>?> ReadTopicAfterAsync(Guid stream, Guid topic, long after, long upTo, CancellationToken ct)
    {
        if (upTo - after > TopicReach)
        {
            return null;
        }

        await using var connection = await database.OpenAsync(ct);
        return await connection.ReadAllAsync(null,
            "select number, at, kind, entity, detail, topic from kernel_feed where stream = @stream and number > @after and number <= @upTo and topic = @topic order by number",
            r => Read(stream, r), ct, ("stream", stream), ("topic", topic), ("after", after), ("upTo", upTo));
    }

    /// <summary>
    /// Forgets events older than an instant, at most <paramref name="limit"/> of each stream a call, and raises the floor:
    /// whoever is older reloads. Walks each stream from its floor, for an index by time would burden every message.
    /// </summary>
    public async Task<int> TrimAsync(Instant olderThan, int limit, CancellationToken ct)
    {
        List<(Guid Stream, long Floor)> streams;
        await using (var connection = await database.OpenAsync(ct))
        {
            streams = await connection.ReadAllAsync(null, "select stream, floor from kernel_feed_head where last > floor", r => (r.GetGuid(0), r.GetInt64(1)), ct);
        }

        var removed = 0;
        foreach (var (stream, floor) in streams)
        {
            removed += await database.WriteAsync((c, t) => TrimOneAsync(c, t, stream, floor, olderThan, limit, ct), ct);
        }

        return removed;
    }

    private static async Task<int> TrimOneAsync(DbConnection connection, DbTransaction transaction, Guid stream, long floor, Instant olderThan, int limit, CancellationToken ct)
    {
        var number = await connection.ReadLongAsync(transaction,
            "select max(number) from (select number, at from kernel_feed where stream = @stream and number > @floor order by number limit @limit) oldest where at < @at", ct,
            ("stream", stream), ("floor", floor), ("limit", limit), ("at", olderThan.ToUnixTimeMilliseconds()));
        if (number is null)
        {
            return 0;
        }

        await connection.ExecuteAsync(transaction, "update kernel_feed_head set floor = @number where stream = @stream and floor < @number", ct, ("stream", stream), ("number", number));
        return await connection.ExecuteAsync(transaction, "delete from kernel_feed where stream = @stream and number <= @number", ct, ("stream", stream), ("number", number));
    }

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
