using NodaTime;
using Zhanggui.Kernel.Ids;

namespace Zhanggui.Shop.Contracts;

/// <summary>From how many orders on a buyer of the shop is loyal, as the shop says.</summary>
public interface ILoyalty
{
    Task<int> FromOrdersAsync(ShopId shop, CancellationToken ct);
}

/// <summary>A group of buyers that is filled by rule: whoever ordered at least so often within so many days.</summary>
public sealed record RuledGroup(Guid Id, ShopId Shop, int Orders, int Days);

/// <summary>Groups filled by rule, for the room that knows orders.</summary>
public interface IRuledGroups
{
    /// <summary>Those never filled yet or last filled before this; at most 100.</summary>
    Task<IReadOnlyList<RuledGroup>> DueAsync(Instant filledBefore, CancellationToken ct);

    /// <summary>Exactly these are in it now. Nothing changes where the rule became another meanwhile.</summary>
    Task FillAsync(RuledGroup group, IReadOnlyCollection<BuyerId> members, CancellationToken ct);
}
