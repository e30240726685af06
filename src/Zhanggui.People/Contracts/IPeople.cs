using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Ids;

namespace Zhanggui.People.Contracts;

/// <summary>What other rooms may know of a person. <paramref name="Number"/> is the personal agent number that stands under every message.</summary>
public sealed record PersonCard(PersonId Id, OrganisationId Organisation, string Name, string Number, string Language, bool HasLeft);

/// <summary>Reads people; answers may be a few seconds old.</summary>
public interface IPeople
{
    Task<PersonCard?> FindAsync(PersonId person, CancellationToken ct);

    /// <summary>The people behind these ids; unknown ids are left out. At most 1,000 ids.</summary>
    Task<IReadOnlyDictionary<PersonId, PersonCard>> FindManyAsync(IReadOnlyCollection<PersonId> people, CancellationToken ct);

    /// <summary>Who may do this in the shop now (for things of this team; null = of no team), by name, at most 1,000. People who have left are not among them.</summary>
    Task<IReadOnlyList<PersonCard>> WithPermissionAsync(ShopId shop, string permission, TeamId? team, CancellationToken ct);

    /// <summary>What this person may do now; null when there is no such person or the person has left. <see cref="Actor.SessionId"/> is empty.</summary>
    Task<Actor?> ActorOfAsync(PersonId person, CancellationToken ct);

    /// <summary>Everybody whose personal data were erased, with the pseudonym that stands for the name; at most 10,000.</summary>
    Task<IReadOnlyDictionary<PersonId, string>> PseudonymsAsync(CancellationToken ct);

    /// <summary>Who used a platform sub-account or staff number at an instant; null when nobody did.</summary>
    Task<PersonCard?> WhoUsedAsync(ShopId shop, string account, Instant at, CancellationToken ct);
}

/// <summary>For long connections: a socket asks now and then whether its session still stands.</summary>
public interface ISessions
{
    /// <summary>The actor with today's rights, or null when the session has ended (signed out, revoked, expired, person left).</summary>
    Task<Actor?> RefreshAsync(Actor actor, CancellationToken ct);
}

/// <summary>The first run of an installation.</summary>
public interface IFirstRun
{
    /// <summary>The code that set-up asks for, as printed at start; null once an organisation exists.</summary>
    Task<string?> CodeAsync(CancellationToken ct);
}
