using Zhanggui.Kernel.Ids;

namespace Zhanggui.Reception.Contracts;

/// <summary>Gives a demonstration shop the phrases that a new shop begins with; never reachable over the network.</summary>
public interface IPhraseSeed
{
    /// <summary>How many were added; those that are there stay as they are.</summary>
    Task<int> SowAsync(ShopId shop, PersonId keeper, CancellationToken ct);

    /// <summary>Phrases that tell of promotions, which must be there.</summary>
    Task SowBoundAsync(ShopId shop, PersonId keeper, IReadOnlyList<BoundPhraseSeed> phrases, CancellationToken ct);
}
