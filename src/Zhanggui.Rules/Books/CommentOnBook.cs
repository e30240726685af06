using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Http;
using Zhanggui.People.Contracts;
using Zhanggui.Rules.Contracts;
using Zhanggui.Rules.Document;
using Zhanggui.Rules.Store;

namespace Zhanggui.Rules.Books;

/// <summary>The staff comments on an open book, on the whole or on one setting; the owner answers each.</summary>
internal static class CommentOnBook
{
    private const int LongestWords = 2000;
    private const int LongestPath = 200;
    private const int MostComments = 1000;

    internal sealed record CommentRequest(string? Path, string? Words);

    internal sealed record AnswerRequest(string? Answer);

    public static void Map(RouteGroupBuilder rules)
    {
        rules.MapGet("/books/{id:guid}/comments", ListAsync).Requires(RulesPermissions.ReadBook);
        rules.MapPost("/books/{id:guid}/comments", AddAsync).Requires(RulesPermissions.CommentBook);
        rules.MapPost("/books/{id:guid}/comments/{comment:guid}/answer", AnswerAsync).Requires(RulesPermissions.EditBook);
    }

    private static async Task<IResult> ListAsync(Guid id, Actor actor, RulesDb db, BookAccess access, IPeople people, RuleSections sections, CancellationToken ct)
    {
        var found = await access.LoadAsync(actor, id, ct);
        return found.IsDone ? await LinesAsync(found.Value.Id, db, people, sections, ct) : found.Refusal!.ToProblem();
    }

    private static async Task<IResult> AddAsync(Guid id, CommentRequest request, Actor actor, RulesDb db, BookAccess access, IPeople people, RuleSections sections, CancellationToken ct)
    {
        var found = await access.LoadAsync(actor, id, ct);
        if (!found.IsDone)
        {
            return found.Refusal!.ToProblem();
        }

        if (found.Value.State != StoredState.Open)
        {
            return new BookNotOpen().ToProblem();
        }

        if (string.IsNullOrWhiteSpace(request.Words) || request.Words.Length > LongestWords)
        {
            return new WordsMissing("words").ToProblem();
        }

        var path = request.Path is { Length: <= LongestPath } asked && PathName(asked, sections) is not null ? asked : string.Empty;
        var comment = new CommentRow { Id = db.Fresh(), BookId = found.Value.Id, Path = path, PersonId = actor.Person, At = db.Now, Words = request.Words.Trim() };
        db.Comments.Add(comment);
        db.Audit(new AuditEntry(actor.Organisation, null, actor.Person, "rules.comment.added", "rules.book", found.Value.Id.ToString(), After: new { comment.Id, comment.Path }));
        await db.SaveChangesAsync(ct);
        return await LinesAsync(found.Value.Id, db, people, sections, ct);
    }

    private static async Task<IResult> AnswerAsync(Guid id, Guid comment, AnswerRequest request, Actor actor, RulesDb db, BookAccess access, IPeople people, RuleSections sections, CancellationToken ct)
    {
        var found = await access.LoadAsync(actor, id, ct);
        if (!found.IsDone)
        {
            return found.Refusal!.ToProblem();
        }

        if (found.Value.State is not (StoredState.Open or StoredState.Draft))
        {
            return new BookNotOpen().ToProblem();
        }

        if (string.IsNullOrWhiteSpace(request.Answer) || request.Answer.Length > LongestWords)
        {
            return new WordsMissing("answer").ToProblem();
        }

        var key = found.Value.Id;
        if (await db.Comments.SingleOrDefaultAsync(c => c.Id == comment && c.BookId == key, ct) is not { } row)
        {
            return new CommentNotFound().ToProblem();
        }

        row.Answer = request.Answer.Trim();
        row.AnsweredBy = actor.Person;
        row.AnsweredAt = db.Now;
        db.Audit(new AuditEntry(actor.Organisation, null, actor.Person, "rules.comment.answered", "rules.book", key.ToString(), After: new { row.Id }));
        await db.SaveChangesAsync(ct);
        return await LinesAsync(key, db, people, sections, ct);
    }

    private static async Task<IResult> LinesAsync(BookId book, RulesDb db, IPeople people, RuleSections sections, CancellationToken ct)
    {
        var rows = await db.Comments.AsNoTracking().Where(c => c.BookId == book).OrderBy(c => c.At).Take(MostComments).ToListAsync(ct);
        var names = await BookLines.NamesAsync(people, rows.SelectMany(r => r.AnsweredBy is { } by ? new[] { r.PersonId, by } : [r.PersonId]), ct);
        return Results.Json(new
        {
            Comments = rows.Select(r => new CommentLine(r.Id, r.Path, PathName(r.Path, sections) ?? Words.None, names(r.PersonId), r.At, r.Words, r.Answer, r.AnsweredBy is { } by ? names(by) : null, r.AnsweredAt)),
        }, HouseJson.Options);
    }

    /// <summary>The words for <c>reception.recall_window</c>, or null when there is no such setting.</summary>
    private static Words? PathName(string path, RuleSections sections)
    {
        var keys = path.Split('.');
        if (sections.Find(keys[0]) is not { } section)
        {
            return null;
        }

        List<Words> names = [section.Title];
        Setting at = section.Root;
        foreach (var key in keys.Skip(1))
        {
            var found = at is EntriesSetting entries ? entries.Entry(key, Words.Same(key)) : (at as GroupSetting)?.Settings.FirstOrDefault(s => s.Key == key);
            if (found is not { } next)
            {
                return null;
            }

            names.Add(next.Name);
            at = next;
        }

        return new Words(string.Join(" · ", names.Select(n => n.Zh)), string.Join(" · ", names.Select(n => n.En)));
    }
}
