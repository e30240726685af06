using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Ids;

namespace Zhanggui.People.Rights;

/// <summary>Who may give, take and touch whose rights. Pure.</summary>
internal static class Rights
{
    /// <summary>Does everything in <paramref name="theirs"/> lie within <paramref name="mine"/>?</summary>
    public static bool Cover(IReadOnlyList<Grant> mine, IReadOnlyList<Grant> theirs) => theirs.All(their => Covers(mine, their));

    public static bool Covers(IReadOnlyList<Grant> mine, Grant wanted) =>
        wanted.Permissions.All(permission => mine.Any(g => g.Permissions.Contains(permission)
            && (g.Shop is null || g.Shop == wanted.Shop)
            && (g.Team is null || g.Team == wanted.Team)));

    /// <summary>May do this in every shop, for every team.</summary>
    public static bool IsEverywhere(IReadOnlyList<Grant> grants, string permission) =>
        grants.Any(g => g.Shop is null && g.Team is null && g.Permissions.Contains(permission));

    /// <summary>May do this where the grant would count: a right limited to a team does not reach the whole shop.</summary>
    public static bool Reaches(IReadOnlyList<Grant> mine, string permission, ShopId? shop, TeamId? team) =>
        mine.Any(g => g.Permissions.Contains(permission) && (g.Shop is null || g.Shop == shop) && (g.Team is null || g.Team == team));
}
