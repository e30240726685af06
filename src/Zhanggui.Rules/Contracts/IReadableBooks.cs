using Zhanggui.Kernel.Access;

namespace Zhanggui.Rules.Contracts;

/// <summary>A book's text as somebody may read it; <paramref name="Text"/> is the effective text, null where the book has errors.</summary>
public sealed record ReadableBook(string Which, Words Title, int Version, string? Text);

/// <summary>Texts of books for whoever tries them: drafts only for those who write them.</summary>
public interface IReadableBooks
{
    /// <summary><paramref name="which"/> is a book's id, <c>preset:NAME</c>, or <c>in-force</c> (the preset <c>new-shop</c> where none is); null = absent or not this person's to see.</summary>
    Task<ReadableBook?> FindAsync(Actor actor, string which, CancellationToken ct);
}
