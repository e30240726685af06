using NodaTime;
using Zhanggui.Kernel.Ids;

namespace Zhanggui.Rules.Contracts;

/// <summary>The book that a figure or an act rests on: its name, its version (0 = a preset that nobody published) and the SHA-256 digest of its effective text.</summary>
public sealed record BookName(string Book, int Version, string Digest);

/// <summary>Typed rules and the book they come from.</summary>
public sealed record InForce<T>(T Rules, BookName Book);

/// <summary>What holds where and when. Answers come from memory; a newly published book is heard of by every process.</summary>
public interface IRuleBooks
{
    /// <summary>What the book is called, for people; its code where it is not known in this shop (any more).</summary>
    ValueTask<Words> TitleAsync(BookName book, ShopId shop, CancellationToken ct);

    /// <summary>The rules of a section for a shop (and a team of it) at an instant; the preset <c>new-shop</c> where no book in force says anything about the section.</summary>
    ValueTask<InForce<T>> EffectiveAsync<T>(RuleSection<T> section, ShopId shop, Instant at, CancellationToken ct, string? team = null)
        where T : class;

    /// <summary>
    /// The book that may be applied to a person at an instant: the newest one in force then that the person had been
    /// shown by then; null when there is none. A book is not applied to a person who was not shown it.
    /// </summary>
    Task<BookName?> ApplicableToAsync(PersonId person, OrganisationId organisation, Instant at, CancellationToken ct);
}
