using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Zhanggui.Facts;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.People.Rights;
using Zhanggui.People.Store;

namespace Zhanggui.People.Staff;

internal sealed record HeldGrade(Guid Id, string Grade, LocalDate From, LocalDate? To);

internal sealed record UsedAccount(Guid UseId, Guid AccountId, ShopId ShopId, string Kind, string Platform, string Name, Instant From, Instant? To);

internal sealed record PersonDetail(PersonId Id, string Name, string Account, string Number, string Language, LocalDate JoinedOn, LocalDate? LeavesOn,
    bool HasPassword, bool HasSecondFactor, int NoticeVersion, Instant? NoticeAt, bool IsSelf, bool IsStronger,
    IReadOnlyList<HeldRole> Roles, IReadOnlyList<HeldGrade> Grades, IReadOnlyList<UsedAccount> Accounts, IReadOnlyList<KeptPart> Kept, IReadOnlyList<HeldSkill> Skills);

/// <summary>What a file said in columns that nobody knows: of the person from a day on, or of the use of an account.</summary>
internal sealed record KeptPart(ShopId ShopId, LocalDate? From, string? Account, IReadOnlyDictionary<string, string> Cells);

/// <summary>Everything of one person: roles (ended ones too), grades, accounts.</summary>
internal static class PersonPage
{
    private const int MostRows = 500;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/persons/{id:guid}", HandleAsync).Requires(Permissions.ReadPerson);

    private static async Task<IResult> HandleAsync(Guid id, Actor actor, PeopleDb db, PeopleAccess access, CancellationToken ct)
    {
        var found = await access.FindAsync(actor, new PersonId(id), Permissions.ReadPerson, ct);
        if (!found.IsDone)
        {
            return found.Refusal!.ToProblem();
        }

        var p = found.Value;
        var theirs = await access.GrantsAsync(p.Id, ct);
        return Results.Json(new PersonDetail(p.Id, p.Name, p.Account, p.Number, p.Language, p.JoinedOn, p.LeavesOn,
            await db.Passwords.AnyAsync(w => w.PersonId == p.Id, ct),
            await db.SecondFactors.AnyAsync(f => f.PersonId == p.Id && f.ConfirmedAt != null, ct),
            p.NoticeVersion, p.NoticeAt, p.Id == actor.Person, !Rights.Rights.Cover(actor.Grants, theirs),
            await RolesAsync(db, p.Id, ct), await GradesAsync(db, p.Id, ct), await AccountsAsync(db, p.Id, ct), await KeptAsync(db, p.Id, ct), await Skills.OfAsync(db, p.Id, ct)), HouseJson.Options);
    }

    public static async Task<IReadOnlyList<HeldRole>> RolesAsync(PeopleDb db, PersonId id, CancellationToken ct) =>
        [.. (await db.Memberships.AsNoTracking().Where(m => m.PersonId == id).OrderByDescending(m => m.FromAt).Take(MostRows).ToListAsync(ct)).Select(ListPeople.Show)];

    public static async Task<IReadOnlyList<KeptPart>> KeptAsync(PeopleDb db, PersonId id, CancellationToken ct) =>
        [.. (await db.KeptCells.AsNoTracking().Where(k => k.PersonId == id).OrderBy(k => k.ShopId).ThenBy(k => k.Part).Take(MostRows).ToListAsync(ct)).Select(k => new KeptPart(k.ShopId, k.From, k.Account, UnknownCells.Read(k.Cells)))];

    public static async Task<IReadOnlyList<HeldGrade>> GradesAsync(PeopleDb db, PersonId id, CancellationToken ct) =>
        await db.Grades.AsNoTracking().Where(g => g.PersonId == id).OrderByDescending(g => g.FromOn).Take(MostRows).Select(g => new HeldGrade(g.Id, g.Grade, g.FromOn, g.ToOn)).ToListAsync(ct);

    public static async Task<IReadOnlyList<UsedAccount>> AccountsAsync(PeopleDb db, PersonId id, CancellationToken ct) =>
        await (from u in db.AccountUses.AsNoTracking()
               join a in db.Accounts on u.AccountId equals a.Id
               where u.PersonId == id
               orderby u.FromAt descending
               select new UsedAccount(u.Id, a.Id, a.ShopId, a.Kind, a.Platform, a.Name, u.FromAt, u.ToAt)).Take(MostRows).ToListAsync(ct);
}
