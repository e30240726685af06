using System.Data.Common;
using System.Text.Json;
using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Money;
using Zhanggui.Orders.Attribution;
using Zhanggui.Orders.Contracts;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Orders.Credits;

/// <inheritdoc cref="IStandingCredits"/>
internal sealed class StandingCredits(Database database, CreditRules rules) : IStandingCredits
{
    private const int NamesPerQuery = 500;

    public async Task<AttributionReport> OfAsync(ShopId shop, FactSet facts, IReadOnlyCollection<string> paid, Instant now, CancellationToken ct)
    {
        var today = (await rules.ForAsync(shop, [], now, ct))(string.Empty, now);
        var rows = new List<AttributionRow>();
        await using var connection = await database.OpenAsync(ct);
        foreach (var some in paid.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Chunk(NamesPerQuery))
        {
            rows.AddRange((await ReadAsync(connection, shop, some, ct)).SelectMany(Rows));
        }

        return new AttributionReport(today.Book, today.Version, rows, [], []) { Unpaid = await UnpaidAsync(shop, facts, now, ct) };
    }

    private static async Task<IEnumerable<StoredDecision>> ReadAsync(DbConnection connection, ShopId shop, IReadOnlyList<string> orders, CancellationToken ct)
    {
        var names = string.Join(", ", Enumerable.Range(0, orders.Count).Select(i => $"@o{i}"));
        var rows = await connection.ReadAllAsync(null,
            $"select order_id, number, basis, month, base_amount, book, book_version, sentence_zh, sentence_en, credits, losers from orders_decision where shop_id = @shop and order_id in ({names}) order by order_id, number",
            r => new StoredDecision(r.GetString(0), r.GetString(2), null, null, r.IsDBNull(3) ? null : r.GetString(3), r.GetInt64(4), r.GetString(5), r.GetInt32(6), r.GetString(7), r.GetString(8), r.GetString(9), r.GetString(10)), ct,
            [("shop", shop.Value), .. orders.Select((o, i) => ($"o{i}", (object?)o))]);
        return rows.GroupBy(r => r.Order, StringComparer.Ordinal).Select(g => g.Last());
    }

    private static IEnumerable<AttributionRow> Rows(StoredDecision decision)
    {
        var losers = JsonSerializer.Deserialize<List<StoredLoser>>(decision.Losers, HouseJson.Options)!.Select(l => new AttributionLoser(l.Person, new Words(l.Zh, l.En)) { IsAssist = l.IsAssist }).ToList();
        return JsonSerializer.Deserialize<List<StoredCredit>>(decision.Credits, HouseJson.Options)!.Select(c => new AttributionRow(decision.Order, null, c.Person, c.Share, c.Basis, c.MessageId, c.EventId, new Fen(c.Amount), losers, new Words(decision.Zh, decision.En)));
    }

    /// <summary>A new order is judged with the one that it was placed again for.</summary>
    private async Task<IReadOnlyDictionary<string, string>> UnpaidAsync(ShopId shop, FactSet facts, Instant now, CancellationToken ct)
    {
        var unpaid = facts.Orders.Where(o => o.PaidAt is null && o.PlacedAt is not null && !OrderDecision.IsPaidWithoutTime(o)).ToList();
        var before = unpaid.Select(o => o.ReorderedFrom).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var asked = unpaid.Select(o => o.OrderId).ToHashSet(StringComparer.Ordinal);
        var inForce = await rules.ForAsync(shop, [.. unpaid.Select(o => o.PlacedAt!.Value)], now, ct);
        var decided = AttributionRun.Decide(facts with { Orders = [.. facts.Orders.Where(o => asked.Contains(o.OrderId) || before.Contains(o.OrderId))] }, inForce).Orders;
        return decided.Where(d => asked.Contains(d.Order.OrderId) && d.Credits is [{ Person: not null }]).ToDictionary(d => d.Order.OrderId, d => d.Credits[0].Person!, StringComparer.Ordinal);
    }
}
