using Microsoft.EntityFrameworkCore;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.People.Contracts;
using Zhanggui.Shop.Contracts;
using Zhanggui.Shop.Offers;
using Zhanggui.Shop.Store;

namespace Zhanggui.Shop.Promotions;

/// <summary>Loads a promotion for a change, asks the rule, keeps what was done.</summary>
internal sealed class PromotionDesk(ShopDb db, IShops shops, IEnumerable<IStaffing> staffing, IEnumerable<IGoods> goods)
{
    private const int MostStock = 500;

    public ShopDb Db => db;

    /// <summary>The promotion and its shop, where the actor may do this there.</summary>
    public async Task<(PromotionRow Promotion, ShopCard Shop)?> FindAsync(Guid id, Actor actor, string permission, CancellationToken ct) =>
        await db.Set<PromotionRow>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, ct) is { } row && await shops.FindForAsync(actor, row.ShopId, permission, ct) is { } card ? (row, card) : null;

    /// <summary>One act on one promotion, one after the other; refused = nothing happened.</summary>
    public async Task<Outcome<PromotionRow>> ActAsync(Guid id, Actor actor, string permission, Func<PromotionRow, ShopCard, Task<Refusal?>> act, CancellationToken ct)
    {
        if (await FindAsync(id, actor, permission, ct) is not var (_, card))
        {
            return new PromotionNotFound();
        }

        return await db.InTransactionAsync<Outcome<PromotionRow>>(async () =>
        {
            // The lock of the row is taken first: whoever comes second sees how it ended.
            await db.Set<PromotionRow>().Where(p => p.Id == id).ExecuteUpdateAsync(set => set.SetProperty(p => p.Round, p => p.Round), ct);
            var row = await db.Set<PromotionRow>().SingleAsync(p => p.Id == id, ct);
            if (await act(row, card) is { } no)
            {
                db.ChangeTracker.Clear();
                return no;
            }

            return row;
        }, ct);
    }

    /// <summary>What was done stands in the history, and open screens look again.</summary>
    public void Note(PromotionRow row, Actor actor, string act, string? text = null, string? form = null)
    {
        ShopFeed.TellOffers(db, row.ShopId, row.Id);
        db.Add(new PromotionChangeRow
        {
            Id = db.Fresh(),
            PromotionId = row.Id,
            At = db.Now,
            PersonId = actor.Person,
            Act = act,
            Version = row.Version,
            Text = string.IsNullOrWhiteSpace(text) ? null : text.Trim(),
            Form = form,
        });
    }

    /// <summary>Agents see something else from now on: told to other rooms, and who did it stands in the audit.</summary>
    public void Tell(PromotionRow row, Actor actor, string act, string? reason = null)
    {
        db.Publish(new PromotionChanged(row.ShopId, row.Id), row.ShopId);
        db.Audit(new AuditEntry(actor.Organisation, row.ShopId, actor.Person, $"shop.promotion.{act}", "promotion", row.Id.ToString(), After: new { name = row.Name, version = row.Version }, Reason: string.IsNullOrWhiteSpace(reason) ? null : reason.Trim()));
    }

    public Task<List<SignRow>> SignsAsync(PromotionRow row, CancellationToken ct) =>
        db.Set<SignRow>().AsNoTracking().Where(s => s.PromotionId == row.Id && s.Round == row.Round).OrderBy(s => s.At).Take(50).ToListAsync(ct);

    /// <summary>Roster and stock against what the planner expects. Asks other rooms: never inside a transaction.</summary>
    public async Task<CapacityCheck> CheckAsync(ShopCard shop, PromotionForm form, CancellationToken ct)
    {
        var (first, until) = Capacity.DaysOf(form.From!.Value, form.To!.Value, shop.TimeZone);
        var roster = staffing.FirstOrDefault() is { } room ? await room.DaysAsync(shop.Id, first, until, ct) : [];
        return Capacity.Compare(form.Plan, roster, await StockAsync(shop.Id, form.Scope ?? ItemScope.Everything, ct));
    }

    private async Task<IReadOnlyList<StockLine>> StockAsync(ShopId shop, ItemScope scope, CancellationToken ct)
    {
        if (goods.FirstOrDefault() is not { } room || scope.Kind == ScopeKind.All)
        {
            return [];
        }

        if (scope.Kind == ScopeKind.Item)
        {
            var known = await room.FindManyAsync(shop, [.. scope.Targets.Take(MostStock)], ct);
            return [.. scope.Targets.Take(MostStock).Select(item => known.TryGetValue(item, out var card) ? Line(card) : new StockLine(item, null, null))];
        }

        var found = new List<StockLine>();
        foreach (var category in scope.Targets.Take(20))
        {
            found.AddRange((await room.SearchAsync(shop, category, 100, ct)).Where(p => p.Category == category).Select(Line));
        }

        return found;
    }

    private static StockLine Line(ProductCard card) => new(card.Item, card.Title, card.Stock?.Quantity is { } quantity ? (int)Math.Clamp(quantity, 0, int.MaxValue) : null);
}
