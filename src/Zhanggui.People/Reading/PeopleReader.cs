using System.Data.Common;
using NodaTime;
using NodaTime.Text;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;
using Zhanggui.People.Roles;
using Zhanggui.People.SignIn;

namespace Zhanggui.People.Reading;

internal sealed class PeopleReader(Database database, TimeProvider clock) : IPeople
{
    private const string Select =
        "select p.id, p.organisation_id, p.name, p.number, p.language, p.leaves_on, o.zone from people_person p join people_organisation o on o.id = p.organisation_id ";

    private readonly ShortCache<PersonId, PersonCard?> byId = new(clock, Duration.FromSeconds(3));

    public async Task<PersonCard?> FindAsync(PersonId person, CancellationToken ct) =>
        await byId.GetAsync(person, async id =>
        {
            await using var c = await database.OpenAsync(ct);
            var rows = await c.ReadAllAsync(null, Select + "where p.id = @id", Read, ct, ("id", id.Value));
            return rows.Count == 0 ? null : rows[0];
        });

    public async Task<IReadOnlyDictionary<PersonId, PersonCard>> FindManyAsync(IReadOnlyCollection<PersonId> people, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(people.Count, 1000);
        var found = new Dictionary<PersonId, PersonCard>();
        foreach (var id in people.Distinct())
        {
            if (await FindAsync(id, ct) is { } card)
            {
                found[id] = card;
            }
        }

        return found;
    }

    public async Task<IReadOnlyList<PersonCard>> WithPermissionAsync(ShopId shop, string permission, TeamId? team, CancellationToken ct)
    {
        await using var c = await database.OpenAsync(ct);
        var rows = await c.ReadAllAsync(null,
            "select p.id, p.organisation_id, p.name, p.number, p.language, p.leaves_on, o.zone, m.team_id, m.preset, r.permissions, s.kind " +
            "from people_membership m join people_person p on p.id = m.person_id join people_organisation o on o.id = m.organisation_id " +
            "join people_shop s on s.organisation_id = m.organisation_id left join people_role r on r.id = m.role_id " +
            "where s.id = @shop and (m.shop_id is null or m.shop_id = @shop) and m.from_at <= @now and (m.to_at is null or m.to_at > @now) order by p.name limit 5000",
            r => (Card: Read(r), IsGuarded: r.GetString(10) is "property" or "hospital" && PermissionCatalogue.AboutBuyers.Contains(permission), Team: r.IsDBNull(7) ? (TeamId?)null : new TeamId(r.GetGuid(7)),
                Permissions: Sessions.PermissionsOf(r.IsDBNull(8) ? null : r.GetString(8), r.IsDBNull(9) ? null : r.GetString(9))), ct,
            ("shop", shop.Value), ("now", clock.GetCurrentInstant().ToUnixTimeMilliseconds()));
        var reaching = rows.Where(r => !r.Card.HasLeft && (r.Team is null || r.Team == team)).ToList();
        var trusted = reaching.Where(r => r.Permissions.Contains(PermissionCatalogue.Restricted)).Select(r => r.Card.Id).ToHashSet();
        return [.. reaching.Where(r => r.Permissions.Contains(permission) && (!r.IsGuarded || trusted.Contains(r.Card.Id))).Select(r => r.Card).DistinctBy(p => p.Id).Take(1000)];
    }

    public async Task<Actor?> ActorOfAsync(PersonId person, CancellationToken ct)
    {
        if (await FindAsync(person, ct) is not { HasLeft: false } card)
        {
            return null;
        }

        await using var c = await database.OpenAsync(ct);
        var grants = await Sessions.GrantsAsync(c, null, person, clock.GetCurrentInstant(), ct);
        return new Actor(card.Id, card.Name, Guid.Empty, card.Organisation, card.Language, grants)
        {
            OrganisationShops = await Sessions.ShopsOfAsync(c, card.Organisation, ct),
            Guarded = await Sessions.GuardedOfAsync(c, card.Organisation, ct),
        };
    }

    public async Task<IReadOnlyDictionary<PersonId, string>> PseudonymsAsync(CancellationToken ct)
    {
        await using var c = await database.OpenAsync(ct);
        var rows = await c.ReadAllAsync(null, "select id, name from people_person where erased_at is not null limit 10000", r => (new PersonId(r.GetGuid(0)), r.GetString(1)), ct);
        return rows.ToDictionary(r => r.Item1, r => r.Item2);
    }

    public async Task<PersonCard?> WhoUsedAsync(ShopId shop, string account, Instant at, CancellationToken ct)
    {
        await using var c = await database.OpenAsync(ct);
        var rows = await c.ReadAllAsync(null,
            "select u.person_id from people_account a join people_account_use u on u.account_id = a.id " +
            "where a.shop_id = @shop and a.name = @name and u.from_at <= @at and (u.to_at is null or u.to_at > @at) order by u.from_at desc limit 1",
            r => new PersonId(r.GetGuid(0)), ct, ("shop", shop.Value), ("name", account), ("at", at.ToUnixTimeMilliseconds()));
        return rows.Count == 0 ? null : await FindAsync(rows[0], ct);
    }

    /// <summary>After a change in this process.</summary>
    public void Forget() => byId.Clear();

    private PersonCard Read(DbDataReader r) => new(
        new PersonId(r.GetGuid(0)), new OrganisationId(r.GetGuid(1)), r.GetString(2), r.GetString(3), r.GetString(4),
        !r.IsDBNull(5) && Sessions.HasLeft(LocalDatePattern.Iso.Parse(r.GetString(5)).Value, r.GetString(6), clock.GetCurrentInstant()));
}
