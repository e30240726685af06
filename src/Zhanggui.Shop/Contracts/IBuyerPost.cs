using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;

namespace Zhanggui.Shop.Contracts;

/// <summary>Can words be left for a buyer in a conversation?</summary>
public enum PostWay
{
    /// <summary>There was never a conversation over a channel that is still there.</summary>
    None,

    /// <summary>A conversation goes on: whoever is asked something answers that first.</summary>
    Busy,

    Free,
}

/// <summary>Where left words stand.</summary>
public readonly record struct PostPlace(Guid Conversation, long Seq);

/// <summary>What the buyer said behind words left for them.</summary>
public sealed record PostAnswer(Guid Conversation, long Seq, string Text);

/// <summary>Words left for buyers who are not there (a greeting, a word of care). Asked of the room that holds conversations.</summary>
public interface IBuyerPost
{
    /// <summary>Every buyer asked for; only conversations that this actor may write in count.</summary>
    Task<IReadOnlyDictionary<BuyerId, PostWay>> WaysAsync(Actor actor, ShopId shop, IReadOnlyCollection<BuyerId> buyers, CancellationToken ct);

    /// <summary>Words that somebody will say elsewhere, held against the guard; null = they may be said. A <paramref name="reason"/> is asked for where the book wants one.</summary>
    Task<Refusal?> CheckAsync(ShopId shop, string text, string? reason, CancellationToken ct);

    /// <summary>
    /// Leaves the words in the buyer's last conversation, through the guard; delivered as the channel delivers, no answer to anything and nothing is opened by them. The same
    /// <paramref name="id"/> again is the same message.
    /// </summary>
    Task<Outcome<PostPlace>> SendAsync(Actor actor, ShopId shop, BuyerId buyer, Guid id, string text, string? reason, CancellationToken ct);

    /// <summary>What buyers said behind these places, oldest first; words that were cleared are left out.</summary>
    Task<IReadOnlyList<PostAnswer>> AnswersAsync(IReadOnlyCollection<PostPlace> behind, CancellationToken ct);
}
