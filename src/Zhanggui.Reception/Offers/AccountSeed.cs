using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.People.Contracts;
using Zhanggui.Reception.Accounts;
using Zhanggui.Reception.Contracts;

namespace Zhanggui.Reception.Offers;

internal sealed class AccountSeed(IShops shops, IPeople people, AccountBook book, BoundOffers offers) : IAccountSeed
{
    private static readonly Duration Lately = Duration.FromDays(30);

    public async Task SowAsync(ShopId shop, PersonId person, IReadOnlyList<string> texts, string promotion, CancellationToken ct)
    {
        var card = await shops.FindAsync(shop, ct) ?? throw new ArgumentException("There is no such shop.", nameof(shop));
        var actor = await people.ActorOfAsync(person, ct) ?? throw new ArgumentException("There is no such person.", nameof(person));
        var offer = (await offers.RecentAsync(shop, Lately, ct)).First(o => o.Name == promotion);
        await book.SetAsync(shop, person, 0, AccountRules.Bound(new AccountFields(texts, Offer.Promotion, null, null, null, Friends.Free, null, offer.Id), offer, card.TimeZone, null), actor, ct);
    }
}
