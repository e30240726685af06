using Zhanggui.Kernel.Ids;
using Zhanggui.Reception.Search.Index;
using Zhanggui.Reception.Search.Words;

namespace Zhanggui.Reception.Search;

/// <summary>What is searched for in one shop.</summary>
internal sealed record SearchAsked(ShopId Shop, SearchWords Words, PlaceFilter Filter, bool IsBestFirst);

/// <summary>Where it was found. Not complete: the index is still being built, older messages may be missing.</summary>
internal sealed record FoundPlaces(IReadOnlyList<Hit> Hits, bool IsComplete);

/// <summary>
/// Finds the messages in which all words occur (<see cref="SearchWords.Matches"/> says what that means), newest or best first. Knows
/// nothing of rights: whoever asks opens the messages and leaves out what the reader may not see.
/// </summary>
internal interface IMessageSearch
{
    Task<FoundPlaces> FindAsync(SearchAsked asked, Hit? after, int limit, CancellationToken ct);
}
