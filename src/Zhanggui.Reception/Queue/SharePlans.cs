using NodaTime;
using NodaTime.Text;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Jobs;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;

namespace Zhanggui.Reception.Queue;

/// <summary>A weight that begins on a coming day.</summary>
internal sealed record SharePlan(PersonId Person, LocalDate From, int Weight, int? Capacity, IReadOnlyList<string> Groups, string Reason, PersonId SetBy, Instant SetAt);

/// <summary>Weights that begin on a coming day (SHIFT-13), and the job that takes them over when the day has begun in the shop.</summary>
internal sealed class SharePlans(Database database, IShops shops, QueueRouter router, TimeProvider clock) : IJob
{
    private const int Most = 500;

    public string Name => "reception.share_plans";

    public Duration Every => Duration.FromSeconds(30);

    public bool RunsEverywhere => false;

    public async Task<IReadOnlyList<SharePlan>> OfAsync(ShopId shop, CancellationToken ct)
    {
        await using var c = await database.OpenAsync(ct);
        return await c.ReadAllAsync(null, "select person_id, from_day, weight, capacity, groups, reason, set_by, set_at from reception_share_plan where shop_id = @shop order by from_day, person_id limit @limit",
            r => new SharePlan(new PersonId(r.GetGuid(0)), LocalDatePattern.Iso.Parse(r.GetString(1)).Value, r.GetInt32(2), r.IsDBNull(3) ? null : r.GetInt32(3), [.. r.GetString(4).Split(',', StringSplitOptions.RemoveEmptyEntries)],
                r.GetString(5), new PersonId(r.GetGuid(6)), Instant.FromUnixTimeMilliseconds(r.GetInt64(7))), ct, ("shop", shop.Value), ("limit", Most));
    }

    public Task KeepAsync(ShopCard shop, SharePlan plan, Actor actor, CancellationToken ct) => database.WriteAsync(async (c, t) =>
    {
        await c.ExecuteAsync(t,
            "insert into reception_share_plan (shop_id, person_id, from_day, weight, capacity, groups, reason, set_by, set_at) values (@shop, @person, @day, @weight, @capacity, @groups, @reason, @by, @at) " +
            "on conflict (shop_id, person_id, from_day) do update set weight = excluded.weight, capacity = excluded.capacity, groups = excluded.groups, reason = excluded.reason, set_by = excluded.set_by, set_at = excluded.set_at", ct,
            ("shop", shop.Id.Value), ("person", plan.Person.Value), ("day", LocalDatePattern.Iso.Format(plan.From)), ("weight", plan.Weight), ("capacity", plan.Capacity), ("groups", string.Join(',', plan.Groups)),
            ("reason", plan.Reason), ("by", plan.SetBy.Value), ("at", plan.SetAt.ToUnixTimeMilliseconds()));
        await AuditStore.InsertAsync(c, t, NewId.Create(clock), plan.SetAt.ToUnixTimeMilliseconds(), new AuditEntry(shop.Organisation, shop.Id, actor.Person, "reception.routing.share_planned", "person", plan.Person.ToString(),
            After: new { from = LocalDatePattern.Iso.Format(plan.From), plan.Weight, plan.Capacity, plan.Groups }, Reason: plan.Reason), ct);
        return 0;
    }, ct);

    /// <summary>False where there is none.</summary>
    public Task<bool> RemoveAsync(ShopCard shop, PersonId person, LocalDate from, Actor actor, Instant now, CancellationToken ct) => database.WriteAsync(async (c, t) =>
    {
        if (await c.ExecuteAsync(t, "delete from reception_share_plan where shop_id = @shop and person_id = @person and from_day = @day", ct, ("shop", shop.Id.Value), ("person", person.Value), ("day", LocalDatePattern.Iso.Format(from))) == 0)
        {
            return false;
        }

        await AuditStore.InsertAsync(c, t, NewId.Create(clock), now.ToUnixTimeMilliseconds(), new AuditEntry(shop.Organisation, shop.Id, actor.Person, "reception.routing.share_planned", "person", person.ToString(), Before: new { from = LocalDatePattern.Iso.Format(from) }), ct);
        return true;
    }, ct);

    public async Task<int> RunOnceAsync(Instant now, CancellationToken ct)
    {
        List<Guid> due;
        await using (var c = await database.OpenAsync(ct))
        {
            // No zone is a day ahead of this.
            due = await c.ReadAllAsync(null, "select distinct shop_id from reception_share_plan where from_day <= @day limit 1000", r => r.GetGuid(0), ct, ("day", LocalDatePattern.Iso.Format(now.InUtc().Date.PlusDays(1))));
        }

        var count = 0;
        foreach (var id in due.Select(d => new ShopId(d)))
        {
            if (await shops.FindAsync(id, ct) is { } shop)
            {
                count += await TakeOverAsync(shop, now, ct);
            }
        }

        return count;
    }

    /// <summary>Of several days that have begun the last one holds. Taken over in one commit, so doing it twice changes nothing.</summary>
    private async Task<int> TakeOverAsync(ShopCard shop, Instant now, CancellationToken ct)
    {
        var today = now.InZone(shop.TimeZone).Date;
        var begun = (await OfAsync(shop.Id, ct)).Where(p => p.From <= today).GroupBy(p => p.Person).ToList();
        foreach (var plans in begun)
        {
            var plan = plans.MaxBy(p => p.From)!;
            await database.WriteAsync(async (c, t) =>
            {
                var gone = await c.ExecuteAsync(t, "delete from reception_share_plan where shop_id = @shop and person_id = @person and from_day <= @day", ct,
                    ("shop", shop.Id.Value), ("person", plan.Person.Value), ("day", LocalDatePattern.Iso.Format(plan.From)));
                if (gone > 0)
                {
                    await SetShare.WriteAsync(c, t, shop.Id, new Share(plan.Person, plan.Weight, plan.Capacity, plan.Groups, plan.Reason, plan.SetBy, now), ct);
                    await AuditStore.InsertAsync(c, t, NewId.Create(clock), now.ToUnixTimeMilliseconds(), new AuditEntry(shop.Organisation, shop.Id, plan.SetBy, "reception.routing.share", "person", plan.Person.ToString(),
                        After: new { plan.Weight, plan.Capacity, plan.Groups }, Reason: plan.Reason), ct);
                }

                return 0;
            }, ct);
        }

        if (begun.Count > 0)
        {
            router.Ask(shop.Id);
        }

        return begun.Count;
    }
}
