using System.Text;
using System.Text.Json;
using NodaTime;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Privacy;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Reception.Writing;

/// <summary>A row of either database, read by position.</summary>
internal interface IRow
{
    bool IsNull(int column);

    Guid Guid(int column);

    long Long(int column);

    string Text(int column);

    byte[] Bytes(int column);
}

/// <summary>The one place that knows the columns of heads and messages, for both databases.</summary>
internal static class HeadColumns
{
    public const string Select =
        "c.id, c.number, c.shop_id, c.channel_id, c.channel_kind, c.channel_name, c.buyer_id, c.identity, c.about_sealed, c.state, c.assignee_id, c.assignee_name, " +
        "c.last_agent_id, c.team_id, c.team_name, c.reason, c.last_seq, c.visible_seq, c.buyer_count, c.last_text_sealed, c.last_kind, c.last_sender, c.last_at, c.record_at, " +
        "c.opened_at, c.waiting_since, c.queued_at, c.buyer_read_seq, c.agent_read_seq, c.snoozed_until, c.closed_at, c.outcome, c.reopened, c.tags, c.hash, c.subject_id, c.retired_at, c.routing";

    public const string SelectMessage =
        "m.conversation_id, m.seq, m.channel_id, m.external_id, m.kind, m.sender, m.audience, m.person_id, m.at, m.sealed, m.mentions, m.buyer_count, m.recalled_at, m.delivery, m.delivery_cause";

    private static readonly About ErasedAbout = new("已删除的买家");

    public static Conversation Read<T>(T row, SubjectKey? key)
        where T : IRow => new()
        {
            Id = new ConversationId(row.Guid(0)),
            Number = row.Long(1),
            Shop = new ShopId(row.Guid(2)),
            Channel = new ChannelId(row.Guid(3)),
            ChannelKind = row.Text(4),
            ChannelName = row.Text(5),
            Buyer = row.Guid(6),
            Subject = row.Guid(35),
            Identity = (BuyerIdentity)(int)row.Long(7),
            About = row.IsNull(8) || key is null ? ErasedAbout : JsonSerializer.Deserialize<About>(key.Value.Open(row.Bytes(8)), HouseJson.Options)!,
            State = (ConversationState)(int)row.Long(9),
            Assignee = Person(row, 10),
            AssigneeName = TextOrNull(row, 11),
            LastAgent = Person(row, 12),
            Team = row.IsNull(13) ? null : new TeamId(row.Guid(13)),
            TeamName = TextOrNull(row, 14),
            Reason = row.Text(15),
            LastSeq = row.Long(16),
            VisibleSeq = row.Long(17),
            BuyerCount = row.Long(18),
            LastText = row.IsNull(19) || key is null ? string.Empty : Encoding.UTF8.GetString(key.Value.Open(row.Bytes(19))),
            LastKind = (MessageKind)(int)row.Long(20),
            LastSender = (SenderKind)(int)row.Long(21),
            LastAt = Instant.FromUnixTimeMilliseconds(row.Long(22)),
            RecordAt = Instant.FromUnixTimeMilliseconds(row.Long(23)),
            OpenedAt = Instant.FromUnixTimeMilliseconds(row.Long(24)),
            WaitingSince = At(row, 25),
            QueuedAt = At(row, 26),
            BuyerReadSeq = row.Long(27),
            AgentReadSeq = row.Long(28),
            SnoozedUntil = At(row, 29),
            ClosedAt = At(row, 30),
            Outcome = TextOrNull(row, 31),
            Reopened = (int)row.Long(32),
            Tags = Tags(row.Text(33)),
            Hash = row.Bytes(34),
            RetiredAt = At(row, 36),
            Routing = RoutingState.Read(TextOrNull(row, 37)),
        };

    /// <summary>Whose key opens a head row; needed before the rest is read.</summary>
    public static Guid SubjectOf<T>(T row)
        where T : IRow => row.Guid(35);

    public static Message ReadMessage<T>(T row, SubjectKey? key)
        where T : IRow
    {
        var bytes = row.Bytes(9);
        var isRetired = bytes.Length == 0;
        var (text, name, body) = key is null || isRetired ? (string.Empty, null, null) : MessageContent.Read(key.Value.Open(bytes));
        return new Message
        {
            Conversation = new ConversationId(row.Guid(0)),
            Seq = row.Long(1),
            Channel = new ChannelId(row.Guid(2)),
            ExternalId = row.Guid(3),
            Kind = (MessageKind)(int)row.Long(4),
            Sender = (SenderKind)(int)row.Long(5),
            Audience = (Audience)(int)row.Long(6),
            Person = Person(row, 7),
            PersonName = name,
            At = Instant.FromUnixTimeMilliseconds(row.Long(8)),
            Text = text,
            Body = body,
            Mentions = row.IsNull(10) ? [] : Mentions(row.Text(10)),
            BuyerCount = row.Long(11),
            RecalledAt = At(row, 12),
            Delivery = row.IsNull(13) ? null : (DeliveryState)(int)row.Long(13),
            DeliveryCause = TextOrNull(row, 14),
            IsErased = key is null || isRetired,
            IsRetired = isRetired,
        };
    }

    public static string TagsText(Conversation head) => head.Tags.Count == 0 ? "[]" : JsonSerializer.Serialize(head.Tags, HouseJson.Options);

    /// <summary>Mentions as they are stored; null when there are none.</summary>
    public static string? MentionsText(Message message) => message.Mentions.Count == 0 ? null : string.Join(',', message.Mentions.Select(m => m.Value.ToString()));

    public static IReadOnlyList<PersonId> Mentions(string text) => [.. text.Split(',').Select(t => new PersonId(System.Guid.Parse(t)))];

    private static IReadOnlyList<string> Tags(string text) => text.Length <= 2 ? [] : JsonSerializer.Deserialize<string[]>(text, HouseJson.Options)!;

    private static PersonId? Person<T>(T row, int column)
        where T : IRow => row.IsNull(column) ? null : new PersonId(row.Guid(column));

    private static string? TextOrNull<T>(T row, int column)
        where T : IRow => row.IsNull(column) ? null : row.Text(column);

    private static Instant? At<T>(T row, int column)
        where T : IRow => row.IsNull(column) ? null : Instant.FromUnixTimeMilliseconds(row.Long(column));
}
