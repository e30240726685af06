using Zhanggui.Kernel.Ids;

namespace Zhanggui.Shop.Contracts;

/// <summary>How shops forecast.</summary>
public interface IForecastMethods
{
    /// <summary>The shop's own method, or that of the house.</summary>
    Task<ForecastMethod> OfAsync(ShopId shop, CancellationToken ct);
}
