using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;

namespace Zhanggui.Guard.Contracts;

/// <summary>A conversation in which somebody of the house writes, as the guard needs it. <paramref name="Subject"/>: whose key seals what is kept of it.</summary>
/// <param name="Line">Everything that is known around the message; its text is still to come.</param>
/// <param name="Names">Names of the buyer and of what they look at: words inside them do not ring.</param>
public sealed record GuardedTalk(ShopId Shop, Guid Conversation, Guid Subject, TeamId? Team, GuardLine Line, IReadOnlyList<string> Names);

/// <summary>Where a message of the record stands.</summary>
public sealed record GuardedPlace(Guid Conversation, Guid Message);

/// <summary>A message as it stands in the record: its number and, unless it was recalled or cleared, its words.</summary>
public sealed record GuardedSaid(long Seq, string? Text);

/// <summary>Asked of the room that holds conversations.</summary>
public interface IGuardedTalks
{
    /// <summary>The conversation, if this actor may write there; else null.</summary>
    Task<GuardedTalk?> FindForAsync(Actor actor, Guid conversation, CancellationToken ct);

    /// <summary>Messages as they stand in the record, of conversations that this actor sees; what was never sent is left out. At most 100 at once.</summary>
    Task<IReadOnlyDictionary<GuardedPlace, GuardedSaid>> SaidAsync(Actor actor, IReadOnlyCollection<GuardedPlace> places, CancellationToken ct);
}

/// <summary>What comes with a message: why it is sent past a warning, and what rang while it was being written.</summary>
public sealed record GuardWord(string? Reason, IReadOnlyList<string>? Drafts);

/// <summary>A message about to be sent; <paramref name="Id"/> is made by the sender and stays the same when it is sent again.</summary>
public sealed record GuardedMessage(Guid Id, string Text, GuardWord? Word);

/// <summary>The gate's answer. <paramref name="Refusal"/>: why it may not be sent; <paramref name="Trace"/>: what rang, null where nothing did.</summary>
public readonly record struct GuardPassage(Refusal? Refusal, GuardTrace? Trace);

/// <summary>Stands before everything that people of the house send to buyers.</summary>
public interface IGuardGate
{
    /// <summary>Does the book in force guard anything in this shop? From memory.</summary>
    ValueTask<bool> StandsAsync(ShopId shop, CancellationToken ct);

    /// <summary>May it be sent? Nothing is kept yet: what rang stands in the answer.</summary>
    Task<GuardPassage> PassAsync(Actor actor, GuardedTalk talk, GuardedMessage message, CancellationToken ct);

    /// <summary>Keeps what rang in a message that was not sent. Of a message that is sent, whoever stores it stores this in the same transaction.</summary>
    Task KeepAsync(GuardTrace trace, CancellationToken ct);
}
