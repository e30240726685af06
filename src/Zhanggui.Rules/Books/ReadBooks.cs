using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Time;
using Zhanggui.Rules.Contracts;
using Zhanggui.Rules.Document;
using Zhanggui.Rules.Store;

namespace Zhanggui.Rules.Books;

/// <summary>Lists the organisation's books, shows one, and tells each person what waits for them.</summary>
internal static class ReadBooks
{
    private const int PageSize = 50;

    public static void Map(RouteGroupBuilder rules)
    {
        rules.MapGet("/books", ListAsync).Requires(RulesPermissions.ReadBook);
        rules.MapGet("/books/{id:guid}", GetAsync).Requires(RulesPermissions.ReadBook);
        rules.MapGet("/mine", MineAsync).Requires(RulesPermissions.ReadBook);
    }

    /// <summary>Newest first; <paramref name="before"/> is the id of the last book of the page before.</summary>
    private static async Task<IResult> ListAsync(Actor actor, RulesDb db, BookLines lines, Guid? before, int? limit, CancellationToken ct)
    {
        var most = Math.Clamp(limit ?? PageSize, 1, PageSize);
        var query = Visible(actor, db);
        if (before is { } last)
        {
            var key = new BookId(last);
            var at = await query.Where(b => b.Id == key).Select(b => (NodaTime.Instant?)b.CreatedAt).SingleOrDefaultAsync(ct);
            if (at is not { } instant)
            {
                return new BookNotFound().ToProblem();
            }

            query = query.Where(b => b.CreatedAt < instant);
        }

        var rows = await query.OrderByDescending(b => b.CreatedAt).Take(most + 1).ToListAsync(ct);
        return Results.Json(new { Books = await lines.OfAsync(actor, [.. rows.Take(most)], ct), HasMore = rows.Count > most }, HouseJson.Options);
    }

    private static async Task<IResult> GetAsync(Guid id, Actor actor, BookAccess access, BookLines lines, BookChecks checks, CancellationToken ct)
    {
        var found = await access.LoadAsync(actor, id, ct);
        return found.IsDone ? Results.Json(await PageAsync(found.Value, actor, lines, checks, ct), HouseJson.Options) : found.Refusal!.ToProblem();
    }

    public static async Task<BookPage> PageAsync(BookRow row, Actor actor, BookLines lines, BookChecks checks, CancellationToken ct)
    {
        var read = await checks.CheckAsync(row.Text, actor.Organisation, ct);
        var report = read.Report;
        return new BookPage(await lines.OfAsync(actor, row, ct), row.Text, row.EffectiveText ?? report.EffectiveText,
            row.State == StoredState.Published ? [] : report.Problems, report.Doubts, await lines.SignaturesAsync(row, read, ct));
    }

    /// <summary>Books that this person still has to be shown, and those open for comments.</summary>
    private static async Task<IResult> MineAsync(Actor actor, RulesDb db, BookAccess access, BookLines lines, TimeProvider clock, CancellationToken ct)
    {
        var zone = await access.ZoneAsync(actor.Organisation, ct);
        var published = await access.EditionsAsync(actor.Organisation, ct);
        var now = clock.GetCurrentInstant();
        var inForce = BookEdition.InForceAt(published, zone, now);
        var ids = published.Where(b => b == inForce || BookLife.InForceFrom(b.EffectiveDate, b.PublishedAt, zone) > now).Select(b => b.Id).ToList();
        var matter = await db.Books.AsNoTracking().Where(b => ids.Contains(b.Id)).OrderByDescending(b => b.Version).ToListAsync(ct);
        var open = await Visible(actor, db).Where(b => b.State == StoredState.Open).OrderByDescending(b => b.CreatedAt).Take(PageSize).ToListAsync(ct);
        var toRead = (await lines.OfAsync(actor, matter, ct)).Where(b => !b.IsAcknowledged).ToList();
        return Results.Json(new { ToRead = toRead, Open = await lines.OfAsync(actor, open, ct) }, HouseJson.Options);
    }

    private static IQueryable<BookRow> Visible(Actor actor, RulesDb db)
    {
        var all = db.Books.AsNoTracking().Where(b => b.OrganisationId == actor.Organisation);
        return BookAccess.CanSee(actor, StoredState.Draft) ? all : all.Where(b => b.State == StoredState.Open || b.State == StoredState.Published);
    }
}
