using System.Globalization;
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
using Zhanggui.People.SignIn;
using Zhanggui.People.Store;

namespace Zhanggui.People.Staff;

internal sealed record AddPersonRequest(string? Name, string? Account, string? Number = null, string? Language = null, LocalDate? JoinedOn = null, IReadOnlyList<RoleWish>? Roles = null);

/// <summary>A new person with the first roles and an invitation link, in one commit.</summary>
internal static class AddPerson
{
    private const int MostRoles = 20;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/persons", HandleAsync).Requires(Permissions.EditPerson);

    private static async Task<IResult> HandleAsync(AddPersonRequest request, Actor actor, PeopleDb db, Memberships memberships, Links links, CancellationToken ct)
    {
        if (Check(request, actor) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var outcome = await db.DecideAsync<object>(async () =>
        {
            await db.LockOrganisationAsync(actor.Organisation, ct);
            return await AddAsync(request, actor, db, memberships, links, ct);
        }, ct);
        return outcome.ToResult();
    }

    private static async Task<Outcome<object>> AddAsync(AddPersonRequest request, Actor actor, PeopleDb db, Memberships memberships, Links links, CancellationToken ct)
    {
        var account = Account.Normalise(request.Account)!;
        if (await db.People.AnyAsync(p => p.Account == account, ct))
        {
            return new AccountTaken();
        }

        var number = request.Number?.Trim() ?? await NextNumberAsync(db, actor.Organisation, ct);
        if (await db.People.AnyAsync(p => p.OrganisationId == actor.Organisation && p.Number == number, ct))
        {
            return new NumberTaken();
        }

        var zone = await db.Organisations.Where(o => o.Id == actor.Organisation).Select(o => o.Zone).SingleAsync(ct);
        var person = new PersonRow
        {
            Id = new PersonId(db.Fresh()),
            OrganisationId = actor.Organisation,
            Name = request.Name!.Trim(),
            Account = account,
            Number = number,
            Language = request.Language ?? "zh-CN",
            JoinedOn = request.JoinedOn ?? db.Now.InZone(DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) ?? DateTimeZone.Utc).Date,
            CreatedAt = db.Now,
            CreatedBy = actor.Person,
        };
        db.People.Add(person);
        foreach (var wish in request.Roles ?? [])
        {
            var given = await memberships.GiveAsync(actor, person.Id, wish, ct);
            if (!given.IsDone)
            {
                return given.Refusal!;
            }
        }

        var link = links.Make(actor, person, Links.Invitation);
        db.Audit(new AuditEntry(actor.Organisation, request.Roles is [{ ShopId: { } shop }, ..] ? shop : null, actor.Person, "people.person.add", "person", person.Id.ToString(), After: new { person.Name, person.Account, person.Number }));
        return new { person.Id, person.Name, person.Account, person.Number, link };
    }

    private static Refusal? Check(AddPersonRequest request, Actor actor)
    {
        var isEverywhere = Rights.Rights.IsEverywhere(actor.Grants, Permissions.EditPerson);
        return Field.Check(request.Name, "name", 40)
            ?? (Account.Normalise(request.Account) is null ? new AccountMalformed() : null)
            ?? Field.CheckOptional(request.Number, "number", 20)
            ?? (request.Number is not null && string.IsNullOrWhiteSpace(request.Number) ? new FieldMissing("number") : null)
            ?? Field.CheckLanguage(request.Language)
            ?? (request.Roles is { Count: > MostRoles } ? new FieldTooLong("roles", MostRoles) : (Refusal?)null)
            // Whoever manages one shop would lose sight of somebody without a role there.
            ?? (!isEverywhere && request.Roles is not { Count: > 0 } ? new RoleNeeded() : null);
    }

    private static async Task<string> NextNumberAsync(PeopleDb db, OrganisationId organisation, CancellationToken ct)
    {
        var numbers = await db.People.Where(p => p.OrganisationId == organisation).Select(p => p.Number).Take(100_000).ToListAsync(ct);
        var highest = numbers.Select(n => int.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out var i) ? i : 0).DefaultIfEmpty(0).Max();
        return (highest + 1).ToString("000", CultureInfo.InvariantCulture);
    }
}
