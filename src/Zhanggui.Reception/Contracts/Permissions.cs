namespace Zhanggui.Reception.Contracts;

/// <summary>What one may do in this room.</summary>
public static class Permissions
{
    /// <summary>Read the conversations of one's own shop.</summary>
    public const string ReadConversations = "reception.conversation.read";

    /// <summary>List and hear everybody's conversations (scope <c>all</c>).</summary>
    public const string ReadAllConversations = "reception.conversation.read-all";

    public const string SendMessages = "reception.message.send";

    public const string WriteNotes = "reception.note.write";

    /// <summary>Give conversations to others, or take them from others.</summary>
    public const string AssignConversations = "reception.conversation.assign";

    /// <summary>Watch somebody's conversation silently, and whisper to whoever has it; both stand in its record.</summary>
    public const string WatchConversations = "reception.conversation.watch";

    /// <summary>Take a conversation that waits.</summary>
    public const string TakeConversations = "reception.conversation.take";

    /// <summary>Set weights, capacities and groups of agents.</summary>
    public const string EditRouting = "reception.routing.edit";

    public const string CloseConversations = "reception.conversation.close";

    /// <summary>Recall anybody's message, at any time.</summary>
    public const string RecallAny = "reception.message.recall-any";

    /// <summary>See what a recalled message said.</summary>
    public const string SeeRecalled = "reception.message.see-recalled";

    public const string ReadChannels = "reception.channel.read";

    public const string EditChannels = "reception.channel.edit";

    /// <summary>Keep the phrases of the shop and of teams; one's own need no right of their own.</summary>
    public const string EditPhrases = "reception.phrase.edit";

    /// <summary>See and keep the signatures and accounts of everybody who serves; one's own needs no right of its own.</summary>
    public const string EditAccounts = "reception.account.edit";

    /// <summary>See how others type; one's own practice needs no right of its own.</summary>
    public const string ReadTyping = "reception.typing.read-all";

    public const string UploadFiles = "reception.file.upload";

    /// <summary>Verify the tamper-evident record.</summary>
    public const string VerifyRecord = "reception.record.verify";
}
