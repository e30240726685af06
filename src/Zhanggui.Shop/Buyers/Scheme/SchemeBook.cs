using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Shop.Contracts;
using Zhanggui.Shop.Store;

namespace Zhanggui.Shop.Buyers.Scheme;

/// <summary>A row of <c>shop_buyer_scheme</c>.</summary>
internal sealed class SchemeRow
{
    public required ShopId ShopId { get; init; }

    public required string Body { get; init; }

    public required long Version { get; init; }

    public required Instant ChangedAt { get; init; }

    public required PersonId ChangedBy { get; init; }
}

/// <summary>The shop's own scheme, or what every shop begins with.</summary>
internal sealed class SchemeBook(RoomDbTools tools) : IReviewTopics, ILoyalty
{
    public async Task<(BuyerScheme Scheme, long Version)> FindAsync(ShopId shop, CancellationToken ct)
    {
        await using var db = new ShopDb(tools);
        var row = await db.Set<SchemeRow>().AsNoTracking().SingleOrDefaultAsync(s => s.ShopId == shop, ct);
        return row is null ? (BuyerScheme.First, 0) : (JsonSerializer.Deserialize<BuyerScheme>(row.Body, HouseJson.Options)!, row.Version);
    }

    async Task<int> ILoyalty.FromOrdersAsync(ShopId shop, CancellationToken ct) => (await FindAsync(shop, ct)).Scheme.LoyalOrders;

    async Task<IReadOnlyList<ReviewTopic>> IReviewTopics.FindAsync(ShopId shop, CancellationToken ct) => (await FindAsync(shop, ct)).Scheme.ReviewTopics ?? BuyerScheme.FirstReviewTopics;
}
