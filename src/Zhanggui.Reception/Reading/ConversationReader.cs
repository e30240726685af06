using System.Data.Common;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Feed;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Privacy;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Reception.Presence;
using Zhanggui.Reception.Writing;

namespace Zhanggui.Reception.Reading;

/// <summary>A head with what one person has read and is writing there.</summary>
internal sealed record Seen(Conversation Head, ReadMark Read, Draft? Draft);

/// <summary>What a list asks for; newest first.</summary>
internal sealed record HeadQuery(ShopId Shop)
{
    public IReadOnlyCollection<ConversationState>? States { get; init; }

    public PersonId? Assignee { get; init; }

    /// <summary>Only mine and those that wait.</summary>
    public PersonId? Scope { get; init; }

    public Guid? Buyer { get; init; }

    /// <summary>Buyers whom the searched words name; a conversation is found by one of them or by <see cref="Tag"/>.</summary>
    public IReadOnlyCollection<Guid> Named { get; init; } = [];

    public long? Number { get; init; }

    public string? Tag { get; init; }

    /// <summary>Only before this instant of the last message (exclusive), for paging.</summary>
    public long? BeforeAt { get; init; }

    public long? BeforeNumber { get; init; }

    public int Limit { get; init; } = 50;
}

/// <summary>Reads conversations as they are stored and opens them with their buyers' keys.</summary>
internal sealed class ConversationReader(Database database, SubjectKeys keys, Pseudonyms pseudonyms)
{
    private static readonly ConversationState[] EveryState = Enum.GetValues<ConversationState>();

    public async Task<Conversation?> FindAsync(ConversationId id, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return (await HeadsAsync(connection, null, "where c.id = @id", ct, ("id", id.Value))).FirstOrDefault();
    }

    /// <summary>The conversation a buyer is in on a channel: the one going on, else the latest.</summary>
    public async Task<Conversation?> FindOfBuyerAsync(DbConnection connection, DbTransaction? transaction, ChannelId channel, Guid buyer, CancellationToken ct) =>
        (await HeadsAsync(connection, transaction, "where c.channel_id = @channel and c.buyer_id = @buyer order by (c.state = 3), c.number desc limit 1", ct,
            ("channel", channel.Value), ("buyer", buyer))).FirstOrDefault();

    public async Task<List<Conversation>> HeadsAsync(DbConnection connection, DbTransaction? transaction, string where, CancellationToken ct, params (string Name, object? Value)[] parameters)
    {
        var rows = await RowsAsync(connection, transaction, $"select {HeadColumns.Select} from reception_conversation c {where}", ct, parameters);
        await keys.WarmAsync([.. rows.Select(r => HeadColumns.SubjectOf(r)).Distinct()], ct);
        var heads = new List<Conversation>(rows.Count);
        foreach (var row in rows)
        {
            heads.Add(HeadColumns.Read(row, await keys.FindAsync(HeadColumns.SubjectOf(row), ct)));
        }

        return heads;
    }

    /// <summary>
    /// The list a query asks for. Live and closed conversations are read apart: the live ones of a shop are few and are
    /// sorted here and now, the closed ones have an index in the order of the list.
    /// </summary>
    public async Task<List<Conversation>> HeadsAsync(DbConnection connection, DbTransaction? transaction, HeadQuery query, CancellationToken ct)
    {
        var live = (query.States ?? EveryState).Where(s => s != ConversationState.Closed).ToList();
        var heads = live.Count == 0 ? [] : await HalfAsync(connection, transaction, query, $"c.state <> 3 and c.state in ({string.Join(',', live.Select(s => (int)s))})", "c.last_at", ct);
        if (query.States is null || query.States.Contains(ConversationState.Closed))
        {
            heads.AddRange(await HalfAsync(connection, transaction, query, "c.state = 3", "c.closed_at", ct));
            heads.Sort((a, b) => b.ListedAt != a.ListedAt ? b.ListedAt.CompareTo(a.ListedAt) : b.Number.CompareTo(a.Number));
        }

        return heads.Count > query.Limit ? heads[..query.Limit] : heads;
    }

    private Task<List<Conversation>> HalfAsync(DbConnection connection, DbTransaction? transaction, HeadQuery query, string states, string at, CancellationToken ct)
    {
        var parts = new List<string> { "c.shop_id = @shop", states };
        var values = new List<(string, object?)> { ("shop", query.Shop.Value), ("limit", query.Limit) };
        Add(query.Assignee?.Value, "c.assignee_id = @assignee", "assignee");
        Add(query.Scope?.Value, "(c.assignee_id = @scope or c.state = 0)", "scope");
        Add(query.Buyer, "c.buyer_id = @buyer", "buyer");
        Add(query.Number, "c.number = @number", "number");
        if (query.Tag is { } tag)
        {
            // Tags are a JSON list; the quoted form matches a whole tag and nothing inside another.
            var names = query.Named.Select((b, i) => ($"b{i}", (object?)b)).ToList();
            parts.Add(names.Count == 0 ? "c.tags like @tag escape '!'" : $"(c.tags like @tag escape '!' or c.buyer_id in ({string.Join(',', names.Select(n => "@" + n.Item1))}))");
            values.AddRange(names);
            values.Add(("tag", "%" + Like(System.Text.Json.JsonSerializer.Serialize(tag, Kernel.Http.HouseJson.Options)) + "%"));
        }

        if (query.BeforeAt is { } before)
        {
            parts.Add($"({at} < @before or ({at} = @before and c.number < @beforeNumber))");
            values.Add(("before", before));
            values.Add(("beforeNumber", query.BeforeNumber ?? 0));
        }

        return HeadsAsync(connection, transaction, $"where {string.Join(" and ", parts)} order by {at} desc, c.number desc limit @limit", ct, [.. values]);

        void Add(object? value, string part, string name)
        {
            if (value is not null)
            {
                parts.Add(part);
                values.Add((name, value));
            }
        }
    }

    /// <summary>Messages of one conversation in order of their numbers; <paramref name="upTo"/> everybody leaves out what visitors must not see.</summary>
    public async Task<List<Message>> MessagesAsync(DbConnection connection, DbTransaction? transaction, Conversation head, long after, long before, int limit, bool newestFirst, Audience upTo, CancellationToken ct)
    {
        var rows = await RowsAsync(connection, transaction,
            $"select {HeadColumns.SelectMessage} from reception_message m where m.conversation_id = @c and m.seq > @after and m.seq < @before and m.audience <= @audience order by m.seq {(newestFirst ? "desc" : "asc")} limit @limit", ct,
            ("c", head.Id.Value), ("after", after), ("before", before), ("audience", (int)upTo), ("limit", limit));
        var key = await keys.FindAsync(head.Subject, ct);
        var messages = rows.ConvertAll(r => HeadColumns.ReadMessage(r, key));
        await pseudonyms.HideAsync(messages, ct);
        if (newestFirst)
        {
            messages.Reverse();
        }

        return messages;
    }

    /// <summary>Single messages of any conversations; <paramref name="heads"/> are those they belong to. What is not there is left out.</summary>
    public async Task<List<Message>> MessagesAsync(DbConnection connection, IReadOnlyCollection<(Guid Conversation, long Seq)> places, IReadOnlyDictionary<Guid, Conversation> heads, CancellationToken ct)
    {
        var messages = new List<Message>(places.Count);
        foreach (var some in places.Chunk(100))
        {
            var list = string.Join(", ", some.Select((_, i) => $"(@c{i}, @s{i})"));
            var rows = await RowsAsync(connection, null,
                $"select {HeadColumns.SelectMessage} from (values {list}) v join reception_message m on m.conversation_id = v.column1 and m.seq = v.column2", ct,
                [.. some.SelectMany((p, i) => new (string, object?)[] { ($"c{i}", p.Conversation), ($"s{i}", p.Seq) })]);
            foreach (var row in rows.Where(r => heads.ContainsKey(r.Guid(0))))
            {
                messages.Add(HeadColumns.ReadMessage(row, await keys.FindAsync(heads[row.Guid(0)].Subject, ct)));
            }
        }

        await pseudonyms.HideAsync(messages, ct);
        return messages;
    }

    /// <summary>What one person has read and is writing in these conversations.</summary>
    public async Task<List<Seen>> SeenAsync(DbConnection connection, DbTransaction? transaction, IReadOnlyList<Conversation> heads, PersonId person, CancellationToken ct)
    {
        var reads = new Dictionary<Guid, ReadMark>();
        var drafts = new Dictionary<Guid, (byte[] Sealed, long Version)>();
        foreach (var some in heads.Chunk(200))
        {
            var names = string.Join(',', some.Select((_, i) => $"@c{i}"));
            (string, object?)[] values = [("person", person.Value), .. some.Select((h, i) => ($"c{i}", (object?)h.Id.Value))];
            foreach (var (c, mark) in await connection.ReadAllAsync(transaction, $"select conversation_id, seq, buyer_count from reception_read where person_id = @person and conversation_id in ({names})",
                r => (r.GetGuid(0), new ReadMark(person, r.GetInt64(1), r.GetInt64(2))), ct, values))
            {
                reads[c] = mark;
            }

            foreach (var (c, bytes, version) in await connection.ReadAllAsync(transaction, $"select conversation_id, text_sealed, version from reception_draft where person_id = @person and conversation_id in ({names})",
                r => (r.GetGuid(0), r.GetFieldValue<byte[]>(1), r.GetInt64(2)), ct, values))
            {
                drafts[c] = (bytes, version);
            }
        }

        var seen = new List<Seen>(heads.Count);
        foreach (var head in heads)
        {
            var draft = drafts.TryGetValue(head.Id.Value, out var found) ? await OpenAsync(head, person, found.Sealed, found.Version, ct) : null;
            seen.Add(new Seen(head, reads.GetValueOrDefault(head.Id.Value) ?? new ReadMark(person, 0, 0), draft));
        }

        return seen;
    }

    /// <summary>Everybody's read marks in one conversation, at most 1,000.</summary>
    public Task<List<ReadMark>> ReadsAsync(DbConnection connection, DbTransaction? transaction, ConversationId id, CancellationToken ct) =>
        connection.ReadAllAsync(transaction, "select person_id, seq, buyer_count from reception_read where conversation_id = @c limit 1000",
            r => new ReadMark(new PersonId(r.GetGuid(0)), r.GetInt64(1), r.GetInt64(2)), ct, ("c", id.Value));

    /// <summary>Gives every event what it tells; events of our own writer have it already. What others wrote is read as it stands now.</summary>
    public async Task FillAsync(IReadOnlyList<FeedEvent> events, CancellationToken ct)
    {
        var bare = events.Where(e => e.Payload is null && IsOurs(e.Kind)).ToList();
        if (bare.Count == 0)
        {
            return;
        }

        await using var connection = await database.OpenAsync(ct);
        var heads = new Dictionary<Guid, Conversation>();
        foreach (var some in bare.Select(e => e.Entity).Distinct().Chunk(200))
        {
            var found = await HeadsAsync(connection, null, $"where c.id in ({string.Join(',', some.Select((_, i) => $"@i{i}"))})", ct, [.. some.Select((id, i) => ($"i{i}", (object?)id))]);
            foreach (var head in found)
            {
                heads[head.Id.Value] = head;
            }
        }

        foreach (var group in bare.GroupBy(e => e.Entity))
        {
            var head = heads.GetValueOrDefault(group.Key);
            var messages = head is null ? [] : await MessagesOfAsync(connection, head, [.. group], ct);
            foreach (var e in group)
            {
                e.Remember(new Changed(head, messages.GetValueOrDefault(e.Detail), head is null ? null : await MarkAsync(connection, head, e, ct)));
            }
        }
    }

    internal static bool IsOurs(string kind) => kind is FeedKinds.Message or FeedKinds.MessageChanged or FeedKinds.Conversation
        or FeedKinds.ReadByBuyer or FeedKinds.ReadByPerson or FeedKinds.ReadByAgent or FeedKinds.Draft;

    private async Task<Dictionary<long, Message>> MessagesOfAsync(DbConnection connection, Conversation head, List<FeedEvent> events, CancellationToken ct)
    {
        var wanted = events.Where(e => e.Kind is FeedKinds.Message or FeedKinds.MessageChanged).Select(e => e.Detail).Distinct().ToList();
        if (wanted.Count == 0)
        {
            return [];
        }

        var messages = await MessagesAsync(connection, null, head, wanted.Min() - 1, wanted.Max() + 1, (int)Math.Min(10_000, wanted.Max() - wanted.Min() + 1), newestFirst: false, Audience.Agents, ct);
        return messages.ToDictionary(m => m.Seq);
    }

    private async Task<object?> MarkAsync(DbConnection connection, Conversation head, FeedEvent e, CancellationToken ct)
    {
        var person = new PersonId(e.Topic);
        if (e.Kind == FeedKinds.ReadByPerson)
        {
            var marks = await connection.ReadAllAsync(null, "select seq, buyer_count from reception_read where conversation_id = @c and person_id = @p",
                r => new ReadMark(person, r.GetInt64(0), r.GetInt64(1)), ct, ("c", head.Id.Value), ("p", e.Topic));
            return marks.FirstOrDefault() ?? new ReadMark(person, 0, 0);
        }

        if (e.Kind != FeedKinds.Draft)
        {
            return null;
        }

        var drafts = await connection.ReadAllAsync(null, "select text_sealed, version from reception_draft where conversation_id = @c and person_id = @p",
            r => (r.GetFieldValue<byte[]>(0), r.GetInt64(1)), ct, ("c", head.Id.Value), ("p", e.Topic));
        return drafts.Count == 0 ? new Draft(person, string.Empty, 0) : await OpenAsync(head, person, drafts[0].Item1, drafts[0].Item2, ct);
    }

    private async Task<Draft> OpenAsync(Conversation head, PersonId person, byte[] sealedText, long version, CancellationToken ct)
    {
        var key = sealedText.Length == 0 ? null : await keys.FindAsync(head.Subject, ct);
        return new Draft(person, key is null ? string.Empty : System.Text.Encoding.UTF8.GetString(key.Value.Open(sealedText)), version);
    }

    private static string Like(string text) => text.Replace("!", "!!", StringComparison.Ordinal).Replace("%", "!%", StringComparison.Ordinal).Replace("_", "!_", StringComparison.Ordinal);

    private static Task<List<ArrayRow>> RowsAsync(DbConnection connection, DbTransaction? transaction, string sql, CancellationToken ct, params (string Name, object? Value)[] parameters) =>
        connection.ReadAllAsync(transaction, sql, r =>
        {
            var values = new object[r.FieldCount];
            r.GetValues(values);
            return new ArrayRow(values);
        }, ct, parameters);

    /// <summary>A row taken out of its reader, so that keys can be fetched before it is opened.</summary>
    private readonly struct ArrayRow(object[] values) : IRow
    {
        public bool IsNull(int column) => values[column] is DBNull;

        public Guid Guid(int column) => values[column] is Guid id ? id : System.Guid.Parse((string)values[column]);

        public long Long(int column) => Convert.ToInt64(values[column], System.Globalization.CultureInfo.InvariantCulture);

        public string Text(int column) => (string)values[column];

        public byte[] Bytes(int column) => (byte[])values[column];
    }
}
