using Microsoft.EntityFrameworkCore;
using Zhanggui.Kernel.Ids;
using Zhanggui.Shop.Contracts;
using Zhanggui.Shop.Store;

namespace Zhanggui.Shop.Buyers.Dossier;

/// <summary>Buyers came into a group or left it: whoever has something open with them is told, as of a new address (CUST-17).</summary>
internal static class GroupChange
{
    public const string Field = "group";

    private const int MostNames = 50;

    /// <summary>Each buyer once, by the record that holds now; within the transaction of the change.</summary>
    public static async Task TellAsync(ShopDb db, ShopId shop, IReadOnlyCollection<BuyerId> changed, PersonId? by, CancellationToken ct)
    {
        foreach (var some in changed.Distinct().Chunk(500))
        {
            var ids = some.ToList();
            foreach (var buyer in await db.Buyers.AsNoTracking().Where(b => ids.Contains(b.Id) && b.ErasedAt == null).Select(b => b.JoinedInto ?? b.Id).Distinct().ToListAsync(ct))
            {
                db.Publish(new BuyerDetailsChanged(shop, buyer, db.Fresh(), [Field], by), shop);
            }
        }
    }

    /// <summary>The groups in which a buyer is now; null = in none.</summary>
    public static async Task<string?> NamesAsync(ShopDb db, Buyer buyer, CancellationToken ct)
    {
        var names = await (from m in db.Set<InGroupRow>().AsNoTracking()
                           join g in db.Set<GroupRow>() on m.GroupId equals g.Id
                           where g.ArchivedAt == null && (m.BuyerId == buyer.Id || db.Buyers.Any(b => b.Id == m.BuyerId && b.JoinedInto == buyer.Id))
                           orderby g.Name
                           select g.Name).Distinct().Take(MostNames).ToListAsync(ct);
        return names.Count == 0 ? null : string.Join('、', names.Order(StringComparer.Ordinal));
    }
}
