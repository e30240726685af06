using Zhanggui.Reception.Contracts;

namespace Zhanggui.Reception.Search.Index;

/// <summary>Where a message stands. Newest first is the order of every list: by instant, then by conversation, then by number.</summary>
internal readonly record struct Place(long At, Guid Conversation, long Seq)
{
    public static int NewestFirst(Place a, Place b) =>
        a.At != b.At ? b.At.CompareTo(a.At)
        : a.Conversation != b.Conversation ? a.Conversation.CompareTo(b.Conversation)
        : b.Seq.CompareTo(a.Seq);
}

/// <summary>A message found, with how well it fits (0 where nobody asked).</summary>
internal readonly record struct Hit(Place Place, int Score)
{
    public static int BestFirst(Hit a, Hit b) => a.Score != b.Score ? b.Score.CompareTo(a.Score) : Place.NewestFirst(a.Place, b.Place);
}

/// <summary>A message on its way into the index; <paramref name="Folded"/> is what is searched.</summary>
internal sealed record IndexedMessage(Place Place, Guid Channel, Guid? Person, SenderKind Sender, MessageKind Kind, string Folded);

/// <summary>What narrows a search by things that never change of a message; null = all.</summary>
internal sealed record PlaceFilter
{
    public static readonly PlaceFilter None = new();

    /// <summary>From this instant on.</summary>
    public long? From { get; init; }

    /// <summary>Before this instant.</summary>
    public long? To { get; init; }

    public Guid? Channel { get; init; }

    public IReadOnlyCollection<SenderKind>? Senders { get; init; }

    public IReadOnlyCollection<MessageKind>? Kinds { get; init; }

    public bool Takes(long at) => at >= (From ?? long.MinValue) && at < (To ?? long.MaxValue);

    public bool Takes(Guid channel, SenderKind sender, MessageKind kind) =>
        (Channel is null || Channel == channel) && Senders?.Contains(sender) != false && Kinds?.Contains(kind) != false;
}
