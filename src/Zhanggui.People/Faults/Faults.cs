using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.People.SignIn;
using Zhanggui.People.Store;

namespace Zhanggui.People.Faults;

internal sealed record FaultRequest(string? What, string? Page = null, string? Reporter = null);

internal sealed record HandleFaultRequest(string? Answer);

internal sealed record FaultLine(Guid Id, Instant At, PersonId? PersonId, string Reporter, string Page, string What, string Client, Instant? HandledAt, string? HandledBy, string? Answer);

/// <summary>
/// Faults of computers, systems and login pages (SEC-05). Somebody who cannot sign in reports too; such a report goes to
/// the installation's only organisation, or, where there are several, to the one of the account named in it.
/// </summary>
internal static class Faults
{
    private const int Most = 200;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/faults", ReportAsync).Open("limited per network and in length; only writes a report");
        routes.MapGet("/faults", ListAsync).Requires(Permissions.ReadPerson);
        routes.MapPost("/faults/{id:guid}/handle", HandleAsync).Requires(Permissions.EditPerson);
    }

    private static async Task<IResult> ReportAsync(FaultRequest request, HttpContext context, PeopleDb db, FaultLimit limit, CancellationToken ct)
    {
        var actor = context.Features.Get<Actor>();
        if ((Field.Check(request.What?.ReplaceLineEndings(" "), "what", 1000) ?? Field.CheckOptional(request.Page, "page", 200)
            ?? (actor is null ? Field.Check(request.Reporter, "reporter", 60) : null)) is { } refusal)
        {
            return refusal.ToProblem();
        }

        if (!limit.TryTake(context.Connection.RemoteIpAddress, db.Now))
        {
            return new FaultsPaused().ToProblem();
        }

        var organisation = actor?.Organisation ?? await GuessAsync(db, request.Reporter!, ct);
        await db.InTransactionAsync(() =>
        {
            db.Faults.Add(new FaultRow
            {
                Id = db.Fresh(),
                OrganisationId = organisation,
                PersonId = actor?.Person,
                Reporter = actor?.Name ?? request.Reporter!.Trim(),
                At = db.Now,
                Page = request.Page ?? string.Empty,
                What = request.What!.Trim(),
                Client = context.Request.Headers.UserAgent.ToString() is { Length: > 200 } agent ? agent[..200] : context.Request.Headers.UserAgent.ToString(),
            });
            return Task.FromResult(0);
        }, ct);
        return Results.NoContent();
    }

    private static async Task<OrganisationId?> GuessAsync(PeopleDb db, string reporter, CancellationToken ct)
    {
        var organisations = await db.Organisations.Select(o => o.Id).Take(2).ToListAsync(ct);
        if (organisations.Count == 1)
        {
            return organisations[0];
        }

        var account = Account.Normalise(reporter);
        var person = await db.People.AsNoTracking().SingleOrDefaultAsync(p => p.Account == account, ct);
        return person?.OrganisationId;
    }

    private static async Task<IResult> ListAsync(Actor actor, PeopleDb db, CancellationToken ct, bool open = false, long? before = null, int limit = 50)
    {
        limit = Math.Clamp(limit, 1, Most);
        var faults = db.Faults.AsNoTracking().Where(f => f.OrganisationId == actor.Organisation);
        faults = open ? faults.Where(f => f.HandledAt == null) : faults;
        if (before is { } mark)
        {
            var at = Instant.FromUnixTimeMilliseconds(Math.Clamp(mark, 0, 253_402_300_799_000));
            faults = faults.Where(f => f.At < at);
        }

        var rows = await (from f in faults
                          join p in db.People on f.HandledBy equals p.Id into handlers
                          from h in handlers.DefaultIfEmpty()
                          orderby f.At descending
                          select new { Fault = f, Handler = h.Name }).Take(limit + 1).ToListAsync(ct);
        return Results.Json(new
        {
            faults = rows.Take(limit).Select(r => new FaultLine(r.Fault.Id, r.Fault.At, r.Fault.PersonId, r.Fault.Reporter, r.Fault.Page, r.Fault.What, r.Fault.Client, r.Fault.HandledAt, r.Handler, r.Fault.Answer)),
            next = rows.Count > limit ? rows[limit - 1].Fault.At.ToUnixTimeMilliseconds() : (long?)null,
        }, HouseJson.Options);
    }

    private static async Task<IResult> HandleAsync(Guid id, HandleFaultRequest request, Actor actor, PeopleDb db, CancellationToken ct)
    {
        if (Field.CheckOptional(request.Answer, "answer", 500) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var outcome = await db.DecideAsync<object>(async () =>
        {
            var row = await db.Faults.SingleOrDefaultAsync(f => f.Id == id && f.OrganisationId == actor.Organisation, ct);
            if (row is null)
            {
                return new FaultNotFound();
            }

            if (row is { HandledAt: null, PersonId: { } reporter, OrganisationId: { } organisation })
            {
                db.Publish(new Contracts.FaultHandled(reporter, organisation, row.At.ToUnixTimeMilliseconds(), db.Now.ToUnixTimeMilliseconds()));
            }

            row.HandledAt ??= db.Now;
            row.HandledBy ??= actor.Person;
            row.Answer = request.Answer?.Trim();
            db.Audit(new AuditEntry(actor.Organisation, null, actor.Person, "people.fault.handle", "fault", id.ToString()));
            return new { row.Id, row.HandledAt };
        }, ct);
        return outcome.ToResult();
    }
}

/// <summary>At most twenty reports an hour from one network, counted per process: this guards the table, not a secret.</summary>
internal sealed class FaultLimit
{
    private const int PerHour = 20;
    private readonly Dictionary<string, (int Count, Instant Until)> counts = new(StringComparer.Ordinal);
    private readonly Lock gate = new();

    public bool TryTake(IPAddress? address, Instant now)
    {
        var network = AttemptStore.NetworkOf(address);
        lock (gate)
        {
            if (counts.Count > 10_000)
            {
                counts.Clear();
            }

            var (count, until) = counts.TryGetValue(network, out var known) && known.Until > now ? known : (0, now + Duration.FromHours(1));
            counts[network] = (count + 1, until);
            return count < PerHour;
        }
    }
}
