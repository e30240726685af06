using Microsoft.EntityFrameworkCore;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Ids;
using Zhanggui.People.Contracts;
using Zhanggui.Shop.Buyers.Scheme;
using Zhanggui.Shop.Contracts;
using Zhanggui.Shop.Store;

namespace Zhanggui.Shop.Buyers;

/// <summary>Puts a buyer's page together: the record, where it is known from, and every joining and splitting it was part of.</summary>
internal sealed class BuyerPages(ShopDb db, BuyerBook book, SchemeBook schemes, IPeople people)
{
    private const int Most = 100;

    public async Task<BuyerPage> OfAsync(Buyer buyer, Actor actor, CancellationToken ct)
    {
        var identities = await db.Identities.AsNoTracking().Where(i => i.BuyerId == buyer.Id).OrderBy(i => i.CreatedAt).Take(Most).ToListAsync(ct);
        return BuyerPage.Of(buyer, await book.OpenAsync(buyer, ct), identities, await JoinsAsync(buyer, ct), (await schemes.FindAsync(buyer.ShopId, ct)).Scheme, actor);
    }

    /// <summary>Latest first; a record that was split off again names the one it had been joined into.</summary>
    private async Task<IReadOnlyList<BuyerJoinView>> JoinsAsync(Buyer buyer, CancellationToken ct)
    {
        var joins = await db.Joins.AsNoTracking().Where(j => j.IntoBuyerId == buyer.Id || j.FromBuyerId == buyer.Id)
            .OrderByDescending(j => j.At).ThenByDescending(j => j.Id).Take(Most).ToListAsync(ct);
        var others = joins.Select(j => Other(j, buyer.Id)).Distinct().ToList();
        var numbers = await db.Buyers.AsNoTracking().Where(b => others.Contains(b.Id)).ToDictionaryAsync(b => b.Id, b => (b.Number, b.JoinedInto), ct);
        var names = await people.FindManyAsync([.. joins.SelectMany(j => new[] { j.JoinedBy, j.UndoneBy }).OfType<PersonId>().Distinct()], ct);
        return
        [
            .. joins.Select(j =>
            {
                var (number, into) = numbers.GetValueOrDefault(Other(j, buyer.Id));
                return new BuyerJoinView(Other(j, buyer.Id), number, IsInto: j.IntoBuyerId == buyer.Id, j.At, j.Reason, Name(j.JoinedBy), j.UndoneAt, j.UndoneBecause, Name(j.UndoneBy),
                    MaySplit: j.UndoneAt is null && j.IntoBuyerId == buyer.Id && into == buyer.Id);
            }),
        ];

        string? Name(PersonId? person) => person is { } id ? names.GetValueOrDefault(id)?.Name : null;
    }

    private static BuyerId Other(BuyerJoin join, BuyerId self) => join.IntoBuyerId == self ? join.FromBuyerId : join.IntoBuyerId;
}
