using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Ids;

namespace Zhanggui.Shop.Contracts;

/// <summary>
/// Something that happened with a buyer. <paramref name="Id"/> leads to it on the screens of its room; <paramref name="State"/> is a word of that room;
/// <paramref name="Conversation"/> and <paramref name="Seq"/> are the words it came from.
/// </summary>
public sealed record TimelineEntry(string Kind, Instant At, string Id, string? Text, string? State, Guid? Conversation = null, long? Seq = null);

/// <summary>The newest <paramref name="Limit"/> entries not after <paramref name="Until"/>, of the buyer and all records joined into it.</summary>
public sealed record TimelineAsk(ShopId Shop, BuyerId Buyer, IReadOnlyList<BuyerId> Subjects, Instant Until, int Limit);

/// <summary>What a room knows of a buyer's past. It gives only what this actor may see, newest first and always in the same order.</summary>
public interface IBuyerTimeline
{
    /// <summary>The kinds this room gives, such as <c>order</c>.</summary>
    IReadOnlyList<string> Kinds { get; }

    Task<IReadOnlyList<TimelineEntry>> ReadAsync(Actor actor, TimelineAsk ask, string kind, CancellationToken ct);
}
