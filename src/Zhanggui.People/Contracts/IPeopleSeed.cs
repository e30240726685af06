using NodaTime;
using Zhanggui.Kernel.Ids;

namespace Zhanggui.People.Contracts;

/// <summary>A shop to be made; <paramref name="Key"/> names it inside the seed.</summary>
public sealed record ShopSeed(string Key, string Name, string Platform = "web", ShopKind Kind = ShopKind.Shop, string Zone = "Asia/Shanghai", IReadOnlyList<string>? Teams = null, ShopCalendar? Calendar = null);

/// <summary>A preset role, in one shop (its key) or in all (null), perhaps for one team (its name).</summary>
public sealed record RoleSeed(string Preset, string? Shop = null, string? Team = null);

/// <summary>A person to be made. People of a seed have seen the first sign-in notice, and join today, unless said otherwise.</summary>
public sealed record PersonSeed(string Key, string Name, string Account, string? Password, IReadOnlyList<RoleSeed> Roles, string Language = "zh-CN", string? Number = null, bool HasSeenNotice = true, LocalDate? JoinedOn = null);

/// <summary>An organisation with everything in it, made in one commit.</summary>
public sealed record OrganisationSeed(string Name, IReadOnlyList<ShopSeed> Shops, IReadOnlyList<PersonSeed> People, string Zone = "Asia/Shanghai");

/// <summary>The ids by the seed's keys; teams by <c>shop key/team name</c>.</summary>
public sealed record SeededOrganisation(OrganisationId Id, IReadOnlyDictionary<string, ShopId> Shops, IReadOnlyDictionary<string, PersonId> People, IReadOnlyDictionary<string, TeamId> Teams);

/// <summary>Makes organisations for demonstrations, set-up and tests; never reachable over the network.</summary>
public interface IPeopleSeed
{
    Task<SeededOrganisation> SowAsync(OrganisationSeed seed, CancellationToken ct);
}
