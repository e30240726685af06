using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Feed;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;
using Zhanggui.Promises.Contracts;
using Zhanggui.Promises.Rules;
using Zhanggui.Promises.Store;
using Zhanggui.Promises.TimeWords;
using Zhanggui.Reception.Contracts;

namespace Zhanggui.Promises.Book;

/// <summary>Makes promises and ends them; every act is one row that stays.</summary>
internal static class PromiseCalls
{
    /// <summary>The kind of feed events of promises; a screen reads again what it may see.</summary>
    public const string FeedKind = "promise";

    /// <summary><paramref name="Id"/> is made by the client: the same one twice is one promise. Without <paramref name="Due"/> the book's time for "let me check" holds.</summary>
    internal sealed record MakeRequest(Guid Id, Guid Shop, string? What, Instant? Due, string? Words, Guid? Conversation, long? Seq, string? Order, bool? Told)
    {
        /// <summary>Who is asked to keep it: makes it an urge task for a colleague (ORD-34).</summary>
        public PersonId? Owner { get; init; }

        public string? Department { get; init; }

        /// <summary>The policy of the book that promises it to the buyer of the conversation. What is open of the same matter already is answered instead of a second one.</summary>
        public string? Policy { get; init; }
    }

    internal sealed record EndRequest(string? Evidence, string? Reason, bool? Agreed);

    internal sealed record MoveRequest(Instant? Due, string? Reason, bool? Agreed);

    internal sealed record ChaseRequest(string? By, string? Note);

    internal sealed record HandRequest(PersonId To, string? Reason);

    internal sealed record Answer(Guid Id, PromiseState State, PersonId Owner, Instant Due);

    public static async Task<IResult> MakeAsync(MakeRequest request, Actor actor, IShops shops, IPeople people, IConversationLook looks, PromiseRules rules, PromisesDb db, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, ShopId.From(request.Shop), Permissions.Make, ct) is not { } shop)
        {
            return new PromiseNotFound().ToProblem();
        }

        ConversationLook? look = null;
        if (request.Conversation is { } conversation && ((look = await looks.FindForAsync(actor, ConversationId.From(conversation), request.Seq, ct)) is null || look.Shop != shop.Id))
        {
            return new PromiseNotFound().ToProblem();
        }

        var now = db.Now;
        var due = request.Due ?? (await rules.OfAsync(shop.Id, now, ct) is { CheckWithin: { } within } ? now + within : null);
        if (PromiseActs.Make(request.What, due, request.Order, request.Policy, now) is { } no)
        {
            return no.ToProblem();
        }

        var isUrge = request.Owner is { } asked && asked != actor.Person;
        if (isUrge && (await people.WithPermissionAsync(shop.Id, Permissions.Make, null, ct)).All(p => p.Id != request.Owner))
        {
            return new PromisePersonWrong().ToProblem();
        }

        var matter = isUrge || look is null || Trimmed(request.Policy) is not { } policy ? null : new PromiseMatter(shop.Id, look.Buyer, policy, request.What!.Trim(), Trimmed(request.Order));
        var isOpenAlready = false;
        var row = await db.InTransactionAsync(async () =>
        {
            if (matter is not null)
            {
                await matter.HoldAsync(db, ct);
            }

            if (await db.Promises.AsNoTracking().SingleOrDefaultAsync(p => p.Id == request.Id, ct) is { } known)
            {
                return known;
            }

            if (matter is not null && (await matter.OpenAsync(db, ct)).FirstOrDefault(matter.Is) is { } open)
            {
                isOpenAlready = true;
                return open;
            }

            var made = new PromiseRow
            {
                Id = request.Id,
                ShopId = shop.Id,
                What = request.What!.Trim(),
                Words = Cut(request.Words),
                MadeAt = now,
                MadeBy = actor.Person,
                Owner = request.Owner ?? actor.Person,
                IsUrge = isUrge,
                Department = isUrge ? Cut(request.Department) : null,
                DueAt = due!.Value,
                IsTold = !isUrge && (request.Told ?? look?.Said is not null),
                BuyerId = look?.Buyer,
                ConversationId = look?.Id.Value,
                Seq = look?.SaidAt is null ? null : request.Seq,
                OrderId = Trimmed(request.Order),
                Policy = matter?.Policy,
                State = PromiseState.Open,
            };
            db.Promises.Add(made);
            Note(db, made.Id, actor.Person, isUrge ? "urged" : "made", made.Department, dueAfter: made.DueAt);
            Tell(db, made);
            return made;
        }, ct);
        return row.ShopId == shop.Id && (isOpenAlready || row.MadeBy == actor.Person) ? Told(row) : new PromiseNotFound().ToProblem();
    }

    public static Task<IResult> KeepAsync(Guid id, EndRequest request, Actor actor, IShops shops, PromisesDb db, CancellationToken ct) =>
        EndAsync(id, actor, shops, db, (p, by) => PromiseActs.Keep(p, by, request.Evidence), PromiseState.Kept, request.Evidence, ct);

    public static Task<IResult> BreakAsync(Guid id, EndRequest request, Actor actor, IShops shops, PromisesDb db, CancellationToken ct) =>
        EndAsync(id, actor, shops, db, (p, by) => PromiseActs.Break(p, by, request.Reason), PromiseState.Broken, request.Reason, ct);

    public static Task<IResult> WithdrawAsync(Guid id, EndRequest request, Actor actor, IShops shops, PromisesDb db, CancellationToken ct) =>
        EndAsync(id, actor, shops, db, (p, by) => PromiseActs.Withdraw(p, by, request.Reason, request.Agreed ?? false), PromiseState.Withdrawn, request.Reason, ct);

    public static Task<IResult> MoveAsync(Guid id, MoveRequest request, Actor actor, IShops shops, PromisesDb db, CancellationToken ct) =>
        ActAsync(id, actor, shops, db, (p, by) => PromiseActs.Move(p, by, request.Due, request.Reason, request.Agreed ?? false, db.Now), promise =>
        {
            Note(db, id, actor.Person, "moved", request.Reason, promise.DueAt, request.Due);
            (promise.DueAt, promise.Noticed) = (request.Due!.Value, PromiseClock.None);
            promise.Moved++;
        }, ct);

    public static Task<IResult> ChaseAsync(Guid id, ChaseRequest request, Actor actor, IShops shops, PromisesDb db, CancellationToken ct) =>
        ActAsync(id, actor, shops, db, (p, by) => PromiseActs.Chase(p, by, request.By, request.Note), promise =>
        {
            Note(db, id, actor.Person, $"chased-{request.By}", request.Note);
            promise.Chased++;
        }, ct);

    public static async Task<IResult> HandAsync(Guid id, HandRequest request, Actor actor, IShops shops, IPeople people, PromisesDb db, CancellationToken ct)
    {
        if (await FindAsync(id, actor, shops, db, ct) is not var (found, shop))
        {
            return new PromiseNotFound().ToProblem();
        }

        if ((await people.WithPermissionAsync(shop.Id, Permissions.Make, null, ct)).All(p => p.Id != request.To))
        {
            return new PromisePersonWrong().ToProblem();
        }

        return await ActAsync(found.Id, actor, shops, db, (p, by) => PromiseActs.Hand(p, by, request.To, request.Reason), promise =>
        {
            db.Acts.Add(new PromiseActRow { Id = db.Fresh(), PromiseId = id, At = db.Now, PersonId = actor.Person, Act = "handed", Text = Trimmed(request.Reason), OwnerBefore = promise.Owner, OwnerAfter = request.To });
            if (promise.Owner != actor.Person)
            {
                db.Audit(new AuditEntry(actor.Organisation, shop.Id, actor.Person, "promises.promise.handed", "person", promise.Owner.ToString(), new { owner = promise.Owner }, new { promise = id, owner = request.To }, Trimmed(request.Reason)));
            }

            (promise.Owner, promise.Noticed) = (request.To, PromiseClock.None);
        }, ct);
    }

    /// <summary>One press: whoever may hand over takes what was handed up to them, at the stage that it has.</summary>
    public static Task<IResult> TakeAsync(Guid id, Actor actor, IShops shops, PromisesDb db, CancellationToken ct) =>
        ActAsync(id, actor, shops, db, (p, by) => PromiseActs.Take(p, by), promise =>
        {
            db.Acts.Add(new PromiseActRow { Id = db.Fresh(), PromiseId = id, At = db.Now, PersonId = actor.Person, Act = "taken", OwnerBefore = promise.Owner, OwnerAfter = actor.Person });
            db.Audit(new AuditEntry(actor.Organisation, promise.ShopId, actor.Person, "promises.promise.taken", "person", promise.Owner.ToString(), new { owner = promise.Owner }, new { promise = id, owner = actor.Person }));
            promise.Owner = actor.Person;
        }, ct);

    /// <summary>Which times a text names, for whoever is about to record a promise.</summary>
    /// <param name="at">When it was said, in milliseconds since 1970; now where nothing is given.</param>
    public static async Task<IResult> ReadTimesAsync(Guid shop, string? text, long? at, Actor actor, IShops shops, PromiseRules rules, TimeProvider clock, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, ShopId.From(shop), Permissions.Make, ct) is not { } card)
        {
            return new PromiseNotFound().ToProblem();
        }

        var now = clock.GetCurrentInstant();
        var book = await rules.OfAsync(card.Id, now, ct);
        var said = at is > 0 and var ms && ms < now.ToUnixTimeMilliseconds() ? Instant.FromUnixTimeMilliseconds(ms) : now;
        var mentions = new TimeReader(book.Habits).Read(text ?? string.Empty, said, BusinessCalendar.Of(card));
        return Results.Json(new Times(mentions, TimeReader.Best(mentions), book.CheckWithin is { } within ? now + within : null), HouseJson.Options);
    }

    /// <summary><paramref name="Check"/>: when "let me check", said now, falls due by the book; null = the book has no time for it.</summary>
    internal sealed record Times(IReadOnlyList<TimeMention> Mentions, TimeMention? Best, Instant? Check);

    public static void Note(PromisesDb db, Guid promise, PersonId? by, string act, string? text, Instant? dueBefore = null, Instant? dueAfter = null) =>
        db.Acts.Add(new PromiseActRow { Id = db.Fresh(), PromiseId = promise, At = db.Now, PersonId = by, Act = act, Text = Trimmed(text), DueBefore = dueBefore, DueAfter = dueAfter });

    public static void Tell(PromisesDb db, PromiseRow promise) => Tell(db, promise.ShopId, promise.Id, promise.Owner, promise.State, promise.DueAt);

    /// <summary>Other rooms hear how it stands; screens of the shop only that something changed.</summary>
    public static void Tell(PromisesDb db, ShopId shop, Guid promise, PersonId owner, PromiseState state, Instant due)
    {
        db.Publish(new PromiseChanged(shop, promise, owner, state, due), shop);
        db.Tell(new FeedEntry(shop.Value, FeedKind, promise, 0, shop.Value));
    }

    private static Task<IResult> EndAsync(Guid id, Actor actor, IShops shops, PromisesDb db, Func<PromiseRow, Acting, Refusal?> refuse, PromiseState state, string? text, CancellationToken ct) =>
        ActAsync(id, actor, shops, db, refuse, promise =>
        {
            (promise.State, promise.EndedAt) = (state, db.Now);
            Note(db, id, actor.Person, state.ToString().ToLowerInvariant(), text);
        }, ct);

    private static async Task<IResult> ActAsync(Guid id, Actor actor, IShops shops, PromisesDb db, Func<PromiseRow, Acting, Refusal?> refuse, Action<PromiseRow> act, CancellationToken ct)
    {
        if (await FindAsync(id, actor, shops, db, ct) is not var (found, shop))
        {
            return new PromiseNotFound().ToProblem();
        }

        var promise = found;
        var refused = await db.InTransactionAsync<Refusal?>(async () =>
        {
            // The lock of the row is taken first: whoever comes second sees how it ended.
            await db.Promises.Where(p => p.Id == id).ExecuteUpdateAsync(set => set.SetProperty(p => p.Moved, p => p.Moved), ct);
            promise = await db.Promises.SingleAsync(p => p.Id == id, ct);
            if (refuse(promise, new Acting(actor.Person, actor.Can(Permissions.Hand, shop.Id))) is { } no)
            {
                return no;
            }

            act(promise);
            Tell(db, promise);
            return null;
        }, ct);
        return refused is not null ? refused.ToProblem() : Told(promise);
    }

    /// <summary>A promise this actor may see: their own, or anybody's for who sees all.</summary>
    private static async Task<(PromiseRow Promise, ShopCard Shop)?> FindAsync(Guid id, Actor actor, IShops shops, PromisesDb db, CancellationToken ct) =>
        await db.Promises.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, ct) is { } found
        && await shops.FindForAsync(actor, found.ShopId, Permissions.Make, ct) is { } shop
        && (found.Owner == actor.Person || actor.Can(Permissions.ReadAll, shop.Id) || (found.IsUrge && found.MadeBy == actor.Person)) ? (found, shop) : null;

    private static IResult Told(PromiseRow promise) => Results.Json(new Answer(promise.Id, promise.State, promise.Owner, promise.DueAt), HouseJson.Options);

    private static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static string? Cut(string? text) => Trimmed(text) is { } words ? words[..Math.Min(words.Length, 60)] : null;
}
