using NodaTime;

namespace Zhanggui.Guard.Contracts;

/// <summary>A message that somebody is about to send, with what is known of its surroundings. Only the text is needed; null = not known.</summary>
public sealed record GuardLine
{
    public required string Text { get; init; }

    public Instant? At { get; init; }

    public string? Conversation { get; init; }

    public string? Buyer { get; init; }

    public string? Team { get; init; }

    public string? Channel { get; init; }

    /// <summary>Who or what sends: <c>agent</c>, <c>auto_reply</c>, <c>phrase</c>, <c>note</c>, ...; null = an agent.</summary>
    public string? Sender { get; init; }

    /// <summary>What the buyer said last.</summary>
    public string? BuyerText { get; init; }

    /// <summary>The product that is spoken of.</summary>
    public string? Item { get; init; }

    /// <summary>What was said before in this conversation, the oldest first; the last 50 are enough.</summary>
    public IReadOnlyList<EarlierLine> Earlier { get; init; } = [];
}

/// <summary>A line that was said before.</summary>
public sealed record EarlierLine(bool IsBuyer, string Text, string? Sender = null, Instant? At = null);
