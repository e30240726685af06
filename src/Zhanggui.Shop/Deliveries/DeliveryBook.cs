using Microsoft.EntityFrameworkCore;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Shop.Buyers;
using Zhanggui.Shop.Contracts;
using Zhanggui.Shop.Store;

namespace Zhanggui.Shop.Deliveries;

/// <summary>Finds what is known of the way to a region.</summary>
internal sealed class DeliveryBook(RoomDbTools tools, BuyerBook buyers) : IDeliveryKnowledge
{
    /// <summary>There are about three thousand counties.</summary>
    public const int Most = 5000;
    private const int MostOthers = 5;

    public async Task<DeliveryAnswer?> FindAsync(ShopId shop, string region, CancellationToken ct) =>
        Answer(Regions.Smallest(await RowsAsync(shop, ct), r => r.RegionKey, region));

    public async Task<DeliveryAnswer?> FindOfBuyerAsync(ShopId shop, BuyerId buyer, CancellationToken ct)
    {
        await using var db = new ShopDb(tools);
        return await db.Buyers.AsNoTracking().SingleOrDefaultAsync(b => b.Id == buyer && b.ShopId == shop, ct) is { } row && (await buyers.OpenAsync(row, ct)).Address is { Length: > 0 } address
            ? await FindAsync(shop, address, ct) : null;
    }

    public async Task<DeliveryAnswer?> FindNamedAsync(ShopId shop, string said, CancellationToken ct) =>
        Answer(Regions.Named(await RowsAsync(shop, ct), r => r.RegionKey, said));

    private async Task<List<DeliveryRegion>> RowsAsync(ShopId shop, CancellationToken ct)
    {
        await using var db = new ShopDb(tools);
        return await db.Deliveries.AsNoTracking().Where(d => d.ShopId == shop).OrderBy(d => d.RegionKey).Take(Most).ToListAsync(ct);
    }

    private static DeliveryAnswer? Answer(IReadOnlyList<DeliveryRegion> found) =>
        found switch
        {
            [] => null,
            [var one] => new DeliveryAnswer(one.Row(), []),
            var many => new DeliveryAnswer(null, [.. many.Take(MostOthers).Select(r => r.Region)]),
        };
}
