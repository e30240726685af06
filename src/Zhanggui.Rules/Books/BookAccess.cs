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

    public Task<List<BookRow>> PublishedAsync(OrganisationId organisation, CancellationToken ct) =>
        db.Books.AsNoTracking().Where(b => b.OrganisationId == organisation && b.State == StoredState.Published)
            .OrderByDescending(b => b.Version).Take(MostEditions).ToListAsync(ct);

    /// <summary>The organisation's day is that of its oldest shop.</summary>
    public async Task<DateTimeZone> ZoneAsync(OrganisationId organisation, CancellationToken ct) =>
        (await shops.ListAsync(organisation, ct)) is [var oldest, ..] ? oldest.TimeZone : DateTimeZoneProviders.Tzdb["Asia/Shanghai"];
}
