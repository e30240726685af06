using Microsoft.AspNetCore.Http;
using NodaTime;
using Zhanggui.Guard.Contracts;
using Zhanggui.Guard.Desk;
using Zhanggui.Guard.Ledger;
using Zhanggui.Guard.Overview;
using Zhanggui.Guard.Rules;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Guard.Disputes;

/// <summary>"This was fine": said of a draft or of a kept hit, and read by whoever said it and by the guard's owner.</summary>
internal static class DisputeCalls
{
    private const int MostNote = 300;
    private const int MostText = 10_000;
    private const int Page = 50;

    /// <param name="Hit">A kept hit; else the draft with its own number, the rule and where it rang.</param>
    internal sealed record SayBody(Guid? Hit, Guid? Id, Guid? Conversation, string? Text, string? Rule, int? Start, string? Note);

    internal sealed record DisputeLine(
        Guid Id, Instant At, Guid Person, string? PersonName, bool IsMine, string Rule, string Name, string Kind, GuardLevel Level, string Book, int BookVersion, string? Slice, string? Text, int Start, int Length, string? Note,
        DisputeState State, string? AnsweredBy, Instant? AnsweredAt, string? Answer, Guid? Draft, BookException? Change, Guid Conversation, long? Seq);

    internal sealed record ListAnswer(IReadOnlyList<DisputeLine> Disputes, string? Next, bool SeesAll, bool MayAnswer);

    internal sealed record OneAnswer(DisputeLine Dispute, IReadOnlyList<HitLine> Alike, int Same, int Similar, string? Suggested, string Path, bool MayAnswer);

    internal sealed record Said(Guid Id);

    internal sealed record Waiting(long Answers, long Open);

    internal sealed record ShopBody(Guid Shop);

    public static async Task<IResult> SayAsync(SayBody body, Actor actor, IShops shops, IGuardedTalks talks, GuardGate gate, HitLedger ledger, HitViews views, DisputeBook disputes, Database database, TimeProvider clock, CancellationToken ct)
    {
        var note = string.IsNullOrWhiteSpace(body.Note) ? null : body.Note.Trim();
        if (note?.Length > MostNote)
        {
            return new GuardNoteWrong(MostNote).ToProblem();
        }

        var now = clock.GetCurrentInstant();
        if (body.Hit is not { } id)
        {
            return await SayOfDraftAsync(body, note, actor, talks, gate, disputes, now, clock, ct);
        }

        List<KeptHit> found;
        await using (var connection = await database.OpenAsync(ct))
        {
            found = await ledger.ReadAsync(connection, "where h.id = @id", ct, ("id", id));
        }

        if (found is not [var hit] || !(hit.Person == actor.Person || actor.Can(Permissions.ReadAll, hit.Shop, hit.Place.TeamId)) || await shops.FindForAsync(actor, hit.Shop, Permissions.Use, ct) is null)
        {
            return new GuardHitNotFound().ToProblem();
        }

        if (hit.Words is not { } words)
        {
            return new GuardWordsGone().ToProblem();
        }

        var stands = (await views.SaidAsync(actor, [hit], ct)).GetValueOrDefault(new GuardedPlace(hit.Conversation, hit.Act));
        var text = words.Draft ?? (hit.Effect is HitEffect.Taken or HitEffect.Changed ? null : stands?.Text) ?? words.Slice;
        var dispute = new Dispute(NewId.Create(clock), hit.Shop, hit.Subject, hit.Conversation, actor.Person, hit.Act, now, hit.Rule, hit.Kind, hit.Name, hit.Level, hit.Book, hit.BookVersion, hit.Start, hit.Length,
            DisputeState.Open, null, null, null, null, null, new DisputeWords(words.Slice, text, note), null);
        return await disputes.AddAsync(dispute, ct) ? Results.Json(new Said(dispute.Id), HouseJson.Options, statusCode: StatusCodes.Status201Created) : new GuardDisputedAlready().ToProblem();
    }

    private static async Task<IResult> SayOfDraftAsync(SayBody body, string? note, Actor actor, IGuardedTalks talks, GuardGate gate, DisputeBook disputes, Instant now, TimeProvider clock, CancellationToken ct)
    {
        if (body.Text is not { Length: > 0 and <= MostText } text)
        {
            return new GuardTextWrong(MostText).ToProblem();
        }

        if (body.Conversation is not { } conversation || await talks.FindForAsync(actor, conversation, ct) is not { } talk)
        {
            return new GuardedTalkNotFound().ToProblem();
        }

        var judged = await gate.JudgeAsync(talk, text, ct);
        if (judged.Verdict.Hits.FirstOrDefault(h => h.Rule == body.Rule && (body.Start is null || h.Start == body.Start)) is not { } hit)
        {
            return new GuardNothingRings().ToProblem();
        }

        var dispute = new Dispute(NewId.Create(clock), talk.Shop, talk.Subject, talk.Conversation, actor.Person, body.Id ?? NewId.Create(clock), now, hit.Rule, hit.Kind, hit.Name.Zh, hit.Level, judged.Book.Book, judged.Book.Version,
            hit.Start, hit.Length, DisputeState.Open, null, null, null, null, null, new DisputeWords(hit.Text, text, note), null);
        return await disputes.AddAsync(dispute, ct) ? Results.Json(new Said(dispute.Id), HouseJson.Options, statusCode: StatusCodes.Status201Created) : new GuardDisputedAlready().ToProblem();
    }

    public static async Task<IResult> ListAsync(Guid shop, string? state, bool? mine, string? before, Actor actor, IShops shops, IPeople people, IGuardedTalks talks, DisputeBook disputes, Database database, TimeProvider clock, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, ShopId.From(shop), Permissions.Use, ct) is not { } card)
        {
            return new GuardShopNotFound().ToProblem();
        }

        DisputeState? its = null;
        if (!string.IsNullOrEmpty(state))
        {
            if (!Enum.TryParse<DisputeState>(state, ignoreCase: true, out var named) || !Enum.IsDefined(named))
            {
                return new GuardFilterWrong("state").ToProblem();
            }

            its = named;
        }

        (long, Guid)? place = null;
        if (!string.IsNullOrEmpty(before))
        {
            if (before.Split('.', 2) is not [var at, var last] || !long.TryParse(at, out var ms) || !Guid.TryParse(last, out var id))
            {
                return new GuardFilterWrong("before").ToProblem();
            }

            place = (ms, id);
        }

        var seesAll = actor.Can(Permissions.ReadAll, card.Id);
        var isMine = mine == true || !seesAll;
        var rows = await disputes.ListAsync(card.Id, isMine ? actor.Person : null, its, place, Page, ct);
        if (!isMine)
        {
            await OverviewCalls.AuditAsync(database, clock, actor, card.Id, "guard.dispute.look", new { state, Rows = rows.Count }, ct);
        }

        return Results.Json(new ListAnswer(await LinesAsync(rows, actor, people, talks, ct), rows.Count == Page ? $"{rows[^1].At.ToUnixTimeMilliseconds()}.{rows[^1].Id}" : null, seesAll, OverviewCalls.MayAnswer(actor, card.Id)), HouseJson.Options);
    }

    public static async Task<IResult> OneAsync(Guid id, Actor actor, IShops shops, IPeople people, IGuardedTalks talks, DisputeBook disputes, PastHits past, IRuleBooks books, Database database, TimeProvider clock, CancellationToken ct)
    {
        if (await FindAsync(id, actor, shops, disputes, ct) is not { } dispute)
        {
            return new GuardDisputeNotFound().ToProblem();
        }

        var seesAll = actor.Can(Permissions.ReadAll, dispute.Shop);
        var (alike, same, similar) = seesAll ? await past.AlikeAsync(actor, dispute, (await books.EffectiveAsync(GuardSection.Section, dispute.Shop, clock.GetCurrentInstant(), ct)).Rules, ct) : ([], 0, 0);
        if (seesAll)
        {
            await OverviewCalls.AuditAsync(database, clock, actor, dispute.Shop, "guard.dispute.look", new { dispute.Id, Hits = alike.Count }, ct);
        }

        return Results.Json(new OneAnswer((await LinesAsync([dispute], actor, people, talks, ct))[0], alike, same, similar,
            dispute.Words is { } words ? Consequences.Around(words.Text, words.Slice, dispute.Start) : null, $"guard.rules.{dispute.Rule}", OverviewCalls.MayAnswer(actor, dispute.Shop)), HouseJson.Options);
    }

    /// <summary>How many answers the person has not seen, and how many proposals wait for whoever may answer.</summary>
    public static async Task<IResult> WaitingAsync(Guid shop, Actor actor, IShops shops, DisputeBook disputes, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, ShopId.From(shop), Permissions.Use, ct) is not { } card)
        {
            return new GuardShopNotFound().ToProblem();
        }

        var (answers, open) = await disputes.WaitingAsync(card.Id, actor.Person, ct);
        return Results.Json(new Waiting(answers, OverviewCalls.MayAnswer(actor, card.Id) ? open : 0), HouseJson.Options);
    }

    public static async Task<IResult> SeenAsync(ShopBody body, Actor actor, IShops shops, DisputeBook disputes, TimeProvider clock, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, ShopId.From(body.Shop), Permissions.Use, ct) is not { } card)
        {
            return new GuardShopNotFound().ToProblem();
        }

        await disputes.SeenAsync(card.Id, actor.Person, clock.GetCurrentInstant(), ct);
        return Results.NoContent();
    }

    /// <summary>One's own, or everybody's for the guard's owner.</summary>
    internal static async Task<Dispute?> FindAsync(Guid id, Actor actor, IShops shops, DisputeBook disputes, CancellationToken ct) =>
        await disputes.FindAsync(id, ct) is { } dispute && (dispute.Person == actor.Person || actor.Can(Permissions.ReadAll, dispute.Shop)) && await shops.FindForAsync(actor, dispute.Shop, Permissions.Use, ct) is not null ? dispute : null;

    internal static async Task<List<DisputeLine>> LinesAsync(IReadOnlyList<Dispute> rows, Actor actor, IPeople people, IGuardedTalks talks, CancellationToken ct)
    {
        var names = await people.FindManyAsync([.. rows.SelectMany(r => new PersonId?[] { r.Person, r.AnsweredBy }).OfType<PersonId>().Distinct().Take(1000)], ct);
        var said = await talks.SaidAsync(actor, [.. rows.Select(r => new GuardedPlace(r.Conversation, r.Act)).Distinct().Take(100)], ct);
        return [.. rows.Select(r => new DisputeLine(r.Id, r.At, r.Person.Value, Name(r.Person), r.Person == actor.Person, r.Rule, r.Name, r.Kind, r.Level, r.Book, r.BookVersion, r.Words?.Slice, r.Words?.Text,
            StartOf(r), r.Length, r.Words?.Note, r.State, r.AnsweredBy is { } by ? Name(by) : null, r.AnsweredAt, r.Answer, r.Draft, r.Change, r.Conversation, said.GetValueOrDefault(new GuardedPlace(r.Conversation, r.Act))?.Seq))];

        string? Name(PersonId person) => names.GetValueOrDefault(person)?.Name;
    }

    /// <summary>Where the words stand in what is kept; of a changed draft only they themselves are.</summary>
    private static int StartOf(Dispute dispute) =>
        dispute.Words is { } words && words.Text.Length == words.Slice.Length ? 0 : dispute.Start;
}
