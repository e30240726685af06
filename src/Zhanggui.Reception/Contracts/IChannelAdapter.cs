using System.Text.Json;
using NodaTime;
using Zhanggui.Kernel.Ids;

namespace Zhanggui.Reception.Contracts;

/// <summary>The channel a message leaves by. <paramref name="OutboundUrl"/> is empty where nothing is connected.</summary>
public sealed record ChannelRoute(ChannelId Id, ShopId Shop, string Kind, string Name, string OutboundUrl);

/// <summary>A file that goes out with a message; the bytes are read when they are sent.</summary>
public sealed record OutboundFile(Guid Id, string Name, string MediaType, long Size, Func<Stream, CancellationToken, Task> CopyToAsync);

/// <summary>
/// A message on its way out. <paramref name="Id"/> is the same at every try, so that a receiver can drop repeats;
/// <paramref name="BuyerExternalId"/> is the channel's own id of the buyer, null when the channel never gave one.
/// </summary>
public sealed record OutboundMessage(
    Guid Id,
    ConversationId Conversation,
    long Seq,
    Guid Buyer,
    string? BuyerExternalId,
    MessageKind Kind,
    string Text,
    JsonElement? Card,
    OutboundFile? File,
    string? AgentName,
    Instant At);

/// <summary>What became of one try to send. A cause is one sentence for the agent, without personal data.</summary>
public abstract record SendResult
{
    private SendResult()
    {
    }

    /// <summary>The channel has it.</summary>
    public sealed record Sent : SendResult;

    /// <summary>The channel will not take it, however often it is tried.</summary>
    public sealed record Failed(string Cause) : SendResult;

    /// <summary>Not now; <paramref name="After"/> is the pause the channel asks for, null = the house's own.</summary>
    public sealed record RetryLater(string Cause, Duration? After = null) : SendResult;
}

/// <summary>
/// Carries words from the house to a channel. Called from a job, at least once per message and perhaps by several
/// processes: answer with a value, throw only for bugs, keep to the cancellation token.
/// </summary>
public interface IChannelAdapter
{
    /// <summary>Does this adapter carry that channel? The first one that says yes is taken.</summary>
    bool Carries(ChannelRoute route);

    Task<SendResult> SendAsync(ChannelRoute route, OutboundMessage message, CancellationToken ct);
}
