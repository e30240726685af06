using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.People.Contracts;
using Zhanggui.People.Privacy;
using Zhanggui.People.Roles;
using Zhanggui.People.SignIn;
using Zhanggui.People.Store;

namespace Zhanggui.People.Setup;

/// <summary>Makes an organisation with shops, teams, people and roles in one commit.</summary>
internal sealed class PeopleSeed(RoomDbTools tools, Passwords passwords) : IPeopleSeed
{
    public async Task<SeededOrganisation> SowAsync(OrganisationSeed seed, CancellationToken ct)
    {
        var hashes = await HashAsync(seed.People, ct);
        await using var db = new PeopleDb(tools);
        return await db.InTransactionAsync(async () =>
        {
            var sown = Sow(db, seed, hashes);
            // Two seeds at once on an empty database: the first keeps the row, the second does not mind.
            await db.Database.ExecuteSqlAsync($"insert into people_setup (one, organisation_id, at) values (1, {sown.Id.Value}, {db.Now.ToUnixTimeMilliseconds()}) on conflict do nothing", ct);
            return sown;
        }, ct);
    }

    /// <summary>Equal passwords of one seed share a hash: demonstrations use one password for all, and hashing is slow on purpose.</summary>
    internal async Task<Dictionary<string, string>> HashAsync(IEnumerable<PersonSeed> people, CancellationToken ct)
    {
        var hashes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var password in people.Select(p => p.Password).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            hashes[password] = await passwords.HashAsync(password, ct);
        }

        return hashes;
    }

    internal static SeededOrganisation Sow(PeopleDb db, OrganisationSeed seed, Dictionary<string, string> hashes)
    {
        var organisation = new OrganisationId(db.Fresh());
        db.Organisations.Add(new OrganisationRow { Id = organisation, Name = seed.Name, Zone = seed.Zone, CreatedAt = db.Now });
        var shops = new Dictionary<string, ShopId>(StringComparer.Ordinal);
        var teams = new Dictionary<string, TeamId>(StringComparer.Ordinal);
        foreach (var shop in seed.Shops)
        {
            shops[shop.Key] = AddShop(db, organisation, shop, teams);
        }

        var people = new Dictionary<string, PersonId>(StringComparer.Ordinal);
        foreach (var (person, index) in seed.People.Select((p, i) => (p, i)))
        {
            people[person.Key] = AddPerson(db, organisation, seed.Zone, person, index + 1, hashes);
            foreach (var role in person.Roles)
            {
                AddRole(db, organisation, people[person.Key], role, person.JoinedOn?.AtStartOfDayInZone(DateTimeZoneProviders.Tzdb[seed.Zone]).ToInstant() ?? db.Now, shops, teams);
            }
        }

        db.Audit(new AuditEntry(organisation, null, null, "people.organisation.create", "organisation", organisation.ToString(), After: new { seed.Name, shops = shops.Count, people = people.Count }));
        return new SeededOrganisation(organisation, shops, people, teams);
    }

    private static ShopId AddShop(PeopleDb db, OrganisationId organisation, ShopSeed shop, Dictionary<string, TeamId> teams)
    {
        var id = new ShopId(db.Fresh());
        db.Shops.Add(new ShopRow
        {
            Id = id,
            OrganisationId = organisation,
            Name = shop.Name,
            Platform = shop.Platform,
            Kind = shop.Kind.ToString().ToLowerInvariant(),
            Zone = shop.Zone,
            Calendar = JsonSerializer.Serialize(shop.Calendar ?? ShopCalendar.Always, HouseJson.Options),
            CreatedAt = db.Now,
        });
        foreach (var team in shop.Teams ?? [])
        {
            var teamId = new TeamId(db.Fresh());
            teams[$"{shop.Key}/{team}"] = teamId;
            db.Teams.Add(new TeamRow { Id = teamId, OrganisationId = organisation, ShopId = id, Name = team, CreatedAt = db.Now });
        }

        return id;
    }

    private static PersonId AddPerson(PeopleDb db, OrganisationId organisation, string zone, PersonSeed person, int index, Dictionary<string, string> hashes)
    {
        var id = new PersonId(db.Fresh());
        var account = Account.Normalise(person.Account) ?? throw new ArgumentException($"'{person.Account}' cannot be an account.");
        db.People.Add(new PersonRow
        {
            Id = id,
            OrganisationId = organisation,
            Name = person.Name,
            Account = account,
            Number = person.Number ?? index.ToString("000", CultureInfo.InvariantCulture),
            Language = person.Language,
            JoinedOn = person.JoinedOn ?? db.Now.InZone(DateTimeZoneProviders.Tzdb[zone]).Date,
            NoticeVersion = person.HasSeenNotice ? Notice.Version : 0,
            NoticeAt = person.HasSeenNotice ? db.Now : null,
            CreatedAt = db.Now,
        });
        if (person.Password is { } password)
        {
            db.Passwords.Add(new PasswordRow { PersonId = id, Hash = hashes[password], ChangedAt = db.Now });
        }

        return id;
    }

    private static void AddRole(PeopleDb db, OrganisationId organisation, PersonId person, RoleSeed role, Instant from, Dictionary<string, ShopId> shops, Dictionary<string, TeamId> teams) =>
        db.Memberships.Add(new MembershipRow
        {
            Id = db.Fresh(),
            OrganisationId = organisation,
            PersonId = person,
            ShopId = role.Shop is null ? null : shops[role.Shop],
            TeamId = role.Team is null ? null : teams[$"{role.Shop}/{role.Team}"],
            Preset = RolePresets.Find(role.Preset)?.Key ?? throw new ArgumentException($"There is no preset role '{role.Preset}'."),
            FromAt = from,
        });
}
