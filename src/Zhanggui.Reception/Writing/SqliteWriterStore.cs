using Microsoft.Data.Sqlite;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Feed;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Privacy;
using Zhanggui.Kernel.Time;
using Zhanggui.Reception.Conversations;

namespace Zhanggui.Reception.Writing;

/// <summary>
/// SQLite: one connection, statements prepared once, heads kept in memory as long as nobody else has written
/// (<c>data_version</c> says so). Other writers of this process wait their turn at the database's gate.
/// </summary>
internal sealed class SqliteWriterStore(Database database, SubjectKeys keys, TimeProvider clock) : IWriterStore
{
    private const int CachedHeads = 20_000;
    private readonly Dictionary<Guid, Conversation> heads = [];
    private SqliteSession? session;
    private WritePermit? permit;
    private long dataVersion = -1;

    public async Task<Loaded> BeginAsync(Wanted wanted, CancellationToken ct)
    {
        permit = await database.EnterWriteAsync(ct);
        session ??= await SqliteSession.OpenAsync(database, ct);
        session.Begin.Run();
        var version = session.DataVersion.ReadLong() ?? 0;
        if (version != dataVersion || heads.Count > CachedHeads)
        {
            heads.Clear();
            dataVersion = version;
        }

        var loaded = new Loaded();
        foreach (var (channel, buyer) in wanted.Arrivals)
        {
            LoadArrival(loaded, channel, buyer);
        }

        foreach (var id in wanted.Conversations)
        {
            LoadHead(loaded, id);
        }

        foreach (var head in loaded.Heads.Values.ToList())
        {
            if (head.State == Contracts.ConversationState.Closed)
            {
                LoadArrival(loaded, head.Channel.Value, head.Buyer);
            }
            else
            {
                loaded.Arrivals[(head.Channel.Value, head.Buyer)] = head.Id.Value;
            }
        }

        LoadFacts(wanted, loaded);
        return loaded;
    }

    public Task<long> NextNumberAsync(ShopId shop, CancellationToken ct) =>
        Task.FromResult(session!.Counter.Add(shop.Value).ReadLong() ?? throw new InvalidOperationException("No number came back."));

    public async Task<IReadOnlyList<IReadOnlyList<FeedEvent>>> CommitAsync(Rows rows, CancellationToken ct)
    {
        var s = session!;
        foreach (var m in rows.Messages)
        {
            s.Insert(m);
        }

        foreach (var h in rows.Heads)
        {
            s.Save(h);
        }

        foreach (var (conversation, mark) in rows.Recalls)
        {
            s.Recall.Add(mark.At.ToUnixTimeMilliseconds()).Add(mark.By?.Value).Add(conversation).Add(mark.Seq).Run();
        }

        foreach (var (conversation, mark) in rows.Deliveries)
        {
            s.Delivery.Add((long)mark.State).Add(mark.Cause).Add(mark.NextAt).Add(conversation).Add(mark.Seq).Run();
        }

        foreach (var ((conversation, person), read) in rows.Reads)
        {
            s.SaveRead.Add(conversation).Add(person).Add(read.Seq).Add(read.BuyerCount).Run();
        }

        var at = clock.GetCurrentInstant().ToUnixTimeMilliseconds();
        foreach (var ((conversation, person), (draft, bytes)) in rows.Drafts)
        {
            s.SaveDraft.Add(conversation).Add(person).Add(bytes).Add(draft.Version).Add(at).Run();
        }

        foreach (var (conversation, person) in rows.EmptiedDrafts)
        {
            s.EmptyDraft.Add(at).Add(conversation).Add(person).Run();
        }

        await s.StoreAsync(rows.Traces, ct);
        var told = Tell(s, rows, at);
        s.Commit.Run();
        permit?.Dispose();
        permit = null;
        foreach (var h in rows.Heads)
        {
            heads[h.Head.Id.Value] = h.Head;
        }

        return told;
    }

    public Task ReleaseAsync()
    {
        session!.Rollback.Run();
        permit?.Dispose();
        permit = null;
        return Task.CompletedTask;
    }

    public Task RollbackAsync()
    {
        try
        {
            session?.Rollback.Run();
        }
        catch (SqliteException)
        {
            // Nothing was open, or the connection is beyond repair: a fresh one next time.
            session?.Dispose();
            session = null;
        }

        heads.Clear();
        dataVersion = -1;
        permit?.Dispose();
        permit = null;
        return Task.CompletedTask;
    }

    public bool IsTransient(Exception error) => error is SqliteException { SqliteErrorCode: 5 or 6 or 19 }; // busy, locked, constraint (a race of another process)

    public bool IsOutage(Exception error) => error is SqliteException { SqliteErrorCode: not 19 } or IOException or UnauthorizedAccessException;

    public ValueTask DisposeAsync()
    {
        session?.Dispose();
        session = null;
        return ValueTask.CompletedTask;
    }

    private IReadOnlyList<IReadOnlyList<FeedEvent>> Tell(SqliteSession s, Rows rows, long at)
    {
        var result = new List<IReadOnlyList<FeedEvent>>(rows.Told.Count);
        var instant = NodaTime.Instant.FromUnixTimeMilliseconds(at);
        foreach (var (stream, entries) in rows.Told)
        {
            var last = s.FeedHead.Add(stream).Add(NewId.Create(clock)).Add(entries.Count).Add(entries.Count).ReadLong()!.Value;
            var number = last - entries.Count;
            var events = new List<FeedEvent>(entries.Count);
            foreach (var e in entries)
            {
                number++;
                s.Feed.Add(stream).Add(number).Add(at).Add(e.Kind).Add(e.Entity).Add(e.Detail).Add(e.Topic).Run();
                events.Add(new FeedEvent(stream, number, instant, e.Kind, e.Entity, e.Detail, e.Topic, e.Payload));
            }

            result.Add(events);
        }

        return result;
    }

    private void LoadArrival(Loaded loaded, Guid channel, Guid buyer)
    {
        var s = session!;
        s.FindArrival.Add(channel).Add(buyer);
        Guid? id = s.FindArrival.Read() ? s.FindArrival.Guid(0) : null;
        s.FindArrival.Reset();
        if (id is { } found)
        {
            loaded.Arrivals[(channel, buyer)] = found;
            LoadHead(loaded, found);
        }
    }

    private void LoadHead(Loaded loaded, Guid id)
    {
        if (loaded.Heads.ContainsKey(id))
        {
            return;
        }

        if (heads.TryGetValue(id, out var known))
        {
            loaded.Heads[id] = known;
            return;
        }

        var statement = session!.Head.Add(id);
        if (!statement.Read())
        {
            return;
        }

        var head = HeadColumns.Read(statement, Key(loaded, HeadColumns.SubjectOf(statement)));
        statement.Reset();
        loaded.Heads[id] = head;
        heads[id] = head;
    }

    private void LoadFacts(Wanted wanted, Loaded loaded)
    {
        var s = session!;
        foreach (var (channel, conversation, externalId) in wanted.WithRepeats ? wanted.Sends : [])
        {
            var inChannel = channel ?? (conversation is { } c && loaded.Heads.TryGetValue(c, out var head) ? head.Channel.Value : Guid.Empty);
            s.FindRepeat.Add(inChannel).Add(externalId);
            if (s.FindRepeat.Read())
            {
                var message = HeadColumns.ReadMessage(s.FindRepeat, Key(loaded, s.FindRepeat.Guid(15)));
                loaded.Repeats[(inChannel, externalId)] = new StoredSend(message, s.FindRepeat.Guid(16));
                s.FindRepeat.Reset();
            }
        }

        foreach (var (conversation, seq) in wanted.Messages)
        {
            s.Message.Add(conversation).Add(seq);
            if (s.Message.Read())
            {
                loaded.Messages[(conversation, seq)] = HeadColumns.ReadMessage(s.Message, Key(loaded, s.Message.Guid(15)));
                s.Message.Reset();
            }
        }

        foreach (var (conversation, person) in wanted.Reads)
        {
            if (s.Read.Add(conversation).Add(person).Read())
            {
                loaded.Reads[(conversation, person)] = new ReadMark(new PersonId(person), s.Read.Long(0), s.Read.Long(1));
                s.Read.Reset();
            }
        }

        foreach (var (conversation, person) in wanted.Drafts)
        {
            if (s.Draft.Add(conversation).Add(person).Read())
            {
                var key = loaded.Heads.TryGetValue(conversation, out var head) ? Key(loaded, head.Subject) : null;
                var bytes = s.Draft.Bytes(0); // empty once its words were sent
                var text = key is null || bytes.Length == 0 ? string.Empty : System.Text.Encoding.UTF8.GetString(key.Value.Open(bytes));
                loaded.Drafts[(conversation, person)] = new Draft(new PersonId(person), text, s.Draft.Long(1));
                s.Draft.Reset();
            }
        }
    }

    /// <summary>A subject's key; on this thread a look into the key table is a quick local read.</summary>
    private SubjectKey? Key(Loaded loaded, Guid subject)
    {
        if (loaded.Keys.TryGetValue(subject, out var known))
        {
            return known;
        }

        var key = keys.FindAsync(subject, CancellationToken.None).GetAwaiter().GetResult();
        if (key is { } found)
        {
            loaded.Keys[subject] = found;
        }

        return key;
    }
}
