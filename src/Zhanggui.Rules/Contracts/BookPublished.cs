using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outbox;

namespace Zhanggui.Rules.Contracts;

/// <summary>A book was published; it is in force from <paramref name="EffectiveFrom"/> unless it is called back before.</summary>
public sealed record BookPublished(OrganisationId Organisation, BookId Book, int Version, string Digest, Instant EffectiveFrom, PersonId By) : IEvent
{
    public static string Name => "rules.book.published";
}

/// <summary>A published book was called back before it came into force.</summary>
public sealed record BookWithdrawn(OrganisationId Organisation, BookId Book, int Version, PersonId By) : IEvent
{
    public static string Name => "rules.book.withdrawn";
}
