using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.People.Rights;
using Zhanggui.People.SignIn;
using Zhanggui.People.Store;

namespace Zhanggui.People.Staff;

internal sealed record LinkRequest(string? Token, string? Password = null);

/// <summary>Shows whom a link is for, and sets the password with it, once.</summary>
internal static class UseLink
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/links/show", ShowAsync).Open("the link's 256-bit secret");
        routes.MapPost("/links/use", UseAsync).Open("the link's 256-bit secret, used once");
    }

    private static async Task<IResult> ShowAsync(LinkRequest request, PeopleDb db, Links links, PeopleOptions options, CancellationToken ct)
    {
        if (await links.FindLiveAsync(request.Token, ct) is not { } link)
        {
            return new LinkDead().ToProblem();
        }

        var person = await db.People.AsNoTracking().SingleAsync(p => p.Id == link.PersonId, ct);
        return Results.Json(new { link.Kind, person.Name, person.Account, link.ExpiresAt, passwordLength = options.PasswordLength }, HouseJson.Options);
    }

    private static async Task<IResult> UseAsync(LinkRequest request, PeopleDb db, Links links, Passwords passwords, PeopleOptions options, Freshness freshness, CancellationToken ct)
    {
        if (await links.FindLiveAsync(request.Token, ct) is not { } link)
        {
            return new LinkDead().ToProblem();
        }

        var person = await db.People.AsNoTracking().SingleAsync(p => p.Id == link.PersonId, ct);
        if (PasswordRules.Check(request.Password, person.Account, person.Name, options.PasswordLength) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var hash = await passwords.HashAsync(request.Password!, ct);
        var outcome = await db.DecideAsync<object>(() => SetAsync(db, link, hash, ct), ct);
        freshness.Renew();
        return outcome.IsDone ? Results.Json(new { person.Account }, HouseJson.Options) : outcome.ToResult();
    }

    private static async Task<Outcome<object>> SetAsync(PeopleDb db, LinkRow link, string hash, CancellationToken ct)
    {
        var now = db.Now;
        // Of two simultaneous uses only one finds the link unused.
        var isMine = await db.Links.Where(l => l.Id == link.Id && l.UsedAt == null && l.WithdrawnAt == null && l.ExpiresAt > now)
            .ExecuteUpdateAsync(s => s.SetProperty(l => l.UsedAt, now), ct) == 1;
        if (!isMine)
        {
            return new LinkDead();
        }

        await Own.OwnPassword.SetAsync(db, link.PersonId, hash, ct);
        await Sessions.EndAllAsync(db.Database.GetDbConnection(), db.Database.CurrentTransaction!.GetDbTransaction(), link.PersonId, null, "password", now, ct);
        db.Audit(new AuditEntry(link.OrganisationId, null, link.PersonId, "people.password.set", "person", link.PersonId.ToString(), After: new { by = link.Kind }));
        return new { };
    }
}
