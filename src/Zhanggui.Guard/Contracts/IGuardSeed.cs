using Zhanggui.Kernel.Ids;

namespace Zhanggui.Guard.Contracts;

/// <summary>
/// What an agent wrote before a line of a demonstration's talk: the line is known by words in it. <paramref name="Drafts"/> were changed before it was sent,
/// <paramref name="Tried"/> was refused, <paramref name="GivenUp"/> was never sent; <paramref name="Fine"/>: they said that the draft was fine.
/// </summary>
public sealed record GuardTale(string Line, IReadOnlyList<string>? Drafts = null, string? Tried = null, string? GivenUp = null, string? Fine = null);

/// <summary>Lets the guard look at the talks of a demonstration as if it had stood there; never reachable over the network.</summary>
public interface IGuardSeed
{
    /// <summary>Every line of the last days passes the gate at its own time, with what is told of it; where a reason is asked for, <paramref name="reasons"/> take turns. How many lines were looked at.</summary>
    Task<int> SowAsync(ShopId shop, int days, IReadOnlyList<GuardTale> tales, IReadOnlyList<string> reasons, CancellationToken ct);
}
