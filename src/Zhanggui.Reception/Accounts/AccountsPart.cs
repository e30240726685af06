using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Zhanggui.Guard.Contracts;
using Zhanggui.Kernel;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outbox;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Guarding;
using Zhanggui.Reception.Offers;
using Zhanggui.Reception.Queue;

namespace Zhanggui.Reception.Accounts;

/// <summary>Signatures (CHAT-07 to 09) and friend requests (CHAT-01) of agent accounts: everybody keeps their own, a supervisor sees and keeps all.</summary>
internal static class AccountsPart
{
    internal sealed record SetBody(Guid Shop, int Version, IReadOnlyList<string>? Texts, Offer? Carries, string? Offer, LocalDate? From, LocalDate? To, Friends? Friends, string? GuardReason = null, Guid? Promotion = null);

    internal sealed record AccountView(
        PersonId Person, string Name, string Number, IReadOnlyList<string> Texts, Offer? Carries, string? Offer, LocalDate? From, LocalDate? To, Friends? Friends, int Version, string? ChangedBy, Instant? ChangedAt,
        string? Shown, IReadOnlyList<string> Flags, bool MayEdit, string? GuardReason, Guid? Promotion, IReadOnlyList<TextMark?> Guard);

    internal sealed record BookSays(bool NeedsSignature, bool CarriesOffer, long? EverySeconds, bool FriendsAreFree);

    internal sealed record Board(AccountView? Mine, IReadOnlyList<AccountView> Team, BookSays Book, LocalDate Today, bool MaySeeTeam);

    public static void AddAccounts(this IServiceCollection services)
    {
        services.AddSingleton<AccountBook>();
        services.AddSingleton<IPersonalRecord, PersonalAccounts>();
        services.AddEventHandler<PersonErased, ForgetErasedAccounts>();
    }

    public static void MapAccounts(this IEndpointRouteBuilder routes)
    {
        var accounts = routes.MapGroup("/api/reception/accounts").WithTags("Reception");
        accounts.MapGet(string.Empty, ListAsync).Requires(Permissions.ReadConversations);
        accounts.MapPut("/{person:guid}", SetAsync).Requires(Permissions.SendMessages);
    }

    private static async Task<IResult> ListAsync(Guid shop, Actor actor, IShops shops, IPeople people, AccountBook book, BoundOffers offers, ShopRules rules, TextGuard guard, TimeProvider clock, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, new ShopId(shop), Permissions.ReadConversations, ct) is not { } card)
        {
            return new ShopNotFound().ToProblem();
        }

        var agents = await people.WithPermissionAsync(card.Id, Permissions.SendMessages, null, ct);
        var maySeeTeam = actor.Can(Permissions.EditAccounts, card.Id);
        var kept = (await book.ListAsync(card.Id, ct)).ToDictionary(a => a.Person);
        var seen = agents.Where(a => maySeeTeam || a.Id == actor.Person).ToList();
        var scene = await SceneAsync(card, actor, rules, guard, clock, ct);
        var bound = await offers.OfAsync(card.Id, kept.Values.Select(a => a.Fields.Promotion), ct);
        var names = await people.FindManyAsync([.. kept.Values.Select(a => a.ChangedBy).OfType<PersonId>().Distinct()], ct);
        var views = seen.Select(a => ViewOf(kept.GetValueOrDefault(a.Id) ?? Account.None(card.Id, a.Id), a, scene, names, bound)).ToList();
        var floor = scene.Rules;
        return Results.Json(new Board(
            views.Find(v => v.Person == actor.Person),
            maySeeTeam ? views : [],
            new BookSays(floor.NeedsSignature, floor.SignatureCarriesOffer, (long?)floor.SignatureEvery?.TotalSeconds, floor.FriendsAreFree), scene.Today, maySeeTeam), HouseJson.Options);
    }

    private static async Task<IResult> SetAsync(Guid person, SetBody body, Actor actor, IShops shops, IPeople people, AccountBook book, BoundOffers offers, ShopRules rules, TextGuard guard, TimeProvider clock, CancellationToken ct)
    {
        var whose = new PersonId(person);
        if (await shops.FindForAsync(actor, new ShopId(body.Shop), whose == actor.Person ? Permissions.SendMessages : Permissions.EditAccounts, ct) is not { } card
            || (await people.WithPermissionAsync(card.Id, Permissions.SendMessages, null, ct)).FirstOrDefault(a => a.Id == whose) is not { } agent)
        {
            return new AccountNotFound().ToProblem();
        }

        var scene = await SceneAsync(card, actor, rules, guard, clock, ct);
        var offer = await offers.FindAsync(card.Id, body.Promotion, ct);
        if (body.Promotion is not null && offer is null)
        {
            return new AccountFieldWrong("promotion", "没有这个活动。", "There is no such promotion.").ToProblem();
        }

        var fields = AccountRules.Clean(AccountRules.Bound(new AccountFields(body.Texts ?? [], body.Carries, body.Offer, body.From, body.To, body.Friends, body.GuardReason, body.Promotion), offer, card.TimeZone, null), scene.Rules);
        if (fields.Refusal is { } wrong)
        {
            return wrong.ToProblem();
        }

        var judged = AccountRules.Judge(fields.Value, (await book.FindAsync(card.Id, whose, ct))?.Fields, scene.Eye);
        if (judged.Refusal is { } stopped)
        {
            return stopped.ToProblem();
        }

        var kept = await book.SetAsync(card.Id, whose, body.Version, judged.Value, actor, ct);
        return kept.Refusal is { } no ? no.ToProblem() : Results.Json(ViewOf(kept.Value, agent, scene, await people.FindManyAsync([actor.Person], ct), await offers.OfAsync(card.Id, [kept.Value.Fields.Promotion], ct)), HouseJson.Options);
    }

    private sealed record Scene(Actor Actor, ShopId Shop, FloorRules Rules, StoredEye? Eye, DateTimeZone Zone, LocalDate Today, Instant Now);

    private static async Task<Scene> SceneAsync(ShopCard card, Actor actor, ShopRules rules, TextGuard guard, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        return new Scene(actor, card.Id, await rules.FloorAsync(card.Id, now, ct), await guard.EyeAsync(card.Id, ct), card.TimeZone, now.InZone(card.TimeZone).Date, now);
    }

    private static AccountView ViewOf(Account account, PersonCard agent, Scene scene, IReadOnlyDictionary<PersonId, PersonCard> names, IReadOnlyDictionary<Guid, BoundOffer> bound)
    {
        var f = AccountRules.Bound(account.Fields, account.Fields.Promotion is { } id ? bound.GetValueOrDefault(id) : null, scene.Zone, scene.Today);
        var found = f.Texts.Select(text => scene.Eye?.Look(text) ?? GuardVerdict.Passed).ToList();
        return new AccountView(agent.Id, agent.Name, agent.Number, f.Texts, f.Carries, f.OfferName, f.From, f.To, f.Friends, account.Version,
            account.ChangedBy is { } by ? names.GetValueOrDefault(by)?.Name : null, account.ChangedAt,
            AccountRules.ShownAt(AccountRules.Sayable(f, scene.Eye), scene.Rules.SignatureEvery, scene.Today, scene.Now)?.Text, [.. found.Exists(v => TextMark.Fails(v, f.GuardReason)) ? ["rings"] : Array.Empty<string>(), .. AccountRules.Flags(f, scene.Rules, scene.Today)],
            agent.Id == scene.Actor.Person || scene.Actor.Can(Permissions.EditAccounts, scene.Shop), f.GuardReason, f.Promotion, [.. found.Select(v => v.Hits.Count == 0 ? null : TextMark.Of(v))]);
    }
}

/// <summary>The words were the person's own: they go with the person.</summary>
internal sealed class ForgetErasedAccounts(AccountBook book) : IEventHandler<PersonErased>
{
    public Task HandleAsync(PersonErased happened, Delivery delivery, CancellationToken ct) => book.ForgetAsync(happened.Person, ct);
}

/// <summary>What the room keeps of a person's accounts, for the export of their data.</summary>
internal sealed class PersonalAccounts(AccountBook book) : IPersonalRecord
{
    internal sealed record Kept(Guid Shop, IReadOnlyList<string> Texts, Offer? Carries, string? Offer, LocalDate? From, LocalDate? To, Friends? Friends, Instant? ChangedAt);

    public string Part => "reception";

    public async Task<object> ExportAsync(PersonId person, CancellationToken ct) => new
    {
        Accounts = (await book.OfPersonAsync(person, ct)).Select(a => new Kept(a.Shop.Value, a.Fields.Texts, a.Fields.Carries, a.Fields.OfferName, a.Fields.From, a.Fields.To, a.Fields.Friends, a.ChangedAt)).ToList(),
    };
}
