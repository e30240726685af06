using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.People.Rights;
using Zhanggui.People.Store;

namespace Zhanggui.People.Own;

internal sealed record SessionLine(Guid Id, Instant CreatedAt, Instant SeenAt, Instant ExpiresAt, string Address, string Client, bool IsThis);

/// <summary>Where am I (or a person I look after) signed in; and: not there any more.</summary>
internal static class OwnSessions
{
    private const int Most = 200;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/me/sessions", async (Actor actor, PeopleDb db, PeopleOptions options, CancellationToken ct) => Results.Json(new { sessions = await ListAsync(db, options, actor.Person, actor.SessionId, ct) }, HouseJson.Options)).EveryPerson("own sessions");
        routes.MapDelete("/me/sessions/{session:guid}", EndOwnAsync).EveryPerson("own sessions");
        routes.MapPost("/me/sessions/end-others", EndOthersAsync).EveryPerson("own sessions");
        routes.MapGet("/persons/{id:guid}/sessions", ListTheirsAsync).Requires(Permissions.RevokeSession);
        routes.MapPost("/persons/{id:guid}/sessions/end", EndTheirsAsync).Requires(Permissions.RevokeSession);
    }

    private static async Task<List<SessionLine>> ListAsync(PeopleDb db, PeopleOptions options, PersonId person, Guid mine, CancellationToken ct)
    {
        var now = db.Now;
        var idle = now - Duration.FromHours(options.SessionIdleHours);
        return await db.Sessions.AsNoTracking().Where(s => s.PersonId == person && s.EndedAt == null && s.ExpiresAt > now && s.SeenAt > idle)
            .OrderByDescending(s => s.SeenAt).Take(Most)
            .Select(s => new SessionLine(s.Id, s.CreatedAt, s.SeenAt, s.ExpiresAt, s.Address, s.Client, s.Id == mine)).ToListAsync(ct);
    }

    private static async Task<IResult> EndOwnAsync(Guid session, Actor actor, PeopleDb db, Freshness freshness, CancellationToken ct)
    {
        var ended = await EndAsync(db, actor, actor.Person, db.Sessions.Where(s => s.Id == session), ct);
        freshness.Renew();
        return ended == 0 ? new SessionNotFound().ToProblem() : Results.NoContent();
    }

    private static async Task<IResult> EndOthersAsync(Actor actor, PeopleDb db, Freshness freshness, CancellationToken ct)
    {
        var ended = await EndAsync(db, actor, actor.Person, db.Sessions.Where(s => s.Id != actor.SessionId), ct);
        freshness.Renew();
        return Results.Json(new { ended }, HouseJson.Options);
    }

    private static async Task<IResult> ListTheirsAsync(Guid id, Actor actor, PeopleDb db, PeopleOptions options, PeopleAccess access, CancellationToken ct)
    {
        var found = await access.FindAsync(actor, new PersonId(id), Permissions.RevokeSession, ct);
        return found.IsDone
            ? Results.Json(new { sessions = await ListAsync(db, options, found.Value.Id, actor.SessionId, ct) }, HouseJson.Options)
            : found.Refusal!.ToProblem();
    }

    private static async Task<IResult> EndTheirsAsync(Guid id, Actor actor, PeopleDb db, PeopleAccess access, Freshness freshness, CancellationToken ct)
    {
        // Ending a stronger person's sessions is allowed on purpose: it protects, and they can sign in again.
        var found = await access.FindAsync(actor, new PersonId(id), Permissions.RevokeSession, ct);
        if (!found.IsDone)
        {
            return found.Refusal!.ToProblem();
        }

        var ended = await EndAsync(db, actor, found.Value.Id, db.Sessions, ct);
        freshness.Renew();
        return Results.Json(new { ended }, HouseJson.Options);
    }

    private static Task<int> EndAsync(PeopleDb db, Actor actor, PersonId person, IQueryable<SessionRow> which, CancellationToken ct) =>
        db.InTransactionAsync(async () =>
        {
            var now = db.Now;
            var because = person == actor.Person ? "ended-by-owner" : "revoked";
            var ended = await which.Where(s => s.PersonId == person && s.EndedAt == null)
                .ExecuteUpdateAsync(s => s.SetProperty(r => r.EndedAt, now).SetProperty(r => r.EndedBecause, because), ct);
            if (ended > 0)
            {
                db.Audit(new AuditEntry(actor.Organisation, null, actor.Person, "people.session.end", "person", person.ToString(), After: new { ended, because }));
                db.Publish(new Contracts.RightsChanged(person, actor.Organisation));
            }

            return ended;
        }, ct);
}
