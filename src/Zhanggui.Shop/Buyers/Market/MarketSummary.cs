using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Shop.Buyers.Dossier;
using Zhanggui.Shop.Buyers.Scheme;
using Zhanggui.Shop.Store;

namespace Zhanggui.Shop.Buyers.Market;

/// <summary>
/// Who the shop's customers are, by its own fields with choices (region, source, age), channel and level (CUST-13). A count below the least is not given, and no totals
/// from which it could be reckoned. Counted by fingerprints: nobody's record is opened.
/// </summary>
internal static class MarketSummary
{
    /// <summary>Fewer people than this can be told apart.</summary>
    public const int Least = 5;
    private const int MostFields = 20;

    /// <summary><paramref name="Number"/> null: at least one and fewer than the least, or none.</summary>
    internal sealed record Cell(string Key, string Name, int? Number);

    internal sealed record Block(string Field, string Name, IReadOnlyList<Cell> Cells);

    internal sealed record Answer(int Least, IReadOnlyList<Block> Blocks);

    public static async Task<IResult> HandleAsync(Guid shop, Actor actor, BuyerAccess access, SchemeBook schemes, SearchTokens tokens, ShopDb db, CancellationToken ct)
    {
        var id = ShopId.From(shop);
        if (await access.FindShopAsync(actor, id, ct) is null)
        {
            return new BuyerShopNotFound().ToProblem();
        }

        var (scheme, _) = await schemes.FindAsync(id, ct);
        var blocks = new List<Block>();
        foreach (var field in scheme.Fields.Where(f => !f.IsArchived && f.Kind is OwnFieldKind.Choice or OwnFieldKind.YesNo).Take(MostFields))
        {
            var choices = field.Kind == OwnFieldKind.YesNo ? ["yes", "no"] : field.Choices ?? [];
            var keyed = choices.ToDictionary(c => tokens.OfField(id, field.Key, c), c => c, StringComparer.Ordinal);
            var wanted = keyed.Keys.ToList();
            var counts = await (from t in db.Tokens.AsNoTracking()
                                join b in db.Buyers on t.BuyerId equals b.Id
                                where t.ShopId == id && wanted.Contains(t.Token) && b.JoinedInto == null && b.ErasedAt == null
                                group t by t.Token into g
                                select new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
            blocks.Add(new Block(field.Key, field.Name, [.. keyed.Select(k => new Cell(k.Value, k.Value, Shown(counts.GetValueOrDefault(k.Key))))]));
        }

        var channels = await (from i in db.Identities.AsNoTracking()
                              join b in db.Buyers on i.BuyerId equals b.Id
                              where i.ShopId == id && b.JoinedInto == null && b.ErasedAt == null
                              group i by i.ChannelKind into g
                              select new { g.Key, Count = g.Select(x => x.BuyerId).Distinct().Count() }).OrderBy(g => g.Key).Take(50).ToListAsync(ct);
        blocks.Add(new Block("channel", string.Empty, [.. channels.Select(c => new Cell(c.Key, c.Key, Shown(c.Count)))]));
        var levels = await db.Set<MemberRow>().AsNoTracking().Where(m => m.ShopId == id).GroupBy(m => m.Level).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        blocks.Add(new Block("level", string.Empty, [.. scheme.Levels.Where(l => !l.IsArchived || levels.ContainsKey(l.Key)).Select(l => new Cell(l.Key, l.Name, Shown(levels.GetValueOrDefault(l.Key))))]));
        return TypedResults.Json(new Answer(Least, blocks), HouseJson.Options);
    }

    internal static int? Shown(int count) => count >= Least ? count : null;
}
