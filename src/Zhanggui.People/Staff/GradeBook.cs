using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.People.Contracts;
using Zhanggui.People.Store;

namespace Zhanggui.People.Staff;

/// <inheritdoc cref="IGradeBook"/>
internal sealed class GradeBook(IServiceScopeFactory scopes) : IGradeBook
{
    private const int Most = 500;

    public async Task<Outcome<LocalDate>> RaiseAsync(OrganisationId organisation, PersonId person, string from, string to, LocalDate on, PersonId by, string reason, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PeopleDb>();
        return await db.DecideAsync<LocalDate>(async () =>
        {
            await db.LockOrganisationAsync(organisation, ct);
            var all = await db.Grades.Where(g => g.PersonId == person && g.OrganisationId == organisation).Take(Most).ToListAsync(ct);
            if (all.Exists(g => g.Grade == to && g.FromOn == on))
            {
                return on;
            }

            var held = all.Find(g => g.FromOn < on && (g.ToOn is null || g.ToOn >= on));
            if (held?.Grade != from)
            {
                return new GradeNotFound();
            }

            if (all.Exists(g => g.FromOn >= on))
            {
                return new GradeOverlaps();
            }

            var before = new { held.Grade, held.FromOn, held.ToOn };
            var end = held.ToOn;
            held.ToOn = on;
            db.Grades.Add(new GradeRow { Id = db.Fresh(), OrganisationId = organisation, PersonId = person, Grade = to, FromOn = on, ToOn = end == on ? null : end });
            db.Audit(new AuditEntry(organisation, null, by, "people.grade.set", "person", person.ToString(), before, new { Grade = to, From = on, reason }));
            return on;
        }, ct);
    }
}
