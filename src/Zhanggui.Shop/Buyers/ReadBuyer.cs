using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Shop.Store;

namespace Zhanggui.Shop.Buyers;

/// <summary>The buyer's record with contact data masked.</summary>
internal static class ReadBuyer
{
    private const int Most = 100;

    public static async Task<IResult> HandleAsync(Guid id, Actor actor, BuyerAccess access, ShopDb db, BuyerBook book, CancellationToken ct)
    {
        var found = await access.FindAsync(actor, id, act: null, ct);
        return found.Refusal is { } refusal ? refusal.ToProblem() : (await PageAsync(found.Value, actor, db, book, ct)).ToResult();
    }

    public static async Task<Outcome<BuyerPage>> PageAsync(Buyer buyer, Actor actor, ShopDb db, BuyerBook book, CancellationToken ct)
    {
        var identities = await db.Identities.AsNoTracking().Where(i => i.BuyerId == buyer.Id).OrderBy(i => i.CreatedAt).Take(Most).ToListAsync(ct);
        var joins = await db.Joins.AsNoTracking().Where(j => j.IntoBuyerId == buyer.Id && j.UndoneAt == null).OrderBy(j => j.At).Take(Most).ToListAsync(ct);
        return BuyerPage.Of(buyer, await book.OpenAsync(buyer, ct), identities, joins, actor);
    }
}
