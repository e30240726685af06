using Zhanggui.Facts.Schema;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.People.Contracts;

namespace Zhanggui.Orders.Import.Facts;

/// <summary>
/// Who is meant where a file names somebody: an id of the house, a name that an earlier file of people gave (<c>orders_person_name</c>), a staff number,
/// or a name that only one has.
/// </summary>
internal sealed class PersonNames
{
    private const string Approver = "approved_by";
    private readonly Dictionary<string, PersonId> known = new(StringComparer.Ordinal);
    private readonly HashSet<PersonId> approvers;

    private PersonNames(IEnumerable<PersonId> approvers) => this.approvers = [.. approvers];

    /// <summary><paramref name="approvers"/> are those who may approve adjustments in the shop.</summary>
    public static async Task<PersonNames> ReadAsync(Database database, IStaffHistory staff, ShopCard shop, IEnumerable<PersonId> approvers, CancellationToken ct)
    {
        var names = new PersonNames(approvers);
        var everybody = await staff.StaffAsync(shop.Organisation, ct);
        foreach (var named in everybody.GroupBy(s => s.Name, StringComparer.Ordinal).Where(g => g.Count() == 1))
        {
            names.known[named.Key] = named.First().Person;
        }

        foreach (var entry in everybody)
        {
            names.known[entry.Number] = entry.Person;
        }

        await using var connection = await database.OpenAsync(ct);
        foreach (var (name, person) in await connection.ReadAllAsync(null, "select name, person_id from orders_person_name where shop_id = @shop limit 100000", r => (r.GetString(0), new PersonId(r.GetGuid(1))), ct, ("shop", shop.Id.Value)))
        {
            names.known[name] = person;
        }

        foreach (var entry in everybody)
        {
            names.known[entry.Person.ToString()] = entry.Person;
        }

        return names;
    }

    public PersonId? Find(string name) => known.TryGetValue(name, out var person) ? person : null;

    /// <summary>Remembers whom a file means, for the files that come after it.</summary>
    public async Task LearnAsync(Database database, ShopId shop, string name, PersonId person, CancellationToken ct)
    {
        if (known.TryGetValue(name, out var same) && same == person)
        {
            return;
        }

        known[name] = person;
        await database.WriteAsync((c, t) => c.ExecuteAsync(t,
            "insert into orders_person_name (shop_id, name, person_id) values (@shop, @name, @person) on conflict (shop_id, name) do update set person_id = excluded.person_id", ct,
            ("shop", shop.Value), ("name", name), ("person", person.Value)), ct);
    }

    /// <summary>Puts ids in the place of names; the problem of the first that means nobody.</summary>
    public RowProblem? Resolve(FactsFile file, FactRow row, Mapping mapping)
    {
        for (var i = 0; i < row.Cells.Length; i++)
        {
            if (row.Cells[i] is { Length: > 0 } name && FactKinds.IsPerson(file.ColumnNames[i]))
            {
                if (Find(name) is not { } person)
                {
                    return RowProblem.UnknownPerson(mapping.HeaderOf(file.ColumnNames[i]) ?? file.ColumnNames[i], name);
                }

                row.Cells[i] = person.ToString();
            }
        }

        return Approved(file, row, mapping);
    }

    /// <summary>An approval counts only by somebody who may give it, and never for oneself: money is paid by it.</summary>
    private RowProblem? Approved(FactsFile file, FactRow row, Mapping mapping)
    {
        var (by, about) = (FactReader.PlaceOf(file, Approver), FactReader.PlaceOf(file, "person"));
        if (by < 0 || row.Cells[by] is not { Length: > 0 } id)
        {
            return null;
        }

        var header = mapping.HeaderOf(Approver) ?? Approver;
        return !approvers.Contains(PersonId.From(Guid.Parse(id))) ? RowProblem.NotApprover(header)
            : about >= 0 && row.Cells[about] == id ? RowProblem.OwnApproval(header)
            : null;
    }
}
