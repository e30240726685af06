using Zhanggui.Kernel.Ids;

namespace Zhanggui.Reception.Contracts;

/// <summary>A phrase of a demo shop that tells of a promotion, by the promotion's name.</summary>
public sealed record BoundPhraseSeed(string Group, string Code, string Title, string Text, string Promotion);

/// <summary>Gives the accounts of a demo shop their signatures; never reachable over the network.</summary>
public interface IAccountSeed
{
    /// <summary>Texts that take turns, carrying the promotion of this name; who has a signature keeps it.</summary>
    Task SowAsync(ShopId shop, PersonId person, IReadOnlyList<string> texts, string promotion, CancellationToken ct);
}
