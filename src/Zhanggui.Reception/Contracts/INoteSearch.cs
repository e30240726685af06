using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Ids;

namespace Zhanggui.Reception.Contracts;

/// <summary>A note in which the words stand. <paramref name="Id"/> is what the page of its subject is called by, <paramref name="Title"/> what people call it.</summary>
public sealed record FoundNote(string Id, string Title, string Text, Instant At);

/// <summary><paramref name="Next"/>: where to go on; null when everything was looked at.</summary>
public sealed record FoundNotes(IReadOnlyList<FoundNote> Notes, string? Next)
{
    public static readonly FoundNotes None = new([], null);
}

/// <summary>
/// Notes that another room keeps, found by the same words as what was said. The room looks at its notes newest first and answers with those that
/// <c>isFound</c> takes; it asks itself what the actor may read. After many notes looked at in vain it answers with fewer and a place to go on from.
/// </summary>
public interface INoteSearch
{
    /// <summary>Of what the notes are: <c>buyer</c>, <c>order</c>.</summary>
    string Of { get; }

    /// <summary>At most <paramref name="limit"/> notes behind the place <paramref name="after"/> (null: from the newest; one it did not give itself: as null).</summary>
    Task<FoundNotes> FindAsync(Actor actor, ShopId shop, Func<string, bool> isFound, string? after, int limit, CancellationToken ct);
}
