using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.People.Rights;
using Zhanggui.People.Store;

namespace Zhanggui.People.Staff;

internal sealed record GradeRequest(string? Grade, LocalDate From, LocalDate? To = null);

/// <summary>Grades (junior … customer manager) by date. A grade gives no right at all (ROLE-14); the words are the shop's own.</summary>
internal static class Grades
{
    private const int Most = 500;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/persons/{id:guid}/grades", AddAsync).Requires(Permissions.EditPerson);
        routes.MapPut("/persons/{id:guid}/grades/{grade:guid}", ChangeAsync).Requires(Permissions.EditPerson);
    }

    private static Task<IResult> AddAsync(Guid id, GradeRequest request, Actor actor, PeopleDb db, PeopleAccess access, CancellationToken ct) =>
        SaveAsync(id, null, request, actor, db, access, ct);

    private static Task<IResult> ChangeAsync(Guid id, Guid grade, GradeRequest request, Actor actor, PeopleDb db, PeopleAccess access, CancellationToken ct) =>
        SaveAsync(id, grade, request, actor, db, access, ct);

    private static async Task<IResult> SaveAsync(Guid id, Guid? gradeId, GradeRequest request, Actor actor, PeopleDb db, PeopleAccess access, CancellationToken ct)
    {
        if ((Field.Check(request.Grade, "grade", 40) ?? (request.To is { } to && to <= request.From ? new IntervalEmpty() : null)) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var outcome = await db.DecideAsync<HeldGrade>(async () =>
        {
            await db.LockOrganisationAsync(actor.Organisation, ct);
            var found = await access.FindForPowerAsync(actor, new PersonId(id), Permissions.EditPerson, ct);
            if (!found.IsDone)
            {
                return found.Refusal!;
            }

            var all = await db.Grades.Where(g => g.PersonId == found.Value.Id).Take(Most).ToListAsync(ct);
            var row = gradeId is null ? null : all.Find(g => g.Id == gradeId);
            if (gradeId is not null && row is null)
            {
                return new GradeNotFound();
            }

            if (all.Exists(g => g.Id != gradeId && Intervals.Overlap(g.FromOn, g.ToOn, request.From, request.To)))
            {
                return new GradeOverlaps();
            }

            var before = row is null ? null : new { row.Grade, row.FromOn, row.ToOn };
            if (row is null)
            {
                row = new GradeRow { Id = db.Fresh(), OrganisationId = actor.Organisation, PersonId = found.Value.Id, Grade = string.Empty };
                db.Grades.Add(row);
            }

            row.Grade = request.Grade!.Trim();
            row.FromOn = request.From;
            row.ToOn = request.To;
            db.Audit(new AuditEntry(actor.Organisation, null, actor.Person, "people.grade.set", "person", id.ToString(), before, request));
            return new HeldGrade(row.Id, row.Grade, row.FromOn, row.ToOn);
        }, ct);
        return outcome.ToResult();
    }
}
