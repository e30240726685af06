using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.People.Contracts;
using Zhanggui.Rules.Contracts;
using Zhanggui.Rules.Document;
using Zhanggui.Rules.InForce;
using Zhanggui.Rules.Presets;
using Zhanggui.Rules.Store;

namespace Zhanggui.Rules.Books;

/// <summary>Puts a book in force from a date, and calls back one that is not yet in force.</summary>
internal static class PublishBook
{
    internal sealed record PublishRequest(int Revision, LocalDate EffectiveDate);

    public static void Map(RouteGroupBuilder rules)
    {
        rules.MapGet("/books/{id:guid}/consequences", ConsequencesAsync).Requires(RulesPermissions.PublishBook);
        rules.MapPost("/books/{id:guid}/publish", PublishAsync).Requires(RulesPermissions.PublishBook);
        rules.MapPost("/books/{id:guid}/withdraw", WithdrawAsync).Requires(RulesPermissions.PublishBook);
    }

    /// <summary>What publishing would change, against what holds today: shown before it is confirmed.</summary>
    private static async Task<IResult> ConsequencesAsync(Guid id, Actor actor, RulesDb db, BookAccess access, BookChecks checks, BookReader reader, RuleSections sections, Readership readership, BookLines lines, CancellationToken ct)
    {
        var found = await access.LoadAsync(actor, id, ct);
        if (!found.IsDone)
        {
            return found.Refusal!.ToProblem();
        }

        var row = found.Value;
        var read = await checks.CheckAsync(row.Text, actor.Organisation, ct);
        var zone = await access.ZoneAsync(actor.Organisation, ct);
        var published = await access.PublishedAsync(actor.Organisation, ct);
        var inForce = BookLife.InForceAt(published, b => (b.EffectiveDate!.Value, b.PublishedAt!.Value, b.Version), zone, db.Now);
        var fallback = reader.ReadPreset(PresetShelf.Fallback)!.Effective!;
        var before = inForce is null ? fallback : reader.ReadStored(inForce.EffectiveText!);
        var today = db.Now.InZone(zone).Date;
        return Results.Json(new
        {
            Today = today,
            MonthStart = read.Book.Effective is { } changed && MonthStarts.Changed(before, changed, fallback, sections) is not null ? MonthStarts.First(today) : (LocalDate?)null,
            Against = inForce is null ? new BookName(PresetShelf.Fallback, 0, string.Empty) : new BookName(inForce.Name, inForce.Version, inForce.Digest!),
            Differences = read.Book.Effective is { } body ? Comparison.Compare(before, body, sections) : [],
            read.Report.Doubts,
            Signatures = await lines.SignaturesAsync(row, read, ct),
            Errors = read.Report.Problems.Count(p => p.Severity == Severity.Error),
            Unanswered = await db.Comments.CountAsync(c => c.BookId == row.Id && c.Answer == null, ct),
            People = (await readership.OfAsync(actor.Organisation, ct)).Count,
            MayPublish = actor.ShopsFor(RulesPermissions.PublishBook) is null,
        }, HouseJson.Options);
    }

    private static async Task<IResult> PublishAsync(Guid id, PublishRequest request, Actor actor, RulesDb db, BookAccess access, BookLines lines, BookChecks checks, BookReader reader, RuleSections sections, RuleBooks books, CancellationToken ct)
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
        if (row.Revision != request.Revision)
        {
            return new BookChangedMeanwhile(row.Revision).ToProblem();
        }

        var zone = await access.ZoneAsync(actor.Organisation, ct);
        var read = await checks.CheckAsync(row.Text, actor.Organisation, ct);
        var fallback = reader.ReadPreset(PresetShelf.Fallback)!.Effective!;
        try
        {
            var refusal = await db.InTransactionAsync(async () =>
            {
                var published = await access.PublishedAsync(actor.Organisation, ct);
                var unanswered = await db.Comments.CountAsync(c => c.BookId == row.Id && c.Answer == null, ct);
                var signed = await lines.SignedAsync(row, read, ct);
                var today = db.Now.InZone(zone).Date;
                if (BookLife.WhyNotPublish(row, read.Report, unanswered, request.EffectiveDate, today, published, signed, Monthly(published, read, request.EffectiveDate)) is { } no)
                {
                    return no;
                }

                // What holds is the text with everything it extends; one that could not be read back would hold nothing.
                if (Encoding.UTF8.GetByteCount(Canonical.Write(read.Book.Header, read.Book.Effective!, sections)) > YamlReading.MostBytes)
                {
                    return new TextTooLarge();
                }

                // Versions of books that were called back are not given again: two texts never share a name.
                var last = await db.Books.Where(b => b.OrganisationId == actor.Organisation).MaxAsync(b => b.Version, ct);
                Freeze(row, read, last + 1, request.EffectiveDate, signed, actor.Person, db.Now, sections);
                db.Audit(new AuditEntry(actor.Organisation, null, actor.Person, "rules.book.published", "rules.book", row.Id.ToString(), After: new { row.Version, row.Digest, row.EffectiveDate, Signed = signed.Order(StringComparer.Ordinal) }));
                db.Publish(new BookPublished(actor.Organisation, row.Id, row.Version, row.Digest!, BookLife.InForceFrom(request.EffectiveDate, db.Now, zone), actor.Person));
                return (Refusal?)null;
            }, ct);
            if (refusal is not null)
            {
                return refusal.ToProblem();
            }
        }
        catch (DbUpdateException)
        {
            // Somebody changed or published at the same moment: the revision or the version number was taken.
            return new BookChangedMeanwhile(request.Revision + 1).ToProblem();
        }

        books.SayChanged(actor.Organisation);
        return Results.Json(await ReadBooks.PageAsync(row, actor, lines, checks, ct), HouseJson.Options);

        // Compared with the book that would hold on that day otherwise, which need not be today's.
        RuleSection? Monthly(IReadOnlyList<BookRow> published, CheckedBook book, LocalDate date)
        {
            var otherwise = published.Where(p => p.EffectiveDate <= date).OrderByDescending(p => p.EffectiveDate).ThenByDescending(p => p.Version).FirstOrDefault();
            return book.Book.Effective is { } body ? MonthStarts.Changed(otherwise is null ? fallback : reader.ReadStored(otherwise.EffectiveText!), body, fallback, sections) : null;
        }
    }

    private static void Freeze(BookRow row, CheckedBook read, int version, LocalDate date, IReadOnlySet<string> signed, PersonId by, Instant now, RuleSections sections)
    {
        var header = read.Book.Header with { Version = version, EffectiveFrom = date, Extends = null, Status = null };
        row.State = StoredState.Published;
        row.Revision++;
        row.Version = version;
        row.EffectiveDate = date;
        row.EffectiveText = Canonical.Write(header, read.Book.Effective!, sections);
        row.Digest = Canonical.Digest(row.EffectiveText);
        row.Places = JsonSerializer.Serialize(read.Places, HouseJson.Options);
        row.Signed = JsonSerializer.Serialize(read.Report.Doubts.Select(d => d.Path).Where(signed.Contains), HouseJson.Options);
        row.PublishedBy = by;
        row.PublishedAt = now;
    }

    private static async Task<IResult> WithdrawAsync(Guid id, OpenBook.RevisionRequest request, Actor actor, RulesDb db, BookAccess access, BookLines lines, BookChecks checks, RuleBooks books, IShops shops, CancellationToken ct)
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
        if (row.State != StoredState.Published)
        {
            return new BookNotPublished().ToProblem();
        }

        // In force anywhere is in force: shops east of the first one see the date earlier.
        var now = db.Now;
        var zones = (await shops.ListAsync(actor.Organisation, ct)).Select(s => s.TimeZone).Append(await access.ZoneAsync(actor.Organisation, ct));
        if (zones.Any(z => BookLife.InForceFrom(row.EffectiveDate!.Value, row.PublishedAt!.Value, z) <= now))
        {
            return new BookAlreadyInForce().ToProblem();
        }

        if (row.Revision != request.Revision)
        {
            return new BookChangedMeanwhile(row.Revision).ToProblem();
        }

        row.State = StoredState.Withdrawn;
        row.WithdrawnAt = now;
        row.Revision++;
        db.Audit(new AuditEntry(actor.Organisation, null, actor.Person, "rules.book.withdrawn", "rules.book", row.Id.ToString(), Before: new { row.Version, row.EffectiveDate }));
        db.Publish(new BookWithdrawn(actor.Organisation, row.Id, row.Version, actor.Person));
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return new BookChangedMeanwhile(row.Revision).ToProblem();
        }

        books.SayChanged(actor.Organisation);
        return Results.Json(await ReadBooks.PageAsync(row, actor, lines, checks, ct), HouseJson.Options);
    }
}
