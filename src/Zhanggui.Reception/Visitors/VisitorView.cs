using Microsoft.Extensions.Logging;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Feed;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Reception.Files;
using Zhanggui.Reception.Queue;
using Zhanggui.Reception.Reading;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Reception.Visitors;

/// <summary>What a visitor reads: the latest of the conversation, older pages, and what was told since a number.</summary>
internal sealed class VisitorView(Database database, FeedStore feed, ConversationReader reader, QueuePlaces places, FileLinks links)
{
    private const int PageSize = 50;

    /// <summary>The number and the messages come from one snapshot, so that events after the number fit on.</summary>
    public async Task<byte[]> SessionAsync(Visitor visitor, string token, CancellationToken ct)
    {
        await feed.EnsureHeadAsync(visitor.Channel.Shop.Value, ct);
        var (stand, head, messages, position) = await database.ReadAsync(async (c, t) =>
        {
            var stand = await FeedStore.ReadHeadAsync(c, t, visitor.Channel.Shop.Value, ct);
            var head = await reader.FindOfBuyerAsync(c, t, visitor.Channel.Id, visitor.Buyer.Id.Value, ct);
            var messages = head is null ? [] : await reader.MessagesAsync(c, t, head, 0, long.MaxValue, PageSize + 1, newestFirst: true, Audience.Everybody, ct);
            return (stand, head, messages, head is null ? null : await PositionAsync(c, t, head, ct));
        }, ct);
        var hasOlder = messages.Count > PageSize;
        return JsonPen.Write(0, (json, _) =>
        {
            json.WriteStartObject();
            json.WriteString("token"u8, token);
            json.WriteStartObject("buyer"u8);
            json.WriteString("name"u8, visitor.Buyer.Name);
            json.WriteString("identity"u8, visitor.Buyer.Identity == BuyerIdentity.Signed ? "signed"u8 : visitor.Buyer.Identity == BuyerIdentity.Claimed ? "claimed"u8 : "anonymous"u8);
            json.WriteEndObject();
            json.WritePropertyName("conversation"u8);
            if (head is null)
            {
                json.WriteNullValue();
            }
            else
            {
                HeadJson.WriteForVisitor(json, head, position);
            }

            json.WriteStartArray("messages"u8);
            foreach (var message in hasOlder ? messages.Skip(1) : messages)
            {
                MessageJson.Write(json, message, Reader.Visitor);
            }

            json.WriteEndArray();
            json.WriteNumber("n"u8, stand.Last);
            json.WriteString("epoch"u8, stand.Epoch);
            json.WriteBoolean("hasOlder"u8, hasOlder);
            json.WriteString("fileTicket"u8, links.TicketFor(visitor.Buyer.Id.Value));
            json.WriteEndObject();
        });
    }

    /// <summary>Messages before a number of one of the visitor's own conversations; null when it is not theirs.</summary>
    public async Task<byte[]?> OlderAsync(Visitor visitor, Guid? conversation, long before, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var head = conversation is { } id
            ? await reader.FindAsync(new ConversationId(id), ct)
            : await reader.FindOfBuyerAsync(connection, null, visitor.Channel.Id, visitor.Buyer.Id.Value, ct);
        if (head is null || head.Buyer != visitor.Buyer.Id.Value || head.Channel != visitor.Channel.Id)
        {
            return null;
        }

        var messages = await reader.MessagesAsync(connection, null, head, 0, before, PageSize + 1, newestFirst: true, Audience.Everybody, ct);
        return JsonPen.Write(messages, static (json, list) =>
        {
            json.WriteStartObject();
            json.WriteStartArray("messages"u8);
            foreach (var message in list.Count > PageSize ? list.Skip(1) : list)
            {
                MessageJson.Write(json, message, Reader.Visitor);
            }

            json.WriteEndArray();
            json.WriteBoolean("hasMore"u8, list.Count > PageSize);
            json.WriteEndObject();
        });
    }

    /// <summary>What was told to this buyer after a number; <c>reload</c> when that is too long ago or of another epoch.</summary>
    public async Task<byte[]> FeedAsync(Visitor visitor, long after, Guid epoch, CancellationToken ct)
    {
        var stream = visitor.Channel.Shop.Value;
        var stand = await feed.EnsureHeadAsync(stream, ct);
        var events = visitor.HasBeenJoined || stand.Epoch != epoch || after < stand.Floor || after > stand.Last
            ? null
            : await feed.ReadTopicAfterAsync(stream, visitor.Buyer.Id.Value, after, stand.Last, ct);
        if (events is not null)
        {
            await reader.FillAsync(events, ct);
        }

        // Made beforehand: the pen is one per thread and writes one value at a time.
        var told = (events ?? []).Select(e => e.Payload is Changed changed && changed.Head?.Channel == visitor.Channel.Id ? changed.ForVisitor(e, places.Of(changed.Head)) : []).Where(t => t.Length > 0).ToList();
        return JsonPen.Write(0, (json, _) =>
        {
            json.WriteStartObject();
            json.WriteNumber("n"u8, stand.Last);
            json.WriteString("epoch"u8, stand.Epoch);
            json.WriteBoolean("reload"u8, events is null);
            json.WriteStartArray("events"u8);
            foreach (var one in told)
            {
                json.WriteRawValue(one, skipInputValidation: true);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    /// <summary>The present conversation of the visitor, or null.</summary>
    public async Task<Conversation?> PresentAsync(Visitor visitor, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await reader.FindOfBuyerAsync(connection, null, visitor.Channel.Id, visitor.Buyer.Id.Value, ct);
    }

    /// <summary>The place in the queue, from 1; null when it does not wait.</summary>
    public async Task<int?> PositionAsync(Visitor visitor, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var head = await reader.FindOfBuyerAsync(connection, null, visitor.Channel.Id, visitor.Buyer.Id.Value, ct);
        return head is null ? null : await PositionAsync(connection, null, head, ct);
    }

    private static async Task<int?> PositionAsync(System.Data.Common.DbConnection connection, System.Data.Common.DbTransaction? transaction, Conversation head, CancellationToken ct)
    {
        if (head.State != ConversationState.Waiting || head.QueuedAt is not { } since)
        {
            return null;
        }

        var before = await connection.ReadLongAsync(transaction, "select count(*) from reception_conversation where shop_id = @shop and state <> 3 and state = 0 and (queued_at < @since or (queued_at = @since and number < @number))", ct,
            ("shop", head.Shop.Value), ("since", since.ToUnixTimeMilliseconds()), ("number", head.Number));
        return (int)Math.Min(9999, before ?? 0) + 1;
    }
}
