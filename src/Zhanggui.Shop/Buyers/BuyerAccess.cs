using Microsoft.EntityFrameworkCore;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Kernel.Privacy;
using Zhanggui.People.Contracts;
using Zhanggui.Shop.Contracts;
using Zhanggui.Shop.Store;

namespace Zhanggui.Shop.Buyers;

/// <summary>The only way to a buyer in request code. Absent, another organisation's and not allowed to be read look the same.</summary>
internal sealed class BuyerAccess(ShopDb db, IShops shops, SubjectKeys keys)
{
    /// <summary>The shop, if its buyers may be read by the actor; patients and residents need their own right.</summary>
    public async Task<ShopCard?> FindShopAsync(Actor actor, ShopId shop, CancellationToken ct)
    {
        var card = await shops.FindForAsync(actor, shop, Permissions.ReadBuyer, ct);
        return card is { IsRestricted: true } && !actor.Can(Permissions.Restricted, shop) ? null : card;
    }

    /// <summary>The buyer's row that holds now (not tracked), if the actor may read it and, where an act is named, do that.</summary>
    public async Task<Outcome<Buyer>> FindAsync(Actor actor, Guid id, string? act, CancellationToken ct)
    {
        var asked = BuyerId.From(id);
        var buyer = await db.Buyers.AsNoTracking().SingleOrDefaultAsync(b => b.Id == asked, ct);
        if (buyer?.JoinedInto is { } into)
        {
            buyer = await db.Buyers.AsNoTracking().SingleOrDefaultAsync(b => b.Id == into, ct);
        }

        if (buyer is null || await FindShopAsync(actor, buyer.ShopId, ct) is null)
        {
            return new BuyerNotFound();
        }

        return act is null || actor.Can(act, buyer.ShopId) ? buyer : new BuyerActForbidden();
    }

    /// <summary>The buyer and all records that were joined into it.</summary>
    public async Task<DataSubject> SubjectAsync(Buyer buyer, CancellationToken ct)
    {
        var joined = await db.Buyers.AsNoTracking().Where(b => b.JoinedInto == buyer.Id).Select(b => b.Id).ToListAsync(ct);
        return new DataSubject(buyer.ShopId, buyer.Id, [buyer.Id, .. joined], await MarksAsync(buyer, ct));
    }

    /// <summary>What stands for every proven name by which a channel knows the buyer.</summary>
    public async Task<IReadOnlyList<string>> MarksAsync(Buyer buyer, CancellationToken ct)
    {
        var marks = new List<string>();
        foreach (var identity in await db.Identities.AsNoTracking().Where(i => i.BuyerId == buyer.Id && i.Identity == BuyerIdentity.Signed && i.External != null).Take(1000).ToListAsync(ct))
        {
            if (await keys.FindAsync(identity.FirstBuyerId.Value, ct) is { } key)
            {
                marks.Add(DataSubject.MarkOf(buyer.ShopId, System.Text.Encoding.UTF8.GetString(key.Open(identity.External!))));
            }
        }

        return marks;
    }

    /// <summary>A reason as it is kept, or null when it is missing or too long.</summary>
    public static string? Reason(string? said) => said?.Trim() is { Length: >= 2 and <= 200 } reason ? reason : null;
}
