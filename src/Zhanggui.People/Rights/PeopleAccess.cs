using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.People.Roles;
using Zhanggui.People.SignIn;
using Zhanggui.People.Store;

namespace Zhanggui.People.Rights;

/// <summary>The only way request code gets at people, shops and teams. Absent and not yours look the same.</summary>
internal sealed class PeopleAccess(PeopleDb db)
{
    /// <summary>A person of one's organisation who works where one has this right; somebody without any role is seen with the right everywhere.</summary>
    public async Task<Outcome<PersonRow>> FindAsync(Actor actor, PersonId id, string permission, CancellationToken ct)
    {
        var person = await db.People.SingleOrDefaultAsync(p => p.Id == id && p.OrganisationId == actor.Organisation, ct);
        if (person is null)
        {
            return new PersonNotFound();
        }

        if (Rights.IsEverywhere(actor.Grants, permission))
        {
            return person;
        }

        var theirs = await GrantsAsync(id, ct);
        // Whoever works in all shops works in mine, too.
        return theirs.Any(g => g.Shop is null ? actor.CanSomewhere(permission) : Rights.Reaches(actor.Grants, permission, g.Shop, g.Team)) ? person : new PersonNotFound();
    }

    /// <summary>As <see cref="FindAsync"/>, and with power over the person: not oneself, nobody with more rights than oneself.</summary>
    public async Task<Outcome<PersonRow>> FindForPowerAsync(Actor actor, PersonId id, string permission, CancellationToken ct)
    {
        var found = await FindAsync(actor, id, permission, ct);
        if (!found.IsDone)
        {
            return found;
        }

        if (id == actor.Person)
        {
            return new OwnRights();
        }

        // Rights are read again, inside the transaction where there is one: the cookie's view may be two seconds old.
        var mine = await GrantsAsync(actor.Person, ct);
        var theirs = await GrantsAsync(id, ct);
        return Rights.Cover(mine, theirs) ? found : new StrongerPerson();
    }

    public async Task<Outcome<ShopRow>> FindShopAsync(Actor actor, ShopId id, string permission, CancellationToken ct)
    {
        var shop = await db.Shops.SingleOrDefaultAsync(s => s.Id == id && s.OrganisationId == actor.Organisation, ct);
        return shop is not null && Rights.Reaches(actor.Grants, permission, id, null) ? shop : new ShopNotFound();
    }

    public Task<IReadOnlyList<Grant>> GrantsAsync(PersonId person, CancellationToken ct) =>
        WithConnectionAsync((c, t) => Sessions.GrantsAsync(c, t, person, db.Now, ct), ct);

    /// <summary>Owners of the whole organisation who stay and can sign in.</summary>
    public Task<int> OtherOwnersAsync(OrganisationId organisation, PersonId except, CancellationToken ct)
    {
        var now = db.Now;
        return (from m in db.Memberships
                join p in db.People on m.PersonId equals p.Id
                join w in db.Passwords on p.Id equals w.PersonId
                where m.OrganisationId == organisation && m.Preset == RolePresets.Owner && m.ShopId == null && m.TeamId == null
                    && m.FromAt <= now && m.ToAt == null && p.LeavesOn == null && p.Id != except
                select p.Id).Distinct().CountAsync(ct);
    }

    public async Task<bool> IsOwnerAsync(PersonId person, CancellationToken ct)
    {
        var now = db.Now;
        return await db.Memberships.AnyAsync(m => m.PersonId == person && m.Preset == RolePresets.Owner && m.ShopId == null && m.TeamId == null
            && m.FromAt <= now && (m.ToAt == null || m.ToAt > now), ct);
    }

    private async Task<T> WithConnectionAsync<T>(Func<System.Data.Common.DbConnection, System.Data.Common.DbTransaction?, Task<T>> read, CancellationToken ct)
    {
        var transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        if (transaction is null)
        {
            await db.Database.OpenConnectionAsync(ct);
        }

        try
        {
            return await read(db.Database.GetDbConnection(), transaction);
        }
        finally
        {
            if (transaction is null)
            {
                await db.Database.CloseConnectionAsync();
            }
        }
    }
}
