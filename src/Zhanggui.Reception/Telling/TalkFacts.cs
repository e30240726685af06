using System.Text.Json;
using Zhanggui.Facts.Records;
using Zhanggui.Reception.Channels;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using FactKind = Zhanggui.Facts.Records.MessageKind;
using FactSender = Zhanggui.Facts.Records.SenderKind;
using MessageKind = Zhanggui.Reception.Contracts.MessageKind;

namespace Zhanggui.Reception.Telling;

/// <summary>Reads one conversation from its first message on and remembers who has it.</summary>
internal sealed class TalkFacts(Conversation head, string buyer)
{
    private string? account;

    /// <summary>What a message is as a fact; notes and lines of the house are none, but they may say that the conversation changed hands.</summary>
    public (MessageFact? Said, TransferFact? Transfer) Read(Message message) => message.Kind switch
    {
        MessageKind.Note => (null, null),
        MessageKind.System => (null, Hand(message)),
        _ => (Say(message), null),
    };

    private MessageFact Say(Message message)
    {
        var speaker = message.Sender is Contracts.SenderKind.Agent or Contracts.SenderKind.AssistBot ? message.Person?.ToString() : null;
        return new MessageFact
        {
            Id = Id(message),
            Shop = head.Shop.ToString(),
            Buyer = buyer,
            Account = speaker ?? account,
            Sender = message.Sender switch
            {
                Contracts.SenderKind.Buyer => FactSender.Buyer,
                Contracts.SenderKind.Agent => FactSender.Agent,
                Contracts.SenderKind.AssistBot => FactSender.AssistBot,
                Contracts.SenderKind.Bot => FactSender.Bot,
                Contracts.SenderKind.AutoReply => FactSender.AutoReply,
                Contracts.SenderKind.Push => FactSender.Push,
                _ => FactSender.System,
            },
            SentAt = ChannelKinds.IsPlatform(head.ChannelKind) ? null : message.At, // pasted: when it was said, only the platform knows
            Kind = message.Kind switch { MessageKind.Image => FactKind.Image, MessageKind.Card => FactKind.Card, MessageKind.File => FactKind.File, _ => FactKind.Text },
            Text = message.Kind == MessageKind.Card && Card(message) is { } card ? card : message.Text.Length == 0 ? null : message.Text,
            Channel = head.ChannelName,
        };
    }

    /// <summary>A card speaks of a product or an order: its number stands first, so that whoever reads facts knows what was talked about.</summary>
    private static string? Card(Message message)
    {
        if (message.Body is null)
        {
            return null;
        }

        using var json = JsonDocument.Parse(message.Body);
        return json.RootElement.TryGetProperty("card", out var card) && card.TryGetProperty("id", out var id) && card.TryGetProperty("title", out var title) ? $"{id} {title}" : null;
    }

    private TransferFact? Hand(Message message)
    {
        if (message.Body is null)
        {
            return null;
        }

        using var json = JsonDocument.Parse(message.Body);
        if (!json.RootElement.TryGetProperty("system", out var line) || !line.TryGetProperty("code", out var code))
        {
            return null;
        }

        var before = account;
        switch (code.GetString())
        {
            case "taken" or "taken-over" or "assigned" or "transferred":
                account = Person(line);
                break;
            case "released":
                account = null;
                return null;
            default:
                return null;
        }

        return before is null || before == account ? null : new TransferFact
        {
            Id = Id(message),
            Session = head.Id.ToString(),
            At = message.At,
            FromAccount = before,
            ToAccount = account,
            Reason = line.GetProperty("args").TryGetProperty("reason", out var reason) ? reason.GetString() : null,
        };
    }

    /// <summary>Messages of one conversation at the same instant stand in their order also when their ids are compared as text.</summary>
    private string Id(Message message) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{head.Id}-{message.Seq:D6}");

    private static string? Person(JsonElement line) =>
        line.TryGetProperty("args", out var args) && args.TryGetProperty("person", out var person) ? person.ToString() : null;
}
