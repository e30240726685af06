using Microsoft.AspNetCore.Http;
using Zhanggui.Guard.Contracts;
using Zhanggui.Guard.Overview;
using Zhanggui.Guard.Rules;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Guard.Disputes;

/// <summary>The owner's answer: try an exception on past hits, lay it into a draft of the book, or say why not.</summary>
internal static class AnswerCalls
{
    private const int MostTexts = 20;
    private const int MostNote = 300;

    internal sealed record ChangeBody(IReadOnlyList<string>? Except, IReadOnlyList<string>? Unless, IReadOnlyList<string>? Terms, Guid? Draft, string? Note);

    internal sealed record DeclineBody(string? Note);

    internal sealed record Accepted(Guid Draft, Words Title, int Revision);

    /// <summary>What the exception would have let through; refused where the book with it would be wrong.</summary>
    public static async Task<IResult> TryAsync(Guid id, ChangeBody body, Actor actor, IShops shops, DisputeBook disputes, IRuleBooks books, IBookDrafts drafts, PastHits past, Database database, TimeProvider clock, CancellationToken ct)
    {
        var asked = await AskAsync(id, body, actor, shops, disputes, ct);
        if (!asked.IsDone)
        {
            return asked.Refusal!.ToProblem();
        }

        var (dispute, shop, change) = asked.Value;
        var tried = await drafts.TryAsync(actor, body.Draft, shop.Name, AdditionsOf(dispute.Rule, change), ct);
        if (!tried.IsDone)
        {
            return tried.Refusal!.ToProblem();
        }

        var now = clock.GetCurrentInstant();
        var rules = await books.EffectiveAsync(GuardSection.Section, shop.Id, now, ct);
        var result = await past.TryAsync(actor, shop.Id, dispute.Rule, rules.Rules, change, now, ct);
        await OverviewCalls.AuditAsync(database, clock, actor, shop.Id, "guard.dispute.try", new { dispute.Id, result.Looked, result.Released }, ct);
        return Results.Json(result, HouseJson.Options);
    }

    /// <summary>Into the draft and never in force by itself. The sentence that was disputed must pass with it.</summary>
    public static async Task<IResult> AcceptAsync(Guid id, ChangeBody body, Actor actor, IShops shops, DisputeBook disputes, AnswerClaims claims, IBookDrafts drafts, IBookDesk desk, TimeProvider clock, CancellationToken ct)
    {
        var asked = await AskAsync(id, body, actor, shops, disputes, ct);
        if (!asked.IsDone)
        {
            return asked.Refusal!.ToProblem();
        }

        var (dispute, shop, change) = asked.Value;
        if (dispute.Words is not { } words)
        {
            return new GuardWordsGone().ToProblem();
        }

        if (await claims.TakeAsync(AnswerClaims.Dispute, id, ct) is not { } claim)
        {
            return new GuardAnsweredAlready().ToProblem();
        }

        var line = new GuardLine { Text = words.Text, Sender = "agent" };
        var written = await drafts.AddAsync(actor, body.Draft, shop.Name, AdditionsOf(dispute.Rule, change), text =>
            Consequences.Rings(desk.Read(GuardSection.Section, text, null, [shop.Name]).Rules.Book, line, dispute.Rule, words.Slice) ? new GuardExceptionMisses(Refused.Short(words.Slice)) : null, ct);
        if (!written.IsDone)
        {
            await claims.GiveBackAsync(AnswerClaims.Dispute, id, claim);
            return written.Refusal!.ToProblem();
        }

        var draft = written.Value;
        return await AnswerAsync(dispute, claim, DisputeState.Accepted, actor, disputes, clock, draft.Id.Value, change, NoteOf(body.Note), ct)
            ? Results.Json(new Accepted(draft.Id.Value, draft.Title, draft.Revision), HouseJson.Options)
            : new GuardAnsweredAlready().ToProblem();
    }

    public static async Task<IResult> DeclineAsync(Guid id, DeclineBody body, Actor actor, IShops shops, DisputeBook disputes, AnswerClaims claims, TimeProvider clock, CancellationToken ct)
    {
        var found = await OpenAsync(id, actor, shops, disputes, ct);
        if (!found.IsDone)
        {
            return found.Refusal!.ToProblem();
        }

        if (NoteOf(body.Note) is not { Length: <= MostNote } why)
        {
            return new GuardAnswerMissing(MostNote).ToProblem();
        }

        return await claims.TakeAsync(AnswerClaims.Dispute, id, ct) is { } claim && await AnswerAsync(found.Value.Dispute, claim, DisputeState.Declined, actor, disputes, clock, null, null, why, ct) ? Results.NoContent() : new GuardAnsweredAlready().ToProblem();
    }

    internal static IReadOnlyList<string>? Clean(IReadOnlyList<string>? texts, int length)
    {
        List<string> clean = [.. (texts ?? []).Where(t => !string.IsNullOrWhiteSpace(t)).Select(t => t.Trim()).Distinct(StringComparer.Ordinal)];
        return clean.Count > MostTexts || clean.Exists(t => t.Length > length || t.Any(char.IsControl)) ? null : clean;
    }

    private static Task<bool> AnswerAsync(Dispute dispute, long claim, DisputeState state, Actor actor, DisputeBook disputes, TimeProvider clock, Guid? draft, BookException? change, string? note, CancellationToken ct) =>
        disputes.AnswerAsync(dispute, claim, state, actor.Person, clock.GetCurrentInstant(), draft, change, note,
            new AuditEntry(actor.Organisation, dispute.Shop, actor.Person, $"guard.dispute.{state.ToString().ToLowerInvariant()}", "guard.dispute", dispute.Id.ToString(), After: new { dispute.Rule, draft, change }), NewId.Create(clock), ct);

    private static async Task<Outcome<(Dispute Dispute, ShopCard Shop)>> OpenAsync(Guid id, Actor actor, IShops shops, DisputeBook disputes, CancellationToken ct)
    {
        if (await disputes.FindAsync(id, ct) is not { } dispute || await shops.FindForAsync(actor, dispute.Shop, Permissions.ReadAll, ct) is not { } shop)
        {
            return new GuardDisputeNotFound();
        }

        return !OverviewCalls.MayAnswer(actor, shop.Id) ? new GuardAnswerForbidden() : dispute.State != DisputeState.Open ? new GuardAnsweredAlready() : (dispute, shop);
    }

    private static async Task<Outcome<(Dispute Dispute, ShopCard Shop, BookException Change)>> AskAsync(Guid id, ChangeBody body, Actor actor, IShops shops, DisputeBook disputes, CancellationToken ct)
    {
        var found = await OpenAsync(id, actor, shops, disputes, ct);
        if (!found.IsDone)
        {
            return found.Refusal!;
        }

        if (NoteOf(body.Note)?.Length > MostNote)
        {
            return new GuardNoteWrong(MostNote);
        }

        return Clean(body.Except, GuardSection.WordLength) is { } except && Clean(body.Unless, GuardSection.WordLength) is { } unless && Clean(body.Terms, GuardSection.WordLength) is { } terms
            && new BookException(except, unless, terms) is { IsEmpty: false } change
            ? (found.Value.Dispute, found.Value.Shop, change)
            : new GuardExceptionWrong(MostTexts, GuardSection.WordLength);
    }

    private static IReadOnlyList<BookAddition> AdditionsOf(string rule, BookException change) =>
    [
        .. new[] { new BookAddition($"guard.rules.{rule}.except", change.Except), new BookAddition($"guard.rules.{rule}.unless", change.Unless), new BookAddition("guard.terms", change.Terms) }.Where(a => a.Texts.Count > 0),
    ];

    private static string? NoteOf(string? note) => string.IsNullOrWhiteSpace(note) ? null : note.Trim();
}
