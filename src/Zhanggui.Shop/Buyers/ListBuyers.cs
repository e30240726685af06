using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Privacy;
using Zhanggui.Shop.Buyers.Dossier;
using Zhanggui.Shop.Store;

namespace Zhanggui.Shop.Buyers;

/// <summary>The shop's customers, latest visit first, or those a name, a telephone number, its last four digits or a customer number finds.</summary>
internal static class ListBuyers
{
    private const int Most = 100;

    internal sealed record Answer(IReadOnlyList<BuyerLine> Buyers, string? Next);

    public static async Task<IResult> HandleAsync(Guid shop, string? q, string? before, int? limit, Guid? group, string? level, string? field, string? value, Actor actor, BuyerAccess access, ShopDb db, BuyerBook book, SubjectKeys keys, SearchTokens tokens, CancellationToken ct)
    {
        var id = ShopId.From(shop);
        if (await access.FindShopAsync(actor, id, ct) is null)
        {
            return new BuyerShopNotFound().ToProblem();
        }

        var take = Math.Clamp(limit ?? 50, 1, Most);
        var query = db.Buyers.AsNoTracking().Where(b => b.ShopId == id && b.JoinedInto == null);
        var asked = SearchTokens.Normal(q ?? string.Empty);
        if (asked.Length > 0)
        {
            query = Narrow(query, db, id, asked, tokens);
        }

        query = InDossier(query, db, group, level);
        if (!string.IsNullOrEmpty(field) && !string.IsNullOrWhiteSpace(value))
        {
            var token = tokens.OfField(id, field, value);
            query = query.Where(b => db.Tokens.Any(t => t.ShopId == id && t.Token == token && t.BuyerId == b.Id));
        }

        if (Cursor(before) is var (at, number) && number > 0)
        {
            query = query.Where(b => b.LastSeenAt < at || (b.LastSeenAt == at && b.Number < number));
        }

        var rows = await query.OrderByDescending(b => b.LastSeenAt).ThenByDescending(b => b.Number).Take(take + 1).ToListAsync(ct);
        var page = rows.Take(take).ToList();
        await keys.WarmAsync([.. page.Where(b => b.IsSealed && b.ErasedAt is null).Select(b => b.Id.Value)], ct);
        var lines = new List<BuyerLine>(page.Count);
        foreach (var row in page)
        {
            lines.Add(BuyerLine.Of(row, await book.OpenAsync(row, ct)));
        }

        var next = rows.Count > take ? string.Create(CultureInfo.InvariantCulture, $"{page[^1].LastSeenAt.ToUnixTimeMilliseconds()}_{page[^1].Number}") : null;
        return TypedResults.Json(new Answer(lines, next), HouseJson.Options);
    }

    /// <summary>Of a group or a level of membership, also where it hangs on a record that was joined into this one.</summary>
    private static IQueryable<Buyer> InDossier(IQueryable<Buyer> query, ShopDb db, Guid? group, string? level)
    {
        if (group is { } g)
        {
            var of = db.Set<InGroupRow>().Where(m => m.GroupId == g).Select(m => m.BuyerId);
            query = query.Where(b => of.Contains(b.Id) || db.Buyers.Any(j => j.JoinedInto == b.Id && of.Contains(j.Id)));
        }

        if (!string.IsNullOrEmpty(level))
        {
            var of = db.Set<MemberRow>().Where(m => m.Level == level).Select(m => m.BuyerId);
            query = query.Where(b => of.Contains(b.Id) || db.Buyers.Any(j => j.JoinedInto == b.Id && of.Contains(j.Id)));
        }

        return query;
    }

    internal static IQueryable<Buyer> Narrow(IQueryable<Buyer> query, ShopDb db, ShopId shop, string asked, SearchTokens tokens)
    {
        var number = long.TryParse(asked.TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : -1;
        // Every piece must be there. Pieces of a name may stand apart, so a long query can find a little too much, never too little.
        var found = query;
        foreach (var token in tokens.OfQuery(shop, asked).Take(20))
        {
            found = found.Where(b => db.Tokens.Any(t => t.ShopId == shop && t.Token == token && t.BuyerId == b.Id));
        }

        // A bare number is a customer number too; a union keeps both ways on their indexes.
        return number < 0 ? found : query.Where(b => b.Number == number || found.Any(f => f.Id == b.Id));
    }

    private static (Instant At, long Number) Cursor(string? before)
    {
        var parts = before?.Split('_') ?? [];
        return parts.Length == 2
            && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && at < 253_402_300_800_000 ? (Instant.FromUnixTimeMilliseconds(at), number) : (default, 0);
    }
}
