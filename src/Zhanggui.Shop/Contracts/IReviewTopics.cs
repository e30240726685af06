using Zhanggui.Kernel.Ids;

namespace Zhanggui.Shop.Contracts;

/// <summary>
/// What reviews speak of, by the shop's own words. A word with <c>…</c> in it stands for two that follow each other within a clause: <c>快递…态度</c>.
/// </summary>
public sealed record ReviewTopic(string Key, string Name, IReadOnlyList<string> Words, bool IsArchived = false);

/// <summary>The topics of a shop's reviews, for the room that holds reviews.</summary>
public interface IReviewTopics
{
    /// <summary>The shop's own, or those every shop begins with; archived ones too.</summary>
    Task<IReadOnlyList<ReviewTopic>> FindAsync(ShopId shop, CancellationToken ct);
}
