using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;
using Zhanggui.Rules.Contracts;
using Zhanggui.Rules.Store;

namespace Zhanggui.Rules.Books;

/// <summary>A person says that a published book was shown to them; saying it twice keeps the first time.</summary>
internal static class Acknowledge
{
    public static void Map(RouteGroupBuilder rules)
    {
        rules.MapPost("/books/{id:guid}/acknowledge", AcknowledgeAsync).Requires(RulesPermissions.ReadBook);
        rules.MapGet("/books/{id:guid}/acknowledgements", ListAsync).Requires(RulesPermissions.EditBook);
    }

    private static async Task<IResult> AcknowledgeAsync(Guid id, Actor actor, BookAccess access, BookLines lines, Database database, TimeProvider clock, CancellationToken ct)
    {
        var found = await access.LoadAsync(actor, id, ct);
        if (!found.IsDone)
        {
            return found.Refusal!.ToProblem();
        }

        if (found.Value.State != StoredState.Published)
        {
            return new BookNotPublished().ToProblem();
        }

        var at = clock.GetCurrentInstant().ToUnixTimeMilliseconds();
        await database.WriteAsync(async (connection, transaction) =>
        {
            var added = await connection.ExecuteAsync(transaction, "insert into rules_acknowledgement (book_id, person_id, at) values (@book, @person, @at) on conflict do nothing", ct,
                ("book", id), ("person", actor.Person.Value), ("at", at));
            if (added > 0)
            {
                await AuditStore.InsertAsync(connection, transaction, NewId.Create(clock), at, new AuditEntry(actor.Organisation, null, actor.Person, "rules.book.acknowledged", "rules.book", id.ToString(), After: new { found.Value.Version }), ct);
            }

            return added;
        }, ct);
        return Results.Json(await lines.OfAsync(actor, found.Value, ct), HouseJson.Options);
    }

    /// <summary>Who was shown it, and who was not yet.</summary>
    private static async Task<IResult> ListAsync(Guid id, Actor actor, RulesDb db, BookAccess access, Readership readership, IPeople people, CancellationToken ct)
    {
        var found = await access.LoadAsync(actor, id, ct);
        if (!found.IsDone)
        {
            return found.Refusal!.ToProblem();
        }

        var key = found.Value.Id;
        var shown = await db.Acknowledgements.AsNoTracking().Where(a => a.BookId == key).OrderBy(a => a.At).Take(1000).ToListAsync(ct);
        var names = await BookLines.NamesAsync(people, shown.Select(a => a.PersonId), ct);
        var known = shown.Select(a => a.PersonId).ToHashSet();
        var missing = (await readership.OfAsync(actor.Organisation, ct)).Where(p => !known.Contains(p.Id)).Take(1000);
        return Results.Json(new { Shown = shown.Select(a => new { Person = names(a.PersonId), a.At }), Missing = missing.Select(p => new Who(p.Id.Value, p.Name)) }, HouseJson.Options);
    }
}
