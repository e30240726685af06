using Microsoft.AspNetCore.Http;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Offers;
using Zhanggui.Reception.Queue;

namespace Zhanggui.Reception.Phrases;

/// <summary>A phrase is written, changed, looked through, removed, brought back; and counted when it was sent.</summary>
internal static class PhraseActs
{
    internal sealed record SetRequest(Guid Shop, Guid? Id, int? Version, PhraseLevel Level, TeamId? Team, PersonId? Owner, string? Group, string? Code, string? Title, string? Text, LocalDate? ReviewOn, LocalDate? ExpiresOn, string? GuardReason = null, Guid? Promotion = null);

    internal sealed record VersionRequest(int Version);

    /// <summary>Without an id a new one; the same id again with the version it has is the same act.</summary>
    public static async Task<IResult> SetAsync(SetRequest request, Actor actor, IShops shops, IPeople people, PhraseDesk desk, BoundOffers offers, ShopRules rules, TimeProvider clock, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, new ShopId(request.Shop), Permissions.SendMessages, ct) is not { } card)
        {
            return new ShopNotFound().ToProblem();
        }

        var owner = request.Level == PhraseLevel.Own ? actor.Person : request.Owner ?? actor.Person;
        if (owner != actor.Person && (await people.FindAsync(owner, ct))?.Organisation != actor.Organisation)
        {
            return new PhraseFieldWrong("owner", "本店没有这个人。", "There is no such person here.").ToProblem();
        }

        if (request.Level == PhraseLevel.Team && !(await shops.TeamsAsync(card.Id, ct)).Any(t => t.Id == request.Team && !t.IsClosed))
        {
            return new PhraseFieldWrong("team", "请选班组。", "Choose a team.").ToProblem();
        }

        if (request.Promotion is not null && await offers.FindAsync(card.Id, request.Promotion, ct) is null)
        {
            return new PhraseFieldWrong("promotion", "没有这个活动。", "There is no such promotion.").ToProblem();
        }

        var fields = PhraseRules.Clean(new PhraseFields(request.Level, request.Team, owner, request.Group ?? string.Empty, request.Code, request.Title ?? string.Empty, request.Text ?? string.Empty, request.ReviewOn, request.ExpiresOn,
            request.GuardReason, request.Promotion));
        if (fields.Refusal is { } wrong)
        {
            return wrong.ToProblem();
        }

        var kept = await desk.SetAsync(card.Id, request.Id, request.Version ?? 0, fields.Value, actor, ct);
        return kept.Refusal is { } no ? no.ToProblem() : await AnswerAsync(kept.Value, card, actor, people, rules, clock, ct, await offers.OfAsync(card.Id, [kept.Value.Fields.Promotion], ct));
    }

    public static Task<IResult> RemoveAsync(Guid id, VersionRequest request, Actor actor, IShops shops, IPeople people, PhraseDesk desk, ShopRules rules, TimeProvider clock, CancellationToken ct) =>
        ActAsync(id, actor, shops, people, rules, clock, (_, _) => desk.SetRemovedAsync(id, request.Version, isRemoved: true, actor, ct), desk, ct);

    public static Task<IResult> RestoreAsync(Guid id, VersionRequest request, Actor actor, IShops shops, IPeople people, PhraseDesk desk, ShopRules rules, TimeProvider clock, CancellationToken ct) =>
        ActAsync(id, actor, shops, people, rules, clock, (_, _) => desk.SetRemovedAsync(id, request.Version, isRemoved: false, actor, ct), desk, ct);

    /// <summary>Looked through and still right: the next date follows from the book.</summary>
    public static Task<IResult> ReviewAsync(Guid id, VersionRequest request, Actor actor, IShops shops, IPeople people, PhraseDesk desk, ShopRules rules, TimeProvider clock, CancellationToken ct) =>
        ActAsync(id, actor, shops, people, rules, clock, async (shop, phrase) =>
        {
            var now = clock.GetCurrentInstant();
            var next = (await rules.FloorAsync(shop.Id, now, ct)).PhraseReview is { } every ? (now + every).InZone(shop.TimeZone).Date : (LocalDate?)null;
            return await desk.ReviewedAsync(phrase, request.Version, next, actor, ct);
        }, desk, ct);

    public static async Task<IResult> UsedAsync(Guid id, Actor actor, IShops shops, PhraseBook book, TimeProvider clock, CancellationToken ct)
    {
        if (await book.FindAsync(id, ct) is not { } phrase || await shops.FindForAsync(actor, phrase.Shop, Permissions.SendMessages, ct) is null || !PhraseRules.Sees(actor, phrase.Shop, phrase.Fields))
        {
            return new PhraseNotFound().ToProblem();
        }

        await book.CountUseAsync(phrase, clock.GetCurrentInstant(), ct);
        return Results.NoContent();
    }

    private static async Task<IResult> ActAsync(Guid id, Actor actor, IShops shops, IPeople people, ShopRules rules, TimeProvider clock, Func<ShopCard, Phrase, Task<Outcome<Phrase>>> act, PhraseDesk desk, CancellationToken ct)
    {
        if (await desk.FindAsync(id, actor, ct) is not { } phrase || await shops.FindForAsync(actor, phrase.Shop, Permissions.SendMessages, ct) is not { } card)
        {
            return new PhraseNotFound().ToProblem();
        }

        var done = await act(card, phrase);
        return done.Refusal is { } no ? no.ToProblem() : await AnswerAsync(done.Value, card, actor, people, rules, clock, ct);
    }

    private static async Task<IResult> AnswerAsync(Phrase phrase, ShopCard shop, Actor actor, IPeople people, ShopRules rules, TimeProvider clock, CancellationToken ct, IReadOnlyDictionary<Guid, BoundOffer>? offers = null)
    {
        var now = clock.GetCurrentInstant();
        return Results.Json((await PhraseViews.ViewsAsync([phrase], actor, await rules.FloorAsync(shop.Id, now, ct), now.InZone(shop.TimeZone).Date, now, people, ct, offers: offers))[0], HouseJson.Options);
    }
}
