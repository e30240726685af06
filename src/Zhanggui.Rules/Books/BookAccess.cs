using Microsoft.EntityFrameworkCore;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.People.Contracts;
using Zhanggui.Rules.Contracts;
using Zhanggui.Rules.Store;

namespace Zhanggui.Rules.Books;

/// <summary>The only way to a book in request code: of one's own organisation, and drafts only for those who write them.</summary>
internal sealed class BookAccess(RulesDb db, IShops shops)
{
    /// <summary>The editions an organisation can have in force at some time; older ones than these are history.</summary>
    public const int MostEditions = 500;

    public async Task<Outcome<BookRow>> LoadAsync(Actor actor, Guid id, CancellationToken ct)
    {
        var key = new BookId(id);
        var row = await db.Books.SingleOrDefaultAsync(b => b.Id == key && b.OrganisationId == actor.Organisation, ct);
        return row is null || !CanSee(actor, row.State) ? new BookNotFound() : row;
    }

    public static bool CanSee(Actor actor, string state) =>
        actor.CanSomewhere(RulesPermissions.EditBook) || actor.CanSomewhere(RulesPermissions.PublishBook) || state is StoredState.Open or StoredState.Published;

    /// <summary>Published books with their texts, for acts that compare or copy one; whoever only asks which is in force takes <see cref="BookEdition"/>.</summary>
    public Task<List<BookRow>> PublishedAsync(OrganisationId organisation, CancellationToken ct) =>
        db.Books.AsNoTracking().Where(b => b.OrganisationId == organisation && b.State == StoredState.Published)
            .OrderByDescending(b => b.Version).Take(MostEditions).ToListAsync(ct);

    /// <summary>What tells published books apart. A text has hundreds of kilobytes and is read by itself (<see cref="TextAsync"/>).</summary>
    public Task<List<BookEdition>> EditionsAsync(OrganisationId organisation, CancellationToken ct) =>
        EditionsAsync(db.Books.Where(b => b.OrganisationId == organisation), ct);

    /// <summary>Of these books the published ones.</summary>
    public static Task<List<BookEdition>> EditionsAsync(IQueryable<BookRow> books, CancellationToken ct) =>
        books.AsNoTracking().Where(b => b.State == StoredState.Published).OrderByDescending(b => b.Version).Take(MostEditions)
            .Select(b => new BookEdition(b.Id, b.Name, b.Title, b.TitleEn, b.Version, b.Digest!, b.EffectiveDate!.Value, b.PublishedAt!.Value, b.Places)).ToListAsync(ct);

    public Task<string> TextAsync(BookId book, CancellationToken ct) =>
        db.Books.Where(b => b.Id == book).Select(b => b.EffectiveText!).SingleAsync(ct);

    /// <summary>The organisation's day is that of its oldest shop.</summary>
    public async Task<DateTimeZone> ZoneAsync(OrganisationId organisation, CancellationToken ct) =>
        (await shops.ListAsync(organisation, ct)) is [var oldest, ..] ? oldest.TimeZone : DateTimeZoneProviders.Tzdb["Asia/Shanghai"];
}

/// <summary>A published book without its text.</summary>
internal sealed record BookEdition(BookId Id, string Name, string Title, string TitleEn, int Version, string Digest, LocalDate EffectiveDate, Instant PublishedAt, string? Places)
{
    public static BookEdition? InForceAt(IEnumerable<BookEdition> published, DateTimeZone zone, Instant at) =>
        BookLife.InForceAt(published, b => (b.EffectiveDate, b.PublishedAt, b.Version), zone, at);
}
