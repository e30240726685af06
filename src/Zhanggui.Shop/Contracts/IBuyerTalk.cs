using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Ids;

namespace Zhanggui.Shop.Contracts;

/// <summary>Whose conversation it is; <paramref name="SaidAt"/> is null where no message was asked for or there is none.</summary>
public sealed record BuyerTalk(ShopId Shop, BuyerId Buyer, Instant? SaidAt);

/// <summary>Asked of the room that holds conversations, so that what is noted of a buyer points only at that buyer's words.</summary>
public interface IBuyerTalk
{
    /// <summary>The conversation as this actor may see it; null when there is none or it is not theirs to see.</summary>
    Task<BuyerTalk?> FindForAsync(Actor actor, Guid conversation, long? seq, CancellationToken ct);
}
