using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.People.SecondFactor;
using Zhanggui.People.Store;

namespace Zhanggui.People.Own;

internal sealed record SecondFactorRequest(string? Password = null, string? Code = null);

/// <summary>Turns the second factor on (secret, then a first code), off, and renews the recovery codes.</summary>
internal sealed class OwnSecondFactor(PeopleDb db, SecondFactors factors, OwnPassword ownPassword)
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/me/second-factor", (SecondFactorRequest r, Actor a, OwnSecondFactor s, CancellationToken ct) => s.StartAsync(r, a, ct)).EveryPerson("own second factor, asks for the password");
        routes.MapPost("/me/second-factor/confirm", (SecondFactorRequest r, Actor a, OwnSecondFactor s, CancellationToken ct) => s.ConfirmAsync(r, a, ct)).EveryPerson("own second factor, asks for the first code");
        routes.MapPost("/me/second-factor/off", (SecondFactorRequest r, Actor a, OwnSecondFactor s, CancellationToken ct) => s.TurnOffAsync(r, a, ct)).EveryPerson("own second factor, asks for the password");
        routes.MapPost("/me/recovery-codes", (SecondFactorRequest r, Actor a, OwnSecondFactor s, CancellationToken ct) => s.RenewCodesAsync(r, a, ct)).EveryPerson("own recovery codes, asks for the password");
    }

    private async Task<IResult> StartAsync(SecondFactorRequest request, Actor actor, CancellationToken ct)
    {
        if (await ownPassword.RefuseAsync(actor, request.Password, ct) is { } wrong)
        {
            return wrong.ToProblem();
        }

        var secret = RandomNumberGenerator.GetBytes(Totp.SecretSize);
        var outcome = await db.DecideAsync<object>(async () =>
        {
            if (await IsOnAsync(actor, ct))
            {
                return new SecondFactorOn();
            }

            await db.SecondFactors.Where(f => f.PersonId == actor.Person).ExecuteDeleteAsync(ct);
            db.SecondFactors.Add(new SecondFactorRow { PersonId = actor.Person, Secret = factors.Seal(secret, actor.Person) });
            return new { };
        }, ct);
        if (!outcome.IsDone)
        {
            return outcome.ToResult();
        }

        var account = await db.People.Where(p => p.Id == actor.Person).Select(p => p.Account).SingleAsync(ct);
        var text = Totp.ToBase32(secret);
        var uri = $"otpauth://totp/Zhanggui:{Uri.EscapeDataString(account)}?secret={text}&issuer=Zhanggui&algorithm=SHA1&digits=6&period=30";
        return Results.Json(new { secret = text, uri }, HouseJson.Options);
    }

    private async Task<IResult> ConfirmAsync(SecondFactorRequest request, Actor actor, CancellationToken ct)
    {
        var outcome = await db.DecideAsync<object>(async () =>
        {
            var factor = await db.SecondFactors.SingleOrDefaultAsync(f => f.PersonId == actor.Person, ct);
            if (factor is null)
            {
                return new SecondFactorOff();
            }

            if (factor.ConfirmedAt is not null)
            {
                return new SecondFactorOn();
            }

            if (Totp.Match(factors.Open(factor.Secret, actor.Person), request.Code, db.Now, factor.LastStep) is not { } step)
            {
                return new SecondFactorCodeWrong();
            }

            factor.ConfirmedAt = db.Now;
            factor.LastStep = step;
            db.Audit(new AuditEntry(actor.Organisation, null, actor.Person, "people.second_factor.on", "person", actor.Person.ToString()));
            return new { recoveryCodes = await factors.RenewRecoveryCodesAsync(actor.Person, ct) };
        }, ct);
        return outcome.ToResult();
    }

    private async Task<IResult> TurnOffAsync(SecondFactorRequest request, Actor actor, CancellationToken ct)
    {
        if (await ownPassword.RefuseAsync(actor, request.Password, ct) is { } wrong)
        {
            return wrong.ToProblem();
        }

        await db.InTransactionAsync(async () =>
        {
            await db.RecoveryCodes.Where(c => c.PersonId == actor.Person).ExecuteDeleteAsync(ct);
            db.Audit(new AuditEntry(actor.Organisation, null, actor.Person, "people.second_factor.off", "person", actor.Person.ToString()));
            return await db.SecondFactors.Where(f => f.PersonId == actor.Person).ExecuteDeleteAsync(ct);
        }, ct);
        return Results.NoContent();
    }

    private async Task<IResult> RenewCodesAsync(SecondFactorRequest request, Actor actor, CancellationToken ct)
    {
        if (await ownPassword.RefuseAsync(actor, request.Password, ct) is { } wrong)
        {
            return wrong.ToProblem();
        }

        var outcome = await db.DecideAsync<object>(async () =>
        {
            if (!await IsOnAsync(actor, ct))
            {
                return new SecondFactorOff();
            }

            db.Audit(new AuditEntry(actor.Organisation, null, actor.Person, "people.recovery_codes.renew", "person", actor.Person.ToString()));
            return new { recoveryCodes = await factors.RenewRecoveryCodesAsync(actor.Person, ct) };
        }, ct);
        return outcome.ToResult();
    }

    private Task<bool> IsOnAsync(Actor actor, CancellationToken ct) =>
        db.SecondFactors.AnyAsync(f => f.PersonId == actor.Person && f.ConfirmedAt != null, ct);
}
