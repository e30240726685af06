namespace Zhanggui.Reception.Contracts;

/// <summary>Where a conversation stands. Stored as numbers: never renumber.</summary>
public enum ConversationState
{
    /// <summary>Nobody has it: it has a place in the queue.</summary>
    Waiting = 0,

    /// <summary>Somebody has it.</summary>
    Open = 1,

    /// <summary>Put aside until an instant or the buyer's next word.</summary>
    Snoozed = 2,

    /// <summary>Over, with an outcome; the buyer's next word reopens it or opens the next.</summary>
    Closed = 3,
}

/// <summary>What a message is. Stored as numbers: never renumber.</summary>
public enum MessageKind
{
    Text = 0,
    Image = 1,
    File = 2,
    Card = 3,

    /// <summary>Written by the house: a code and its arguments.</summary>
    System = 4,

    /// <summary>A private note; no visitor ever hears of it.</summary>
    Note = 5,
}

/// <summary>Who speaks. Stored as numbers: never renumber.</summary>
public enum SenderKind
{
    Buyer = 0,
    Agent = 1,
    AssistBot = 2,
    Bot = 3,
    AutoReply = 4,
    Push = 5,
    System = 6,
}

/// <summary>Who may ever hear a message. Stored as numbers: never renumber.</summary>
public enum Audience
{
    Everybody = 0,

    /// <summary>Notes and inner system lines.</summary>
    Agents = 1,
}

/// <summary>How far an outbound message has come on a channel outside the house. Stored as numbers: never renumber.</summary>
public enum DeliveryState
{
    Pending = 0,
    Sent = 1,
    Failed = 2,
}
