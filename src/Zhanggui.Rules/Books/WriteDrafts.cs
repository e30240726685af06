using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Rules.Contracts;
using Zhanggui.Rules.Document;
using Zhanggui.Rules.Store;

namespace Zhanggui.Rules.Books;

/// <summary>Starts, saves and drops drafts. A draft may be wrong: what was typed is kept, what is wrong is told.</summary>
internal static class WriteDrafts
{
    public const int MostDrafts = 50;

    internal sealed record StartRequest(string? Preset, Guid? Book, string? Text);

    internal sealed record SaveRequest(string Text, int Revision);

    internal sealed record CheckRequest(string Text);

    public static void Map(RouteGroupBuilder rules)
    {
        rules.MapPost("/books", StartAsync).Requires(RulesPermissions.EditBook);
        rules.MapPut("/books/{id:guid}", SaveAsync).Requires(RulesPermissions.EditBook);
        rules.MapDelete("/books/{id:guid}", DropAsync).Requires(RulesPermissions.EditBook);
        rules.MapPost("/check", CheckAsync).Requires(RulesPermissions.ReadBook);
    }

    private static async Task<IResult> CheckAsync(CheckRequest request, Actor actor, BookChecks checks, RuleSections sections, CancellationToken ct)
    {
        if (IsTooLarge(request.Text))
        {
            return new TextTooLarge().ToProblem();
        }

        var read = await checks.CheckAsync(request.Text, actor.Organisation, ct);
        var report = read.Report;
        var settings = read.Book.Effective is { } body ? SettingsOf(body, sections).ToList() : [];
        return Results.Json(new CheckAnswer(report.IsSound, report.Digest, report.Problems, report.Doubts, settings), HouseJson.Options);
    }

    private static IEnumerable<SettingLine> SettingsOf(BookBody body, RuleSections sections) =>
        from section in sections.All
        let map = body.Resolve(section.Name, Scope.Everyone)
        where map is not null
        from value in SettingPaths.Values(section.Root, map)
        let node = map.At(value.Path)
        select new SettingLine($"{section.Name}.{value.Path}", node is null or BookScalar { Text: null }, ValueWords.Of(value.Setting, node), ValueWords.Sentence(value.Setting, node));

    private static async Task<IResult> StartAsync(StartRequest request, Actor actor, RulesDb db, BookAccess access, BookLines lines, BookChecks checks, IBookDesk desk, CancellationToken ct)
    {
        var source = await SourceAsync(request, actor, access, desk, ct);
        if (!source.IsDone)
        {
            return source.Refusal!.ToProblem();
        }

        var (text, basedOn) = source.Value;
        if (IsTooLarge(text))
        {
            return new TextTooLarge().ToProblem();
        }

        var drafts = await db.Books.CountAsync(b => b.OrganisationId == actor.Organisation && (b.State == StoredState.Draft || b.State == StoredState.Open), ct);
        if (drafts >= MostDrafts)
        {
            return new TooManyDrafts(MostDrafts).ToProblem();
        }

        var now = db.Now;
        var row = new BookRow
        {
            Id = new BookId(db.Fresh()),
            OrganisationId = actor.Organisation,
            BasedOn = basedOn,
            CreatedBy = actor.Person,
            CreatedAt = now,
            ChangedBy = actor.Person,
            ChangedAt = now,
        };
        Take(row, text, (await checks.CheckAsync(text, actor.Organisation, ct)).Report);
        db.Books.Add(row);
        db.Audit(new AuditEntry(actor.Organisation, null, actor.Person, "rules.book.started", "rules.book", row.Id.ToString(), After: new { row.BasedOn }));
        await db.SaveChangesAsync(ct);
        return Results.Json(await ReadBooks.PageAsync(row, actor, lines, checks, ct), HouseJson.Options, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<Outcome<(string Text, string BasedOn)>> SourceAsync(StartRequest request, Actor actor, BookAccess access, IBookDesk desk, CancellationToken ct)
    {
        if (request.Preset is { } name)
        {
            return desk.FindPreset(name) is { } preset ? (preset, name) : new PresetNotFound(name);
        }

        if (request.Book is { } id)
        {
            var found = await access.LoadAsync(actor, id, ct);
            return found.IsDone ? (found.Value.Text, found.Value.Version > 0 ? $"{found.Value.Name} {found.Value.Version}" : found.Value.Name) : found.Refusal!;
        }

        return (request.Text ?? string.Empty, string.Empty);
    }

    private static async Task<IResult> SaveAsync(Guid id, SaveRequest request, Actor actor, RulesDb db, BookAccess access, BookLines lines, BookChecks checks, CancellationToken ct)
    {
        if (IsTooLarge(request.Text))
        {
            return new TextTooLarge().ToProblem();
        }

        var found = await access.LoadAsync(actor, id, ct);
        if (!found.IsDone)
        {
            return found.Refusal!.ToProblem();
        }

        var row = found.Value;
        if (row.State != StoredState.Draft)
        {
            return new BookNotADraft().ToProblem();
        }

        if (row.Revision != request.Revision)
        {
            return new BookChangedMeanwhile(row.Revision).ToProblem();
        }

        Take(row, request.Text, (await checks.CheckAsync(request.Text, actor.Organisation, ct)).Report);
        row.Revision++;
        row.ChangedBy = actor.Person;
        row.ChangedAt = db.Now;
        db.Audit(new AuditEntry(actor.Organisation, null, actor.Person, "rules.book.saved", "rules.book", row.Id.ToString(), After: new { row.Revision }));
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

    private static async Task<IResult> DropAsync(Guid id, Actor actor, RulesDb db, BookAccess access, CancellationToken ct)
    {
        var found = await access.LoadAsync(actor, id, ct);
        if (!found.IsDone)
        {
            return found.Refusal!.ToProblem();
        }

        if (found.Value.State != StoredState.Draft)
        {
            return new BookNotADraft().ToProblem();
        }

        // A draft that the staff has seen is put aside with what they said; one that nobody saw just goes.
        var row = found.Value;
        if (row.OpenedAt is null)
        {
            db.Books.Remove(row);
        }
        else
        {
            row.State = StoredState.Withdrawn;
            row.WithdrawnAt = db.Now;
            row.Revision++;
        }

        db.Audit(new AuditEntry(actor.Organisation, null, actor.Person, "rules.book.dropped", "rules.book", row.Id.ToString(), Before: new { row.Title }));
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return new BookChangedMeanwhile(row.Revision).ToProblem();
        }

        return Results.NoContent();
    }

    private static bool IsTooLarge(string? text) => text is null || Encoding.UTF8.GetByteCount(text) > YamlReading.MostBytes;

    private static void Take(BookRow row, string text, BookReport report)
    {
        row.Text = text;
        row.Name = report.Book;
        row.Title = report.Title.Zh;
        row.TitleEn = report.Title.En;
    }
}
