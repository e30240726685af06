using Npgsql;
using NpgsqlTypes;
using Zhanggui.Kernel.Feed;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;

namespace Zhanggui.Reception.Writing;

/// <summary>The writer's statements on PostgreSQL; every one takes arrays, so a batch is a handful of statements.</summary>
internal static class PostgresSql
{
    /// <summary>Heads by id, by buyer and channel (the one going on, else the latest), and what stands in the way of reopening; locked in id order.</summary>
    public static NpgsqlBatchCommand LockHeads(Wanted wanted) => Command(
        $"select {HeadColumns.Select} from reception_conversation c where c.id in (" +
        "select unnest($1::uuid[]) union " +
        "select l.id from unnest($2::uuid[], $3::uuid[]) as k(channel, buyer) cross join lateral (select id from reception_conversation a where a.channel_id = k.channel and a.buyer_id = k.buyer order by (a.state = 3), a.number desc limit 1) l union " +
        "select o.id from reception_conversation x join reception_conversation o on o.channel_id = x.channel_id and o.buyer_id = x.buyer_id and o.state <> 3 where x.id = any($1) and x.state = 3) " +
        "order by c.id for update",
        Array(NpgsqlDbType.Uuid, wanted.Conversations.ToArray()),
        Array(NpgsqlDbType.Uuid, wanted.Arrivals.Select(a => a.Channel).ToArray()),
        Array(NpgsqlDbType.Uuid, wanted.Arrivals.Select(a => a.Buyer).ToArray()));

    public static NpgsqlBatchCommand FindRepeats(Wanted wanted) => Command(
        $"select {HeadColumns.SelectMessage}, o.subject_id, o.buyer_id from unnest($1::uuid[], $2::uuid[], $3::uuid[]) as k(channel, conversation, external) " +
        "left join reception_conversation c on c.id = k.conversation join reception_message m on m.channel_id = coalesce(k.channel, c.channel_id) and m.external_id = k.external " +
        "join reception_conversation o on o.id = m.conversation_id",
        Array(NpgsqlDbType.Uuid, wanted.Sends.Select(s => s.Channel).ToArray()),
        Array(NpgsqlDbType.Uuid, wanted.Sends.Select(s => s.Conversation).ToArray()),
        Array(NpgsqlDbType.Uuid, wanted.Sends.Select(s => s.ExternalId).ToArray()));

    public static NpgsqlBatchCommand FindMessages(Wanted wanted) => Command(
        $"select {HeadColumns.SelectMessage}, c.subject_id, c.buyer_id from unnest($1::uuid[], $2::bigint[]) as k(conversation, seq) join reception_message m on m.conversation_id = k.conversation and m.seq = k.seq join reception_conversation c on c.id = m.conversation_id",
        Array(NpgsqlDbType.Uuid, wanted.Messages.Select(s => s.Conversation).ToArray()),
        Array(NpgsqlDbType.Bigint, wanted.Messages.Select(s => s.Seq).ToArray()));

    public static NpgsqlBatchCommand FindReads(Wanted wanted) => Command(
        "select r.conversation_id, r.person_id, r.seq, r.buyer_count from unnest($1::uuid[], $2::uuid[]) as k(conversation, person) join reception_read r on r.conversation_id = k.conversation and r.person_id = k.person",
        Array(NpgsqlDbType.Uuid, wanted.Reads.Select(s => s.Conversation).ToArray()),
        Array(NpgsqlDbType.Uuid, wanted.Reads.Select(s => s.Person).ToArray()));

    public static NpgsqlBatchCommand FindDrafts(Wanted wanted) => Command(
        "select d.conversation_id, d.person_id, d.text_sealed, d.version from unnest($1::uuid[], $2::uuid[]) as k(conversation, person) join reception_draft d on d.conversation_id = k.conversation and d.person_id = k.person",
        Array(NpgsqlDbType.Uuid, wanted.Drafts.Select(s => s.Conversation).ToArray()),
        Array(NpgsqlDbType.Uuid, wanted.Drafts.Select(s => s.Person).ToArray()));

    /// <summary>Appends the stream's events behind its head row, which stays locked until the commit that follows.</summary>
    public static NpgsqlBatchCommand Tell(Guid stream, List<FeedEntry> entries, long at, Guid freshEpoch, Guid origin) => Command(
        "with h as (insert into kernel_feed_head as f (stream, epoch, last) values ($1, $2, $3) on conflict (stream) do update set last = f.last + $3 returning last), " +
        "i as (insert into kernel_feed (stream, number, at, kind, entity, detail, topic) select $1, h.last - $3 + u.o, $4, u.k, u.e, u.d, u.t from h, unnest($5::text[], $6::uuid[], $7::bigint[], $8::uuid[]) with ordinality as u(k, e, d, t, o)) " +
        "select last, pg_notify($9, $1::text || ':' || last || ':' || $10), pg_current_xact_id()::text::bigint & 4294967295 from h",
        new NpgsqlParameter<Guid> { TypedValue = stream },
        new NpgsqlParameter<Guid> { TypedValue = freshEpoch },
        new NpgsqlParameter<long> { TypedValue = entries.Count },
        new NpgsqlParameter<long> { TypedValue = at },
        Array(NpgsqlDbType.Text, entries.Select(e => e.Kind).ToArray()),
        Array(NpgsqlDbType.Uuid, entries.Select(e => e.Entity).ToArray()),
        Array(NpgsqlDbType.Bigint, entries.Select(e => e.Detail).ToArray()),
        Array(NpgsqlDbType.Uuid, entries.Select(e => e.Topic).ToArray()),
        new NpgsqlParameter<string> { TypedValue = FeedRelay.FeedChannel },
        new NpgsqlParameter<string> { TypedValue = origin.ToString() });

    /// <summary>Writes quiet heads that nobody has changed since the version we know (the transaction that wrote it); fails as a whole otherwise. One row comes back.</summary>
    public static NpgsqlBatchCommand UpdateKnownHeads(List<ChangedHead> rows, long[] versions) => Command(
        "with done as (update reception_conversation c set " + QuietColumns + " from unnest(" + QuietArrays + ", $14::bigint[]) as u(i, ls, vs, bc, lt, lk, lse, lat, rat, ws, br, ar, h, x) " +
        "where c.id = u.i and c.xmin::text::bigint = u.x returning 1) select reception_expect(count(*), $15) from done",
        [.. QuietParameters(rows), Array(NpgsqlDbType.Bigint, versions), new NpgsqlParameter<long> { TypedValue = rows.Count }]);

    /// <summary>Locks heads on condition that nobody has changed them since the version we know; fails as a whole otherwise. One row comes back.</summary>
    public static NpgsqlBatchCommand LockKnownHeads((Guid Id, long Version)[] heads) => Command(
        "with held as (select c.id from reception_conversation c join unnest($1::uuid[], $2::bigint[]) as u(i, x) on c.id = u.i and c.xmin::text::bigint = u.x order by c.id for update of c) " +
        "select reception_expect(count(*), $3) from held",
        Array(NpgsqlDbType.Uuid, System.Array.ConvertAll(heads, h => h.Id)),
        Array(NpgsqlDbType.Bigint, System.Array.ConvertAll(heads, h => h.Version)),
        new NpgsqlParameter<long> { TypedValue = heads.Length });

    /// <summary>Adds the statements that store a batch's rows; none of them returns rows. Known heads have been written already.</summary>
    public static void Write(NpgsqlBatch batch, Rows rows, bool headsAreWritten, long at)
    {
        if (rows.Messages.Count > 0)
        {
            batch.BatchCommands.Add(InsertMessages(rows.Messages));
        }

        var fresh = rows.Heads.Where(h => h.IsNew).Select(h => h.Head).ToList();
        if (fresh.Count > 0)
        {
            batch.BatchCommands.Add(InsertHeads(fresh));
        }

        if (!headsAreWritten)
        {
            WriteHeads(batch, rows.Heads);
        }

        foreach (var (conversation, mark) in rows.Recalls)
        {
            batch.BatchCommands.Add(Command("update reception_message set recalled_at = $1, recalled_by = $2 where conversation_id = $3 and seq = $4",
                new NpgsqlParameter<long> { TypedValue = mark.At.ToUnixTimeMilliseconds() }, Nullable(mark.By?.Value),
                new NpgsqlParameter<Guid> { TypedValue = conversation }, new NpgsqlParameter<long> { TypedValue = mark.Seq }));
        }

        foreach (var (conversation, mark) in rows.Deliveries)
        {
            batch.BatchCommands.Add(Command("update reception_message set delivery = $1, delivery_cause = $2, delivery_next_at = $5, delivery_attempts = case when $5 = 0 then 0 else delivery_attempts end where conversation_id = $3 and seq = $4",
                new NpgsqlParameter<int> { TypedValue = (int)mark.State }, new NpgsqlParameter { Value = (object?)mark.Cause ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
                new NpgsqlParameter<Guid> { TypedValue = conversation }, new NpgsqlParameter<long> { TypedValue = mark.Seq },
                new NpgsqlParameter { Value = (object?)mark.NextAt ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint }));
        }

        WriteMarks(batch, rows, at);
    }

    private static void WriteHeads(NpgsqlBatch batch, List<ChangedHead> rows)
    {
        var quiet = rows.FindAll(r => r.IsQuiet);
        if (quiet.Count > 0)
        {
            batch.BatchCommands.Add(UpdateQuietHeads(quiet));
        }

        if (quiet.Count < rows.Count)
        {
            batch.BatchCommands.Add(UpdateHeads(rows.FindAll(r => !r.IsQuiet)));
        }
    }

    private static void WriteMarks(NpgsqlBatch batch, Rows rows, long at)
    {
        if (rows.Reads.Count > 0)
        {
            batch.BatchCommands.Add(Command(
                "insert into reception_read (conversation_id, person_id, seq, buyer_count) select * from unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::bigint[]) on conflict (conversation_id, person_id) do update set seq = excluded.seq, buyer_count = excluded.buyer_count",
                Array(NpgsqlDbType.Uuid, rows.Reads.Select(r => r.Key.Conversation).ToArray()), Array(NpgsqlDbType.Uuid, rows.Reads.Select(r => r.Key.Person).ToArray()),
                Array(NpgsqlDbType.Bigint, rows.Reads.Select(r => r.Value.Seq).ToArray()), Array(NpgsqlDbType.Bigint, rows.Reads.Select(r => r.Value.BuyerCount).ToArray())));
        }

        if (rows.Drafts.Count > 0)
        {
            batch.BatchCommands.Add(Command(
                "insert into reception_draft (conversation_id, person_id, text_sealed, version, at) select c, p, t, v, $5 from unnest($1::uuid[], $2::uuid[], $3::bytea[], $4::bigint[]) as u(c, p, t, v) on conflict (conversation_id, person_id) do update set text_sealed = excluded.text_sealed, version = excluded.version, at = excluded.at",
                Array(NpgsqlDbType.Uuid, rows.Drafts.Select(r => r.Key.Conversation).ToArray()), Array(NpgsqlDbType.Uuid, rows.Drafts.Select(r => r.Key.Person).ToArray()),
                Array(NpgsqlDbType.Bytea, rows.Drafts.Select(r => r.Value.Sealed).ToArray()), Array(NpgsqlDbType.Bigint, rows.Drafts.Select(r => r.Value.Draft.Version).ToArray()),
                new NpgsqlParameter<long> { TypedValue = at }));
        }

        if (rows.EmptiedDrafts.Count > 0)
        {
            batch.BatchCommands.Add(Command(
                "update reception_draft d set text_sealed = '', version = version + 1, at = $3 from unnest($1::uuid[], $2::uuid[]) as u(c, p) where d.conversation_id = u.c and d.person_id = u.p and length(d.text_sealed) > 0",
                Array(NpgsqlDbType.Uuid, rows.EmptiedDrafts.Select(r => r.Conversation).ToArray()), Array(NpgsqlDbType.Uuid, rows.EmptiedDrafts.Select(r => r.Person).ToArray()),
                new NpgsqlParameter<long> { TypedValue = at }));
        }
    }

    private static NpgsqlBatchCommand InsertMessages(List<NewMessage> rows) => Command(
        "insert into reception_message (conversation_id, seq, channel_id, external_id, kind, sender, audience, person_id, at, sealed, mentions, buyer_count, hash, delivery, delivery_next_at) " +
        "select c, s, ch, x, k, se, a, p, at, b, m, bc, h, d, case when d = 0 then 0 end from unnest($1::uuid[], $2::bigint[], $3::uuid[], $4::uuid[], $5::int[], $6::int[], $7::int[], $8::uuid[], $9::bigint[], $10::bytea[], $11::text[], $12::bigint[], $13::bytea[], $14::int[]) as u(c, s, ch, x, k, se, a, p, at, b, m, bc, h, d)",
        Array(NpgsqlDbType.Uuid, Each(rows, r => r.Message.Conversation.Value)),
        Array(NpgsqlDbType.Bigint, Each(rows, r => r.Message.Seq)),
        Array(NpgsqlDbType.Uuid, Each(rows, r => r.Message.Channel.Value)),
        Array(NpgsqlDbType.Uuid, Each(rows, r => r.Message.ExternalId)),
        Array(NpgsqlDbType.Integer, Each(rows, r => (int)r.Message.Kind)),
        Array(NpgsqlDbType.Integer, Each(rows, r => (int)r.Message.Sender)),
        Array(NpgsqlDbType.Integer, Each(rows, r => (int)r.Message.Audience)),
        Array(NpgsqlDbType.Uuid, Each(rows, r => r.Message.Person?.Value)),
        Array(NpgsqlDbType.Bigint, Each(rows, r => r.Message.At.ToUnixTimeMilliseconds())),
        Array(NpgsqlDbType.Bytea, Each(rows, r => r.Sealed)),
        Array(NpgsqlDbType.Text, Each(rows, r => HeadColumns.MentionsText(r.Message))),
        Array(NpgsqlDbType.Bigint, Each(rows, r => r.Message.BuyerCount)),
        Array(NpgsqlDbType.Bytea, Each(rows, r => r.Hash)),
        Array(NpgsqlDbType.Integer, Each(rows, r => (int?)r.Message.Delivery)));

    private static NpgsqlBatchCommand InsertHeads(List<Conversation> heads) => Command(
        "insert into reception_conversation (id, number, shop_id, channel_id, channel_kind, channel_name, buyer_id, subject_id, identity, opened_at, state, reason, last_seq, visible_seq, buyer_count, last_kind, last_sender, last_at, record_at, buyer_read_seq, agent_read_seq, reopened, tags, hash) " +
        "select i, n, s, ch, ck, cn, b, su, idn, o, st, '', 0, 0, 0, 0, 0, o, o, 0, 0, 0, '[]', h from unnest($1::uuid[], $2::bigint[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::uuid[], $8::uuid[], $9::int[], $10::bigint[], $11::int[], $12::bytea[]) as u(i, n, s, ch, ck, cn, b, su, idn, o, st, h)",
        Array(NpgsqlDbType.Uuid, Each(heads, h => h.Id.Value)),
        Array(NpgsqlDbType.Bigint, Each(heads, h => h.Number)),
        Array(NpgsqlDbType.Uuid, Each(heads, h => h.Shop.Value)),
        Array(NpgsqlDbType.Uuid, Each(heads, h => h.Channel.Value)),
        Array(NpgsqlDbType.Text, Each(heads, h => h.ChannelKind)),
        Array(NpgsqlDbType.Text, Each(heads, h => h.ChannelName)),
        Array(NpgsqlDbType.Uuid, Each(heads, h => h.Buyer)),
        Array(NpgsqlDbType.Uuid, Each(heads, h => h.Subject)),
        Array(NpgsqlDbType.Integer, Each(heads, h => (int)h.Identity)),
        Array(NpgsqlDbType.Bigint, Each(heads, h => h.OpenedAt.ToUnixTimeMilliseconds())),
        Array(NpgsqlDbType.Integer, Each(heads, h => (int)h.State)),
        Array(NpgsqlDbType.Bytea, Each(heads, h => h.Hash)));

    /// <summary>What a message moves in the head of a conversation that goes on; no index may hold any of it.</summary>
    internal const string QuietColumns =
        "last_seq = u.ls, visible_seq = u.vs, buyer_count = u.bc, last_text_sealed = u.lt, last_kind = u.lk, last_sender = u.lse, last_at = u.lat, record_at = u.rat, waiting_since = u.ws, buyer_read_seq = u.br, agent_read_seq = u.ar, hash = u.h";

    private const string QuietArrays =
        "$1::uuid[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bytea[], $6::int[], $7::int[], $8::bigint[], $9::bigint[], $10::bigint[], $11::bigint[], $12::bigint[], $13::bytea[]";

    private static NpgsqlBatchCommand UpdateQuietHeads(List<ChangedHead> rows) => Command(
        "update reception_conversation c set " + QuietColumns + " from unnest(" + QuietArrays + ") as u(i, ls, vs, bc, lt, lk, lse, lat, rat, ws, br, ar, h) where c.id = u.i",
        QuietParameters(rows));

    private static NpgsqlParameter[] QuietParameters(List<ChangedHead> rows) =>
    [
        Array(NpgsqlDbType.Uuid, Each(rows, r => r.Head.Id.Value)),
        Array(NpgsqlDbType.Bigint, Each(rows, r => r.Head.LastSeq)),
        Array(NpgsqlDbType.Bigint, Each(rows, r => r.Head.VisibleSeq)),
        Array(NpgsqlDbType.Bigint, Each(rows, r => r.Head.BuyerCount)),
        Array(NpgsqlDbType.Bytea, Each(rows, r => r.LastTextSealed)),
        Array(NpgsqlDbType.Integer, Each(rows, r => (int)r.Head.LastKind)),
        Array(NpgsqlDbType.Integer, Each(rows, r => (int)r.Head.LastSender)),
        Array(NpgsqlDbType.Bigint, Each(rows, r => r.Head.LastAt.ToUnixTimeMilliseconds())),
        Array(NpgsqlDbType.Bigint, Each(rows, r => r.Head.RecordAt.ToUnixTimeMilliseconds())),
        Array(NpgsqlDbType.Bigint, Each(rows, r => r.Head.WaitingSince?.ToUnixTimeMilliseconds())),
        Array(NpgsqlDbType.Bigint, Each(rows, r => r.Head.BuyerReadSeq)),
        Array(NpgsqlDbType.Bigint, Each(rows, r => r.Head.AgentReadSeq)),
        Array(NpgsqlDbType.Bytea, Each(rows, r => r.Head.Hash)),
    ];

    private static NpgsqlBatchCommand UpdateHeads(List<ChangedHead> rows) => Command(
        "update reception_conversation c set state = u.st, assignee_id = u.a, assignee_name = u.an, last_agent_id = u.la, team_id = u.t, team_name = u.tn, reason = u.r, last_seq = u.ls, visible_seq = u.vs, buyer_count = u.bc, last_text_sealed = u.lt, last_kind = u.lk, last_sender = u.lse, last_at = u.lat, record_at = u.rat, waiting_since = u.ws, queued_at = u.qa, buyer_read_seq = u.br, agent_read_seq = u.ar, snoozed_until = u.sn, closed_at = u.cl, outcome = u.oc, reopened = u.ro, tags = u.tg, hash = u.h, about_sealed = coalesce(u.ab, c.about_sealed), buyer_id = u.bi, identity = u.idn, routing = u.rt " +
        "from unnest($1::uuid[], $2::int[], $3::uuid[], $4::text[], $5::uuid[], $6::uuid[], $7::text[], $8::text[], $9::bigint[], $10::bigint[], $11::bigint[], $12::bytea[], $13::int[], $14::int[], $15::bigint[], $16::bigint[], $17::bigint[], $18::bigint[], $19::bigint[], $20::bigint[], $21::bigint[], $22::bigint[], $23::text[], $24::int[], $25::text[], $26::bytea[], $27::bytea[], $28::uuid[], $29::int[], $30::text[]) " +
        "as u(i, st, a, an, la, t, tn, r, ls, vs, bc, lt, lk, lse, lat, rat, ws, qa, br, ar, sn, cl, oc, ro, tg, h, ab, bi, idn, rt) where c.id = u.i",
        Array(NpgsqlDbType.Uuid, Each(rows, r => r.Head.Id.Value)),
        Array(NpgsqlDbType.Integer, Each(rows, r => (int)r.Head.State)),
        Array(NpgsqlDbType.Uuid, Each(rows, r => r.Head.Assignee?.Value)),
        Array(NpgsqlDbType.Text, Each(rows, r => r.Head.AssigneeName)),
        Array(NpgsqlDbType.Uuid, Each(rows, r => r.Head.LastAgent?.Value)),
        Array(NpgsqlDbType.Uuid, Each(rows, r => r.Head.Team?.Value)),
        Array(NpgsqlDbType.Text, Each(rows, r => r.Head.TeamName)),
        Array(NpgsqlDbType.Text, Each(rows, r => r.Head.Reason)),
        Array(NpgsqlDbType.Bigint, Each(rows, r => r.Head.LastSeq)),
        Array(NpgsqlDbType.Bigint, Each(rows, r => r.Head.VisibleSeq)),
        Array(NpgsqlDbType.Bigint, Each(rows, r => r.Head.BuyerCount)),
        Array(NpgsqlDbType.Bytea, Each(rows, r => r.LastTextSealed)),
        Array(NpgsqlDbType.Integer, Each(rows, r => (int)r.Head.LastKind)),
        Array(NpgsqlDbType.Integer, Each(rows, r => (int)r.Head.LastSender)),
        Array(NpgsqlDbType.Bigint, Each(rows, r => r.Head.LastAt.ToUnixTimeMilliseconds())),
        Array(NpgsqlDbType.Bigint, Each(rows, r => r.Head.RecordAt.ToUnixTimeMilliseconds())),
        Array(NpgsqlDbType.Bigint, Each(rows, r => r.Head.WaitingSince?.ToUnixTimeMilliseconds())),
        Array(NpgsqlDbType.Bigint, Each(rows, r => r.Head.QueuedAt?.ToUnixTimeMilliseconds())),
        Array(NpgsqlDbType.Bigint, Each(rows, r => r.Head.BuyerReadSeq)),
        Array(NpgsqlDbType.Bigint, Each(rows, r => r.Head.AgentReadSeq)),
        Array(NpgsqlDbType.Bigint, Each(rows, r => r.Head.SnoozedUntil?.ToUnixTimeMilliseconds())),
        Array(NpgsqlDbType.Bigint, Each(rows, r => r.Head.ClosedAt?.ToUnixTimeMilliseconds())),
        Array(NpgsqlDbType.Text, Each(rows, r => r.Head.Outcome)),
        Array(NpgsqlDbType.Integer, Each(rows, r => r.Head.Reopened)),
        Array(NpgsqlDbType.Text, Each(rows, r => HeadColumns.TagsText(r.Head))),
        Array(NpgsqlDbType.Bytea, Each(rows, r => r.Head.Hash)),
        Array(NpgsqlDbType.Bytea, Each(rows, r => r.AboutSealed)),
        Array(NpgsqlDbType.Uuid, Each(rows, r => r.Head.Buyer)),
        Array(NpgsqlDbType.Integer, Each(rows, r => (int)r.Head.Identity)),
        Array(NpgsqlDbType.Text, Each(rows, r => RoutingState.Write(r.Head.Routing))));

    private static TOut[] Each<TIn, TOut>(List<TIn> rows, Func<TIn, TOut> column)
    {
        var values = new TOut[rows.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = column(rows[i]);
        }

        return values;
    }

    private static NpgsqlParameter Array<T>(NpgsqlDbType element, T[] values) =>
        new NpgsqlParameter<T[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | element };

    private static NpgsqlParameter Nullable(Guid? value) => new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid };

    private static NpgsqlBatchCommand Command(string text, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(text);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
