using System.Data.Common;
using NodaTime;
using NodaTime.Text;
using Zhanggui.Facts;
using Zhanggui.Facts.Gathering;
using Zhanggui.Facts.Records;
using Zhanggui.Facts.Schema;
using Zhanggui.Kernel.Db;
using Zhanggui.People.Contracts;

namespace Zhanggui.People.Reading;

/// <summary>
/// The shop, everybody who works or worked in it, and who used which account. Everybody's history is given, because grades and roles reach
/// back behind the month; somebody who never had a role in the shop is given without one, so that a staff number in a note still has a name.
/// </summary>
internal sealed class StaffFacts(Database database, IShops shops, IStaffHistory staff) : IFactsSource
{
    private static readonly HashSet<string> Agents = new(["pre-sales", "after-sales", "order-making"], StringComparer.Ordinal);

    public async Task GiveAsync(FactsWanted wanted, IFactsSink sink, CancellationToken ct)
    {
        if (await shops.FindAsync(wanted.Shop, ct) is not { } shop)
        {
            return;
        }

        if (wanted.Wants(FactsFiles.Shops.Name))
        {
            sink.Add(FactsFiles.Shops, new ShopFact { Shop = shop.Id.ToString(), Name = shop.Name, Platform = shop.Platform, Zone = shop.Zone });
        }

        if (wanted.Wants(FactsFiles.People.Name))
        {
            await PeopleAsync(shop, await KeptCells.OfShopAsync(database, shop.Id, ct), sink, ct);
        }

        if (wanted.Wants(FactsFiles.Accounts.Name))
        {
            await AccountsAsync(shop, await KeptCells.OfShopAsync(database, shop.Id, ct), sink, ct);
        }
    }

    private async Task PeopleAsync(ShopCard shop, KeptCells kept, IFactsSink sink, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var roles = await RolesAsync(connection, shop, ct);
        var grades = await GradesAsync(connection, shop, ct);
        foreach (var entry in await staff.StaffAsync(shop.Organisation, ct))
        {
            var person = new PersonFact { Person = entry.Person.ToString(), Name = entry.Name, StaffNo = entry.Number, HiredOn = entry.JoinedOn, LeftOn = entry.LeavesOn?.PlusDays(1) };
            var spells = WorkSpells.Of(person, [.. roles[entry.Person.Value]], [.. grades[entry.Person.Value]]).ToList();
            foreach (var spell in spells.Count == 0 ? [person] : spells)
            {
                sink.Add(FactsFiles.People, spell, kept.OfPerson(entry.Person, spell.From));
            }
        }
    }

    /// <summary>The accounts of the platform, and for talks in the house everybody under the own id.</summary>
    private async Task AccountsAsync(ShopCard shop, KeptCells kept, IFactsSink sink, CancellationToken ct)
    {
        foreach (var use in await staff.AccountUsesAsync(shop.Id, ct))
        {
            sink.Add(FactsFiles.Accounts, new AccountFact { Account = use.Account, Person = use.Person.ToString(), Shop = shop.Id.ToString(), From = use.From, To = use.To }, kept.OfAccount(use.Person, use.Account, use.From));
        }

        foreach (var entry in await staff.StaffAsync(shop.Organisation, ct))
        {
            sink.Add(FactsFiles.Accounts, new AccountFact { Account = entry.Person.ToString(), Person = entry.Person.ToString(), Shop = shop.Id.ToString() });
        }
    }

    private static async Task<ILookup<Guid, RoleSpell>> RolesAsync(DbConnection connection, ShopCard shop, CancellationToken ct)
    {
        var rows = await connection.ReadAllAsync(null,
            "select m.person_id, coalesce(m.preset, r.name), t.name, m.from_at, m.to_at from people_membership m left join people_role r on r.id = m.role_id left join people_team t on t.id = m.team_id " +
            "where m.organisation_id = @organisation and (m.shop_id is null or m.shop_id = @shop) order by m.from_at, m.id limit 50000",
            r => (Person: r.GetGuid(0), Role: r.GetString(1), Team: r.IsDBNull(2) ? null : r.GetString(2), From: r.GetInt64(3), To: r.IsDBNull(4) ? (long?)null : r.GetInt64(4)), ct,
            ("organisation", shop.Organisation.Value), ("shop", shop.Id.Value));
        return rows.ToLookup(r => r.Person, r => new RoleSpell(Agents.Contains(r.Role) ? "agent" : r.Role, r.Team, Day(r.From), r.To is { } to ? Day(to) : null));

        LocalDate Day(long at) => Instant.FromUnixTimeMilliseconds(at).InZone(shop.TimeZone).Date;
    }

    private static async Task<ILookup<Guid, GradeSpell>> GradesAsync(DbConnection connection, ShopCard shop, CancellationToken ct)
    {
        var rows = await connection.ReadAllAsync(null, "select person_id, grade, from_on, to_on from people_grade where organisation_id = @organisation order by from_on, id limit 50000",
            r => (Person: r.GetGuid(0), Spell: new GradeSpell(r.GetString(1), LocalDatePattern.Iso.Parse(r.GetString(2)).Value, r.IsDBNull(3) ? null : LocalDatePattern.Iso.Parse(r.GetString(3)).Value)), ct,
            ("organisation", shop.Organisation.Value));
        return rows.ToLookup(r => r.Person, r => r.Spell);
    }
}
