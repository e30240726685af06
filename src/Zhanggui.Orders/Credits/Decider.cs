using System.Data.Common;
using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outbox;
using Zhanggui.Orders.Attribution;
using Zhanggui.Orders.Contracts;
using Zhanggui.Orders.Elsewhere;
using Zhanggui.Orders.Rules;
using Zhanggui.People.Contracts;

namespace Zhanggui.Orders.Credits;

/// <summary>What the rules and the people say about some orders. By rules: without any decision by hand. Standing: with them.</summary>
internal sealed record Judged(IReadOnlyDictionary<string, OrderDecision> ByRules, IReadOnlyDictionary<string, OrderDecision> Standing, IReadOnlyDictionary<string, Manual> Manuals, IReadOnlyList<ToldOrder> Told);

/// <summary>Decides orders of a shop: gathers the facts, asks the rules in force and the decisions by hand, and stores what is new.</summary>
internal sealed class Decider(Database database, CreditFacts facts, CreditRules rules, DecisionBook book, ElsewhereBook elsewhere, TimeProvider clock)
{
    /// <summary>Decides these orders now; what was asked about them is answered.</summary>
    public async Task DecideAsync(ShopCard shop, IReadOnlyList<Waiting> waiting, Instant now, CancellationToken ct)
    {
        var ids = waiting.Select(w => w.Order).ToList();
        await using var connection = await database.OpenAsync(ct);
        var judged = await JudgeAsync(connection, shop, ids, now, ct);
        await database.WriteAsync(async (c, t) =>
        {
            await book.StoreAsync(c, t, shop.Id, judged, now, ct);
            await ElsewhereBook.MarkAsync(c, t, shop, judged.Told, judged.Standing, ct);
            await ToDecide.AnsweredAsync(c, t, waiting, ct);
            await TellAsync(c, t, shop.Id, ids, now, ct);
            return 0;
        }, ct);
    }

    /// <summary>Figures stand on when these orders were placed, paid and refunded.</summary>
    private async Task TellAsync(DbConnection c, DbTransaction t, ShopId shop, List<string> ids, Instant now, CancellationToken ct)
    {
        var names = string.Join(", ", Enumerable.Range(0, ids.Count).Select(i => $"@o{i}"));
        (string, object?)[] parameters = [("shop", shop.Value), .. ids.Select((o, i) => ($"o{i}", (object?)o))];
        var from = await c.ReadLongAsync(t, $"select min(placed_at) from orders_order where shop_id = @shop and order_id in ({names})", ct, parameters);
        if (from is null)
        {
            return;
        }

        var paid = await c.ReadLongAsync(t, $"select max(paid_at) from orders_order where shop_id = @shop and order_id in ({names})", ct, parameters) ?? from;
        var refunded = await c.ReadLongAsync(t, $"select max(succeeded_at) from orders_refund where shop_id = @shop and order_id in ({names})", ct, parameters) ?? from;
        await OutboxStore.PublishAsync(c, t, NewId.Create(clock), now.ToUnixTimeMilliseconds(), new OrdersDecided(shop, from.Value, Math.Max(from.Value, Math.Max(paid.Value, refunded.Value))), shop, ct);
    }

    /// <summary>Orders without their buyer and note are not judged again: what was decided holds.</summary>
    private static async Task<IReadOnlyList<string>> ErasedAsync(DbConnection connection, ShopId shop, IReadOnlyList<string> ids, CancellationToken ct) => ids.Count == 0 ? [] :
        await connection.ReadAllAsync(null, $"select order_id from orders_order where shop_id = @shop and erased_at is not null and order_id in ({string.Join(", ", ids.Select((_, i) => $"@o{i}"))})",
            r => r.GetString(0), ct, [("shop", shop.Value), .. ids.Select((o, i) => ($"o{i}", (object?)o))]);

    private async Task<Judged> JudgeAsync(DbConnection connection, ShopCard shop, IReadOnlyList<string> ids, Instant now, CancellationToken ct)
    {
        var manuals = await ManualBook.LatestAsync(connection, null, shop.Id, ids, ct);
        var today = await rules.ForAsync(shop.Id, [], now, ct);
        var set = await facts.ReadAsync(connection, shop, ids, today(string.Empty, now).Rules, ct);
        var inForce = await rules.ForAsync(shop.Id, [.. set.Orders.Select(o => o.PlacedAt).OfType<Instant>()], now, ct);
        var asked = ids.ToHashSet(StringComparer.Ordinal);
        asked.ExceptWith(await ErasedAsync(connection, shop.Id, ids, ct));
        var told = await elsewhere.ReadAsync(connection, shop, ids, ct);
        var external = External(told, set, inForce);
        var byRules = Paid(AttributionRun.Decide(set, inForce, new AttributionInputs([], external)), asked);
        var inputs = manuals.Values.Select(ManualBook.ForRules).OfType<ManualDecision>().ToList();
        if (inputs.Count == 0)
        {
            return new Judged(byRules, byRules, manuals, told);
        }

        var named = inputs.Select(m => m.OrderId).ToHashSet(StringComparer.Ordinal);
        var standing = new Dictionary<string, OrderDecision>(byRules, StringComparer.Ordinal);
        foreach (var (order, decision) in Paid(AttributionRun.Decide(set with { Orders = [.. set.Orders.Where(o => named.Contains(o.OrderId))] }, inForce, new AttributionInputs(inputs, external)), named))
        {
            standing[order] = decision;
        }

        return new Judged(byRules, standing, manuals, told);
    }

    /// <summary>Other tools are heard only where the order's book names them; elsewhere they stand beside, in the comparison.</summary>
    internal static IReadOnlyList<ExternalDecision> External(IReadOnlyList<ToldOrder> told, FactSet set, Func<string, Instant, RulesInForce> inForce)
    {
        var placed = set.Orders.Where(o => o.PlacedAt is not null).ToDictionary(o => o.OrderId, o => (o.Shop, At: o.PlacedAt!.Value), StringComparer.Ordinal);
        return [.. ElsewhereBook.ForRules(told).Where(e => placed.TryGetValue(e.OrderId, out var order) && inForce(order.Shop, order.At).Rules.Stack.Contains(AttributionRule.External))];
    }

    private static Dictionary<string, OrderDecision> Paid(AttributionResult result, HashSet<string> asked) =>
        result.Orders.Where(d => d.IsPaid && asked.Contains(d.Order.OrderId)).ToDictionary(d => d.Order.OrderId, StringComparer.Ordinal);
}
