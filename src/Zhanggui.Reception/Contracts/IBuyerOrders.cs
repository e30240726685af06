using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Reception.Contracts;

/// <summary>How the orders of buyers stand, told by the room that keeps orders. Without such a room no rule about orders fits.</summary>
public interface IBuyerOrders
{
    /// <summary>
    /// The states (<see cref="OrderStates"/>) of each buyer's latest orders placed since an instant (null = ever). Buyers whom the shop's orders
    /// cannot name are left out; one who is known and has none answers <see cref="OrderStates.None"/>. At most 500 buyers at a time.
    /// </summary>
    Task<IReadOnlyDictionary<BuyerId, IReadOnlyList<string>>> StatesAsync(ShopId shop, IReadOnlyCollection<BuyerId> buyers, Instant? since, CancellationToken ct);
}

/// <summary>States of orders as a rule book names them: by key or by the word of the trade.</summary>
public static class OrderStates
{
    public const string None = "none";

    /// <summary>A refund was asked for and is not decided.</summary>
    public const string Refunding = "refunding";

    /// <summary>In the order in which they are told.</summary>
    public static readonly IReadOnlyList<(string Key, string Zh, string En)> All =
    [
        (Refunding, "退款中", "refund open"), ("unpaid", "待付款", "unpaid"), ("paid", "已付款待发货", "paid, not shipped"), ("shipped", "已发货", "shipped"), ("signed", "已签收", "signed for"),
        ("success", "交易成功", "completed"), ("closed", "交易关闭", "closed"), (None, "没有订单", "no order"),
    ];

    /// <summary>The key of what a book wrote, or null.</summary>
    public static string? Find(string written) => All.FirstOrDefault(s => s.Key == written || s.Zh == written).Key;

    public static string Zh(string key) => All.FirstOrDefault(s => s.Key == key).Zh ?? key;
}
