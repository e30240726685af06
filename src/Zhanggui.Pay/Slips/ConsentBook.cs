using System.Data.Common;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Pay.Months;
using Zhanggui.People.Contracts;

namespace Zhanggui.Pay.Slips;

/// <summary>Who said yes to which slip. A yes holds as long as the slip is the one that was seen.</summary>
internal static class ConsentBook
{
    /// <summary>Slips of the run that holds, and how many of their people have said yes to exactly these. Who has left need not.</summary>
    public static async Task<Consents> CountAsync(DbConnection c, DbTransaction? t, PayMonth month, IPeople people, CancellationToken ct)
    {
        if (month.Run is not { } run)
        {
            return new Consents(0, 0);
        }

        var slips = await RunBook.SlipsAsync(c, t, month.Shop, month.Month, run, ct);
        var agreed = await OfAsync(c, t, month, ct);
        var ids = slips.Select(s => Guid.TryParse(s.Person, out var id) ? new PersonId(id) : (PersonId?)null).OfType<PersonId>().ToList();
        var left = new HashSet<string>(StringComparer.Ordinal);
        foreach (var some in ids.Chunk(1000))
        {
            left.UnionWith((await people.FindManyAsync(some, ct)).Where(p => p.Value.HasLeft).Select(p => p.Key.ToString()));
        }

        return new Consents(slips.Count, slips.Count(s => left.Contains(s.Person) || agreed.Contains((s.Person, s.Digest))));
    }

    public static async Task<IReadOnlySet<(string Person, string Digest)>> OfAsync(DbConnection c, DbTransaction? t, PayMonth month, CancellationToken ct) =>
        (await c.ReadAllAsync(t, "select person_id, digest from pay_consent where shop_id = @shop and month = @month", r => (r.GetGuid(0).ToString(), r.GetString(1)), ct,
            ("shop", month.Shop.Value), ("month", MonthText.Of(month.Month)))).ToHashSet();
}
