using System.Data.Common;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;

namespace Zhanggui.Orders.Credits;

/// <summary>Months of a shop whose credit is closed; a month without a row is open. Rows are only added.</summary>
internal static class PeriodBook
{
    /// <summary>Nobody else stores decisions of this shop or closes a month of it until the commit.</summary>
    public static Task TakeTurnAsync(DbConnection c, DbTransaction t, ShopId shop, CancellationToken ct) =>
        c.ExecuteAsync(t, "insert into orders_turn (shop_id, taken) values (@shop, 1) on conflict (shop_id) do update set taken = orders_turn.taken + 1", ct, ("shop", shop.Value));

    public static async Task<IReadOnlySet<string>> ClosedAsync(DbConnection c, DbTransaction? t, ShopId shop, CancellationToken ct) =>
        (await c.ReadAllAsync(t, "select month from orders_period where shop_id = @shop", r => r.GetString(0), ct, ("shop", shop.Value))).ToHashSet(StringComparer.Ordinal);
}
