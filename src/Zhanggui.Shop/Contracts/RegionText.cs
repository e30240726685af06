using Zhanggui.Shop.Deliveries;

namespace Zhanggui.Shop.Contracts;

/// <summary>What of an address says the region and nothing more (pure).</summary>
public static class RegionText
{
    /// <summary>Province, city and county at most, as they are written, masked or not; null where the address begins with none.</summary>
    public static string? Of(string? address) => address is null ? null : Regions.Head(address);
}
