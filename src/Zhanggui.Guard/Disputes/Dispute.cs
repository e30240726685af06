using NodaTime;
using Zhanggui.Guard.Contracts;
using Zhanggui.Kernel.Ids;

namespace Zhanggui.Guard.Disputes;

/// <summary>Where a dispute stands.</summary>
internal enum DisputeState
{
    Open,
    Accepted,
    Declined,
}

/// <summary>Words of a dispute, sealed with the buyer's key: what rang, the sentence around it, and what the agent says of it.</summary>
internal sealed record DisputeWords(string Slice, string Text, string? Note);

/// <summary>What the owner answered, sealed as well: it may quote the buyer.</summary>
internal sealed record AnswerWords(string? Text);

/// <summary>What an exception adds to the book: sayings of the rule, and words of the trade for all rules.</summary>
internal sealed record BookException(IReadOnlyList<string> Except, IReadOnlyList<string> Unless, IReadOnlyList<string> Terms)
{
    public bool IsEmpty => Except.Count + Unless.Count + Terms.Count == 0;
}

/// <summary>An agent says that a hit was wrong. <paramref name="Act"/>: the message, or the draft's number where nothing was sent.</summary>
internal sealed record Dispute(
    Guid Id, ShopId Shop, Guid Subject, Guid Conversation, PersonId Person, Guid Act, Instant At, string Rule, string Kind, string Name, GuardLevel Level, string Book, int BookVersion, int Start, int Length,
    DisputeState State, PersonId? AnsweredBy, Instant? AnsweredAt, Instant? SeenAt, Guid? Draft, BookException? Change, DisputeWords? Words, string? Answer);
