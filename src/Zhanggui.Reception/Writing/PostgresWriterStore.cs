using Npgsql;
using Zhanggui.Guard.Contracts;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Feed;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Privacy;
using Zhanggui.Kernel.Time;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;

namespace Zhanggui.Reception.Writing;

/// <summary>
/// PostgreSQL: two round trips a batch. The first opens the transaction, locks heads in id order and loads what the
/// rules need; the second inserts by arrays, gives feed numbers last (their lock is the one all processes meet at),
/// notifies and commits. While this process is alone with its conversations one round trip is enough: heads are in memory and are
/// written on condition that nobody changed them; when somebody did, the batch runs again the long way.
/// </summary>
internal sealed class PostgresWriterStore(Database database, FeedStore feed, SubjectKeys keys, ReceptionOptions options, TimeProvider clock) : IWriterStore
{
    private readonly KnownHeads known = new();
    private NpgsqlConnection? connection;
    private bool isOpen;
    private bool isShort;
    private int careful;

    public async Task<Loaded> BeginAsync(Wanted wanted, CancellationToken ct)
    {
        connection ??= await OpenAsync(ct);
        careful = Math.Max(0, careful - 1);
        if (careful == 0 && known.Find(wanted) is { } inMemory)
        {
            isShort = true;
            return inMemory;
        }

        (isShort, isOpen) = (false, true);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand("begin"));
        batch.BatchCommands.Add(PostgresSql.LockHeads(wanted));
        var reads = new List<Action<NpgsqlDataReader, Loaded>>();
        Ask(batch, reads, wanted);
        var loaded = new Loaded();
        await using (var reader = await batch.ExecuteReaderAsync(ct))
        {
            // Keys may have to be fetched while the reader stands open; that goes over another connection.
            while (await reader.ReadAsync(ct))
            {
                var row = new NpgsqlRow(reader);
                var head = HeadColumns.Read(row, await KeyAsync(loaded, HeadColumns.SubjectOf(row), ct));
                loaded.Heads[head.Id.Value] = head;
            }

            foreach (var read in reads)
            {
                await reader.NextResultAsync(ct);
                while (await reader.ReadAsync(ct))
                {
                    read(reader, loaded);
                }
            }
        }

        Pair(loaded);
        return loaded;
    }

    public async Task<long> NextNumberAsync(ShopId shop, CancellationToken ct)
    {
        await EnterAsync(ct);
        await using var command = new NpgsqlCommand("insert into reception_counter (shop_id, last) values ($1, 1) on conflict (shop_id) do update set last = reception_counter.last + 1 returning last", connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = shop.Value });
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    public async Task<IReadOnlyList<IReadOnlyList<FeedEvent>>> CommitAsync(Rows rows, CancellationToken ct)
    {
        var at = clock.GetCurrentInstant();
        await using var batch = new NpgsqlBatch(connection);
        if (!isOpen)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand("begin"));
            isOpen = true;
        }

        // Heads that are more than quietly changed are locked and compared first, then written like any other.
        var quietOnly = isShort && rows.Heads.TrueForAll(h => h.IsQuiet);
        var checks = isShort && rows.Heads.Count > 0;
        if (checks)
        {
            batch.BatchCommands.Add(quietOnly
                ? PostgresSql.UpdateKnownHeads(rows.Heads, [.. rows.Heads.Select(h => known.VersionOf(h.Head.Id.Value))])
                : PostgresSql.LockKnownHeads([.. rows.Heads.Where(h => !h.IsNew).Select(h => (h.Head.Id.Value, known.VersionOf(h.Head.Id.Value)))]));
        }

        PostgresSql.Write(batch, rows, quietOnly, at.ToUnixTimeMilliseconds());
        GuardTrace.Add(batch, rows.Traces);
        foreach (var (stream, entries) in rows.Told)
        {
            batch.BatchCommands.Add(PostgresSql.Tell(stream, entries, at.ToUnixTimeMilliseconds(), NewId.Create(clock), feed.Origin));
        }

        batch.BatchCommands.Add(new NpgsqlBatchCommand("commit"));
        var result = new List<IReadOnlyList<FeedEvent>>(rows.Told.Count);
        var version = 0L;
        await using var reader = await batch.ExecuteReaderAsync(ct);
        if (checks)
        {
            await reader.NextResultAsync(ct);
        }

        foreach (var (stream, entries) in rows.Told)
        {
            if (!await reader.ReadAsync(ct))
            {
                throw new InvalidOperationException("The feed gave no number.");
            }

            var number = reader.GetInt64(0) - entries.Count;
            version = reader.GetInt64(2);
            var events = new List<FeedEvent>(entries.Count);
            foreach (var e in entries)
            {
                events.Add(new FeedEvent(stream, ++number, at, e.Kind, e.Entity, e.Detail, e.Topic, e.Payload));
            }

            result.Add(events);
            await reader.NextResultAsync(ct);
        }

        // Reading on to the end brings the commit's own failure, if any.
        while (await reader.NextResultAsync(ct))
        {
        }

        isOpen = false;
        foreach (var h in rows.Heads)
        {
            known.Keep(h.Head, version);
        }

        return result;
    }

    public async Task ReleaseAsync()
    {
        if (isOpen)
        {
            await using var command = new NpgsqlCommand("rollback", connection);
            await command.ExecuteNonQueryAsync(CancellationToken.None);
            isOpen = false;
        }
    }

    public async Task RollbackAsync()
    {
        known.Clear();
        careful = isShort && isOpen ? options.HeadLookCommits : careful;
        isOpen = false;
        if (connection is null)
        {
            return;
        }

        try
        {
            // Also when none is open: a connection that broke unnoticed shows here and not in the next batch.
            await using var command = new NpgsqlCommand("rollback", connection);
            await command.ExecuteNonQueryAsync(CancellationToken.None);
        }
        catch (Exception error) when (error is NpgsqlException or InvalidOperationException or IOException or ObjectDisposedException)
        {
            // The connection is beyond repair: a fresh one next time.
            await connection.DisposeAsync();
            connection = null;
        }
    }

    /// <summary>Deadlock, serialization failure, or another process was first with the same key.</summary>
    public bool IsTransient(Exception error) => error is PostgresException { SqlState: "40P01" or "40001" or "23505" };

    public bool IsOutage(Exception error) => error is not PostgresException ? error is NpgsqlException or IOException or InvalidOperationException or TimeoutException or System.Net.Sockets.SocketException
        : ((PostgresException)error).SqlState is ['0', '8', ..] or ['5', '3', ..] or ['5', '7', ..] or ['5', '8', ..] or ['2', '5', ..];

    public async ValueTask DisposeAsync()
    {
        if (connection is not null)
        {
            await connection.DisposeAsync();
        }
    }

    private async Task EnterAsync(CancellationToken ct)
    {
        if (!isOpen)
        {
            isOpen = true;
            await using var begin = new NpgsqlCommand("begin", connection);
            await begin.ExecuteNonQueryAsync(ct);
        }
    }

    private void Ask(NpgsqlBatch batch, List<Action<NpgsqlDataReader, Loaded>> reads, Wanted wanted)
    {
        if (wanted.WithRepeats && wanted.Sends.Count > 0)
        {
            batch.BatchCommands.Add(PostgresSql.FindRepeats(wanted));
            reads.Add((r, l) =>
            {
                var message = HeadColumns.ReadMessage(new NpgsqlRow(r), Key(l, r.GetGuid(15)));
                l.Repeats[(message.Channel.Value, message.ExternalId)] = new StoredSend(message, r.GetGuid(16));
            });
        }

        if (wanted.Messages.Count > 0)
        {
            batch.BatchCommands.Add(PostgresSql.FindMessages(wanted));
            reads.Add((r, l) =>
            {
                var message = HeadColumns.ReadMessage(new NpgsqlRow(r), Key(l, r.GetGuid(15)));
                l.Messages[(message.Conversation.Value, message.Seq)] = message;
            });
        }

        if (wanted.Reads.Count > 0)
        {
            batch.BatchCommands.Add(PostgresSql.FindReads(wanted));
            reads.Add((r, l) => l.Reads[(r.GetGuid(0), r.GetGuid(1))] = new ReadMark(new PersonId(r.GetGuid(1)), r.GetInt64(2), r.GetInt64(3)));
        }

        if (wanted.Drafts.Count > 0)
        {
            batch.BatchCommands.Add(PostgresSql.FindDrafts(wanted));
            reads.Add((r, l) =>
            {
                var bytes = r.GetFieldValue<byte[]>(2);
                var key = l.Heads.TryGetValue(r.GetGuid(0), out var head) ? Key(l, head.Subject) : null;
                var text = key is null || bytes.Length == 0 ? string.Empty : System.Text.Encoding.UTF8.GetString(key.Value.Open(bytes));
                l.Drafts[(r.GetGuid(0), r.GetGuid(1))] = new Draft(new PersonId(r.GetGuid(1)), text, r.GetInt64(3));
            });
        }
    }

    /// <summary>Which conversation a buyer's next word belongs to: the one going on, else the latest.</summary>
    private static void Pair(Loaded loaded)
    {
        foreach (var head in loaded.Heads.Values)
        {
            var place = (head.Channel.Value, head.Buyer);
            if (!loaded.Arrivals.TryGetValue(place, out var known)
                || head.State != ConversationState.Closed
                || (loaded.Heads[known].State == ConversationState.Closed && loaded.Heads[known].Number < head.Number))
            {
                loaded.Arrivals[place] = head.Id.Value;
            }
        }
    }

    private SubjectKey? Key(Loaded loaded, Guid subject) =>
        loaded.Keys.TryGetValue(subject, out var known) ? known : KeyAsync(loaded, subject, CancellationToken.None).AsTask().GetAwaiter().GetResult();

    private async ValueTask<SubjectKey?> KeyAsync(Loaded loaded, Guid subject, CancellationToken ct)
    {
        if (loaded.Keys.TryGetValue(subject, out var known))
        {
            return known;
        }

        var key = await keys.FindAsync(subject, ct);
        if (key is { } found)
        {
            loaded.Keys[subject] = found;
        }

        return key;
    }

    private async Task<NpgsqlConnection> OpenAsync(CancellationToken ct)
    {
        // Its own connection outside the pool: statements stay prepared as long as it lives.
        var text = new NpgsqlConnectionStringBuilder(database.ConnectionString)
        {
            Pooling = false,
            MaxAutoPrepare = 40,
            AutoPrepareMinUsages = 2,
            ApplicationName = "zhanggui-writer",
            KeepAlive = 0,
        };
        var opened = new NpgsqlConnection(text.ToString());
        try
        {
            await opened.OpenAsync(ct);
            return opened;
        }
        catch
        {
            await opened.DisposeAsync();
            throw;
        }
    }

    private readonly struct NpgsqlRow(NpgsqlDataReader reader) : IRow
    {
        public bool IsNull(int column) => reader.IsDBNull(column);

        public Guid Guid(int column) => reader.GetGuid(column);

        public long Long(int column) => reader.GetInt64(column); // int4 columns widen

        public string Text(int column) => reader.GetString(column);

        public byte[] Bytes(int column) => reader.GetFieldValue<byte[]>(column);
    }
}
