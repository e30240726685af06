using NodaTime;
using Zhanggui.Kernel.Ids;

namespace Zhanggui.Shop.Privacy;

/// <summary>A row of <c>shop_retention</c>: how long one shop keeps what; a shop without a row uses the defaults of the installation.</summary>
internal sealed class RetentionRow
{
    public required ShopId ShopId { get; init; }

    public required int ContactDays { get; set; }

    public required int ChatMonths { get; set; }

    public required int OrderMonths { get; set; }

    public required int WageMonths { get; set; }

    public required Instant ChangedAt { get; set; }

    public required PersonId ChangedBy { get; set; }
}
