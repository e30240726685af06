using Microsoft.EntityFrameworkCore;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Shop.Contracts;
using Zhanggui.Shop.Store;

namespace Zhanggui.Shop.Goods;

/// <inheritdoc cref="IStockCounts"/>
internal sealed class StockCounts(RoomDbTools tools) : IStockCounts
{
    private const int AtOnce = 500;

    public async Task<IReadOnlyDictionary<(string Item, Instant At), StockNow>> BeforeAsync(ShopId shop, IReadOnlyCollection<(string Item, Instant At)> asked, CancellationToken ct)
    {
        await using var db = new ShopDb(tools);
        var counted = new HashSet<string>(StringComparer.Ordinal);
        foreach (var some in asked.Select(a => a.Item).Distinct(StringComparer.Ordinal).Chunk(AtOnce))
        {
            counted.UnionWith(await db.StockCounts.AsNoTracking().Where(s => s.ShopId == shop && some.Contains(s.Item)).Select(s => s.Item).Distinct().ToListAsync(ct));
        }

        var found = new Dictionary<(string, Instant), StockNow>();
        foreach (var (item, at) in asked.Distinct().Where(a => counted.Contains(a.Item)))
        {
            if (await db.StockCounts.AsNoTracking().Where(s => s.ShopId == shop && s.Item == item && s.At <= at && s.Quantity != null).OrderByDescending(s => s.At).FirstOrDefaultAsync(ct) is { } count)
            {
                found[(item, at)] = new StockNow(count.Quantity, count.IsListed, count.At);
            }
        }

        return found;
    }
}
