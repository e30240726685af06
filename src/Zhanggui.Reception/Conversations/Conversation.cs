using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Reception.Contracts;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Reception.Conversations;

/// <summary>Personal facts of a conversation's head, sealed with the buyer's key.</summary>
internal sealed record About(string BuyerName, string? BuyerNote = null, PageSeen? Page = null, ProductSeen? Product = null);

internal sealed record PageSeen(string Url, string Title);

internal sealed record ProductSeen(string Id, string Title, string? Price, string? Image, string? Url);

/// <summary>The head of a conversation: what lists show and what every rule starts from. Immutable.</summary>
internal sealed record Conversation
{
    public required ConversationId Id { get; init; }

    /// <summary>Number within the shop, from 1; given by the store when the conversation opens.</summary>
    public long Number { get; init; }

    public required ShopId Shop { get; init; }

    public required ChannelId Channel { get; init; }

    public required string ChannelKind { get; init; }

    public required string ChannelName { get; init; }

    public required Guid Buyer { get; init; }

    /// <summary>Whose key seals it: the buyer it was opened by, also after two records turned out to be one person.</summary>
    public required Guid Subject { get; init; }

    public BuyerIdentity Identity { get; init; }

    public required About About { get; init; }

    public ConversationState State { get; init; }

    public PersonId? Assignee { get; init; }

    public string? AssigneeName { get; init; }

    /// <summary>Who had it last: routing prefers them when the buyer comes back.</summary>
    public PersonId? LastAgent { get; init; }

    public TeamId? Team { get; init; }

    public string? TeamName { get; init; }

    /// <summary>Why it is where it is, one sentence in Chinese.</summary>
    public string Reason { get; init; } = string.Empty;

    public long LastSeq { get; init; }

    /// <summary>The number of the last message a visitor may see; notes leave it alone.</summary>
    public long VisibleSeq { get; init; }

    public long BuyerCount { get; init; }

    /// <summary>Beginning of the last message that everybody may see.</summary>
    public string LastText { get; init; } = string.Empty;

    public MessageKind LastKind { get; init; }

    public SenderKind LastSender { get; init; }

    /// <summary>Instant of the last message that everybody may see.</summary>
    public Instant LastAt { get; init; }

    /// <summary>Instant of the last message of any kind; no later message is dated before it.</summary>
    public Instant RecordAt { get; init; }

    public Instant OpenedAt { get; init; }

    /// <summary>The first unanswered buyer message.</summary>
    public Instant? WaitingSince { get; init; }

    /// <summary>When it took its place in the queue.</summary>
    public Instant? QueuedAt { get; init; }

    public long BuyerReadSeq { get; init; }

    public long AgentReadSeq { get; init; }

    public Instant? SnoozedUntil { get; init; }

    public Instant? ClosedAt { get; init; }

    /// <summary>Its place in lists by time: a live one by its last word, a closed one by when it was closed (a later note does not move it).</summary>
    public Instant ListedAt => State == ConversationState.Closed && ClosedAt is { } closed ? closed : LastAt;

    public string? Outcome { get; init; }

    public int Reopened { get; init; }

    /// <summary>When its words were cleared because its time was over; from then on nothing is added.</summary>
    public Instant? RetiredAt { get; init; }

    public bool IsRetired => RetiredAt is not null;

    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Where routing stands with it.</summary>
    public RoutingState? Routing { get; init; }

    /// <summary>End of the hash chain over its messages.</summary>
    public byte[] Hash { get; init; } = RecordChain.Start;
}
