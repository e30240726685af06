using Microsoft.AspNetCore.Http;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Guarding;
using Zhanggui.Reception.Offers;
using Zhanggui.Reception.Queue;

namespace Zhanggui.Reception.Phrases;

/// <summary>A phrase as screens show it; <paramref name="Sound"/> is how its question is read (<see cref="Pinyin.Of"/>).</summary>
internal sealed record PhraseView(
    Guid Id, PhraseLevel Level, TeamId? Team, PersonId Owner, string? OwnerName, string Group, string? Code, string Title, string Text, LocalDate? ReviewOn, LocalDate? ExpiresOn,
    bool IsExpired, bool IsDue, bool IsUnused, string Sound, long Uses, Instant? LastUsedAt, int Version, string? ChangedBy, Instant ChangedAt, bool MayEdit, string? GuardReason, Guid? Promotion)
{
    /// <summary>What the guard found when it read the phrase under the book in force; null = it may be used.</summary>
    public PhraseRing? Guard { get; init; }

    /// <summary>The promotion that it tells of, and how that stands.</summary>
    public BoundOffer? Offer { get; init; }
}

/// <summary>Why a kept phrase fails, since when and under which book.</summary>
internal sealed record PhraseRing(TextMark Mark, string Book, int BookVersion, Instant Since);

/// <summary>All phrases that one may use, for the desk and for their page; and what became of one.</summary>
internal static class PhraseViews
{
    internal sealed record TeamName(TeamId Id, string Name);

    internal sealed record Keeper(PersonId Id, string Name);

    internal sealed record Answer(IReadOnlyList<PhraseView> Phrases, IReadOnlyList<string> Groups, IReadOnlyList<string> Variables, LocalDate Today, LocalDate? NextReview, IReadOnlyList<TeamName> Teams, IReadOnlyList<Keeper> Keepers, bool MayEdit);

    internal sealed record ChangeView(int Version, string What, string? By, Instant At, string Group, string? Code, string Title, string Text, LocalDate? ReviewOn, LocalDate? ExpiresOn, string? GuardReason);

    public static async Task<IResult> ListAsync(Guid shop, Actor actor, IShops shops, IPeople people, PhraseBook book, TextRings rings, BoundOffers offers, ShopRules rules, TimeProvider clock, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, new ShopId(shop), Permissions.ReadConversations, ct) is not { } card)
        {
            return new ShopNotFound().ToProblem();
        }

        var now = clock.GetCurrentInstant();
        var today = now.InZone(card.TimeZone).Date;
        var floor = await rules.FloorAsync(card.Id, now, ct);
        var seen = (await book.ListAsync(card.Id, actor.Person, ct)).Where(p => PhraseRules.Sees(actor, card.Id, p.Fields)).ToList();
        var mayEdit = actor.Can(Permissions.EditPhrases, card.Id);
        var keepers = mayEdit ? await people.WithPermissionAsync(card.Id, Permissions.SendMessages, null, ct) : [];
        return Results.Json(new Answer(
            await ViewsAsync(seen, actor, floor, today, now, people, ct, await rings.OfKindAsync(card.Id, TextKind.Phrase, ct), await offers.OfAsync(card.Id, seen.Select(p => p.Fields.Promotion), ct)),
            [.. floor.PhraseGroups.Concat(seen.Select(p => p.Fields.Group).Order(StringComparer.Ordinal)).Distinct(StringComparer.Ordinal)],
            PhraseRules.Variables, today,
            floor.PhraseReview is { } every ? (now + every).InZone(card.TimeZone).Date : null,
            [.. (await shops.TeamsAsync(card.Id, ct)).Where(t => !t.IsClosed && actor.Can(Permissions.ReadConversations, card.Id, t.Id)).Select(t => new TeamName(t.Id, t.Name))],
            [.. keepers.Select(k => new Keeper(k.Id, k.Name))], mayEdit), HouseJson.Options);
    }

    public static async Task<IResult> HistoryAsync(Guid id, Actor actor, IPeople people, PhraseBook book, IShops shops, CancellationToken ct)
    {
        if (await book.FindAsync(id, ct) is not { } phrase || await shops.FindForAsync(actor, phrase.Shop, Permissions.ReadConversations, ct) is null || !PhraseRules.Sees(actor, phrase.Shop, phrase.Fields))
        {
            return new PhraseNotFound().ToProblem();
        }

        var changes = await book.HistoryAsync(id, ct);
        var names = await people.FindManyAsync([.. changes.Select(c => c.By).Distinct()], ct);
        return Results.Json(changes.Select(c => new ChangeView(c.Version, c.What, names.GetValueOrDefault(c.By)?.Name, c.At, c.Fields.Group, c.Fields.Code, c.Fields.Title, c.Fields.Text, c.Fields.ReviewOn, c.Fields.ExpiresOn, c.Fields.GuardReason)).ToList(), HouseJson.Options);
    }

    public static async Task<IReadOnlyList<PhraseView>> ViewsAsync(IReadOnlyList<Phrase> phrases, Actor actor, FloorRules floor, LocalDate today, Instant now, IPeople people, CancellationToken ct, ILookup<string, TextRing>? rings = null, IReadOnlyDictionary<Guid, BoundOffer>? offers = null)
    {
        var names = await people.FindManyAsync([.. phrases.SelectMany(p => new[] { p.Fields.Owner, p.ChangedBy }).Distinct().Take(1000)], ct);
        return
        [
            .. phrases.Select(p => new PhraseView(
                p.Id, p.Fields.Level, p.Fields.Team, p.Fields.Owner, names.GetValueOrDefault(p.Fields.Owner)?.Name, p.Fields.Group, p.Fields.Code, p.Fields.Title, p.Fields.Text, p.Fields.ReviewOn, p.Fields.ExpiresOn,
                PhraseRules.IsExpired(p.Fields, today), PhraseRules.IsDue(p.Fields, today), PhraseRules.IsUnused(p, floor.PhraseUnused, now), Pinyin.Of(p.Fields.Title), p.Uses, p.LastUsedAt, p.Version,
                names.GetValueOrDefault(p.ChangedBy)?.Name, p.ChangedAt, PhraseRules.Keeps(actor, p.Shop, p.Fields), p.Fields.GuardReason, p.Fields.Promotion)
            {
                Guard = rings?[p.Id.ToString()].FirstOrDefault(r => r.Version == p.Version) is { } ring ? new PhraseRing(ring.Mark, ring.Book.Book, ring.Book.Version, ring.FoundAt) : null,
                Offer = p.Fields.Promotion is { } bound ? offers?.GetValueOrDefault(bound) : null,
            }),
        ];
    }
}
