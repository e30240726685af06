using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.People.SecondFactor;
using Zhanggui.People.Store;

namespace Zhanggui.People.SignIn;

internal sealed record SignInRequest(string? Account, string? Password, string? Totp = null, string? RecoveryCode = null);

/// <summary>Account and password, and the second factor where one is set, become a session cookie.</summary>
internal sealed class SignIn(PeopleDb db, Passwords passwords, AttemptStore attempts, Device device, Sessions sessions, SecondFactors secondFactors, PeopleOptions options)
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/session", (SignInRequest request, SignIn slice, HttpContext context, CancellationToken ct) => slice.HandleAsync(request, context, ct))
            .Open("account, password and second factor; growing pauses; same site only");

    private async Task<IResult> HandleAsync(SignInRequest request, HttpContext context, CancellationToken ct)
    {
        // What cannot be an account is counted and answered like any unknown one.
        var account = Account.Normalise(request.Account) ?? "?" + (request.Account?.Length ?? 0);
        var keys = AttemptStore.KeysFor(account, context.Connection.RemoteIpAddress, device.Find(context.Request, account));
        if (await attempts.ChargeAsync(keys, ct) is { } until)
        {
            return Paused(context, until);
        }

        var person = await db.People.AsNoTracking().SingleOrDefaultAsync(p => p.Account == account, ct);
        var verified = await VerifyAsync(person, request.Password, ct);
        if (verified == PasswordVerificationResult.Failed)
        {
            return new SignInWrong().ToProblem();
        }

        if (await secondFactors.RefuseAsync(person!.Id, request.Totp, request.RecoveryCode, ct) is { } refusal)
        {
            if (refusal is SecondFactorNeeded)
            {
                await attempts.RefundAsync(keys, ct);
            }

            return refusal.ToProblem();
        }

        await attempts.SucceededAsync(keys, ct);
        var rehashed = verified == PasswordVerificationResult.SuccessRehashNeeded ? await passwords.HashAsync(request.Password!, ct) : null;
        var token = await OpenAsync(person, rehashed, context, ct);
        device.Remember(context, account);
        SessionHandler.SetCookie(context, token, options.SessionDays);
        return Results.Json(new { person = new { person.Id, person.Name, person.Language } }, HouseJson.Options);
    }

    private async Task<PasswordVerificationResult> VerifyAsync(PersonRow? person, string? password, CancellationToken ct)
    {
        var hash = person is null ? null : await db.Passwords.Where(p => p.PersonId == person.Id).Select(p => p.Hash).SingleOrDefaultAsync(ct);
        var isUsable = password is { Length: > 0 and <= PasswordRules.Longest };
        var result = await passwords.VerifyAsync(isUsable ? hash : null, isUsable ? password! : "?", ct);
        if (person is null || result == PasswordVerificationResult.Failed)
        {
            return PasswordVerificationResult.Failed;
        }

        var zone = await db.Organisations.Where(o => o.Id == person.OrganisationId).Select(o => o.Zone).SingleAsync(ct);
        return Sessions.HasLeft(person.LeavesOn, zone, db.Now) ? PasswordVerificationResult.Failed : result;
    }

    private Task<string> OpenAsync(PersonRow person, string? rehashed, HttpContext context, CancellationToken ct) =>
        db.InTransactionAsync(async () =>
        {
            if (rehashed is not null)
            {
                await db.Passwords.Where(p => p.PersonId == person.Id).ExecuteUpdateAsync(s => s.SetProperty(p => p.Hash, rehashed), ct);
            }

            db.Audit(new AuditEntry(person.OrganisationId, null, person.Id, "people.session.open", "person", person.Id.ToString()));
            return await sessions.OpenAsync(db.Database.GetDbConnection(), db.Database.CurrentTransaction!.GetDbTransaction(),
                person.Id, person.OrganisationId, context.Connection.RemoteIpAddress?.ToString() ?? string.Empty, context.Request.Headers.UserAgent.ToString(), ct);
        }, ct);

    private IResult Paused(HttpContext context, Instant until)
    {
        var seconds = Math.Max(1, (long)Math.Ceiling((until - db.Now).TotalSeconds));
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return new SignInPaused(seconds).ToProblem();
    }
}
