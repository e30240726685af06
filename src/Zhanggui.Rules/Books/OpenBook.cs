using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Rules.Contracts;
using Zhanggui.Rules.Store;

namespace Zhanggui.Rules.Books;

/// <summary>Lays a draft before the staff for comments, or takes it back to change it. Comments stay with it.</summary>
internal static class OpenBook
{
    internal sealed record RevisionRequest(int Revision);

    public static void Map(RouteGroupBuilder rules)
    {
        rules.MapPost("/books/{id:guid}/open", OpenAsync).Requires(RulesPermissions.EditBook);
        rules.MapPost("/books/{id:guid}/take-back", TakeBackAsync).Requires(RulesPermissions.EditBook);
    }

    private static Task<IResult> OpenAsync(Guid id, RevisionRequest request, Actor actor, RulesDb db, BookAccess access, BookLines lines, BookChecks checks, CancellationToken ct) =>
        MoveAsync(id, request, actor, db, access, lines, checks, async row =>
        {
            if (row.State != StoredState.Draft)
            {
                return new BookNotADraft();
            }

            if (BookLife.FirstError((await checks.CheckAsync(row.Text, actor.Organisation, ct)).Report) is { } error)
            {
                return error;
            }

            row.State = StoredState.Open;
            row.OpenedAt = db.Now;
            return null;
        }, "rules.book.opened", ct);

    private static Task<IResult> TakeBackAsync(Guid id, RevisionRequest request, Actor actor, RulesDb db, BookAccess access, BookLines lines, BookChecks checks, CancellationToken ct) =>
        MoveAsync(id, request, actor, db, access, lines, checks, row =>
        {
            if (row.State != StoredState.Open)
            {
                return Task.FromResult<Refusal?>(new BookNotOpen());
            }

            row.State = StoredState.Draft;
            return Task.FromResult<Refusal?>(null);
        }, "rules.book.taken-back", ct);

    private static async Task<IResult> MoveAsync(Guid id, RevisionRequest request, Actor actor, RulesDb db, BookAccess access, BookLines lines, BookChecks checks, Func<BookRow, Task<Refusal?>> move, string act, CancellationToken ct)
    {
        var found = await access.LoadAsync(actor, id, ct);
        if (!found.IsDone)
        {
            return found.Refusal!.ToProblem();
        }

        var row = found.Value;
        if (row.Revision != request.Revision)
        {
            return new BookChangedMeanwhile(row.Revision).ToProblem();
        }

        if (await move(row) is { } refusal)
        {
            return refusal.ToProblem();
        }

        row.Revision++;
        db.Audit(new AuditEntry(actor.Organisation, null, actor.Person, act, "rules.book", row.Id.ToString()));
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return new BookChangedMeanwhile(row.Revision).ToProblem();
        }

        return Results.Json(await ReadBooks.PageAsync(row, actor, lines, checks, ct), HouseJson.Options);
    }
}
