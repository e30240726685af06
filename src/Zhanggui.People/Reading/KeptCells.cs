using NodaTime;
using Zhanggui.Facts;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.People.Store;

namespace Zhanggui.People.Reading;

/// <summary>What files said of people and accounts in columns that nobody knows.</summary>
internal sealed class KeptCells
{
    private const int Most = 50_000;
    private readonly ILookup<Guid, (string Part, string Cells)> rows;

    private KeptCells(IEnumerable<(Guid Person, string Part, string Cells)> read) => rows = read.ToLookup(r => r.Person, r => (r.Part, r.Cells));

    public static async Task<KeptCells> OfShopAsync(Database database, ShopId shop, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return new KeptCells(await connection.ReadAllAsync(null, $"select person_id, part, cells from people_kept_cell where shop_id = @shop order by person_id, part limit {Most}",
            r => (r.GetGuid(0), r.GetString(1), r.GetString(2)), ct, ("shop", shop.Value)));
    }

    /// <summary>Of the row that held then: the latest that begins no later, else the earliest; pieces of a person's time begin also where only something else changed.</summary>
    public IReadOnlyDictionary<string, string>? OfPerson(PersonId person, LocalDate? from)
    {
        var own = rows[person.Value].Where(r => r.Part.StartsWith("person ", StringComparison.Ordinal)).ToList();
        var until = from is { } day ? KeptCellRow.OfPerson(day) : null;
        var found = own.Where(r => until is not null && string.CompareOrdinal(r.Part, until) <= 0).Select(r => r.Cells).LastOrDefault() ?? own.Select(r => r.Cells).FirstOrDefault();
        return found is null ? null : UnknownCells.Read(found);
    }

    public IReadOnlyDictionary<string, string>? OfAccount(PersonId person, string account, Instant from)
    {
        var part = KeptCellRow.OfAccount(account, from);
        return rows[person.Value].Where(r => r.Part == part).Select(r => UnknownCells.Read(r.Cells)).FirstOrDefault();
    }
}
