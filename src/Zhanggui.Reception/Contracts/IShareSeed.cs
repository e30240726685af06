using NodaTime;
using Zhanggui.Kernel.Ids;

namespace Zhanggui.Reception.Contracts;

/// <summary>The weight of an agent of a demo shop: at once, or from a coming day on.</summary>
public sealed record ShareSeed(PersonId Person, int Weight, string Reason, LocalDate? From = null);

/// <summary>Sets weights of a fresh shop through the room's own act; a shop that has any keeps them.</summary>
public interface IShareSeed
{
    Task SowAsync(ShopId shop, PersonId keeper, IReadOnlyList<ShareSeed> shares, CancellationToken ct);
}
