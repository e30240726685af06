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
using Zhanggui.People.Store;

namespace Zhanggui.People.Accounts;

internal sealed record AccountRequest(ShopId? ShopId = null, string? Kind = null, string? Platform = null, string? Name = null, bool? VerifiesFriends = null, bool? IsClosed = null);

internal sealed record UseLine(Guid Id, PersonId PersonId, string Person, string Number, Instant From, Instant? To);

internal sealed record AccountLine(Guid Id, ShopId ShopId, string Kind, string Platform, string Name, bool VerifiesFriends, bool IsClosed, IReadOnlyList<UseLine> Uses);

/// <summary>Platform sub-accounts and staff numbers of a shop, who uses them when, and which still verify friend requests (CHAT-01).</summary>
internal static class SubAccounts
{
    private const int Most = 200;
    private static readonly string[] Kinds = ["sub-account", "staff-number", "telephone"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/accounts", ListAsync).Requires(Permissions.ReadPerson);
        routes.MapPost("/accounts", AddAsync).Requires(Permissions.EditPerson);
        routes.MapPatch("/accounts/{id:guid}", ChangeAsync).Requires(Permissions.EditPerson);
    }

    /// <summary>An account of a shop in which one has the right; the shop is what guards it.</summary>
    public static async Task<Outcome<AccountRow>> FindAsync(PeopleDb db, PeopleAccess access, Actor actor, Guid id, string permission, CancellationToken ct)
    {
        var row = await db.Accounts.SingleOrDefaultAsync(a => a.Id == id && a.OrganisationId == actor.Organisation, ct);
        return row is not null && (await access.FindShopAsync(actor, row.ShopId, permission, ct)).IsDone ? row : new AccountNotFound();
    }

    private static async Task<IResult> ListAsync(Actor actor, PeopleDb db, CancellationToken ct, Guid? shop = null, bool verifying = false, string? after = null, int limit = 100)
    {
        limit = Math.Clamp(limit, 1, Most);
        var accounts = db.Accounts.AsNoTracking().Where(a => a.OrganisationId == actor.Organisation);
        if (actor.ShopsFor(Permissions.ReadPerson) is { } mine)
        {
            var ids = mine.ToList();
            accounts = accounts.Where(a => ids.Contains(a.ShopId));
        }

        if (shop is { } one)
        {
            var id = new ShopId(one);
            accounts = accounts.Where(a => a.ShopId == id);
        }

        if (verifying)
        {
            accounts = accounts.Where(a => a.VerifiesFriends && a.ClosedAt == null);
        }

        if (after is not null)
        {
            if (ReadCursor(after) is not var (name, last))
            {
                return new FieldUnknown("after").ToProblem();
            }

            accounts = accounts.Where(a => string.Compare(a.Name, name) > 0 || (a.Name == name && a.Id.CompareTo(last) > 0));
        }

        var rows = await accounts.OrderBy(a => a.Name).ThenBy(a => a.Id).Take(limit + 1).ToListAsync(ct);
        var page = rows.Take(limit).ToList();
        var pageIds = page.Select(a => a.Id).ToList();
        var uses = await (from u in db.AccountUses.AsNoTracking()
                          join p in db.People on u.PersonId equals p.Id
                          where pageIds.Contains(u.AccountId)
                          orderby u.FromAt descending
                          select new { u.AccountId, Line = new UseLine(u.Id, p.Id, p.Name, p.Number, u.FromAt, u.ToAt) }).Take(5000).ToListAsync(ct);
        return Results.Json(new
        {
            accounts = page.Select(a => Show(a, [.. uses.Where(u => u.AccountId == a.Id).Select(u => u.Line)])),
            next = rows.Count > limit ? Cursor(page[^1]) : null,
        }, HouseJson.Options);
    }

    // Two shops, or two platforms, may have accounts of one name: the name alone does not say where a page ended.
    private static string Cursor(AccountRow row) => $"{row.Id:N}.{row.Name}";

    private static (string Name, Guid Id)? ReadCursor(string after)
    {
        var dot = after.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && Guid.TryParseExact(after.AsSpan(0, dot), "N", out var id) ? (after[(dot + 1)..], id) : null;
    }

    private static async Task<IResult> AddAsync(AccountRequest request, Actor actor, PeopleDb db, PeopleAccess access, CancellationToken ct)
    {
        var kind = request.Kind ?? "sub-account";
        if ((Field.Check(request.Name, "name", 80) ?? Field.CheckOptional(request.Platform, "platform", 40)
            ?? (Kinds.Contains(kind, StringComparer.Ordinal) ? null : new FieldUnknown("kind"))) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var outcome = await db.DecideAsync<AccountLine>(async () =>
        {
            await db.LockOrganisationAsync(actor.Organisation, ct);
            var shop = await access.FindShopAsync(actor, request.ShopId ?? default, Permissions.EditPerson, ct);
            if (!shop.IsDone)
            {
                return shop.Refusal!;
            }

            var name = request.Name!.Trim();
            var platform = request.Platform?.Trim() ?? shop.Value.Platform;
            if (await db.Accounts.AnyAsync(a => a.ShopId == shop.Value.Id && a.Kind == kind && a.Platform == platform && a.Name == name, ct))
            {
                return new NameTaken();
            }

            var row = new AccountRow { Id = db.Fresh(), OrganisationId = actor.Organisation, ShopId = shop.Value.Id, Kind = kind, Platform = platform, Name = name, VerifiesFriends = request.VerifiesFriends ?? false, CreatedAt = db.Now };
            db.Accounts.Add(row);
            db.Audit(new AuditEntry(actor.Organisation, row.ShopId, actor.Person, "people.account.add", "account", row.Id.ToString(), After: new { row.Kind, row.Platform, row.Name }));
            return Show(row, []);
        }, ct);
        return outcome.ToResult();
    }

    private static async Task<IResult> ChangeAsync(Guid id, AccountRequest request, Actor actor, PeopleDb db, PeopleAccess access, CancellationToken ct)
    {
        var outcome = await db.DecideAsync<AccountLine>(async () =>
        {
            await db.LockOrganisationAsync(actor.Organisation, ct);
            var found = await FindAsync(db, access, actor, id, Permissions.EditPerson, ct);
            if (!found.IsDone)
            {
                return found.Refusal!;
            }

            var row = found.Value;
            var before = new { row.VerifiesFriends, isClosed = row.ClosedAt is not null };
            row.VerifiesFriends = request.VerifiesFriends ?? row.VerifiesFriends;
            row.ClosedAt = request.IsClosed switch { true => row.ClosedAt ?? db.Now, false => null, null => row.ClosedAt };
            db.Audit(new AuditEntry(actor.Organisation, row.ShopId, actor.Person, "people.account.change", "account", id.ToString(), before, new { row.VerifiesFriends, isClosed = row.ClosedAt is not null }));
            return Show(row, []);
        }, ct);
        return outcome.ToResult();
    }

    private static AccountLine Show(AccountRow a, IReadOnlyList<UseLine> uses) => new(a.Id, a.ShopId, a.Kind, a.Platform, a.Name, a.VerifiesFriends, a.ClosedAt is not null, uses);
}
