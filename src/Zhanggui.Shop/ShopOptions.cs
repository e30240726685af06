using System.ComponentModel.DataAnnotations;

namespace Zhanggui.Shop;

/// <summary>Settings of the room, section <c>Shop</c>: how long things are kept where a shop has said nothing else.</summary>
internal sealed class ShopOptions
{
    /// <summary>Days after the last visit until contact data are masked for good, 1 to 3650.</summary>
    [Range(1, 3650)]
    public int ContactDays { get; set; } = 90;

    /// <summary>Months that chats are kept, 1 to 240; longer while a case, dispute or slip cites them.</summary>
    [Range(1, 240)]
    public int ChatMonths { get; set; } = 24;

    /// <summary>Months that orders are kept, 36 to 240: e-commerce law asks for three years.</summary>
    [Range(36, 240)]
    public int OrderMonths { get; set; } = 36;

    /// <summary>Months that evidence of wages is kept, 24 to 240: the wage rules ask for two years.</summary>
    [Range(24, 240)]
    public int WageMonths { get; set; } = 24;
}
