using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.People.Rights;
using Zhanggui.People.SignIn;
using Zhanggui.People.Store;

namespace Zhanggui.People.Own;

internal sealed record ChangePasswordRequest(string? Present, string? Password);

/// <summary>Changes one's own password; all other sessions end.</summary>
internal sealed class OwnPassword(PeopleDb db, Passwords passwords, AttemptStore attempts, PeopleOptions options, Freshness freshness) : Contracts.IPasswordProof
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPut("/me/password", (ChangePasswordRequest request, Actor actor, OwnPassword slice, CancellationToken ct) => slice.ChangeAsync(request, actor, ct))
            .EveryPerson("own password, asks for the present one");

    /// <summary>Asks for the present password again before an act that could lock its owner out; counted like sign-in, but per session.</summary>
    public async Task<Refusal?> RefuseAsync(Actor actor, string? present, CancellationToken ct)
    {
        var keys = AttemptStore.KeysFor(actor.Person.ToString(), null, "session:" + actor.SessionId.ToString());
        if (await attempts.ChargeAsync(keys, ct) is { } until)
        {
            return new SignInPaused(Math.Max(1, (long)Math.Ceiling((until - db.Now).TotalSeconds)));
        }

        var hash = await db.Passwords.Where(p => p.PersonId == actor.Person).Select(p => p.Hash).SingleOrDefaultAsync(ct);
        var isUsable = present is { Length: > 0 and <= PasswordRules.Longest };
        if (await passwords.VerifyAsync(isUsable ? hash : null, isUsable ? present! : "?", ct) == PasswordVerificationResult.Failed)
        {
            return new PasswordWrong();
        }

        await attempts.SucceededAsync(keys, ct);
        return null;
    }

    public static async Task SetAsync(PeopleDb db, PersonId person, string hash, CancellationToken ct)
    {
        var now = db.Now;
        var changed = await db.Passwords.Where(p => p.PersonId == person).ExecuteUpdateAsync(s => s.SetProperty(p => p.Hash, hash).SetProperty(p => p.ChangedAt, now), ct);
        if (changed == 0)
        {
            db.Passwords.Add(new PasswordRow { PersonId = person, Hash = hash, ChangedAt = now });
        }
    }

    private async Task<IResult> ChangeAsync(ChangePasswordRequest request, Actor actor, CancellationToken ct)
    {
        if (await RefuseAsync(actor, request.Present, ct) is { } wrong)
        {
            return wrong is PasswordWrong ? (wrong with { Field = "present" }).ToProblem() : wrong.ToProblem();
        }

        var account = await db.People.Where(p => p.Id == actor.Person).Select(p => p.Account).SingleAsync(ct);
        if (PasswordRules.Check(request.Password, account, actor.Name, options.PasswordLength) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var hash = await passwords.HashAsync(request.Password!, ct);
        await db.InTransactionAsync(async () =>
        {
            await SetAsync(db, actor.Person, hash, ct);
            db.Audit(new AuditEntry(actor.Organisation, null, actor.Person, "people.password.change", "person", actor.Person.ToString()));
            return await Sessions.EndAllAsync(db.Database.GetDbConnection(), db.Database.CurrentTransaction!.GetDbTransaction(), actor.Person, actor.SessionId, "password", db.Now, ct);
        }, ct);
        freshness.Renew();
        return Results.NoContent();
    }
}
