using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.People.Contracts;
using Zhanggui.Shop.Buyers;
using Zhanggui.Shop.Buyers.Members;
using Zhanggui.Shop.Contracts;
using Zhanggui.Shop.Store;

namespace Zhanggui.Shop.Daily;

/// <summary>An agent's daily list (FUP-08): what every room has for them, in one order; what was put away, and what was dealt with today.</summary>
internal static class DayList
{
    private const int MostOfKind = 100;

    /// <summary>More is looked at than shown, so that what has been dealt with does not keep the rest off the list.</summary>
    private const int LookedAtOfKind = 500;
    private const int MostShown = 300;
    private const int FarthestDays = 30;
    private const int ReasonLimit = 200;

    internal sealed record Line(string Kind, string Ref, string? Text, string? State, Instant Since, Instant? DueAt, DayRank Rank, string Link, BuyerId? Buyer, string? BuyerName, string? Tel, string? OwnerName, bool IsMine, long? Version, bool EndsHere, Instant? LaterUntil, string? LaterReason);

    internal sealed record Dealt(string Kind, string Ref, DayMarkState State, string? Reason, Instant At, Instant? Until);

    internal sealed record Count(string Kind, int Number);

    /// <summary><paramref name="Later"/>: put away by the reader; <paramref name="Dealt"/>: what the reader said today; <paramref name="HasMore"/>: a kind had more than is shown.</summary>
    internal sealed record Answer(
        Instant At, LocalDate Today, IReadOnlyList<Line> Matters, IReadOnlyList<Line> Later, IReadOnlyList<Dealt> Dealt, IReadOnlyList<Count> Counts, bool HasMore,
        IReadOnlyList<string> LaterReasons, IReadOnlyList<string> DoneReasons, TryMemberCallback.Standard Standard, bool MayEdit);

    internal sealed record MarkRequest(Guid Id, Guid Shop, string? Kind, string? Ref, DayMarkState State, string? Reason, Instant? Until);

    internal sealed record MarkAnswer(DayMarkState State, Instant? Until);

    /// <param name="whose"><c>mine</c> (default) or <c>all</c>: every room gives only what the reader may see.</param>
    public static async Task<IResult> HandleAsync(Guid shop, string? whose, Actor actor, BuyerAccess access, IEnumerable<IDayMatters> rooms, FollowUpBook books, IPeople people, ShopDb db, CancellationToken ct)
    {
        var id = ShopId.From(shop);
        if (await access.FindShopAsync(actor, id, ct) is not { } card)
        {
            return new BuyerShopNotFound().ToProblem();
        }

        var ask = AskOf(card, whose == "all" ? null : actor.Person, db.Now);
        var (found, hasMore) = await GatherAsync(actor, ask, rooms, ct);
        var marks = await MarksAsync(db, id, found, ct);
        var names = await people.FindManyAsync([.. found.Select(m => m.Owner).OfType<PersonId>().Distinct()], ct);
        var (open, later) = (new List<Line>(), new List<Line>());
        var ofKind = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var matter in DayOrder.Of(found, ask.Now))
        {
            var of = marks[(matter.Kind, matter.Ref)].ToList();
            var mine = of.Where(m => m.PersonId == actor.Person).MaxBy(m => m.At);
            if (matter.EndsHere && of.Any(m => m.State == DayMarkState.Done))
            {
                continue;
            }

            var shown = ofKind[matter.Kind] = ofKind.GetValueOrDefault(matter.Kind) + 1;
            if (shown > MostOfKind)
            {
                hasMore = true;
                continue;
            }

            var isLater = mine is { State: DayMarkState.Later, Until: { } until } && until > ask.Now;
            (isLater ? later : open).Add(new Line(matter.Kind, matter.Ref, matter.Text, matter.State, matter.Since, matter.DueAt, DayOrder.RankOf(matter, ask.Now), matter.Link, matter.Buyer, matter.BuyerName, matter.Tel,
                matter.Owner is { } owner ? names.GetValueOrDefault(owner)?.Name : null, matter.Owner == actor.Person, matter.Version, matter.EndsHere, isLater ? mine!.Until : null, isLater ? mine!.Reason : null));
        }

        var midnight = card.TimeZone.AtStartOfDay(ask.Today).ToInstant();
        var dealt = await db.Set<DayMarkRow>().AsNoTracking().Where(m => m.PersonId == actor.Person && m.ShopId == id && m.At >= midnight).OrderByDescending(m => m.At).Take(MostOfKind).ToListAsync(ct);
        var book = await books.OfAsync(id, ask.Now, ct);
        return TypedResults.Json(new Answer(ask.Now, ask.Today, [.. open.Take(MostShown)], later, [.. dealt.Select(d => new Dealt(d.Kind, d.Ref, d.State, d.Reason, d.At, d.Until))],
            [.. open.GroupBy(o => o.Kind, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new Count(g.Key, g.Count()))], hasMore || open.Count > MostShown, book.Later, book.Done,
            await TryMemberCallback.StandardAsync(db, id, ask.Today, ct), actor.Can(Permissions.EditBuyer, id)), HouseJson.Options);
    }

    /// <summary>Later, for oneself, with a reason and until when; or dealt with, for everybody, where it has no end of its own.</summary>
    public static async Task<IResult> MarkAsync(MarkRequest request, Actor actor, BuyerAccess access, IEnumerable<IDayMatters> rooms, ShopDb db, CancellationToken ct)
    {
        var id = ShopId.From(request.Shop);
        if (await access.FindShopAsync(actor, id, ct) is not { } card)
        {
            return new BuyerShopNotFound().ToProblem();
        }

        if (request.Reason?.Trim() is not { Length: > 0 and <= ReasonLimit } reason)
        {
            return new DayReasonMissing(ReasonLimit).ToProblem();
        }

        var now = db.Now;
        var isLater = request.State == DayMarkState.Later;
        if (isLater && (request.Until is not { } until || until <= now || until > now + Duration.FromDays(FarthestDays)))
        {
            return new DayUntilWrong(FarthestDays).ToProblem();
        }

        if (await FindAsync(actor, card, request, rooms, now, ct) is not { } matter)
        {
            return new DayMatterGone().ToProblem();
        }

        if (!isLater && !matter.EndsHere)
        {
            return new DayEndsElsewhere().ToProblem();
        }

        await db.InTransactionAsync(async () =>
        {
            if (!await db.Set<DayMarkRow>().AnyAsync(m => m.Id == request.Id, ct))
            {
                db.Add(new DayMarkRow { Id = request.Id, ShopId = id, Kind = matter.Kind, Ref = matter.Ref, BuyerId = matter.Buyer, PersonId = actor.Person, State = request.State, Reason = reason, Until = isLater ? request.Until : null, At = now });
            }

            return 0;
        }, ct);
        return TypedResults.Json(new MarkAnswer(request.State, isLater ? request.Until : null), HouseJson.Options);
    }

    private static DayAsk AskOf(ShopCard card, PersonId? whose, Instant now)
    {
        var today = now.InZone(card.TimeZone).Date;
        return new DayAsk(card.Id, whose, now, today, card.TimeZone.AtStartOfDay(today.PlusDays(1)).ToInstant(), LookedAtOfKind);
    }

    private static async Task<(IReadOnlyList<DayMatter> Matters, bool HasMore)> GatherAsync(Actor actor, DayAsk ask, IEnumerable<IDayMatters> rooms, CancellationToken ct)
    {
        var all = new List<DayMatter>();
        var hasMore = false;
        foreach (var (room, kind) in rooms.SelectMany(r => r.Kinds.Select(k => (r, k))))
        {
            var some = await room.OfAsync(actor, ask, kind, ct);
            hasMore |= some.Count >= LookedAtOfKind;
            all.AddRange(some);
        }

        return (all, hasMore);
    }

    /// <summary>Only what the reader has on a list can be marked: their own, else everybody's as far as they see it.</summary>
    private static async Task<DayMatter?> FindAsync(Actor actor, ShopCard card, MarkRequest request, IEnumerable<IDayMatters> rooms, Instant now, CancellationToken ct)
    {
        if (rooms.FirstOrDefault(r => r.Kinds.Contains(request.Kind)) is not { } room)
        {
            return null;
        }

        return await OneAsync(actor.Person) ?? await OneAsync(null);

        async Task<DayMatter?> OneAsync(PersonId? whose) => (await room.OfAsync(actor, AskOf(card, whose, now), request.Kind!, ct)).FirstOrDefault(m => m.Ref == request.Ref);
    }

    private static async Task<ILookup<(string Kind, string Ref), DayMarkRow>> MarksAsync(ShopDb db, ShopId shop, IReadOnlyList<DayMatter> matters, CancellationToken ct)
    {
        var rows = new List<DayMarkRow>();
        foreach (var kind in matters.GroupBy(m => m.Kind, StringComparer.Ordinal))
        {
            var (name, refs) = (kind.Key, kind.Select(m => m.Ref).ToList());
            rows.AddRange(await db.Set<DayMarkRow>().AsNoTracking().Where(m => m.ShopId == shop && m.Kind == name && refs.Contains(m.Ref)).ToListAsync(ct));
        }

        return rows.ToLookup(r => (r.Kind, r.Ref));
    }
}
