using Zhanggui.Kernel.Ids;

namespace Zhanggui.Shop.Contracts;

/// <summary>How long a shop keeps what.</summary>
public sealed record RetentionPeriods(int ContactDays, int ChatMonths, int OrderMonths, int WageMonths);

/// <summary>Retention by kind, per shop; rooms that keep such things ask here how long.</summary>
public interface IRetention
{
    /// <summary>The shop's own periods, or the installation's where the shop has set none.</summary>
    Task<RetentionPeriods> FindAsync(ShopId shop, CancellationToken ct);
}
