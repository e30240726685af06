using NodaTime;
using System.Text.Json;
using Zhanggui.Kernel.Outcomes;

namespace Zhanggui.Reception.Contracts;

/// <summary>The buyer as a channel knows them. <paramref name="ExternalId"/> is at most 200 characters and stable.</summary>
public sealed record InboundBuyer(string ExternalId, string? Name = null);

/// <summary>A file that came with a message.</summary>
public sealed record InboundFile(string? Name, Stream Content);

/// <summary>
/// What a buyer said on a channel. <paramref name="ExternalId"/> is the channel's own id of the message (at most 200
/// characters), unique within the channel: the same id again is the same message.
/// </summary>
public sealed record InboundMessage(ChannelId Channel, string ExternalId, InboundBuyer Buyer, MessageKind Kind, string Text, JsonElement? Card = null, InboundFile? File = null);

/// <summary>Where the message stands now; <paramref name="IsRepeat"/> when it was stored before.</summary>
public sealed record Received(ConversationId Conversation, long Seq, Guid Buyer, Instant At, bool IsRepeat);

/// <summary>The one entry by which adapters hand in what buyers say.</summary>
public interface IInbound
{
    /// <summary>Stores the message, or says by a refusal why not. Answered only after the commit.</summary>
    Task<Outcome<Received>> ReceiveAsync(InboundMessage message, CancellationToken ct);
}
