using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Jobs;
using Zhanggui.People.Contracts;
using Zhanggui.Shop.Buyers.Dossier;
using Zhanggui.Shop.Buyers.Scheme;
using Zhanggui.Shop.Contracts;
using Zhanggui.Shop.Daily;
using Zhanggui.Shop.Store;

namespace Zhanggui.Shop.Buyers.Members;

/// <summary>
/// Opens rounds of calling members back (FUP-03): members who agreed to calls of care, have no care of their own and whose round is due by the book.
/// Done twice it changes nothing: a buyer has one open round.
/// </summary>
internal sealed class OpenMemberCallbacks(RoomDbTools tools, FollowUpBook books, IShops shops, IPeople people) : IJob
{
    private const int MostShops = 1000;
    private const int AtOnce = 200;

    public string Name => "shop.member_callbacks";

    public Duration Every => Duration.FromMinutes(5);

    public bool RunsEverywhere => false;

    public async Task<int> RunOnceAsync(Instant now, CancellationToken ct)
    {
        await using var db = new ShopDb(tools);
        var count = 0;
        foreach (var shop in await db.Set<MemberRow>().AsNoTracking().Select(m => m.ShopId).Distinct().Take(MostShops).ToListAsync(ct))
        {
            count += await OfShopAsync(shop, now, ct);
        }

        return count;
    }

    private async Task<int> OfShopAsync(ShopId shop, Instant now, CancellationToken ct)
    {
        var book = (await books.OfAsync(shop, now, ct)).Members;
        if (book is not { EveryMonths: { } months, WithinDays: { } days } || await shops.FindAsync(shop, ct) is not { } card)
        {
            return 0;
        }

        await using var db = new ShopDb(tools);
        var today = now.InZone(card.TimeZone).Date;
        var openedToday = await db.Set<MemberCallbackRow>().CountAsync(c => c.ShopId == shop && c.OpenedOn == today, ct);
        var left = Math.Min(AtOnce, (book.PerDay ?? int.MaxValue) - openedToday);
        if (left <= 0)
        {
            return 0;
        }

        var due = await DueAsync(db, shop, today, today.PlusMonths(-months), left, ct);
        if (due.Count == 0)
        {
            return 0;
        }

        var able = (await people.WithPermissionAsync(shop, Permissions.EditBuyer, null, ct)).Select(p => p.Id).ToList();
        var open = (await db.Set<MemberCallbackRow>().Where(c => c.ShopId == shop && c.State == CallbackState.Open).GroupBy(c => c.Owner).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct)).ToDictionary(g => g.Key, g => g.Count);
        var loads = able.ToDictionary(p => p, p => open.GetValueOrDefault(p));
        var count = 0;
        foreach (var one in due)
        {
            if (MemberCallbackRules.Owner(PersonId.From(one.Maker), loads) is not { } owner)
            {
                break;
            }

            count += await OpenAsync(db, shop, BuyerId.From(one.Buyer), owner, today, today.PlusDays(days), now, ct);
            loads[owner]++;
        }

        return count;
    }

    private static async Task<List<Found>> DueAsync(ShopDb db, ShopId shop, LocalDate today, LocalDate before, int limit, CancellationToken ct)
    {
        var (day, last) = (LocalDatePattern.Iso.Format(today), LocalDatePattern.Iso.Format(before));
        return await db.Database.SqlQuery<Found>(
            $"""
            select coalesce(b.joined_into, b.id) as buyer, m.changed_by as maker
            from shop_buyer_member m join shop_buyer b on b.id = m.buyer_id join shop_buyer h on h.id = coalesce(b.joined_into, b.id)
            where m.shop_id = {shop.Value} and m.since <= {day} and (m.until is null or m.until > {day}) and h.erased_at is null
              and exists (select 1 from shop_buyer_consent c join shop_buyer cb on cb.id = c.buyer_id where coalesce(cb.joined_into, cb.id) = h.id and c.shop_id = m.shop_id and c.purpose = {BuyerScheme.Care} and c.channel = 'phone' and c.is_given = 1
                and not exists (select 1 from shop_buyer_consent w where w.shop_id = c.shop_id and w.purpose = c.purpose and w.buyer_id = c.buyer_id and w.channel = c.channel and w.is_given = 0 and w.at >= c.at))
              and not exists (select 1 from shop_buyer_care k where k.buyer_id = h.id or k.buyer_id = b.id)
              and not exists (select 1 from shop_member_callback o where (o.buyer_id = h.id or o.buyer_id = b.id) and (o.state = 'Open' or o.opened_on > {last}))
            order by m.since, h.id limit {limit}
            """).ToListAsync(ct);
    }

    private static Task<int> OpenAsync(ShopDb db, ShopId shop, BuyerId buyer, PersonId owner, LocalDate today, LocalDate due, Instant now, CancellationToken ct) =>
        db.InTransactionAsync(() => db.Database.ExecuteSqlAsync(
            $"""
            insert into shop_member_callback (id, shop_id, buyer_id, owner, opened_on, due_on, next_at, tries, state, opened_at, version)
            values ({db.Fresh()}, {shop.Value}, {buyer.Value}, {owner.Value}, {LocalDatePattern.Iso.Format(today)}, {LocalDatePattern.Iso.Format(due)}, {now.ToUnixTimeMilliseconds()}, {0L}, {nameof(CallbackState.Open)}, {now.ToUnixTimeMilliseconds()}, {1L})
            on conflict do nothing
            """, ct), ct);

    private sealed record Found(Guid Buyer, Guid Maker);
}
