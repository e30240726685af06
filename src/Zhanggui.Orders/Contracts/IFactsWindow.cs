using NodaTime;
using Zhanggui.Kernel.Ids;

namespace Zhanggui.Orders.Contracts;

/// <summary>How far back the facts of a period reach.</summary>
public interface IFactsWindow
{
    /// <summary>The longest time before an order at which something can decide it, by the rules that hold in the shop at an instant.</summary>
    Task<Duration> LongestAsync(ShopId shop, Instant at, CancellationToken ct);

    /// <summary>The same by the text of a book that need not be in force; the text must be sound.</summary>
    Duration LongestOf(string bookText, string shopName);
}
