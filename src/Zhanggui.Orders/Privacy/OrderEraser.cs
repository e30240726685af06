using System.Data.Common;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Orders.Store;

namespace Zhanggui.Orders.Privacy;

/// <summary>
/// Takes out of orders what tells of a person: the buyer's name, message, note, unknown columns and all earlier versions of them. Number, money,
/// times and who earned the order stay, because wages and books stand on them; such an order is not decided anew and no file fills it again.
/// </summary>
internal static class OrderEraser
{
    public static async Task EraseAsync(DbConnection c, DbTransaction t, ShopId shop, IReadOnlyCollection<string> orders, Instant now, CancellationToken ct)
    {
        IReadOnlyCollection<object?[]> rows = [.. orders.Select(o => (object?[])[shop.Value, o, now.ToUnixTimeMilliseconds()])];
        string[] names = ["shop", "order", "now"];
        foreach (var sql in (string[])
        [
            "update orders_order set buyer = null, buyer_message = null, seller_note = null, region = null, extra = null, erased_at = @now where shop_id = @shop and order_id = @order",
            "update orders_line set extra = null where shop_id = @shop and order_id = @order and @now > 0",
            "update orders_refund set extra = null where shop_id = @shop and order_id = @order and @now > 0",
            "update orders_order_version set changes = '{}' where shop_id = @shop and order_id = @order and @now > 0",
            "update orders_order set own_note = null where shop_id = @shop and order_id = @order and @now > 0",
            "update orders_event set detail = null, snapshot = null where shop_id = @shop and order_id = @order and event in ('note_changed', 'wrong_goods') and @now > 0",
            "update orders_claim set buyer_account = null where shop_id = @shop and order_id = @order and @now > 0",
        ])
        {
            await ManyRows.ExecuteAsync(c, t, sql, names, rows, ct);
        }
    }
}
