using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.People.Contracts;
using Zhanggui.Shop.Buyers.Dossier;
using Zhanggui.Shop.Buyers.Greetings;
using Zhanggui.Shop.Buyers.Scheme;
using Zhanggui.Shop.Contracts;
using Zhanggui.Shop.Store;

namespace Zhanggui.Shop.Buyers.Care;

/// <summary>Whom to call today (FUP-03, FUP-08): care that is due and suggestions whose day has come, oldest first. Whoever withdrew consent is not called for care.</summary>
internal static class Callbacks
{
    private const int Most = 200;

    /// <summary><paramref name="Version"/> goes back with what became of the call.</summary>
    internal sealed record CareLine(BuyerId Buyer, string Name, string? Tel, LocalDate DueOn, int LateDays, PersonId Owner, string? OwnerName, long Version);

    internal sealed record Answer(LocalDate Today, IReadOnlyList<CareLine> Care, int Resting, IReadOnlyList<SuggestionView> Suggestions, IReadOnlyList<GreetingList.Line> Greetings, bool MayEdit);

    /// <param name="whose"><c>mine</c> (default) or <c>all</c>; suggestions are everybody's.</param>
    public static async Task<IResult> HandleAsync(Guid shop, string? whose, Actor actor, BuyerAccess access, DossierPages pages, BuyerBook book, GreetingBook greetings, IPeople people, ShopDb db, CancellationToken ct)
    {
        var id = ShopId.From(shop);
        if (await access.FindShopAsync(actor, id, ct) is not { } card)
        {
            return new BuyerShopNotFound().ToProblem();
        }

        var today = db.Now.InZone(card.TimeZone).Date;
        var query = db.Set<CareRow>().AsNoTracking().Where(c => c.ShopId == id && c.NextOn.CompareTo(today) <= 0);
        query = whose == "all" ? query : query.Where(c => c.Owner == actor.Person);
        var due = await query.OrderBy(c => c.NextOn).ThenBy(c => c.BuyerId).Take(Most).ToListAsync(ct);
        var summaries = await book.FindAsync([.. due.Select(d => d.BuyerId)], ct);
        var holders = summaries.Values.Select(s => s.Id).Distinct().ToList();
        var consents = await (from c in db.Set<ConsentRow>().AsNoTracking()
                              join b in db.Buyers on c.BuyerId equals b.Id
                              where c.Purpose == BuyerScheme.Care && holders.Contains(b.JoinedInto ?? b.Id)
                              select new { Holder = b.JoinedInto ?? b.Id, Row = c }).ToListAsync(ct);
        var agreed = consents.GroupBy(c => c.Holder).Where(g => Consents.Holds(g.Select(x => x.Row), BuyerScheme.Care)).Select(g => g.Key).ToHashSet();
        var names = await people.FindManyAsync([.. due.Select(d => d.Owner).Distinct()], ct);
        var lines = due.Where(d => summaries.ContainsKey(d.BuyerId) && agreed.Contains(summaries[d.BuyerId].Id)).Select(d =>
        {
            var buyer = summaries[d.BuyerId];
            return new CareLine(buyer.Id, buyer.Name, buyer.Tel, d.NextOn, Period.DaysBetween(d.NextOn, today), d.Owner, names.GetValueOrDefault(d.Owner)?.Name, d.Version);
        }).ToList();
        var suggestions = await db.Set<SuggestionRow>().AsNoTracking().Where(s => s.ShopId == id && s.State == SuggestionState.Open && s.DueOn != null && s.DueOn.Value.CompareTo(today) <= 0)
            .OrderBy(s => s.DueOn).ThenBy(s => s.Id).Take(Most).ToListAsync(ct);
        var open = db.Set<GreetingRow>().AsNoTracking().Where(g => g.ShopId == id && g.State == GreetingState.Open);
        var toGreet = await (whose == "all" ? open : open.Where(g => g.Owner == actor.Person)).OrderBy(g => g.At).Take(Most).ToListAsync(ct);
        return TypedResults.Json(new Answer(today, lines, due.Count - lines.Count, await pages.SuggestionsAsync(suggestions, card.TimeZone, withBuyer: true, ct), await greetings.LinesAsync(toGreet, ct), actor.Can(Permissions.EditBuyer, id)), HouseJson.Options);
    }
}
