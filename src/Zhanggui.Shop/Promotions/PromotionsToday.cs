using Microsoft.AspNetCore.Http;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.People.Contracts;
using Zhanggui.Shop.Contracts;
using Zhanggui.Shop.Store;

namespace Zhanggui.Shop.Promotions;

/// <summary>What agents need to know while they talk: what runs, what ends today, what begins tomorrow (PROD-06).</summary>
internal static class PromotionsToday
{
    private const int Days = 2;

    internal sealed record Shown(Guid Id, int Version, string Name, PromotionKind Kind, ItemScope Scope, Instant From, Instant To, Standing Standing, bool EndsToday, bool StartsTomorrow, string? Rate, string? Amount, string? Minimum, string? Gift, int? GiftLeft, int? PerOrder, int? ValidDays,
        bool IsPaidToday, string? Conditions, string Text, bool IsForItem);

    /// <summary><paramref name="Over"/>: what ended since yesterday began, so that nobody offers it from memory.</summary>
    internal sealed record Answer(IReadOnlyList<Shown> Open, IReadOnlyList<Shown> Soon, IReadOnlyList<Shown> Over, int EndToday, int StartTomorrow, int Unread, Instant Now, Instant Midnight);

    internal sealed record Words(Guid Promotion, string Text);

    /// <param name="item">The product of the conversation: what does not hold for it is left out.</param>
    public static async Task<IResult> HandleAsync(Guid shop, string? item, Actor actor, IShops shops, PromotionBook book, IEnumerable<IGoods> goods, ShopDb db, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, new ShopId(shop), Permissions.ReadPromotion, ct) is not { } card)
        {
            return new PromotionNotFound().ToProblem();
        }

        var (now, zone) = (db.Now, card.TimeZone);
        var category = item is not null && goods.FirstOrDefault() is { } room ? (await room.FindAsync(card.Id, item, ct))?.Category : null;
        var (from, to) = (PromotionRules.Midnight(now, zone, -1), PromotionRules.Midnight(now, zone, Days));
        var touching = (await book.BetweenAsync(card.Id, from, to, ct)).Where(p => item is null || p.Scope.Covers(item, category)).Select(p => Show(p, now, zone, item)).ToList();
        var open = touching.Where(p => p.Standing == Standing.Running && p.GiftLeft is not <= 0).OrderByDescending(p => p.IsForItem).ThenBy(p => p.To).ToList();
        var unread = actor.Can(Permissions.ConfirmBriefing, card.Id) ? (await Briefings.UnreadAsync(db, await Briefings.SubjectsAsync(db, card.Id, now, ct), actor.Person, ct)).Count : 0;
        return Results.Json(new Answer(open, [.. touching.Where(p => p.Standing == Standing.Coming).OrderBy(p => p.From)], [.. touching.Where(p => p.Standing == Standing.Ended || p is { Standing: Standing.Running, GiftLeft: <= 0 })],
            open.Count(p => p.EndsToday), touching.Count(p => p.StartsTomorrow), unread, now, PromotionRules.Midnight(now, zone, 1)), HouseJson.Options);
    }

    /// <summary>The words of a promotion, at the moment they are laid into an answer: what ended is refused with its reason.</summary>
    public static async Task<IResult> WordsAsync(Guid id, Actor actor, PromotionDesk desk, PromotionBook book, CancellationToken ct)
    {
        if (await desk.FindAsync(id, actor, Permissions.ReadPromotion, ct) is not var (row, shop))
        {
            return new PromotionNotFound().ToProblem();
        }

        var now = desk.Db.Now;
        var released = await book.FindAsync(shop.Id, row.Id, now, ct);
        return PromotionRules.Offer(released, now) is { } no ? no.ToProblem() : Results.Json(new Words(id, released!.Text), HouseJson.Options);
    }

    private static Shown Show(ReleasedPromotion p, Instant now, DateTimeZone zone, string? item) => new(
        p.Id, p.Version, p.Name, p.Terms.Kind, p.Scope, p.From, p.To, PromotionRules.At(p.From, p.To, now), PromotionRules.EndsToday(p.From, p.To, now, zone), PromotionRules.StartsTomorrow(p.From, now, zone),
        p.Terms.Rate?.ToString(System.Globalization.CultureInfo.InvariantCulture), p.Terms.Amount?.ToString(), p.Terms.Minimum?.ToString(), p.Terms.Gift, p.GiftLeft, p.Terms.PerOrder, p.Terms.ValidDays, p.Terms.IsPaidToday, p.Terms.Conditions, p.Text,
        item is not null && p.Scope.Kind != ScopeKind.All);
}
