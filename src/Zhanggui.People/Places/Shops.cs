using System.Text.Json;
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
using Zhanggui.People.Contracts;
using Zhanggui.People.Rights;
using Zhanggui.People.Store;

namespace Zhanggui.People.Places;

internal sealed record ShopRequest(string? Name = null, string? Platform = null, ShopKind? Kind = null, string? Zone = null, ShopCalendar? Calendar = null, bool? IsClosed = null);

internal sealed record TeamLine(TeamId Id, string Name, bool IsClosed);

internal sealed record ShopLine(ShopId Id, string Name, string Platform, ShopKind Kind, string Zone, ShopCalendar Calendar, bool IsClosed, IReadOnlyList<TeamLine> Teams);

/// <summary>Shops and desks: list, open, change, close (and open again).</summary>
internal static class Shops
{
    private const int Most = 1000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/shops", ListAsync).EveryPerson("names of the shops one works in");
        routes.MapPost("/shops", AddAsync).Requires(Permissions.EditShop);
        routes.MapPatch("/shops/{id:guid}", ChangeAsync).Requires(Permissions.EditShop);
    }

    private static async Task<IResult> ListAsync(Actor actor, PeopleDb db, CancellationToken ct)
    {
        var shops = await db.Shops.AsNoTracking().Where(s => s.OrganisationId == actor.Organisation).OrderBy(s => s.CreatedAt).ThenBy(s => s.Name).Take(Most).ToListAsync(ct);
        var teams = await db.Teams.AsNoTracking().Where(t => t.OrganisationId == actor.Organisation).OrderBy(t => t.CreatedAt).ThenBy(t => t.Name).Take(10 * Most).ToListAsync(ct);
        return Results.Json(new
        {
            shops = shops.Where(s => actor.Grants.Any(g => g.Shop is null || g.Shop == s.Id)).Select(s => Show(s, teams)),
        }, HouseJson.Options);
    }

    private static async Task<IResult> AddAsync(ShopRequest request, Actor actor, PeopleDb db, PeopleAccess access, Freshness freshness, CancellationToken ct)
    {
        if ((Field.Check(request.Name, "name", 80) ?? Check(request)) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var outcome = await db.DecideAsync<ShopLine>(async () =>
        {
            await db.LockOrganisationAsync(actor.Organisation, ct);
            if (!Rights.Rights.IsEverywhere(await access.GrantsAsync(actor.Person, ct), Permissions.EditShop))
            {
                return new PermissionMissing();
            }

            if (await IsTakenAsync(db, actor, request.Name!, default, ct))
            {
                return new NameTaken();
            }

            var row = new ShopRow
            {
                Id = new ShopId(db.Fresh()),
                OrganisationId = actor.Organisation,
                Name = request.Name!.Trim(),
                Platform = request.Platform?.Trim() ?? "web",
                Kind = KindText(request.Kind ?? ShopKind.Shop),
                Zone = request.Zone ?? Setup.SetUp.DefaultZone,
                Calendar = JsonSerializer.Serialize(request.Calendar ?? ShopCalendar.Always, HouseJson.Options),
                CreatedAt = db.Now,
            };
            db.Shops.Add(row);
            db.Audit(new AuditEntry(actor.Organisation, row.Id, actor.Person, "people.shop.open", "shop", row.Id.ToString(), After: new { row.Name, row.Platform, row.Kind, row.Zone }));
            db.Publish(new ShopOpened(row.Id, actor.Organisation), row.Id);
            return Show(row, []);
        }, ct);
        freshness.Renew();
        return outcome.ToResult();
    }

    private static async Task<IResult> ChangeAsync(Guid id, ShopRequest request, Actor actor, PeopleDb db, PeopleAccess access, Freshness freshness, CancellationToken ct)
    {
        if (((request.Name is null ? null : Field.Check(request.Name, "name", 80)) ?? Check(request)) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var outcome = await db.DecideAsync<ShopLine>(async () =>
        {
            await db.LockOrganisationAsync(actor.Organisation, ct);
            var found = await access.FindShopAsync(actor, new ShopId(id), Permissions.EditShop, ct);
            if (!found.IsDone)
            {
                return found.Refusal!;
            }

            if (request.Name is not null && await IsTakenAsync(db, actor, request.Name, found.Value.Id, ct))
            {
                return new NameTaken();
            }

            var row = found.Value;
            // Turning a hospital's desk into a plain one would open its patients' data to those without the right to it.
            var isRestricted = IsRestricted(row.Kind) != (request.Kind is { } wanted ? IsRestricted(KindText(wanted)) : IsRestricted(row.Kind));
            if (isRestricted && !Rights.Rights.Reaches(await access.GrantsAsync(actor.Person, ct), Permissions.SeeRestricted, row.Id, null))
            {
                return new PermissionMissing();
            }

            var before = Audited(row);
            Apply(row, request, db.Now);
            db.Audit(new AuditEntry(actor.Organisation, row.Id, actor.Person, "people.shop.change", "shop", id.ToString(), before, Audited(row)));
            return Show(row, await db.Teams.AsNoTracking().Where(t => t.ShopId == row.Id).OrderBy(t => t.CreatedAt).Take(Most).ToListAsync(ct));
        }, ct);
        freshness.Renew();
        return outcome.ToResult();
    }

    private static string KindText(ShopKind kind) => kind.ToString().ToLowerInvariant();

    private static bool IsRestricted(string kind) => Enum.Parse<ShopKind>(kind, ignoreCase: true) is ShopKind.Property or ShopKind.Hospital;

    private static void Apply(ShopRow row, ShopRequest request, Instant now)
    {
        row.Name = request.Name?.Trim() ?? row.Name;
        row.Platform = request.Platform?.Trim() ?? row.Platform;
        row.Kind = request.Kind is { } kind ? KindText(kind) : row.Kind;
        row.Zone = request.Zone ?? row.Zone;
        row.Calendar = request.Calendar is null ? row.Calendar : JsonSerializer.Serialize(request.Calendar, HouseJson.Options);
        row.ClosedAt = request.IsClosed switch { true => row.ClosedAt ?? now, false => null, null => row.ClosedAt };
    }

    private static Refusal? Check(ShopRequest request) =>
        Field.CheckOptional(request.Platform, "platform", 40)
        ?? (request.Zone is not null && DateTimeZoneProviders.Tzdb.GetZoneOrNull(request.Zone) is null ? new ZoneUnknown() : (Refusal?)null)
        ?? (request.Calendar is not null && !Calendars.IsWellFormed(request.Calendar) ? new CalendarMalformed() : null);

    private static Task<bool> IsTakenAsync(PeopleDb db, Actor actor, string name, ShopId except, CancellationToken ct)
    {
        var trimmed = name.Trim();
        return db.Shops.AnyAsync(s => s.OrganisationId == actor.Organisation && s.Name == trimmed && s.Id != except, ct);
    }

    // With the calendar: opening hours decide which reply buyers get and which night is nobody's.
    private static object Audited(ShopRow row) => new { row.Name, row.Platform, row.Kind, row.Zone, isClosed = row.ClosedAt is not null, calendar = Calendar(row) };

    private static ShopCalendar Calendar(ShopRow row) => JsonSerializer.Deserialize<ShopCalendar>(row.Calendar, HouseJson.Options)!;

    private static ShopLine Show(ShopRow s, IReadOnlyList<TeamRow> teams) => new(s.Id, s.Name, s.Platform,
        Enum.Parse<ShopKind>(s.Kind, ignoreCase: true), s.Zone,
        Calendar(s), s.ClosedAt is not null,
        [.. teams.Where(t => t.ShopId == s.Id).Select(t => new TeamLine(t.Id, t.Name, t.ClosedAt is not null))]);
}
