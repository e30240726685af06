using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.People.Contracts;
using Zhanggui.People.Rights;
using Zhanggui.People.Store;

namespace Zhanggui.People.Staff;

/// <summary>Kind is language, dialect or other; the note says how well or for what.</summary>
internal sealed record HeldSkill(string Kind, string Name, string? Note);

internal sealed record SkillsRequest(IReadOnlyList<HeldSkill>? Skills);

/// <summary>Skills of a person (TEL-10, TEL-12): recorded as a whole by whoever edits the person, each change in the audit. A skill gives no right.</summary>
internal static class Skills
{
    public const string Language = "language";
    public const string Dialect = "dialect";
    public const string Other = "other";
    private const int MostOfOne = 30;
    private const int MostNames = 500;
    private const int NameLength = 20;
    private const int NoteLength = 60;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPut("/persons/{id:guid}/skills", SetAsync).Requires(Permissions.EditPerson);
        routes.MapGet("/skills", NamesAsync).Requires(Permissions.ReadPerson);
    }

    /// <summary>Trimmed and in order; the same name twice counts once, whatever its case.</summary>
    public static IReadOnlyList<HeldSkill> Tidy(IEnumerable<HeldSkill> given) =>
    [
        .. given.Select(s => new HeldSkill(s.Kind, s.Name.Trim(), string.IsNullOrWhiteSpace(s.Note) ? null : s.Note.Trim())).DistinctBy(s => s.Name, StringComparer.OrdinalIgnoreCase)
            .OrderBy(s => Place(s.Kind)).ThenBy(s => s.Name, StringComparer.Ordinal),
    ];

    public static async Task<IReadOnlyList<HeldSkill>> OfAsync(PeopleDb db, PersonId id, CancellationToken ct) =>
        Tidy(await db.Skills.AsNoTracking().Where(s => s.PersonId == id).Take(MostOfOne).Select(s => new HeldSkill(s.Kind, s.Name, s.Note)).ToListAsync(ct));

    private static async Task<IResult> SetAsync(Guid id, SkillsRequest request, Actor actor, PeopleDb db, PeopleAccess access, CancellationToken ct)
    {
        var given = request.Skills ?? [];
        if (Check(given) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var skills = Tidy(given);
        var outcome = await db.DecideAsync<object>(async () =>
        {
            await db.LockOrganisationAsync(actor.Organisation, ct);
            var found = await access.FindForPowerAsync(actor, new PersonId(id), Permissions.EditPerson, ct);
            if (!found.IsDone)
            {
                return found.Refusal!;
            }

            var before = await OfAsync(db, found.Value.Id, ct);
            if (!before.SequenceEqual(skills))
            {
                await db.Skills.Where(s => s.PersonId == found.Value.Id).ExecuteDeleteAsync(ct);
                db.Skills.AddRange(skills.Select(s => new SkillRow { Id = db.Fresh(), OrganisationId = actor.Organisation, PersonId = found.Value.Id, Kind = s.Kind, Name = s.Name, Note = s.Note, At = db.Now }));
                db.Audit(new AuditEntry(actor.Organisation, null, actor.Person, "people.person.skills", "person", id.ToString(), before, skills));
            }

            return new { skills };
        }, ct);
        return outcome.ToResult();
    }

    /// <summary>The names in use, each with how many have it: for choosing, so that one skill has one name.</summary>
    private static async Task<IResult> NamesAsync(Actor actor, PeopleDb db, CancellationToken ct)
    {
        var today = db.Now.InUtc().Date;
        var here = db.People.AsNoTracking().Where(p => p.OrganisationId == actor.Organisation && (p.LeavesOn == null || p.LeavesOn >= today));
        var names = await db.Skills.AsNoTracking().Where(s => s.OrganisationId == actor.Organisation && here.Any(p => p.Id == s.PersonId))
            .GroupBy(s => new { s.Kind, s.Name }).Select(g => new { g.Key.Kind, g.Key.Name, People = g.Count() }).OrderBy(s => s.Name).Take(MostNames).ToListAsync(ct);
        return Results.Json(new { skills = names.OrderBy(n => Place(n.Kind)).ThenByDescending(n => n.People).ThenBy(n => n.Name, StringComparer.Ordinal) }, HouseJson.Options);
    }

    private static Refusal? Check(IReadOnlyList<HeldSkill> given) =>
        given.Count > MostOfOne ? new TooManySkills(MostOfOne)
        : given.Select(s => s is null ? new FieldMissing("skills") : Field.Check(s.Name, "name", NameLength) ?? Field.CheckOptional(s.Note, "note", NoteLength) ?? (Place(s.Kind) < 0 ? new FieldUnknown("kind") : null)).FirstOrDefault(r => r is not null);

    private static int Place(string? kind) => kind switch { Language => 0, Dialect => 1, Other => 2, _ => -1 };
}

/// <inheritdoc cref="ISkillBook"/>
internal sealed class SkillBook(Database database) : ISkillBook
{
    private const int Most = 50_000;

    public async Task<IReadOnlyDictionary<PersonId, IReadOnlyList<string>>> OfAsync(OrganisationId organisation, CancellationToken ct)
    {
        await using var c = await database.OpenAsync(ct);
        var rows = await c.ReadAllAsync(null, "select person_id, name from people_skill where organisation_id = @organisation order by name limit @limit", r => (Person: new PersonId(r.GetGuid(0)), Name: r.GetString(1)), ct,
            ("organisation", organisation.Value), ("limit", Most));
        return rows.GroupBy(r => r.Person).ToDictionary(g => g.Key, IReadOnlyList<string> (g) => [.. g.Select(r => r.Name)]);
    }
}
