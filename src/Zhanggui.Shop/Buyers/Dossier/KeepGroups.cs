using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Shop.Contracts;
using Zhanggui.Shop.Store;

namespace Zhanggui.Shop.Buyers.Dossier;

/// <summary>Groups of buyers with a purpose (CUST-09): named, filled by hand, archived when they are over.</summary>
internal static class KeepGroups
{
    private const int Most = 200;
    private const int MostAtOnce = 500;
    private const int NameLimit = 40;
    private const int PurposeLimit = 200;

    /// <summary><paramref name="RuleOrders"/> and <paramref name="RuleDays"/>: filled by rule, with whoever ordered so often within so many days.</summary>
    internal sealed record MakeRequest(Guid Id, Guid Shop, string? Name, string? Purpose, int? RuleOrders = null, int? RuleDays = null);

    internal sealed record EditRequest(string? Name, string? Purpose, bool Archived);

    internal sealed record MembersRequest(IReadOnlyList<Guid>? Add, IReadOnlyList<Guid>? Remove);

    internal sealed record Line(Guid Id, string Name, string Purpose, Instant MadeAt, bool IsArchived, int Members, int? RuleOrders, int? RuleDays, Instant? RuledAt);

    internal sealed record Answer(IReadOnlyList<Line> Groups);

    public static async Task<IResult> ListAsync(Guid shop, bool? archived, Actor actor, BuyerAccess access, ShopDb db, CancellationToken ct)
    {
        var id = ShopId.From(shop);
        return await access.FindShopAsync(actor, id, ct) is null ? new BuyerShopNotFound().ToProblem() : TypedResults.Json(new Answer(await LinesAsync(db, id, archived ?? false, ct)), HouseJson.Options);
    }

    public static async Task<IResult> MakeAsync(MakeRequest request, Actor actor, BuyerAccess access, ShopDb db, CancellationToken ct)
    {
        var shop = ShopId.From(request.Shop);
        if (await access.FindShopAsync(actor, shop, ct) is null)
        {
            return new BuyerShopNotFound().ToProblem();
        }

        if (!actor.Can(Permissions.EditBuyer, shop))
        {
            return new BuyerActForbidden().ToProblem();
        }

        if ((DossierPen.Text("name", request.Name, NameLimit) ?? DossierPen.Text("purpose", request.Purpose, PurposeLimit)) is { } wrong)
        {
            return wrong.ToProblem();
        }

        if (request.RuleOrders is not null || request.RuleDays is not null)
        {
            if (request.RuleOrders is not (>= 1 and <= 1000))
            {
                return new RetentionOutOfRange("ruleOrders", 1, 1000).ToProblem();
            }

            if (request.RuleDays is not (>= 1 and <= RuledGroups.MostDays))
            {
                return new RetentionOutOfRange("ruleDays", 1, RuledGroups.MostDays).ToProblem();
            }
        }

        var made = await db.InTransactionAsync(() => db.Database.ExecuteSqlAsync(
            $"insert into shop_buyer_group (id, shop_id, name, purpose, made_at, made_by, rule_orders, rule_days) values ({request.Id}, {shop.Value}, {request.Name!.Trim()}, {request.Purpose!.Trim()}, {db.Now.ToUnixTimeMilliseconds()}, {actor.Person.Value}, {(long?)request.RuleOrders}, {(long?)request.RuleDays}) on conflict do nothing", ct), ct);
        return made == 0 && !await db.Set<GroupRow>().AnyAsync(g => g.Id == request.Id && g.ShopId == shop, ct)
            ? new GroupNameTaken().ToProblem()
            : TypedResults.Json(new Answer(await LinesAsync(db, shop, archived: false, ct)), HouseJson.Options);
    }

    public static async Task<IResult> EditAsync(Guid id, EditRequest request, Actor actor, BuyerAccess access, ShopDb db, CancellationToken ct)
    {
        if (await FindAsync(id, actor, access, db, ct) is not { } group)
        {
            return new DossierEntryNotFound().ToProblem();
        }

        if ((DossierPen.Text("name", request.Name, NameLimit) ?? DossierPen.Text("purpose", request.Purpose, PurposeLimit)) is { } wrong)
        {
            return wrong.ToProblem();
        }

        var saved = await db.InTransactionAsync(async () =>
        {
            var name = request.Name!.Trim();
            if (!request.Archived && await db.Set<GroupRow>().AnyAsync(g => g.ShopId == group.ShopId && g.Id != id && g.Name == name && g.ArchivedAt == null, ct))
            {
                return false;
            }

            var row = await db.Set<GroupRow>().SingleAsync(g => g.Id == id, ct);
            (row.Name, row.Purpose, row.ArchivedAt) = (name, request.Purpose!.Trim(), request.Archived ? row.ArchivedAt ?? db.Now : null);
            return true;
        }, ct);
        return saved ? TypedResults.Json(new Answer(await LinesAsync(db, group.ShopId, archived: false, ct)), HouseJson.Options) : new GroupNameTaken().ToProblem();
    }

    /// <summary>Adds and removes many at once; who is another shop's or erased is passed over, and the answer says how many are in it now.</summary>
    public static async Task<IResult> MembersAsync(Guid id, MembersRequest request, Actor actor, BuyerAccess access, ShopDb db, CancellationToken ct)
    {
        if (await FindAsync(id, actor, access, db, ct) is not { ArchivedAt: null, RuleOrders: null } group)
        {
            return new DossierEntryNotFound().ToProblem();
        }

        var (add, remove) = (Ids(request.Add), Ids(request.Remove));
        if (add.Count + remove.Count > MostAtOnce)
        {
            return new GroupTooMany(MostAtOnce).ToProblem();
        }

        await db.InTransactionAsync(async () =>
        {
            var known = await db.Buyers.AsNoTracking().Where(b => b.ShopId == group.ShopId && add.Contains(b.Id) && b.ErasedAt == null).Select(b => b.JoinedInto ?? b.Id).Distinct().ToListAsync(ct);
            var changed = new List<BuyerId>();
            foreach (var buyer in known)
            {
                var isNew = await db.Database.ExecuteSqlAsync($"insert into shop_buyer_in_group (group_id, buyer_id, added_at, added_by) values ({id}, {buyer.Value}, {db.Now.ToUnixTimeMilliseconds()}, {actor.Person.Value}) on conflict do nothing", ct) > 0;
                changed.AddRange(isNew ? [buyer] : []);
            }

            // A member may stand there under a record that was joined into another since.
            var gone = await db.Buyers.AsNoTracking().Where(b => remove.Contains(b.Id) || (b.JoinedInto != null && remove.Contains(b.JoinedInto.Value))).Select(b => b.Id).ToListAsync(ct);
            changed.AddRange(await db.Set<InGroupRow>().AsNoTracking().Where(m => m.GroupId == id && gone.Contains(m.BuyerId)).Select(m => m.BuyerId).ToListAsync(ct));
            await db.Set<InGroupRow>().Where(m => m.GroupId == id && gone.Contains(m.BuyerId)).ExecuteDeleteAsync(ct);
            await GroupChange.TellAsync(db, group.ShopId, changed, actor.Person, ct);
            db.Audit(new AuditEntry(actor.Organisation, group.ShopId, actor.Person, "shop.buyer.group", "buyer-group", id.ToString(), After: new { added = known.Count, removed = gone.Count }));
            return 0;
        }, ct);
        return TypedResults.Json(new Answer(await LinesAsync(db, group.ShopId, archived: false, ct)), HouseJson.Options);
    }

    private static async Task<GroupRow?> FindAsync(Guid id, Actor actor, BuyerAccess access, ShopDb db, CancellationToken ct)
    {
        var group = await db.Set<GroupRow>().AsNoTracking().SingleOrDefaultAsync(g => g.Id == id, ct);
        return group is not null && await access.FindShopAsync(actor, group.ShopId, ct) is not null && actor.Can(Permissions.EditBuyer, group.ShopId) ? group : null;
    }

    private static async Task<IReadOnlyList<Line>> LinesAsync(ShopDb db, ShopId shop, bool archived, CancellationToken ct)
    {
        var groups = await db.Set<GroupRow>().AsNoTracking().Where(g => g.ShopId == shop && (archived || g.ArchivedAt == null)).OrderBy(g => g.Name).Take(Most).ToListAsync(ct);
        var ids = groups.ConvertAll(g => g.Id);
        var counts = await (from m in db.Set<InGroupRow>()
                            join b in db.Buyers on m.BuyerId equals b.Id
                            where ids.Contains(m.GroupId)
                            group b.JoinedInto ?? b.Id by m.GroupId into g
                            select new { g.Key, Count = g.Distinct().Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        return [.. groups.Select(g => new Line(g.Id, g.Name, g.Purpose, g.MadeAt, g.ArchivedAt is not null, counts.GetValueOrDefault(g.Id), g.RuleOrders, g.RuleDays, g.RuledAt))];
    }

    private static List<BuyerId> Ids(IReadOnlyList<Guid>? ids) => [.. (ids ?? []).Distinct().Select(BuyerId.From)];
}
