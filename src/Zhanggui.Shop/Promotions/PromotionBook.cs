using Microsoft.EntityFrameworkCore;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Shop.Contracts;
using Zhanggui.Shop.Store;

namespace Zhanggui.Shop.Promotions;

/// <summary>Reads what was released.</summary>
internal sealed class PromotionBook(RoomDbTools tools) : IPromotions
{
    private const int Most = 500;

    public async Task<IReadOnlyList<ReleasedPromotion>> OpenAsync(ShopId shop, Instant at, string? item, string? category, CancellationToken ct)
    {
        await using var db = new ShopDb(tools);
        var rows = await db.Set<ReleaseRow>().AsNoTracking()
            .Where(r => r.ShopId == shop && r.EndsAt > at && r.StartsAt <= at && r.ValidFrom <= at && (r.ValidUntil == null || r.ValidUntil > at))
            .OrderBy(r => r.EndsAt).ThenBy(r => r.Id).Take(Most).ToListAsync(ct);
        var found = await WithGiftsAsync(db, rows, ct);
        return [.. found.Where(p => p.IsOpenAt(at) && (item is null || p.Scope.Covers(item, category)))];
    }

    public async Task<bool> KeepsAsync(ShopId shop, CancellationToken ct)
    {
        await using var db = new ShopDb(tools);
        return await db.Set<ReleaseRow>().AsNoTracking().AnyAsync(r => r.ShopId == shop, ct);
    }

    public async Task<IReadOnlyList<ReleasedPromotion>> BetweenAsync(ShopId shop, Instant from, Instant to, CancellationToken ct)
    {
        await using var db = new ShopDb(tools);
        var rows = await db.Set<ReleaseRow>().AsNoTracking().Where(r => r.ShopId == shop && r.EndsAt > from && r.StartsAt < to && r.ValidFrom < to).OrderByDescending(r => r.EndsAt).ThenBy(r => r.Id).Take(Most).ToListAsync(ct);
        var latest = rows.GroupBy(r => r.PromotionId).Select(g => g.OrderByDescending(r => r.ValidFrom).ThenByDescending(r => r.Version).First()).Where(r => r.ValidUntil is null || r.ValidUntil > r.StartsAt);
        return [.. (await WithGiftsAsync(db, [.. latest], ct)).OrderBy(p => p.To).ThenBy(p => p.Id)];
    }

    public async Task<Refusal?> CheckAsync(ShopId shop, Guid promotion, Instant at, CancellationToken ct) =>
        PromotionRules.Offer(await FindAsync(shop, promotion, at, ct), at);

    /// <summary>As it was released at the instant; null = it was not, or had been withdrawn.</summary>
    public async Task<ReleasedPromotion?> FindAsync(ShopId shop, Guid promotion, Instant at, CancellationToken ct)
    {
        await using var db = new ShopDb(tools);
        var row = await db.Set<ReleaseRow>().AsNoTracking()
            .Where(r => r.PromotionId == promotion && r.ShopId == shop && r.ValidFrom <= at && (r.ValidUntil == null || r.ValidUntil > at)).OrderByDescending(r => r.ValidFrom).FirstOrDefaultAsync(ct);
        return row is null ? null : (await WithGiftsAsync(db, [row], ct))[0];
    }

    public async Task<IReadOnlyDictionary<Guid, string>> NamesAsync(ShopId shop, IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        await using var db = new ShopDb(tools);
        var wanted = ids.Take(Most).ToList();
        return wanted.Count == 0 ? new Dictionary<Guid, string>() : await db.Set<PromotionRow>().AsNoTracking().Where(p => p.ShopId == shop && wanted.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, ct);
    }

    /// <summary>What was withdrawn or replaced ended at that moment.</summary>
    public static async Task<IReadOnlyList<ReleasedPromotion>> WithGiftsAsync(ShopDb db, IReadOnlyList<ReleaseRow> rows, CancellationToken ct)
    {
        var ids = rows.Select(r => r.PromotionId).Distinct().ToList();
        var left = await db.Set<PromotionRow>().AsNoTracking().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.GiftLeft, ct);
        return [.. rows.Select(r => PromotionForm.FromJson(r.Form).Release(r.PromotionId, r.Version, r.ShopId, r.StartsAt, r.ValidUntil is { } until && until < r.EndsAt ? until : r.EndsAt, left.GetValueOrDefault(r.PromotionId)))];
    }
}
