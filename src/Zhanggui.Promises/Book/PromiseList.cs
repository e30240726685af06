using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;
using Zhanggui.Promises.Contracts;
using Zhanggui.Promises.Rules;
using Zhanggui.Promises.Store;
using Zhanggui.Reception.Contracts;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Promises.Book;

/// <summary>Lists of promises, soonest due first (ended ones latest first), the history of one, and how many wait.</summary>
internal static class PromiseList
{
    private const int Page = 50;
    private const int MostCounted = 1000;
    private const int MostOthers = 5;

    /// <summary>The right of the room of orders to look at any order by its number: whoever has it sees what was promised and urged about it.</summary>
    private const string ReadOrder = "orders.order.read";

    internal sealed record Line(Guid Id, string What, string? Words, Instant MadeAt, string? MadeBy, PersonId Owner, string? OwnerName, Instant Due, bool IsTold, Guid? Buyer, string? BuyerName, Guid? Conversation, long? Seq, string? Order,
        PromiseState State, Instant? EndedAt, int Moved, int Chased, bool IsMine, bool IsSoon, bool IsLate, bool IsEscalated, bool IsUrge, string? Department);

    /// <summary><paramref name="Next"/> goes into <c>after</c> for the next page.</summary>
    internal sealed record Answer(IReadOnlyList<Line> Promises, string? Next, bool SeesAll, bool MayHand);

    /// <summary>What is open for a buyer of what a policy promises: of the same matter, and of other orders (at most 5).</summary>
    internal sealed record OfMatter(Line? Same, IReadOnlyList<Line> Others);

    internal sealed record Act(Instant At, string? By, string What, string? Text, Instant? DueBefore, Instant? DueAfter, string? OwnerBefore, string? OwnerAfter);

    internal sealed record Story(Line Promise, IReadOnlyList<Act> Acts);

    /// <summary>Up to 1,000 each. Others' are counted for who sees all.</summary>
    internal sealed record Counts(int Soon, int Late, int Today, int Escalated);

    /// <param name="state"><c>open</c> (default), <c>ended</c>.</param>
    /// <param name="whose"><c>mine</c> (default), <c>urged</c> (what I asked of colleagues), <c>all</c> for who sees all.</param>
    /// <param name="due"><c>today</c>, <c>late</c>, or nothing for every day.</param>
    /// <param name="order">Everything about an order, for whoever may look at it.</param>
    /// <param name="after">Where the page before ended.</param>
    public static async Task<IResult> HandleAsync(Guid shop, string? state, string? whose, string? due, Guid? conversation, string? order, string? after, Actor actor, IShops shops, IPeople people, IBuyers buyers, IConversationLook looks, PromiseRules rules, PromisesDb db, TimeProvider clock, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, ShopId.From(shop), Permissions.Read, ct) is not { } card)
        {
            return new PromiseNotFound().ToProblem();
        }

        var now = clock.GetCurrentInstant();
        var seesAll = actor.Can(Permissions.ReadAll, card.Id);
        var query = db.Promises.AsNoTracking().Where(p => p.ShopId == card.Id);
        if (conversation is { } c)
        {
            if (await looks.FindForAsync(actor, ConversationId.From(c), null, ct) is not { } look || look.Shop != card.Id)
            {
                return new PromiseNotFound().ToProblem();
            }

            query = query.Where(p => p.ConversationId == c);
        }
        else if (order is not null)
        {
            if (!actor.Can(ReadOrder, card.Id))
            {
                return new PromiseNotFound().ToProblem();
            }

            query = query.Where(p => p.OrderId == order);
        }
        else if (whose == "urged")
        {
            query = query.Where(p => p.MadeBy == actor.Person && p.IsUrge);
        }
        else if (whose != "all" || !seesAll)
        {
            query = query.Where(p => p.Owner == actor.Person);
        }

        var ended = state == "ended";
        query = (conversation is not null || order is not null) && state is null ? query : ended ? query.Where(p => p.State != PromiseState.Open) : query.Where(p => p.State == PromiseState.Open);
        var tomorrow = card.TimeZone.AtStartOfDay(now.InZone(card.TimeZone).Date.PlusDays(1)).ToInstant();
        query = due switch { "today" => query.Where(p => p.DueAt < tomorrow), "late" => query.Where(p => p.DueAt < now), _ => query };
        if (Cursor(after) is var (at, id))
        {
            query = ended ? query.Where(p => p.DueAt < at || (p.DueAt == at && p.Id.CompareTo(id) < 0)) : query.Where(p => p.DueAt > at || (p.DueAt == at && p.Id.CompareTo(id) > 0));
        }

        var rows = await (ended ? query.OrderByDescending(p => p.DueAt).ThenByDescending(p => p.Id) : query.OrderBy(p => p.DueAt).ThenBy(p => p.Id)).Take(Page).ToListAsync(ct);
        var book = await rules.OfAsync(card.Id, now, ct);
        var lines = await LinesAsync(rows, actor, people, buyers, book, now, ct);
        return Results.Json(new Answer(lines, rows.Count == Page ? $"{rows[^1].DueAt.ToUnixTimeMilliseconds()}.{rows[^1].Id}" : null, seesAll, actor.Can(Permissions.Hand, card.Id)), HouseJson.Options);
    }

    /// <summary>Whoever sees one conversation of a buyer learns what is open for that buyer, whoever promised it and wherever.</summary>
    /// <param name="what">The words of the promise: one that was written down without the policy is known by them.</param>
    /// <param name="order">The order that it is about, where one is known.</param>
    public static async Task<IResult> OfMatterAsync(Guid shop, Guid conversation, string policy, string what, string? order, Actor actor, IShops shops, IPeople people, IBuyers buyers, IConversationLook looks, PromiseRules rules, PromisesDb db, TimeProvider clock, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, ShopId.From(shop), Permissions.Read, ct) is not { } card || await looks.FindForAsync(actor, ConversationId.From(conversation), null, ct) is not { } look || look.Shop != card.Id)
        {
            return new PromiseNotFound().ToProblem();
        }

        var now = clock.GetCurrentInstant();
        var matter = new PromiseMatter(card.Id, look.Buyer, policy, what, order);
        var open = await matter.OpenAsync(db, ct);
        var same = open.FirstOrDefault(matter.Is);
        var others = same is null ? open.Take(MostOthers) : [];
        var lines = await LinesAsync([.. same is null ? [] : new[] { same }, .. others], actor, people, buyers, await rules.OfAsync(card.Id, now, ct), now, ct);
        return Results.Json(new OfMatter(same is null ? null : lines[0], same is null ? lines : []), HouseJson.Options);
    }

    /// <param name="conversation">One that the actor sees: of the same buyer, it opens what was promised to them elsewhere.</param>
    public static async Task<IResult> StoryAsync(Guid id, Guid? conversation, Actor actor, IShops shops, IPeople people, IBuyers buyers, IConversationLook looks, PromiseRules rules, PromisesDb db, TimeProvider clock, CancellationToken ct)
    {
        if (await db.Promises.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, ct) is not { } row || await shops.FindForAsync(actor, row.ShopId, Permissions.Read, ct) is not { } card
            || !(row.Owner == actor.Person || (row.IsUrge && row.MadeBy == actor.Person) || actor.Can(Permissions.ReadAll, card.Id) || (row.ConversationId is { } c && await looks.FindForAsync(actor, ConversationId.From(c), null, ct) is not null)
            || (row.OrderId is not null && actor.Can(ReadOrder, card.Id))
            || (conversation is { } other && await looks.FindForAsync(actor, ConversationId.From(other), null, ct) is { } look && look.Shop == row.ShopId && look.Buyer == row.BuyerId)))
        {
            return new PromiseNotFound().ToProblem();
        }

        var now = clock.GetCurrentInstant();
        var acts = await db.Acts.AsNoTracking().Where(a => a.PromiseId == id).OrderBy(a => a.At).ThenBy(a => a.Id).Take(500).ToListAsync(ct);
        var names = await people.FindManyAsync([.. acts.SelectMany(a => new[] { a.PersonId, a.OwnerBefore, a.OwnerAfter }).OfType<PersonId>().Distinct()], ct);
        var lines = await LinesAsync([row], actor, people, buyers, await rules.OfAsync(card.Id, now, ct), now, ct);
        return Results.Json(new Story(lines[0], [.. acts.Select(a => new Act(a.At, Name(a.PersonId), a.Act, a.Text, a.DueBefore, a.DueAfter, Name(a.OwnerBefore), Name(a.OwnerAfter)))]), HouseJson.Options);

        string? Name(PersonId? person) => person is { } one ? names.GetValueOrDefault(one)?.Name : null;
    }

    public static async Task<IResult> CountAsync(Guid shop, Actor actor, IShops shops, PromiseRules rules, PromisesDb db, TimeProvider clock, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, ShopId.From(shop), Permissions.Read, ct) is not { } card)
        {
            return new PromiseNotFound().ToProblem();
        }

        var now = clock.GetCurrentInstant();
        var book = await rules.OfAsync(card.Id, now, ct);
        var soon = now + (book.RemindBefore ?? Duration.Zero);
        var tomorrow = card.TimeZone.AtStartOfDay(now.InZone(card.TimeZone).Date.PlusDays(1)).ToInstant();
        var mine = await db.Promises.AsNoTracking().Where(p => p.Owner == actor.Person && p.ShopId == card.Id && p.State == PromiseState.Open && p.DueAt < Instant.Max(soon, tomorrow)).OrderBy(p => p.DueAt).Select(p => p.DueAt).Take(MostCounted).ToListAsync(ct);
        var escalated = 0;
        if (book.EscalateAfter is { } after && actor.Can(Permissions.ReadAll, card.Id))
        {
            var before = now - after;
            escalated = await db.Promises.AsNoTracking().Where(p => p.ShopId == card.Id && p.State == PromiseState.Open && p.DueAt < before).Take(MostCounted).CountAsync(ct);
        }

        return Results.Json(new Counts(mine.Count(d => d >= now && d <= soon), mine.Count(d => d < now), mine.Count(d => d >= now && d < tomorrow), escalated), HouseJson.Options);
    }

    private static async Task<IReadOnlyList<Line>> LinesAsync(IReadOnlyList<PromiseRow> rows, Actor actor, IPeople people, IBuyers buyers, PromiseBookRules book, Instant now, CancellationToken ct)
    {
        var names = await people.FindManyAsync([.. rows.SelectMany(r => new[] { r.MadeBy, r.Owner }).Distinct()], ct);
        var known = await buyers.FindAsync([.. rows.Select(r => r.BuyerId).OfType<Guid>().Distinct().Select(b => new BuyerId(b))], ct);
        return [.. rows.Select(r => new Line(r.Id, r.What, r.Words, r.MadeAt, names.GetValueOrDefault(r.MadeBy)?.Name, r.Owner, names.GetValueOrDefault(r.Owner)?.Name, r.DueAt, r.IsTold, r.BuyerId,
            r.BuyerId is { } b ? known.GetValueOrDefault(new BuyerId(b))?.Name : null, r.ConversationId, r.Seq, r.OrderId, r.State, r.EndedAt, r.Moved, r.Chased, r.Owner == actor.Person,
            r.State == PromiseState.Open && r.DueAt >= now && book.RemindBefore is { } before && r.DueAt - now <= before, r.State == PromiseState.Open && r.DueAt < now,
            r.State == PromiseState.Open && book.EscalateAfter is { } after && now - r.DueAt > after, r.IsUrge, r.Department))];
    }

    private static (Instant At, Guid Id)? Cursor(string? after) =>
        after?.Split('.') is [var ms, var id] && long.TryParse(ms, System.Globalization.CultureInfo.InvariantCulture, out var at) && Math.Abs(at) < 8_640_000_000_000_000 / 100 && Guid.TryParse(id, out var guid)
            ? (Instant.FromUnixTimeMilliseconds(at), guid) : null;
}
