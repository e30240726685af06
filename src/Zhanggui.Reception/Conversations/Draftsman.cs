using System.Text;
using System.Text.Json;
using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Reception.Channels;
using Zhanggui.Reception.Contracts;

namespace Zhanggui.Reception.Conversations;

/// <summary>Collects what one command adds to a conversation, giving each message its number and instant.</summary>
internal sealed class Draftsman(Conversation head, Instant now)
{
    private readonly List<Message> messages = [];
    private readonly List<Told> told = [];

    public Conversation Head { get; set; } = head;

    public Instant Now { get; } = now;

    /// <summary>Adds a message: numbers without gaps, never dated before the one before it.</summary>
    public void Append(Words words, SenderKind sender, Audience audience, Party by)
    {
        var at = Instant.Max(Now, Head.RecordAt);
        var isOutbound = audience == Audience.Everybody && sender != SenderKind.Buyer && words.Kind != MessageKind.System && !words.IsRecorded && ChannelKinds.IsCarried(Head.ChannelKind);
        var message = new Message
        {
            Conversation = Head.Id,
            Seq = Head.LastSeq + 1,
            Channel = Head.Channel,
            ExternalId = words.ExternalId,
            Kind = words.Kind,
            Sender = sender,
            Audience = audience,
            Person = by.Person,
            PersonName = by.Name,
            At = at,
            Text = words.Text,
            Body = words.Body,
            Mentions = words.Mentions ?? [],
            BuyerCount = Head.BuyerCount + (sender == SenderKind.Buyer ? 1 : 0),
            Delivery = isOutbound ? DeliveryState.Pending : null,
        };
        messages.Add(message);
        Head = Advance(Head, message);
        told.Add(new Told(FeedKinds.Message, message.Seq, Head.Buyer, message));
    }

    /// <summary>Adds a line of the house. Its id follows from place and code, so that deciding again gives the same row.</summary>
    public void Line(string code, string argsJson, Audience audience, Guid? externalId = null)
    {
        var body = Encoding.UTF8.GetBytes($"{{\"system\":{{\"code\":{JsonSerializer.Serialize(code)},\"args\":{argsJson}}}}}");
        var words = new Words(externalId ?? LineId(Head.Id, Head.LastSeq + 1), MessageKind.System, string.Empty, body);
        Append(words, SenderKind.System, audience, Party.House);
    }

    /// <summary>What the house says by itself at the start, behind the buyer's first words.</summary>
    public void Open(Opening opening)
    {
        if (opening.Notice is { } notice)
        {
            var body = "{\"system\":{\"code\":\"recorded\",\"args\":{}}}"u8.ToArray();
            Append(new Words(LineId(Head.Id, Head.LastSeq + 1), MessageKind.System, notice, body), SenderKind.System, Audience.Everybody, Party.House);
        }

        if (opening.Reply is { } reply)
        {
            Reply(reply, LineId(Head.Id, Head.LastSeq + 1));
        }
    }

    /// <summary>The line of a contact that took place elsewhere, under the name of whoever writes it down.</summary>
    public void Contact(Guid externalId, string summary, string argsJson, Party by)
    {
        var body = Encoding.UTF8.GetBytes($"{{\"system\":{{\"code\":\"{Conversations.ContactCode}\",\"args\":{argsJson}}}}}");
        Append(new Words(externalId, MessageKind.System, summary, body), SenderKind.System, Audience.Everybody, by);
    }

    /// <summary>An automatic reply.</summary>
    public void Reply(string text, Guid externalId) =>
        Append(new Words(externalId, MessageKind.Text, text), SenderKind.AutoReply, Audience.Everybody, Party.House);

    /// <summary>Says that the head changed.</summary>
    public void TellHead() => told.Add(new Told(FeedKinds.Conversation, Head.LastSeq, Head.Buyer));

    public Decision Done() => new() { Head = Head, Messages = messages, Told = told };

    private static Conversation Advance(Conversation head, Message message)
    {
        var next = head with { LastSeq = message.Seq, RecordAt = message.At };
        if (message.Audience == Audience.Agents)
        {
            return next;
        }

        if (message.Kind == MessageKind.System || message.Sender is SenderKind.AutoReply or SenderKind.Push)
        {
            return next with { VisibleSeq = message.Seq }; // what nobody asked for moves no list and hides no question
        }

        var isAnswer = message.Sender is SenderKind.Agent or SenderKind.AssistBot;
        var isAsked = message.Sender == SenderKind.Buyer;
        return next with
        {
            VisibleSeq = message.Seq,
            LastAt = message.At,
            LastKind = message.Kind,
            LastSender = message.Sender,
            LastText = Conversations.Preview(message.Text),
            BuyerCount = message.BuyerCount,
            BuyerReadSeq = isAsked ? message.Seq : head.BuyerReadSeq,
            Routing = message.Sender == SenderKind.Agent && head.Routing is { } routing && (routing.GivenAt ?? routing.PassedBy ?? routing.HandedOver ?? (object?)routing.Offer) is not null ? routing with { GivenAt = message.Person == head.Assignee ? null : routing.GivenAt, PassedBy = null, Offer = null, HandedOver = null } : head.Routing,
            WaitingSince = isAnswer ? null : isAsked ? head.WaitingSince ?? message.At : head.WaitingSince,
        };
    }

    private static Guid LineId(ConversationId conversation, long seq)
    {
        Span<byte> bytes = stackalloc byte[24];
        conversation.Value.TryWriteBytes(bytes, bigEndian: true, out _);
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(bytes[16..], seq);
        Span<byte> hash = stackalloc byte[32];
        System.Security.Cryptography.SHA256.HashData(bytes, hash);
        return new Guid(hash[..16], bigEndian: true);
    }
}
