using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Zhanggui.Kernel.Access;
using Zhanggui.People.Contracts;
using Zhanggui.People.Store;

namespace Zhanggui.People.SignIn;

/// <summary>Ends the session of this browser.</summary>
internal static class SignOut
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapDelete("/session", HandleAsync).EveryPerson("everyone may leave");

    private static async Task<IResult> HandleAsync(Actor actor, PeopleDb db, Sessions sessions, HttpContext context, CancellationToken ct)
    {
        var now = db.Now;
        await db.InTransactionAsync(async () =>
        {
            var ended = await db.Sessions.Where(s => s.Id == actor.SessionId && s.EndedAt == null)
                .ExecuteUpdateAsync(s => s.SetProperty(r => r.EndedAt, now).SetProperty(r => r.EndedBecause, "signed-out"), ct);
            if (ended > 0 && !await db.Sessions.AnyAsync(s => s.PersonId == actor.Person && s.EndedAt == null && s.ExpiresAt > now, ct))
            {
                db.Publish(new PersonSignedOut(actor.Person, actor.Organisation));
            }

            return ended;
        }, ct);
        sessions.Forget();
        SessionHandler.ClearCookie(context);
        return Results.NoContent();
    }
}
