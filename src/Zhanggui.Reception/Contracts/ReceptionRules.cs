using NodaTime;

namespace Zhanggui.Reception.Contracts;

/// <summary>An automatic reply that is switched on: its words and, for platforms that know them, font size and colours.</summary>
public sealed record AutomaticReply(string Text, long? FontSize, IReadOnlyList<string> Colours);

/// <summary>What automatic replies look like (CHAT-03 to 06); null or empty = no limit. <paramref name="Blocks"/> name what each colour is for.</summary>
public sealed record ReplyForm(long? MaxLines, long? FontSize, long? MaxColours, IReadOnlyList<string> Blocks);

/// <summary>An automatic reply as the book has it, switched on or not. <paramref name="Key"/> is first, busy or off_hours.</summary>
public sealed record WrittenReply(string Key, bool IsOn, string? Text, Duration? After, long? FontSize, IReadOnlyList<string> Colours);

/// <summary>What the rule book in force says about reception; null = the book leaves it empty, and the comment says what that means.</summary>
public sealed record ReceptionRules
{
    /// <summary>How long a sent message can be recalled by its author; null = never.</summary>
    public required Duration? RecallWindow { get; init; }

    /// <summary>How long after closing a buyer's message reopens the same conversation; null = always a new one.</summary>
    public required Duration? ReopenWindow { get; init; }

    /// <summary>Silence that ends a session; null = only closing ends it.</summary>
    public required Duration? SessionEndSilence { get; init; }

    /// <summary>Open conversations that one agent takes at a time; null = no limit.</summary>
    public required long? CapacityPerAgent { get; init; }

    /// <summary>A wait of this long turns amber; null = never.</summary>
    public required Duration? WaitAmber { get; init; }

    /// <summary>A wait of this long turns red and raises the alert; null = never.</summary>
    public required Duration? WaitRed { get; init; }

    /// <summary>Does the buyer see what has been read?</summary>
    public required bool ShowsReadMarks { get; init; }

    /// <summary>Does the agent see the words while the buyer still types them?</summary>
    public required bool ShowsBuyerTyping { get; init; }

    /// <summary>What a conversation may be closed with, in the order they are offered; empty = the screens' common ones.</summary>
    public required IReadOnlyList<string> CloseOutcomes { get; init; }

    /// <summary>How long an unsent draft is kept; null = until it is sent or thrown away.</summary>
    public required Duration? DraftsKept { get; init; }

    /// <summary>Sent when a conversation opens; null = off.</summary>
    public required AutomaticReply? FirstReply { get; init; }

    /// <summary>Sent once after <see cref="BusyAfter"/> of waiting; null = off.</summary>
    public required AutomaticReply? BusyReply { get; init; }

    /// <summary>The wait before the busy reply; null = no busy reply.</summary>
    public required Duration? BusyAfter { get; init; }

    /// <summary>Sent outside opening hours; null = off.</summary>
    public required AutomaticReply? OffHoursReply { get; init; }

    /// <summary>What automatic replies have to look like.</summary>
    public required ReplyForm ReplyForm { get; init; }

    /// <summary>The three replies as they are written, also those that are off.</summary>
    public required IReadOnlyList<WrittenReply> WrittenReplies { get; init; }

    /// <summary>Tells the buyer that the conversation is kept; null = nothing is said.</summary>
    public required string? RecordingNotice { get; init; }

    /// <summary>Shown in the widget when nobody is on duty; null = nothing is said.</summary>
    public required string? OfflineText { get; init; }

    /// <summary>Words at hand, endings, checklists and contacts.</summary>
    public required FloorRules Floor { get; init; }
}
