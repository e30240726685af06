using NodaTime;
using Zhanggui.Kernel.Ids;

namespace Zhanggui.Rules.Contracts;

/// <summary>A published book as its effective text, which never changes, and the paths of the doubtful clauses that were signed for.</summary>
public sealed record PublishedBook(BookId Id, BookName Name, Words Title, LocalDate EffectiveFrom, string Text, IReadOnlyList<string> Signed);

/// <summary>Published books of an organisation as texts, for what is reckoned from the whole book.</summary>
public interface IPublishedBooks
{
    /// <summary>The book in force in the shop at an instant; the first one ever published where the instant lies before it; null when none was published.</summary>
    Task<PublishedBook?> InForceAsync(ShopId shop, Instant at, CancellationToken ct);

    Task<PublishedBook?> FindAsync(OrganisationId organisation, BookId book, CancellationToken ct);

    /// <summary>Everybody who was shown the book; at most 10,000.</summary>
    Task<IReadOnlySet<PersonId>> ShownToAsync(BookId book, CancellationToken ct);
}

/// <summary>Puts a book in force for demonstrations and tests, from a day that may lie in the past, with every doubtful clause signed; never reachable over the network.</summary>
public interface IBookSeed
{
    /// <summary>The text must be sound.</summary>
    Task<BookId> SowAsync(OrganisationId organisation, PersonId by, string text, LocalDate effectiveFrom, CancellationToken ct);
}
