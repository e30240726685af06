using Microsoft.EntityFrameworkCore;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Shop.Contracts;
using Zhanggui.Shop.Store;

namespace Zhanggui.Shop.Privacy;

/// <summary>A shop's own periods, or the installation's.</summary>
internal sealed class Retention(RoomDbTools tools, ShopOptions options) : IRetention
{
    public RetentionPeriods Default => new(options.ContactDays, options.ChatMonths, options.OrderMonths, options.WageMonths);

    public async Task<RetentionPeriods> FindAsync(ShopId shop, CancellationToken ct)
    {
        await using var db = new ShopDb(tools);
        var row = await db.Retentions.AsNoTracking().SingleOrDefaultAsync(r => r.ShopId == shop, ct);
        return row is null ? Default : new RetentionPeriods(row.ContactDays, row.ChatMonths, row.OrderMonths, row.WageMonths);
    }
}
