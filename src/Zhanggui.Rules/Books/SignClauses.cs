using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Http;
using Zhanggui.Rules.Contracts;
using Zhanggui.Rules.Document;
using Zhanggui.Rules.Store;

namespace Zhanggui.Rules.Books;

/// <summary>Whoever publishes signs for a doubtful clause, with a reason, or takes the signature back. A signature stands for the clause as it read then.</summary>
internal static class SignClauses
{
    private const int LongestReason = 500;

    internal sealed record SignRequest(string? Path, string? Reason);

    internal sealed record UnsignRequest(string? Path);

    public static void Map(RouteGroupBuilder rules)
    {
        rules.MapPost("/books/{id:guid}/sign", SignAsync).Requires(RulesPermissions.PublishBook);
        rules.MapPost("/books/{id:guid}/unsign", UnsignAsync).Requires(RulesPermissions.PublishBook);
    }

    private static async Task<IResult> SignAsync(Guid id, SignRequest request, Actor actor, RulesDb db, BookAccess access, BookLines lines, BookChecks checks, RuleSections sections, CancellationToken ct)
    {
        if (actor.ShopsFor(RulesPermissions.PublishBook) is not null)
        {
            return new NotForTheWholeOrganisation().ToProblem();
        }

        var found = await access.LoadAsync(actor, id, ct);
        if (!found.IsDone)
        {
            return found.Refusal!.ToProblem();
        }

        var row = found.Value;
        if (row.State != StoredState.Open)
        {
            return new BookNotOpen().ToProblem();
        }

        if (string.IsNullOrWhiteSpace(request.Reason) || request.Reason.Trim().Length > LongestReason)
        {
            return new SignatureWithoutReason(LongestReason).ToProblem();
        }

        var read = await checks.CheckAsync(row.Text, actor.Organisation, ct);
        if (read.Book.Effective is not { } body || read.Report.Doubts.FirstOrDefault(d => d.Path == request.Path) is not { } doubt)
        {
            return new ClauseNotDoubtful().ToProblem();
        }

        await ForgetAsync(db, row.Id, doubt.Path, ct);
        db.Signatures.Add(new SignatureRow
        {
            BookId = row.Id,
            Path = doubt.Path,
            ClauseDigest = ClauseDigests.Of(body, doubt, read.Report.Doubts, sections),
            PersonId = actor.Person,
            At = db.Now,
            Reason = request.Reason.Trim(),
        });
        db.Audit(new AuditEntry(actor.Organisation, null, actor.Person, "rules.clause.signed", "rules.book", row.Id.ToString(), After: new { doubt.Path, Clause = doubt.Clause.Zh, Reason = request.Reason.Trim() }));
        return await SaveAsync(row, actor, db, lines, checks, ct);
    }

    private static async Task<IResult> UnsignAsync(Guid id, UnsignRequest request, Actor actor, RulesDb db, BookAccess access, BookLines lines, BookChecks checks, CancellationToken ct)
    {
        var found = await access.LoadAsync(actor, id, ct);
        if (!found.IsDone)
        {
            return found.Refusal!.ToProblem();
        }

        var row = found.Value;
        if (row.State != StoredState.Open)
        {
            return new BookNotOpen().ToProblem();
        }

        if (request.Path is { } path && await ForgetAsync(db, row.Id, path, ct))
        {
            db.Audit(new AuditEntry(actor.Organisation, null, actor.Person, "rules.clause.unsigned", "rules.book", row.Id.ToString(), Before: new { Path = path }));
        }

        return await SaveAsync(row, actor, db, lines, checks, ct);
    }

    private static async Task<bool> ForgetAsync(RulesDb db, BookId book, string path, CancellationToken ct)
    {
        if (await db.Signatures.SingleOrDefaultAsync(s => s.BookId == book && s.Path == path, ct) is not { } old)
        {
            return false;
        }

        db.Signatures.Remove(old);
        await db.SaveChangesAsync(ct);
        return true;
    }

    private static async Task<IResult> SaveAsync(BookRow row, Actor actor, RulesDb db, BookLines lines, BookChecks checks, CancellationToken ct)
    {
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException)
        {
            return new BookChangedMeanwhile(row.Revision).ToProblem();
        }

        return Results.Json(await ReadBooks.PageAsync(row, actor, lines, checks, ct), HouseJson.Options);
    }
}
