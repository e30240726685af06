using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.People.Contracts;
using Zhanggui.People.Rights;
using Zhanggui.People.Store;

namespace Zhanggui.People.Intake;

/// <inheritdoc cref="IStaffIntake"/>
internal sealed class StaffIntake(IServiceScopeFactory scopes, IShops shops, IPeople people) : IStaffIntake
{
    /// <summary>Where a file says nothing of a beginning.</summary>
    private static readonly Instant Ever = Instant.FromUtc(2000, 1, 1, 0, 0);

    public Task<Outcome<StaffTaken>> TakePersonAsync(ShopId shop, StaffRow row, PersonId? by, CancellationToken ct) => InAsync(shop, async (db, card, scope) =>
    {
        if (row.To <= row.From)
        {
            return new IntervalEmpty();
        }

        var writer = new StaffWriter(db, card, by, by is { } person ? await people.ActorOfAsync(person, ct) : null, scope.GetRequiredService<Memberships>());
        return await writer.TakeAsync(row, ct);
    }, ct);

    public Task<Outcome<Taken>> TakeAccountAsync(ShopId shop, string account, PersonId person, Instant? from, Instant? to, string? unknown, PersonId? by, CancellationToken ct) => InAsync<Taken>(shop, async (db, card, _) =>
    {
        var begin = from ?? Ever;
        if (to <= begin)
        {
            return new IntervalEmpty();
        }

        if (!await db.People.AnyAsync(p => p.Id == person && p.OrganisationId == card.Organisation, ct))
        {
            return new PersonNotFound();
        }

        var row = await db.Accounts.Where(a => a.ShopId == card.Id && a.Name == account).OrderBy(a => a.Kind).FirstOrDefaultAsync(ct);
        if (row is null)
        {
            row = new AccountRow { Id = db.Fresh(), OrganisationId = card.Organisation, ShopId = card.Id, Kind = "sub-account", Platform = card.Platform, Name = account, CreatedAt = db.Now };
            db.Accounts.Add(row);
        }

        var uses = await db.AccountUses.Where(u => u.AccountId == row.Id).Take(5000).ToListAsync(ct);
        if (uses.Find(u => u.PersonId == person && u.FromAt == begin) is { } same)
        {
            if (same.ToAt == to)
            {
                return await db.KeepUnknownAsync(card.Id, person, KeptCellRow.OfAccount(account, begin), unknown, ct) ? Taken.Changed : Taken.Unchanged;
            }

            same.ToAt = to;
            uses.Remove(same);
        }

        if (uses.Exists(u => Intervals.Overlap(u.FromAt, u.ToAt, begin, to)))
        {
            return new IntervalOverlaps();
        }

        var isNew = db.ChangeTracker.Entries<AccountUseRow>().All(e => e.State != EntityState.Modified);
        if (isNew)
        {
            db.AccountUses.Add(new AccountUseRow { Id = db.Fresh(), AccountId = row.Id, PersonId = person, FromAt = begin, ToAt = to });
        }

        await db.KeepUnknownAsync(card.Id, person, KeptCellRow.OfAccount(account, begin), unknown, ct);
        db.Audit(new AuditEntry(card.Organisation, card.Id, by, "people.account.import", "account", row.Id.ToString(), After: new { account, person, from = begin, to }));
        return isNew ? Taken.New : Taken.Changed;
    }, ct);

    private async Task<Outcome<T>> InAsync<T>(ShopId shop, Func<PeopleDb, ShopCard, IServiceProvider, Task<Outcome<T>>> act, CancellationToken ct)
    {
        if (await shops.FindAsync(shop, ct) is not { } card)
        {
            return new ShopNotFound();
        }

        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PeopleDb>();
        return await db.DecideAsync(async () =>
        {
            await db.LockOrganisationAsync(card.Organisation, ct);
            return await act(db, card, scope.ServiceProvider);
        }, ct);
    }
}
