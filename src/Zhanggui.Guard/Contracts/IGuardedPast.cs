using NodaTime;
using Zhanggui.Kernel.Ids;

namespace Zhanggui.Guard.Contracts;

/// <summary>A conversation that somebody wrote in; <paramref name="Subject"/> is whose key seals what is kept of it.</summary>
public sealed record GuardedHead(Guid Conversation, Guid Subject, string? Team, string? Channel, Instant LastAt);

/// <summary>A line of the record: said by a buyer, or by a person of the house. <paramref name="Message"/> is what its sender called it.</summary>
public sealed record GuardedPastLine(long Seq, Guid Message, PersonId? Person, bool IsBuyer, string Text, Instant At);

/// <summary>Asked of the room that holds conversations: what was said, for looking back at it. Never on the way of a message.</summary>
public interface IGuardedPast
{
    /// <summary>Conversations of the shop by their last word, behind a place (instant and conversation) and up to an instant.</summary>
    Task<IReadOnlyList<GuardedHead>> HeadsAsync(ShopId shop, Instant after, Guid afterConversation, Instant until, int limit, CancellationToken ct);

    /// <summary>Text lines behind a number, oldest first; recalled and cleared ones and the house's own are left out. <c>Last</c>: the number up to which was read.</summary>
    Task<(IReadOnlyList<GuardedPastLine> Lines, long Last)> LinesAsync(Guid conversation, long after, int limit, CancellationToken ct);
}
