using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Ids;

namespace Zhanggui.Reception.Contracts;

/// <summary>What another room may know of a conversation that something hangs on.</summary>
/// <param name="Said">The words of the message asked for, while they are kept; null for files, recalled and cleared ones.</param>
/// <param name="SaidAt">When it was said; null where no message was asked for or there is none.</param>
public sealed record ConversationLook(ConversationId Id, ShopId Shop, long Number, Guid Buyer, string BuyerName, PersonId? Assignee, bool IsClosed, string? Said, Instant? SaidAt, PersonId? SaidBy);

/// <summary>Lets rooms to the right hang things on conversations, with Reception's own rule of who sees which.</summary>
public interface IConversationLook
{
    /// <summary>The conversation, with one message of it, as this actor may see it; null when there is none or it is not theirs to see.</summary>
    Task<ConversationLook?> FindForAsync(Actor actor, ConversationId id, long? seq, CancellationToken ct);

    /// <summary>The conversation without words, for the house's own work; null when there is none.</summary>
    Task<ConversationLook?> FindAsync(ConversationId id, CancellationToken ct);

    /// <summary>Who serves each of these now; those nobody serves, closed and unknown ones are left out. At most 1,000.</summary>
    Task<IReadOnlyDictionary<ConversationId, PersonId?>> AssigneesAsync(IReadOnlyCollection<ConversationId> ids, CancellationToken ct);
}
