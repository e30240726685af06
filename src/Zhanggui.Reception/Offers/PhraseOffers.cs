using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.People.Contracts;
using Zhanggui.Reception.Accounts;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Phrases;

namespace Zhanggui.Reception.Offers;

/// <summary>Promotions a phrase or signature can tell of, and for which nobody has written phrases yet (PROD-19).</summary>
internal static class PhraseOffers
{
    /// <summary>What ended lately is still named, for whoever looks why a phrase is grey.</summary>
    private static readonly Duration Lately = Duration.FromDays(7);

    /// <param name="Phrases">Phrases of the shop and its teams that tell of it.</param>
    internal sealed record OfferLine(Guid Id, string Name, OfferStanding Standing, Instant? From, Instant? To, int Phrases);

    public static void AddOffers(this IServiceCollection services)
    {
        services.AddSingleton<BoundOffers>();
        services.AddSingleton<IAccountSeed, AccountSeed>();
    }

    public static void MapOffers(this IEndpointRouteBuilder routes) =>
        routes.MapGroup("/api/reception/phrases").WithTags("Reception").MapGet("/promotions", ListAsync).Requires(Permissions.ReadConversations);

    private static async Task<IResult> ListAsync(Guid shop, Actor actor, IShops shops, PhraseBook book, BoundOffers offers, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, new ShopId(shop), Permissions.ReadConversations, ct) is not { } card)
        {
            return new ShopNotFound().ToProblem();
        }

        var written = (await book.ListAsync(card.Id, actor.Person, ct)).Where(p => p.Fields.Level != PhraseLevel.Own).ToLookup(p => p.Fields.Promotion);
        return Results.Json((await offers.RecentAsync(card.Id, Lately, ct)).Select(o => new OfferLine(o.Id, o.Name, o.Standing, o.From, o.To, written[o.Id].Count())).ToList(), HouseJson.Options);
    }
}
