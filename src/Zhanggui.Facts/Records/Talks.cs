using NodaTime;

namespace Zhanggui.Facts.Records;

/// <summary>A row of <c>messages.csv</c>.</summary>
public sealed record MessageFact
{
    public required string Id { get; init; }

    public required string Shop { get; init; }

    public required string Buyer { get; init; }

    /// <summary>The agent account addressed or speaking; empty = nobody's.</summary>
    public string? Account { get; init; }

    public required SenderKind Sender { get; init; }

    /// <summary>Empty = the source has no time stamps: such a message never enters speed figures or windows.</summary>
    public Instant? SentAt { get; init; }

    public MessageKind Kind { get; init; }

    public string? Text { get; init; }

    /// <summary>The channel of the house it came through; no column of the file, so a folder that was written and read again does not know it.</summary>
    public string? Channel { get; init; }
}

/// <summary>Who spoke. Only <see cref="Agent"/> and <see cref="AssistBot"/> count as a human answer.</summary>
public enum SenderKind
{
    Buyer,
    Agent,

    /// <summary>Proposed by a machine, sent by a person.</summary>
    AssistBot,
    Bot,
    AutoReply,
    Push,
    System,
}

public enum MessageKind
{
    Text,
    Image,
    Card,
    File,
}

/// <summary>A row of <c>sessions.csv</c>, [From, To).</summary>
public sealed record SessionFact
{
    public required string Id { get; init; }

    public required string Shop { get; init; }

    public required string Buyer { get; init; }

    public string? Account { get; init; }

    public required Instant From { get; init; }

    public Instant? To { get; init; }

    public string? EndedBy { get; init; }
}

/// <summary>A row of <c>transfers.csv</c>.</summary>
public sealed record TransferFact
{
    public required string Id { get; init; }

    public string? Session { get; init; }

    public required Instant At { get; init; }

    public string? FromAccount { get; init; }

    public string? ToAccount { get; init; }

    public string? Reason { get; init; }
}

/// <summary>A row of <c>ratings.csv</c>.</summary>
public sealed record RatingFact
{
    public required string Session { get; init; }

    public Instant? At { get; init; }

    /// <summary>1 to 5; empty = invited and not rated.</summary>
    public int? Stars { get; init; }

    public Instant? InvitedAt { get; init; }
}

/// <summary>A row of <c>filters.csv</c>: buyers whom the figures leave out, [From, To).</summary>
public sealed record FilterFact
{
    /// <summary>Empty = every shop.</summary>
    public string? Shop { get; init; }

    public required string Buyer { get; init; }

    public Instant? From { get; init; }

    public Instant? To { get; init; }

    /// <summary>spam, brushing, team_member, named.</summary>
    public required string Kind { get; init; }
}
