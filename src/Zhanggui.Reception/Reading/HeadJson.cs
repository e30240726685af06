using System.Text.Json;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Reception.Reading;

/// <summary>The wire form of a conversation's head: all of it for agents, a narrow part for its visitor.</summary>
internal static class HeadJson
{
    public static void WriteForAgents(Utf8JsonWriter json, Conversation head)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, head.Id.Value);
        json.WriteNumber("number"u8, head.Number);
        json.WriteString("shopId"u8, head.Shop.Value);
        json.WriteString("channelId"u8, head.Channel.Value);
        json.WriteString("channelKind"u8, head.ChannelKind);
        json.WriteString("channelName"u8, head.ChannelName);
        json.WriteString("state"u8, State(head.State));
        WriteBuyer(json, head);
        WriteNamed(json, "assignee"u8, head.Assignee?.Value, head.AssigneeName);
        WriteNamed(json, "team"u8, head.Team?.Value, head.TeamName);
        json.WriteString("reason"u8, head.Reason);
        if (head.Routing?.Why is { } why && why.Zh == head.Reason)
        {
            json.WritePropertyName("why"u8);
            System.Text.Json.JsonSerializer.Serialize(json, why, Kernel.Http.HouseJson.Options);
        }

        if (head.Routing?.Offer is { } offer)
        {
            json.WriteStartObject("offer"u8);
            WriteNamed(json, "from"u8, offer.From?.Value, offer.FromName);
            json.WriteString("reason"u8, offer.Reason);
            JsonPen.WriteInstant(json, "at"u8, offer.At);
            json.WriteEndObject();
        }

        if (head.Routing?.Joined is { Count: > 0 } joined)
        {
            json.WriteStartArray("joined"u8);
            foreach (var guest in joined)
            {
                json.WriteStartObject();
                json.WriteString("id"u8, guest.Person.Value);
                json.WriteString("name"u8, guest.Name);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteNumber("lastSeq"u8, head.LastSeq);
        json.WriteNumber("buyerCount"u8, head.BuyerCount);
        WriteLast(json, head);
        JsonPen.WriteInstant(json, "openedAt"u8, head.OpenedAt);
        JsonPen.WriteInstant(json, "waitingSince"u8, head.WaitingSince);
        json.WriteNumber("buyerReadSeq"u8, head.BuyerReadSeq);
        json.WriteNumber("agentReadSeq"u8, head.AgentReadSeq);
        JsonPen.WriteInstant(json, "snoozedUntil"u8, head.SnoozedUntil);
        JsonPen.WriteInstant(json, "closedAt"u8, head.ClosedAt);
        json.WriteString("outcome"u8, head.Outcome);
        json.WriteNumber("reopened"u8, head.Reopened);
        JsonPen.WriteInstant(json, "retiredAt"u8, head.RetiredAt);
        WriteTags(json, head);
        WriteSeen(json, head.About);

        json.WriteEndObject();
    }

    /// <summary>Only what the buyer may know: no reasons, tags, notes, counts or names beyond the one who serves them.</summary>
    public static void WriteForVisitor(Utf8JsonWriter json, Conversation head, int? queuePosition = null)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, head.Id.Value);
        json.WriteString("state"u8, State(head.State == ConversationState.Snoozed ? ConversationState.Open : head.State));
        if (head.AssigneeName is { } name)
        {
            json.WriteStartObject("assignee"u8);
            json.WriteString("name"u8, name);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("assignee"u8);
        }

        json.WriteNumber("lastSeq"u8, head.VisibleSeq);
        WriteLast(json, head);
        JsonPen.WriteInstant(json, "openedAt"u8, head.OpenedAt);
        json.WriteNumber("buyerReadSeq"u8, head.BuyerReadSeq);
        json.WriteNumber("agentReadSeq"u8, Math.Min(head.AgentReadSeq, head.VisibleSeq));
        JsonPen.WriteInstant(json, "closedAt"u8, head.ClosedAt);
        if (head.State == ConversationState.Waiting && queuePosition is { } position)
        {
            json.WriteNumber("queuePosition"u8, position);
        }

        json.WriteEndObject();
    }

    public static ReadOnlySpan<byte> State(ConversationState state) => state switch
    {
        ConversationState.Waiting => "waiting"u8,
        ConversationState.Open => "open"u8,
        ConversationState.Snoozed => "snoozed"u8,
        ConversationState.Closed => "closed"u8,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "Unknown state."),
    };

    public static ReadOnlySpan<byte> Identity(BuyerIdentity identity) => identity switch
    {
        BuyerIdentity.Anonymous => "anonymous"u8,
        BuyerIdentity.Signed => "signed"u8,
        BuyerIdentity.Claimed => "claimed"u8,
        _ => throw new ArgumentOutOfRangeException(nameof(identity), identity, "Unknown identity."),
    };

    private static void WriteBuyer(Utf8JsonWriter json, Conversation head)
    {
        json.WriteStartObject("buyer"u8);
        json.WriteString("id"u8, head.Buyer);
        json.WriteString("name"u8, head.About.BuyerName);
        json.WriteString("identity"u8, Identity(head.Identity));
        if (head.About.BuyerNote is { } note)
        {
            json.WriteString("note"u8, note);
        }

        json.WriteEndObject();
    }

    private static void WriteLast(Utf8JsonWriter json, Conversation head)
    {
        json.WriteString("lastText"u8, head.LastText);
        json.WriteString("lastKind"u8, MessageJson.Kind(head.LastKind));
        json.WriteString("lastSender"u8, MessageJson.Sender(head.LastSender));
        JsonPen.WriteInstant(json, "lastAt"u8, head.LastAt);
    }

    private static void WriteTags(Utf8JsonWriter json, Conversation head)
    {
        json.WriteStartArray("tags"u8);
        foreach (var tag in head.Tags)
        {
            json.WriteStringValue(tag);
        }

        json.WriteEndArray();
    }

    private static void WriteSeen(Utf8JsonWriter json, About about)
    {
        if (about.Page is { } page)
        {
            json.WriteStartObject("page"u8);
            json.WriteString("url"u8, page.Url);
            json.WriteString("title"u8, page.Title);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("page"u8);
        }

        if (about.Product is { } product)
        {
            json.WriteStartObject("product"u8);
            json.WriteString("id"u8, product.Id);
            json.WriteString("title"u8, product.Title);
            json.WriteString("price"u8, product.Price);
            json.WriteString("image"u8, product.Image);
            json.WriteString("url"u8, product.Url);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("product"u8);
        }
    }

    private static void WriteNamed(Utf8JsonWriter json, ReadOnlySpan<byte> property, Guid? id, string? name)
    {
        if (id is not { } some)
        {
            json.WriteNull(property);
            return;
        }

        json.WriteStartObject(property);
        json.WriteString("id"u8, some);
        json.WriteString("name"u8, name);
        json.WriteEndObject();
    }
}
