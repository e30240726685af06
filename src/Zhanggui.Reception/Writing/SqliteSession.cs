using Microsoft.Data.Sqlite;
using Zhanggui.Guard.Contracts;
using Zhanggui.Kernel.Db;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;

namespace Zhanggui.Reception.Writing;

/// <summary>The writer's own connection with everything it ever says, prepared.</summary>
internal sealed class SqliteSession : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly List<SqliteStatement> all = [];

    private SqliteSession(SqliteConnection connection)
    {
        this.connection = connection;
        Begin = Prepare("begin immediate");
        Commit = Prepare("commit");
        Rollback = Prepare("rollback");
        DataVersion = Prepare("pragma data_version");
        Head = Prepare($"select {HeadColumns.Select} from reception_conversation c where c.id = ?1");
        FindArrival = Prepare("select id from reception_conversation where channel_id = ?1 and buyer_id = ?2 order by state = 3, number desc limit 1");
        FindRepeat = Prepare($"select {HeadColumns.SelectMessage}, c.subject_id, c.buyer_id from reception_message m join reception_conversation c on c.id = m.conversation_id where m.channel_id = ?1 and m.external_id = ?2");
        Message = Prepare($"select {HeadColumns.SelectMessage}, c.subject_id, c.buyer_id from reception_message m join reception_conversation c on c.id = m.conversation_id where m.conversation_id = ?1 and m.seq = ?2");
        Read = Prepare("select seq, buyer_count from reception_read where conversation_id = ?1 and person_id = ?2");
        Draft = Prepare("select text_sealed, version from reception_draft where conversation_id = ?1 and person_id = ?2");
        Counter = Prepare("insert into reception_counter (shop_id, last) values (?1, 1) on conflict (shop_id) do update set last = last + 1 returning last");
        InsertMessage = Prepare("insert into reception_message (conversation_id, seq, channel_id, external_id, kind, sender, audience, person_id, at, sealed, mentions, buyer_count, hash, delivery, delivery_next_at) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)");
        InsertHead = Prepare("insert into reception_conversation (id, number, shop_id, channel_id, channel_kind, channel_name, buyer_id, subject_id, identity, opened_at, state, reason, last_seq, visible_seq, buyer_count, last_kind, last_sender, last_at, record_at, buyer_read_seq, agent_read_seq, reopened, tags, hash) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, '', 0, 0, 0, 0, 0, ?10, ?10, 0, 0, 0, '[]', ?12)");
        UpdateHead = Prepare("update reception_conversation set state = ?2, assignee_id = ?3, assignee_name = ?4, last_agent_id = ?5, team_id = ?6, team_name = ?7, reason = ?8, last_seq = ?9, visible_seq = ?10, buyer_count = ?11, last_text_sealed = ?12, last_kind = ?13, last_sender = ?14, last_at = ?15, record_at = ?16, waiting_since = ?17, queued_at = ?18, buyer_read_seq = ?19, agent_read_seq = ?20, snoozed_until = ?21, closed_at = ?22, outcome = ?23, reopened = ?24, tags = ?25, hash = ?26, about_sealed = coalesce(?27, about_sealed), buyer_id = ?28, identity = ?29, routing = ?30 where id = ?1");
        UpdateQuietHead = Prepare("update reception_conversation set last_seq = ?2, visible_seq = ?3, buyer_count = ?4, last_text_sealed = ?5, last_kind = ?6, last_sender = ?7, last_at = ?8, record_at = ?9, waiting_since = ?10, buyer_read_seq = ?11, agent_read_seq = ?12, hash = ?13 where id = ?1");
        Recall = Prepare("update reception_message set recalled_at = ?1, recalled_by = ?2 where conversation_id = ?3 and seq = ?4");
        Delivery = Prepare("update reception_message set delivery = ?1, delivery_cause = ?2, delivery_next_at = ?3, delivery_attempts = case when ?3 = 0 then 0 else delivery_attempts end where conversation_id = ?4 and seq = ?5");
        SaveRead = Prepare("insert into reception_read (conversation_id, person_id, seq, buyer_count) values (?1, ?2, ?3, ?4) on conflict (conversation_id, person_id) do update set seq = excluded.seq, buyer_count = excluded.buyer_count");
        SaveDraft = Prepare("insert into reception_draft (conversation_id, person_id, text_sealed, version, at) values (?1, ?2, ?3, ?4, ?5) on conflict (conversation_id, person_id) do update set text_sealed = excluded.text_sealed, version = excluded.version, at = excluded.at");
        EmptyDraft = Prepare("update reception_draft set text_sealed = x'', version = version + 1, at = ?1 where conversation_id = ?2 and person_id = ?3 and length(text_sealed) > 0");
        FeedHead = Prepare("insert into kernel_feed_head (stream, epoch, last) values (?1, ?2, ?3) on conflict (stream) do update set last = last + ?4 returning last");
        Feed = Prepare("insert into kernel_feed (stream, number, at, kind, entity, detail, topic) values (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
    }

    public SqliteStatement Begin { get; }

    public SqliteStatement Commit { get; }

    public SqliteStatement Rollback { get; }

    public SqliteStatement DataVersion { get; }

    public SqliteStatement Head { get; }

    public SqliteStatement FindArrival { get; }

    public SqliteStatement FindRepeat { get; }

    public SqliteStatement Message { get; }

    public SqliteStatement Read { get; }

    public SqliteStatement Draft { get; }

    public SqliteStatement Counter { get; }

    public SqliteStatement InsertMessage { get; }

    public SqliteStatement InsertHead { get; }

    public SqliteStatement UpdateHead { get; }

    public SqliteStatement UpdateQuietHead { get; }

    public SqliteStatement Recall { get; }

    public SqliteStatement Delivery { get; }

    public SqliteStatement SaveRead { get; }

    public SqliteStatement SaveDraft { get; }

    public SqliteStatement EmptyDraft { get; }

    public SqliteStatement FeedHead { get; }

    public SqliteStatement Feed { get; }

    public static async Task<SqliteSession> OpenAsync(Database database, CancellationToken ct)
    {
        var opened = new SqliteConnection(new SqliteConnectionStringBuilder(database.ConnectionString) { Pooling = false }.ToString());
        try
        {
            await opened.OpenAsync(ct);
            await Database.PrepareSqliteAsync(opened, ct);
            return new SqliteSession(opened);
        }
        catch
        {
            await opened.DisposeAsync();
            throw;
        }
    }

    public void Insert(in NewMessage row)
    {
        var m = row.Message;
        InsertMessage.Add(m.Conversation.Value).Add(m.Seq).Add(m.Channel.Value).Add(m.ExternalId)
            .Add((long)m.Kind).Add((long)m.Sender).Add((long)m.Audience).Add(m.Person?.Value)
            .Add(m.At.ToUnixTimeMilliseconds()).Add(row.Sealed).Add(HeadColumns.MentionsText(m)).Add(m.BuyerCount).Add(row.Hash)
            .Add((long?)m.Delivery).Add(m.Delivery is DeliveryState.Pending ? 0L : null).Run();
    }

    public void Save(in ChangedHead row)
    {
        var h = row.Head;
        if (row.IsQuiet)
        {
            UpdateQuietHead.Add(h.Id.Value).Add(h.LastSeq).Add(h.VisibleSeq).Add(h.BuyerCount).Add(row.LastTextSealed).Add((long)h.LastKind).Add((long)h.LastSender)
                .Add(h.LastAt.ToUnixTimeMilliseconds()).Add(h.RecordAt.ToUnixTimeMilliseconds()).Add(h.WaitingSince?.ToUnixTimeMilliseconds())
                .Add(h.BuyerReadSeq).Add(h.AgentReadSeq).Add(h.Hash).Run();
            return;
        }

        if (row.IsNew)
        {
            InsertHead.Add(h.Id.Value).Add(h.Number).Add(h.Shop.Value).Add(h.Channel.Value).Add(h.ChannelKind).Add(h.ChannelName).Add(h.Buyer).Add(h.Subject)
                .Add((long)h.Identity).Add(h.OpenedAt.ToUnixTimeMilliseconds()).Add((long)h.State).Add(h.Hash).Run();
        }

        UpdateHead.Add(h.Id.Value).Add((long)h.State).Add(h.Assignee?.Value).Add(h.AssigneeName).Add(h.LastAgent?.Value).Add(h.Team?.Value).Add(h.TeamName).Add(h.Reason)
            .Add(h.LastSeq).Add(h.VisibleSeq).Add(h.BuyerCount).Add(row.LastTextSealed).Add((long)h.LastKind).Add((long)h.LastSender)
            .Add(h.LastAt.ToUnixTimeMilliseconds()).Add(h.RecordAt.ToUnixTimeMilliseconds()).Add(h.WaitingSince?.ToUnixTimeMilliseconds()).Add(h.QueuedAt?.ToUnixTimeMilliseconds())
            .Add(h.BuyerReadSeq).Add(h.AgentReadSeq).Add(h.SnoozedUntil?.ToUnixTimeMilliseconds()).Add(h.ClosedAt?.ToUnixTimeMilliseconds())
            .Add(h.Outcome).Add(h.Reopened).Add(HeadColumns.TagsText(h)).Add(h.Hash).Add(row.AboutSealed).Add(h.Buyer).Add((long)h.Identity).Add(RoutingState.Write(h.Routing)).Run();
    }

    /// <summary>Inside the transaction that is open; seldom any, and then few.</summary>
    public Task StoreAsync(IReadOnlyCollection<GuardTrace> traces, CancellationToken ct) => traces.Count == 0 ? Task.CompletedTask : GuardTrace.StoreAsync(connection, null, traces, ct);

    public void Dispose()
    {
        foreach (var statement in all)
        {
            statement.Dispose();
        }

        connection.Dispose();
    }

    private SqliteStatement Prepare(string sql)
    {
        var statement = new SqliteStatement(connection, sql);
        all.Add(statement);
        return statement;
    }
}
