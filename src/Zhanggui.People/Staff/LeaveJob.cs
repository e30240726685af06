using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using NodaTime;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Jobs;
using Zhanggui.People.Contracts;
using Zhanggui.People.SignIn;
using Zhanggui.People.Store;

namespace Zhanggui.People.Staff;

/// <summary>
/// After somebody's last day: ends what is still open (roles, account uses, sessions) and tells the rooms. Access is
/// already refused from that midnight on; this tidies up and may run late or twice.
/// </summary>
internal sealed class LeaveJob(RoomDbTools tools) : IJob
{
    private const int AtOnce = 50;

    public string Name => "people.leave";

    public Duration Every => Duration.FromMinutes(1);

    public bool RunsEverywhere => false;

    public async Task<int> RunOnceAsync(Instant now, CancellationToken ct)
    {
        await using var db = new PeopleDb(tools);
        return await db.InTransactionAsync(async () =>
        {
            var latest = now.InUtc().Date.PlusDays(1); // zones ahead of UTC; the exact question follows
            var leaving = await (from p in db.People
                                 join o in db.Organisations on p.OrganisationId equals o.Id
                                 where p.LeavesOn != null && p.LeavesOn < latest
                                     && (db.Memberships.Any(m => m.PersonId == p.Id && m.ToAt == null) || db.Sessions.Any(s => s.PersonId == p.Id && s.EndedAt == null))
                                 orderby p.LeavesOn
                                 select new { Person = p, o.Zone }).Take(AtOnce).ToListAsync(ct);
            var left = leaving.Where(l => Sessions.HasLeft(l.Person.LeavesOn, l.Zone, now)).Select(l => l.Person).ToList();
            foreach (var person in left)
            {
                await db.Memberships.Where(m => m.PersonId == person.Id && m.ToAt == null).ExecuteUpdateAsync(s => s.SetProperty(m => m.ToAt, now), ct);
                await db.AccountUses.Where(u => u.PersonId == person.Id && u.ToAt == null && u.FromAt < now).ExecuteUpdateAsync(s => s.SetProperty(u => u.ToAt, now), ct);
                await Sessions.EndAllAsync(db.Database.GetDbConnection(), db.Database.CurrentTransaction!.GetDbTransaction(), person.Id, null, "left", now, ct);
                db.Audit(new AuditEntry(person.OrganisationId, null, null, "people.person.left", "person", person.Id.ToString()));
                db.Publish(new PersonLeft(person.Id, person.OrganisationId));
            }

            return left.Count;
        }, ct);
    }
}
