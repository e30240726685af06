using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outbox;

namespace Zhanggui.Shop.Contracts;

/// <summary>Somebody of the house has something open with a buyer. <paramref name="Kind"/> is a word of the room: <c>promise</c>, <c>order</c>, <c>conversation</c>, <c>care</c>.</summary>
public sealed record BuyerMatter(PersonId Person, string Kind);

/// <summary>Who has something open with a buyer; each room that gives people matters of buyers registers one.</summary>
public interface IBuyerHolders
{
    Task<IReadOnlyList<BuyerMatter>> OfAsync(DataSubject subject, CancellationToken ct);
}

/// <summary>Name, telephone, address, e-mail, membership, level or groups of a buyer became others (never their values). <paramref name="Change"/> names this one change.</summary>
public sealed record BuyerDetailsChanged(ShopId Shop, BuyerId Buyer, Guid Change, IReadOnlyList<string> Fields, PersonId? By) : IEvent
{
    public static string Name => "shop.buyer.details_changed";
}
