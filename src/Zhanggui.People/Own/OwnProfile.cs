using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Http;
using Zhanggui.People.Privacy;
using Zhanggui.People.Rights;
using Zhanggui.People.Store;

namespace Zhanggui.People.Own;

internal sealed record LanguageRequest(string? Language);

internal sealed record AcceptNoticeRequest(int Version);

/// <summary>Language of the screens, and the notice of what is recorded.</summary>
internal static class OwnProfile
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPut("/me/language", ChangeLanguageAsync).EveryPerson("own language");
        routes.MapGet("/notice", (Actor actor) => Results.Json(new { version = Notice.Version, zh = Notice.Zh, en = Notice.En }, HouseJson.Options)).EveryPerson("everybody reads what is recorded");
        routes.MapPost("/me/notice", AcceptNoticeAsync).EveryPerson("own confirmation");
    }

    private static async Task<IResult> ChangeLanguageAsync(LanguageRequest request, Actor actor, PeopleDb db, Freshness freshness, CancellationToken ct)
    {
        if ((request.Language is null ? new FieldMissing("language") : Field.CheckLanguage(request.Language)) is { } refusal)
        {
            return refusal.ToProblem();
        }

        await db.InTransactionAsync(() => db.People.Where(p => p.Id == actor.Person).ExecuteUpdateAsync(s => s.SetProperty(p => p.Language, request.Language), ct), ct);
        freshness.Renew();
        return Results.NoContent();
    }

    private static async Task<IResult> AcceptNoticeAsync(AcceptNoticeRequest request, Actor actor, PeopleDb db, Freshness freshness, CancellationToken ct)
    {
        if (request.Version != Notice.Version)
        {
            return new NoticeOutdated().ToProblem();
        }

        await db.InTransactionAsync(async () =>
        {
            var now = db.Now;
            db.Audit(new AuditEntry(actor.Organisation, null, actor.Person, "people.notice.accept", "person", actor.Person.ToString(), After: new { request.Version }));
            return await db.People.Where(p => p.Id == actor.Person && p.NoticeVersion < request.Version)
                .ExecuteUpdateAsync(s => s.SetProperty(p => p.NoticeVersion, request.Version).SetProperty(p => p.NoticeAt, now), ct);
        }, ct);
        freshness.Renew();
        return Results.NoContent();
    }
}
