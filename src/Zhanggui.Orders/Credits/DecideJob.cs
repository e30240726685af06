using System.Data.Common;
using System.Text.Json;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Jobs;
using Zhanggui.Orders.Attribution;
using Zhanggui.Orders.Store;
using Zhanggui.People.Contracts;

namespace Zhanggui.Orders.Credits;

/// <summary>A part of an order and who got it, as it is stored and shown. Amount in fen.</summary>
internal sealed record StoredCredit(string? Person, string Share, string Basis, long Amount, string? MessageId, string? EventId, string? Number);

/// <summary>Somebody who did not get it, and why.</summary>
internal sealed record StoredLoser(string Person, string Zh, string En);

/// <summary>
/// Decides orders that a file has touched or a new book concerns. A decision that says what the last one said is not written again; one that says something else
/// is a new row with the next number, and the old one stays.
/// </summary>
internal sealed class DecideJob(Database database, IShops shops, CreditFacts facts, CreditRules rules, TimeProvider clock) : IJob
{
    private const int OrdersPerRound = 1000;

    public string Name => "orders.decide";

    public Duration Every => Duration.FromSeconds(1);

    public bool RunsEverywhere => false;

    public async Task<int> RunOnceAsync(Instant now, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var waiting = await connection.ReadAllAsync(null,
            $"select shop_id, order_id from orders_to_decide where shop_id = (select shop_id from orders_to_decide limit 1) order by order_id limit {OrdersPerRound}",
            r => (Shop: r.GetGuid(0), Order: r.GetString(1)), ct);
        if (waiting.Count == 0)
        {
            return 0;
        }

        var ids = waiting.Select(w => w.Order).ToList();
        if (await shops.FindAsync(new ShopId(waiting[0].Shop), ct) is not { } shop)
        {
            await database.WriteAsync((c, t) => DoneAsync(c, t, waiting[0].Shop, ids, ct), ct);
            return ids.Count;
        }

        var decisions = await DecideAsync(connection, shop, ids, now, ct);
        await database.WriteAsync(async (c, t) =>
        {
            await StoreAsync(c, t, shop.Id, decisions, now, ct);
            return await DoneAsync(c, t, shop.Id.Value, ids, ct);
        }, ct);
        return ids.Count;
    }

    private async Task<IReadOnlyList<OrderDecision>> DecideAsync(DbConnection connection, ShopCard shop, IReadOnlyList<string> ids, Instant now, CancellationToken ct)
    {
        var today = await rules.ForAsync(shop.Id, [], now, ct);
        var set = await facts.ReadAsync(connection, shop, ids, today(string.Empty, now).Rules, ct);
        var inForce = await rules.ForAsync(shop.Id, [.. set.Orders.Select(o => o.PlacedAt).OfType<Instant>()], now, ct);
        var asked = ids.ToHashSet(StringComparer.Ordinal);
        return [.. AttributionRun.Decide(set, inForce).Orders.Where(d => d.IsPaid && asked.Contains(d.Order.OrderId))];
    }

    private async Task StoreAsync(DbConnection c, DbTransaction t, ShopId shop, IReadOnlyList<OrderDecision> decisions, Instant now, CancellationToken ct)
    {
        var last = await LastAsync(c, t, shop, [.. decisions.Select(d => d.Order.OrderId)], ct);
        var rows = new List<object?[]>();
        var marks = new List<object?[]>();
        foreach (var decision in decisions)
        {
            var (basis, person) = Main(decision);
            var credits = JsonSerializer.Serialize(decision.Credits.Select(x => new StoredCredit(x.Person, x.Share, ReasonWords.Code(x.Basis), x.Amount.Value, x.MessageId, x.EventId, x.Number)), HouseJson.Options);
            var losers = JsonSerializer.Serialize(decision.Losers.Select(l => decision.Why(l) is var why ? new StoredLoser(l.Person, why.Zh, why.En) : null), HouseJson.Options);
            var before = last.GetValueOrDefault(decision.Order.OrderId);
            if (before.Number > 0 && before.Credits == credits && before.Zh == decision.Sentence.Zh && before.Version == decision.Rules.Version && before.Book == decision.Rules.Book)
            {
                continue;
            }

            rows.Add([NewId.Create(clock), shop.Value, decision.Order.OrderId, before.Number + 1, basis, person, decision.Base.Value, decision.Rules.Book, decision.Rules.Version,
                decision.Sentence.Zh, decision.Sentence.En, credits, losers, now.ToUnixTimeMilliseconds()]);
            marks.Add([basis, person, shop.Value, decision.Order.OrderId]);
        }

        string[] names = ["id", "shop_id", "order_id", "number", "basis", "person_id", "base_amount", "book", "book_version", "sentence_zh", "sentence_en", "credits", "losers", "decided_at"];
        await ManyRows.ExecuteAsync(c, t, $"insert into orders_decision ({string.Join(", ", names)}) values ({string.Join(", ", names.Select(n => "@" + n))})", names, rows, ct);
        await ManyRows.ExecuteAsync(c, t, "update orders_order set credit_basis = @basis, credit_person = @person where shop_id = @shop and order_id = @order", ["basis", "person", "shop", "order"], marks, ct);
    }

    /// <summary>For the list: an order of several people shows the first; undecided wins, because it is work to do.</summary>
    private static (string Basis, Guid? Person) Main(OrderDecision decision)
    {
        var credit = decision.Credits.FirstOrDefault(x => x.Basis == Basis.Undecided) ?? decision.Credits[0];
        return (ReasonWords.Code(credit.Basis), Guid.TryParse(credit.Person, out var person) ? person : null);
    }

    private static async Task<IReadOnlyDictionary<string, (int Number, string Credits, string Zh, string Book, int Version)>> LastAsync(DbConnection c, DbTransaction t, ShopId shop, IReadOnlyList<string> ids, CancellationToken ct)
    {
        if (ids.Count == 0)
        {
            return new Dictionary<string, (int, string, string, string, int)>(StringComparer.Ordinal);
        }

        var names = string.Join(", ", Enumerable.Range(0, ids.Count).Select(i => $"@o{i}"));
        var rows = await c.ReadAllAsync(t, $"select order_id, number, credits, sentence_zh, book, book_version from orders_decision where shop_id = @shop and order_id in ({names}) order by order_id, number",
            r => (Order: r.GetString(0), Last: (r.GetInt32(1), r.GetString(2), r.GetString(3), r.GetString(4), r.GetInt32(5))), ct, [("shop", shop.Value), .. ids.Select((o, i) => ($"o{i}", (object?)o))]);
        return rows.GroupBy(r => r.Order, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last().Last, StringComparer.Ordinal);
    }

    private static async Task<int> DoneAsync(DbConnection c, DbTransaction t, Guid shop, IReadOnlyList<string> ids, CancellationToken ct)
    {
        await ManyRows.ExecuteAsync(c, t, "delete from orders_to_decide where shop_id = @shop and order_id = @order", ["shop", "order"], [.. ids.Select(id => (object?[])[shop, id])], ct);
        return ids.Count;
    }
}
