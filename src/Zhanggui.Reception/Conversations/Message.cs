using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Reception.Contracts;

namespace Zhanggui.Reception.Conversations;

/// <summary>One message of the record. Its text, author's name and body are sealed together with the buyer's key.</summary>
internal sealed record Message
{
    public required ConversationId Conversation { get; init; }

    public required long Seq { get; init; }

    public required ChannelId Channel { get; init; }

    /// <summary>Made by the sender; unique within the channel.</summary>
    public required Guid ExternalId { get; init; }

    public required MessageKind Kind { get; init; }

    public required SenderKind Sender { get; init; }

    public required Audience Audience { get; init; }

    public PersonId? Person { get; init; }

    /// <summary>The author's name as it was then.</summary>
    public string? PersonName { get; init; }

    public required Instant At { get; init; }

    public string Text { get; init; } = string.Empty;

    /// <summary>JSON of the wire's <c>body</c>, or null.</summary>
    public byte[]? Body { get; init; }

    public IReadOnlyList<PersonId> Mentions { get; init; } = [];

    /// <summary>How many buyer messages the conversation had with this one; unread counts are differences of it.</summary>
    public long BuyerCount { get; init; }

    public Instant? RecalledAt { get; init; }

    public DeliveryState? Delivery { get; init; }

    public string? DeliveryCause { get; init; }

    /// <summary>The row is evidence, its words are gone: the buyer's key was destroyed, or the message was cleared after its time.</summary>
    public bool IsErased { get; init; }

    /// <summary>Its words were cleared because the time that the shop keeps chats was over.</summary>
    public bool IsRetired { get; init; }

    public bool IsRecalled => RecalledAt is not null;
}

/// <summary>What a person has read: monotone, the same on every device.</summary>
internal sealed record ReadMark(PersonId Person, long Seq, long BuyerCount);

/// <summary>What somebody is writing; every save raises the version.</summary>
internal sealed record Draft(PersonId Person, string Text, long Version);
