using System.Globalization;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Ids;
using Zhanggui.People.Contracts;
using Zhanggui.Reception.Contracts;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Reception.Search;

/// <summary>Notes on buyers' records. Their words are sealed, so they are opened one by one, the buyer seen last first; who was erased has none.</summary>
internal sealed class BuyerNotes(IBuyers buyers, IShops shops) : INoteSearch
{
    /// <summary>Of the buyers' book: reading its records, and those of residents and patients.</summary>
    private const string ReadBuyers = "shop.buyer.read";
    private const string Restricted = "people.privacy.restricted";
    private const int PageRows = 500;
    private const int MostLooked = 20_000;

    public string Of => "buyer";

    public async Task<FoundNotes> FindAsync(Actor actor, ShopId shop, Func<string, bool> isFound, string? after, int limit, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, shop, ReadBuyers, ct) is not { } card || (card.IsRestricted && !actor.Can(Restricted, shop)))
        {
            return FoundNotes.None;
        }

        var place = Place(after);
        var found = new List<FoundNote>();
        for (var looked = 0; ;)
        {
            var page = await buyers.NotedAsync(shop, place?.At, place?.Number ?? 0, PageRows, ct);
            foreach (var (buyer, seen) in page)
            {
                if (buyer.Note is { } note && isFound(note))
                {
                    if (found.Count == limit)
                    {
                        return new FoundNotes(found, Text(place!.Value));
                    }

                    found.Add(new FoundNote(buyer.Id.ToString(), buyer.Name, note, seen));
                }

                place = (seen, buyer.Number);
            }

            looked += page.Count;
            if (page.Count < PageRows || looked >= MostLooked)
            {
                return new FoundNotes(found, page.Count < PageRows ? null : Text(place!.Value));
            }
        }
    }

    private static string Text((Instant At, long Number) place) => string.Create(CultureInfo.InvariantCulture, $"{place.At.ToUnixTimeMilliseconds()}_{place.Number}");

    private static (Instant At, long Number)? Place(string? text) =>
        text?.Split('_') is [var at, var number] && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var ms) && ms < 253_402_300_800_000
        && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? (Instant.FromUnixTimeMilliseconds(ms), n) : null;
}
