using Zhanggui.Kernel.Feed;
using Zhanggui.Reception.Conversations;

namespace Zhanggui.Reception.Reading;

/// <summary>
/// What an event tells, kept with it: the writer hands it over, or the loader reads it when another process wrote.
/// The JSON for each audience is made once, by whoever needs it first, and shared by all listeners.
/// </summary>
internal sealed class Changed(Conversation? head, Message? message, object? mark)
{
    private byte[]? forAgents;
    private byte[]? forVisitor;

    /// <summary>Null only when the conversation no longer exists.</summary>
    public Conversation? Head { get; } = head;

    public Message? Message { get; } = message;

    /// <summary>The <see cref="ReadMark"/> or <see cref="Draft"/> of the event.</summary>
    public object? Mark { get; } = mark;

    public byte[] ForAgents(FeedEvent e) => forAgents ??= EventJson.ForAgents(e, this);

    /// <summary>What the buyer hears; empty when the event is not for buyers. The place is as of the first telling: later moves are told apart.</summary>
    public byte[] ForVisitor(FeedEvent e, int? place) => forVisitor ??= EventJson.ForVisitor(e, this, place);
}
