using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.People.Contracts;
using Zhanggui.People.Rights;
using Zhanggui.People.Staff;
using Zhanggui.People.Store;

namespace Zhanggui.People.Privacy;

/// <summary>All that is kept about one staff member, for that person or for whoever may export. Secrets and hashes are not data about a person and stay.</summary>
internal sealed class ExportPerson(PeopleDb db, Database database, IEnumerable<IPersonalRecord> otherRooms)
{
    private const int MostRows = 10_000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/me/export", (Actor actor, ExportPerson slice, HttpContext context, CancellationToken ct) => slice.AnswerAsync(actor, actor.Person, context, ct)).EveryPerson("own data");
        routes.MapGet("/persons/{id:guid}/export", async (Guid id, Actor actor, PeopleAccess access, ExportPerson slice, HttpContext context, CancellationToken ct) =>
        {
            var found = await access.FindAsync(actor, new PersonId(id), Permissions.ExportPrivacy, ct);
            return found.IsDone ? await slice.AnswerAsync(actor, found.Value.Id, context, ct) : found.Refusal!.ToProblem();
        }).Requires(Permissions.ExportPrivacy);
    }

    private async Task<IResult> AnswerAsync(Actor actor, PersonId id, HttpContext context, CancellationToken ct)
    {
        var p = await db.People.AsNoTracking().SingleAsync(x => x.Id == id, ct);
        var parts = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["person"] = new { p.Id, p.Name, p.Account, p.Number, p.Language, p.JoinedOn, p.LeavesOn, p.NoticeVersion, p.NoticeAt, p.CreatedAt },
            ["roles"] = await PersonPage.RolesAsync(db, id, ct),
            ["grades"] = await PersonPage.GradesAsync(db, id, ct),
            ["skills"] = await Skills.OfAsync(db, id, ct),
            ["kept"] = await PersonPage.KeptAsync(db, id, ct),
            ["accounts"] = await PersonPage.AccountsAsync(db, id, ct),
            ["sessions"] = await db.Sessions.AsNoTracking().Where(s => s.PersonId == id).OrderByDescending(s => s.CreatedAt).Take(MostRows)
                .Select(s => new { s.CreatedAt, s.SeenAt, s.ExpiresAt, s.EndedAt, s.EndedBecause, s.Address, s.Client }).ToListAsync(ct),
            ["faults"] = await db.Faults.AsNoTracking().Where(f => f.PersonId == id).OrderByDescending(f => f.At).Take(MostRows).Select(f => new { f.At, f.Page, f.What, f.Answer }).ToListAsync(ct),
            ["audit"] = await ReadAuditAsync(id, ct),
        };
        foreach (var room in otherRooms)
        {
            parts[room.Part] = await room.ExportAsync(id, ct);
        }

        await db.InTransactionAsync(() =>
        {
            db.Audit(new AuditEntry(actor.Organisation, null, actor.Person, "people.privacy.export", "person", id.ToString()));
            return Task.FromResult(0);
        }, ct);
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"person-{p.Id}.json\"";
        context.Response.Headers.CacheControl = "no-store";
        return Results.Json(parts, HouseJson.Options);
    }

    private async Task<object> ReadAuditAsync(PersonId id, CancellationToken ct)
    {
        await using var c = await database.OpenAsync(ct);
        return await c.ReadAllAsync(null,
            "select at, act, actor_id, subject_kind, subject_id from kernel_audit where actor_id = @id or (subject_kind = 'person' and subject_id = @text) order by at desc limit @limit",
            r => new { At = Instant.FromUnixTimeMilliseconds(r.GetInt64(0)), Act = r.GetString(1), ByThisPerson = !r.IsDBNull(2) && r.GetGuid(2) == id.Value, SubjectKind = r.GetString(3), SubjectId = r.GetString(4) }, ct,
            ("id", id.Value), ("text", id.ToString()), ("limit", MostRows));
    }
}
