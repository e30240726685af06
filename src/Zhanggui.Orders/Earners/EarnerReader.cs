using System.Data.Common;
using System.Text.Json;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Orders.Credits;
using Zhanggui.People.Contracts;

namespace Zhanggui.Orders.Earners;

/// <summary>What one person earned in a month; amount in fen. An order of several persons counts for each of them, with the own part.</summary>
internal sealed record Earned(string Person, long Orders, long Amount);

/// <summary>Reads who earned what, from the decisions that hold.</summary>
internal sealed class EarnerReader(NumberHolders holders)
{
    private const int MostNotes = 200_000;

    /// <summary>Most first. The amounts add up to what is credited in the month.</summary>
    public static async Task<IReadOnlyList<Earned>> EarnedAsync(DbConnection c, ShopId shop, string month, CancellationToken ct)
    {
        var sums = new Dictionary<string, (long Orders, long Amount)>(StringComparer.Ordinal);
        await using var command = c.Sql(null,
            "select d.credits from orders_decision d where d.shop_id = @shop and d.month = @month and d.basis <> 'silent' and d.basis <> 'silent-pool' and not exists " +
            "(select 1 from orders_decision n where n.shop_id = d.shop_id and n.order_id = d.order_id and n.number > d.number)", ("shop", shop.Value), ("month", month));
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            foreach (var credit in JsonSerializer.Deserialize<List<StoredCredit>>(reader.GetString(0), HouseJson.Options)!.Where(x => x.Person is not null).GroupBy(x => x.Person!, StringComparer.Ordinal))
            {
                var (orders, amount) = sums.GetValueOrDefault(credit.Key);
                sums[credit.Key] = (orders + 1, amount + credit.Sum(x => x.Amount));
            }
        }

        return [.. sums.Select(s => new Earned(s.Key, s.Value.Orders, s.Value.Amount)).OrderByDescending(e => e.Amount).ThenBy(e => e.Person, StringComparer.Ordinal)];
    }

    /// <summary>Numbers in the notes of orders that nobody got, and that are nobody's on the day of the order.</summary>
    public async Task<IReadOnlyList<NumberCandidate>> UnknownAsync(DbConnection c, ShopCard shop, string month, CancellationToken ct)
    {
        var numbers = await holders.ReadAsync(shop, ct);
        var found = new NumberCandidates();
        await using var command = c.Sql(null,
            $"select seller_note, coalesce(credit_base, 0), placed_at from orders_order where shop_id = @shop and credit_month = @month and credit_basis in ('silent', 'silent-pool', 'undecided') and seller_note is not null and seller_note <> '' limit {MostNotes}",
            ("shop", shop.Id.Value), ("month", month));
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var placed = reader.GetInt64(2);
            var day = Instant.FromUnixTimeMilliseconds(placed).InZone(shop.TimeZone).Date;
            found.Add(reader.GetString(0), reader.GetInt64(1), placed, word => numbers.IsHeld(word, day));
        }

        return found.Found;
    }
}
