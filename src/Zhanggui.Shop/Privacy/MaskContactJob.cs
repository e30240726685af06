using Microsoft.EntityFrameworkCore;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Jobs;
using Zhanggui.Kernel.Privacy;
using Zhanggui.Shop.Buyers;
using Zhanggui.Shop.Buyers.Scheme;
using Zhanggui.Shop.Contracts;
using Zhanggui.Shop.Store;

namespace Zhanggui.Shop.Privacy;

/// <summary>
/// Reduces contact data to their masked forms when their time is over. The fact that counts today is the buyer's last
/// visit; the end of after-sales rights joins it with the orders.
/// </summary>
internal sealed class MaskContactJob(RoomDbTools tools, BuyerBook book, SubjectKeys keys, SchemeBook schemes, ShopOptions options) : IJob
{
    private const int RowsPerRound = 100;

    public string Name => "shop.mask_contact";

    public Duration Every => Duration.FromMinutes(30);

    public bool RunsEverywhere => false;

    public async Task<int> RunOnceAsync(Instant now, CancellationToken ct)
    {
        var at = now.ToUnixTimeMilliseconds();
        await using var db = new ShopDb(tools);
        var due = await db.Database.SqlQuery<Guid>(
            $"""
            select b.id as "Value" from shop_buyer b left join shop_retention r on r.shop_id = b.shop_id
            where b.masked_at is null and b.erased_at is null
              and (b.name is not null or b.tel is not null or b.email is not null or b.address is not null or b.fields is not null)
              and b.last_seen_at < {at} - cast(coalesce(r.contact_days, {options.ContactDays}) as bigint) * 86400000
            order by b.last_seen_at limit {RowsPerRound}
            """).ToListAsync(ct);
        foreach (var id in due)
        {
            await MaskAsync(BuyerId.From(id), now, ct);
        }

        return due.Count == RowsPerRound ? due.Count : 0;
    }

    private async Task MaskAsync(BuyerId id, Instant now, CancellationToken ct)
    {
        var key = await keys.FindAsync(id.Value, ct);
        await using var db = new ShopDb(tools);
        await db.InTransactionAsync(async () =>
        {
            await db.Database.ExecuteSqlAsync($"update shop_buyer set version = version + 1 where id = {id.Value}", ct);
            var buyer = await db.Buyers.SingleAsync(b => b.Id == id, ct);
            if (buyer.ErasedAt is null && buyer.MaskedAt is null)
            {
                buyer.MaskedAt = now;
                if (key is { } k)
                {
                    await book.WriteAsync(db, buyer, k, buyer.Open(k).Masked((await schemes.FindAsync(buyer.ShopId, ct)).Scheme), ct);
                }
            }

            return 0;
        }, ct);
    }
}
