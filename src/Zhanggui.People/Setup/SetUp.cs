using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.People.Contracts;
using Zhanggui.People.Roles;
using Zhanggui.People.SignIn;
using Zhanggui.People.Store;

namespace Zhanggui.People.Setup;

internal sealed record SetUpShop(string? Name, string? Platform = null, string? Zone = null, ShopKind Kind = ShopKind.Shop);

internal sealed record SetUpOwner(string? Name, string? Account, string? Password, string? Language = null);

internal sealed record SetUpRequest(string? Code, string? Organisation, SetUpShop? Shop, SetUpOwner? Owner);

/// <summary>The first run: organisation, first shop and owner. Works once, with the code from the server's console.</summary>
internal sealed class SetUp(PeopleDb db, FirstRun firstRun, PeopleSeed seed, Sessions sessions, PeopleOptions options)
{
    public const string DefaultZone = "Asia/Shanghai";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/setup", async (FirstRun firstRun, CancellationToken ct) => Results.Json(new { needed = await firstRun.IsNeededAsync(ct) }, HouseJson.Options))
            .Open("tells only whether an owner exists");
        routes.MapPost("/setup", (SetUpRequest request, SetUp slice, HttpContext context, CancellationToken ct) => slice.HandleAsync(request, context, ct))
            .Open("one-time set-up code; only while no organisation exists");
    }

    private async Task<IResult> HandleAsync(SetUpRequest request, HttpContext context, CancellationToken ct)
    {
        if (!await firstRun.IsNeededAsync(ct))
        {
            return new SetUpDone().ToProblem();
        }

        if (!firstRun.IsCode(request.Code))
        {
            return new SetUpCodeWrong().ToProblem();
        }

        if (Check(request) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var sowing = SeedOf(request);
        var hashes = await seed.HashAsync(sowing.People, ct);
        var outcome = await SowAsync(sowing, hashes, context, ct);
        if (outcome.Refusal is { } no)
        {
            return no.ToProblem();
        }

        firstRun.Forget();
        SessionHandler.SetCookie(context, outcome.Value, options.SessionDays);
        return Results.Json(new { done = true }, HouseJson.Options, statusCode: StatusCodes.Status201Created);
    }

    private async Task<Outcome<string>> SowAsync(OrganisationSeed sowing, Dictionary<string, string> hashes, HttpContext context, CancellationToken ct)
    {
        try
        {
            return await db.DecideAsync<string>(async () =>
            {
                if (await db.Setups.AnyAsync(ct))
                {
                    return new SetUpDone();
                }

                var sown = PeopleSeed.Sow(db, sowing, hashes);
                // The table takes one row only: of two racing set-ups the second fails here and leaves nothing.
                db.Setups.Add(new SetupRow { OrganisationId = sown.Id, At = db.Now });
                await db.SaveChangesAsync(ct);
                return await sessions.OpenAsync(db.Database.GetDbConnection(), db.Database.CurrentTransaction!.GetDbTransaction(), sown.People["owner"], sown.Id,
                    context.Connection.RemoteIpAddress?.ToString() ?? string.Empty, context.Request.Headers.UserAgent.ToString(), ct);
            }, ct);
        }
        catch (DbUpdateException)
        {
            return new SetUpDone();
        }
    }

    private Refusal? Check(SetUpRequest request) =>
        Field.Check(request.Organisation, "organisation", 80)
        ?? Field.Check(request.Shop?.Name, "shop.name", 80)
        ?? Field.CheckOptional(request.Shop?.Platform, "shop.platform", 40)
        ?? Field.Check(request.Owner?.Name, "owner.name", 40)
        ?? (Account.Normalise(request.Owner?.Account) is null ? new AccountMalformed("owner.account") : null)
        ?? (DateTimeZoneProviders.Tzdb.GetZoneOrNull(request.Shop?.Zone ?? DefaultZone) is null ? new ZoneUnknown() : null)
        ?? Field.CheckLanguage(request.Owner?.Language)
        ?? PasswordRules.Check(request.Owner?.Password, request.Owner?.Account ?? string.Empty, request.Owner?.Name ?? string.Empty, options.PasswordLength);

    private static OrganisationSeed SeedOf(SetUpRequest request)
    {
        var zone = request.Shop!.Zone ?? DefaultZone;
        return new OrganisationSeed(request.Organisation!.Trim(),
            [new ShopSeed("shop", request.Shop.Name!.Trim(), request.Shop.Platform?.Trim() ?? "web", request.Shop.Kind, zone)],
            [new PersonSeed("owner", request.Owner!.Name!.Trim(), request.Owner.Account!, request.Owner.Password, [new RoleSeed(RolePresets.Owner)], request.Owner.Language ?? "zh-CN", HasSeenNotice: false)],
            zone);
    }
}
