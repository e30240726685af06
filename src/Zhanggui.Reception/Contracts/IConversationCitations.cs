using Zhanggui.Kernel.Ids;

namespace Zhanggui.Reception.Contracts;

/// <summary>
/// A room whose cases, disputes or slips cite conversations says here which must be kept although their time is over. Every
/// registered one is asked before words are cleared; a conversation that is named by any of them stays whole.
/// </summary>
public interface IConversationCitations
{
    /// <summary>Those of <paramref name="among"/> (at most 100, all of <paramref name="shop"/>) that are cited now. Whoever throws stops the clearing: nothing is lost by waiting.</summary>
    Task<IReadOnlyCollection<ConversationId>> FindCitedAsync(ShopId shop, IReadOnlyCollection<ConversationId> among, CancellationToken ct);
}
