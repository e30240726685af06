using System.Text.Json;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;

namespace Zhanggui.Reception.Reading;

/// <summary>Who is going to read a message.</summary>
internal enum Reader
{
    Agent,

    /// <summary>An agent entitled to see what a recalled message said.</summary>
    EntitledAgent,

    Visitor,
}

/// <summary>The wire form of a message.</summary>
internal static class MessageJson
{
    public static void Write(Utf8JsonWriter json, Message message, Reader reader)
    {
        var isHidden = message.IsErased || (message.IsRecalled && reader != Reader.EntitledAgent);
        json.WriteStartObject();
        json.WriteString("c"u8, message.Conversation.Value);
        json.WriteNumber("seq"u8, message.Seq);
        json.WriteString("id"u8, message.ExternalId);
        json.WriteString("kind"u8, Kind(message.Kind));
        json.WriteString("sender"u8, Sender(message.Sender));
        WritePerson(json, message, reader);
        JsonPen.WriteInstant(json, "at"u8, message.At);
        json.WriteString("text"u8, isHidden ? string.Empty : message.Text);
        json.WritePropertyName("body"u8);
        if (isHidden || message.Body is null)
        {
            json.WriteNullValue();
        }
        else
        {
            json.WriteRawValue(message.Body, skipInputValidation: true);
        }

        if (reader != Reader.Visitor)
        {
            json.WriteNumber("buyerCount"u8, message.BuyerCount);
            json.WriteStartArray("mentions"u8);
            foreach (var mention in message.Mentions)
            {
                json.WriteStringValue(mention.Value);
            }

            json.WriteEndArray();
        }

        json.WriteBoolean("recalled"u8, message.IsRecalled);
        if (message.IsRecalled && reader == Reader.EntitledAgent)
        {
            json.WriteBoolean("original"u8, true);
        }

        if (message.IsErased)
        {
            json.WriteBoolean("erased"u8, true);
        }

        if (message.IsRetired)
        {
            json.WriteBoolean("retired"u8, true);
        }

        WriteDelivery(json, message, reader);
        json.WriteEndObject();
    }

    public static ReadOnlySpan<byte> Kind(MessageKind kind) => kind switch
    {
        MessageKind.Text => "text"u8,
        MessageKind.Image => "image"u8,
        MessageKind.File => "file"u8,
        MessageKind.Card => "card"u8,
        MessageKind.System => "system"u8,
        MessageKind.Note => "note"u8,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown kind."),
    };

    public static ReadOnlySpan<byte> Sender(SenderKind sender) => sender switch
    {
        SenderKind.Buyer => "buyer"u8,
        SenderKind.Agent => "agent"u8,
        SenderKind.AssistBot => "assist-bot"u8,
        SenderKind.Bot => "bot"u8,
        SenderKind.AutoReply => "auto-reply"u8,
        SenderKind.Push => "push"u8,
        SenderKind.System => "system"u8,
        _ => throw new ArgumentOutOfRangeException(nameof(sender), sender, "Unknown sender."),
    };

    private static void WritePerson(Utf8JsonWriter json, Message message, Reader reader)
    {
        if (message.PersonName is null && message.Person is null)
        {
            json.WriteNull("person"u8);
            return;
        }

        json.WriteStartObject("person"u8);
        if (reader != Reader.Visitor && message.Person is { } person)
        {
            json.WriteString("id"u8, person.Value);
        }

        json.WriteString("name"u8, message.PersonName ?? string.Empty);
        json.WriteEndObject();
    }

    private static void WriteDelivery(Utf8JsonWriter json, Message message, Reader reader)
    {
        if (message.Delivery is not { } delivery || reader == Reader.Visitor)
        {
            json.WriteNull("delivery"u8);
            return;
        }

        json.WriteStartObject("delivery"u8);
        json.WriteString("state"u8, delivery switch
        {
            DeliveryState.Pending => "pending"u8,
            DeliveryState.Sent => "sent"u8,
            DeliveryState.Failed => "failed"u8,
            _ => throw new InvalidOperationException($"Unknown delivery {delivery}."),
        });
        if (message.DeliveryCause is { } cause)
        {
            json.WriteString("cause"u8, cause);
        }

        json.WriteEndObject();
    }
}
