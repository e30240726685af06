using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outbox;

namespace Zhanggui.Shop.Contracts;

/// <summary>Name, identity or note of a buyer changed: who shows them reads them again.</summary>
public sealed record BuyerChanged(ShopId Shop, BuyerId Buyer) : IEvent
{
    public static string Name => "shop.buyer.changed";
}

/// <summary>Two records turned out to be one person: everything of <paramref name="From"/> now belongs to <paramref name="Into"/>. Sealed rows keep the key they were sealed with.</summary>
public sealed record BuyersJoined(ShopId Shop, BuyerId From, BuyerId Into) : IEvent
{
    public static string Name => "shop.buyer.joined";
}

/// <summary>A join was taken back: what belonged to <paramref name="Restored"/> before belongs to it again.</summary>
public sealed record BuyersSplit(ShopId Shop, BuyerId Restored, BuyerId From) : IEvent
{
    public static string Name => "shop.buyer.split";
}

/// <summary>
/// A buyer's data were erased: the keys of all <paramref name="Subjects"/> (the buyer and records joined into it) are destroyed. <paramref name="Marks"/>
/// stand for the names by which channels knew the buyer (<see cref="DataSubject.MarkOf"/>): rooms that keep those names find them by it.
/// </summary>
public sealed record BuyerErased(ShopId Shop, BuyerId Buyer, IReadOnlyList<BuyerId> Subjects, IReadOnlyList<string>? Marks = null) : IEvent
{
    public static string Name => "shop.buyer.erased";
}
