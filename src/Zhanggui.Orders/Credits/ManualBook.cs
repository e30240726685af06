using System.Data.Common;
using System.Text.Json;
using NodaTime;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Time;
using Zhanggui.Orders.Attribution;
using Zhanggui.Orders.Claims;

namespace Zhanggui.Orders.Credits;

/// <summary>What a person has decided about an order: the highest number holds; no shares = back to the rules.</summary>
internal sealed record Manual(Guid Id, string Order, int Number, IReadOnlyList<ManualShare> Shares, string Reason, PersonId By);

/// <summary>An act of deciding by hand, for one order or several.</summary>
internal sealed record ManualAct(OrganisationId Organisation, ShopId Shop, IReadOnlyList<string> Orders, IReadOnlyList<ManualShare> Shares, string Reason, Guid? Claim, PersonId By);

/// <summary>Keeps decisions by hand; rows are only added. Whoever adds one asks for the order to be decided anew.</summary>
internal sealed class ManualBook(TimeProvider clock)
{
    public static async Task<IReadOnlyDictionary<string, Manual>> LatestAsync(DbConnection c, DbTransaction? t, ShopId shop, IReadOnlyList<string> orders, CancellationToken ct)
    {
        if (orders.Count == 0)
        {
            return new Dictionary<string, Manual>(StringComparer.Ordinal);
        }

        var names = string.Join(", ", Enumerable.Range(0, orders.Count).Select(i => $"@o{i}"));
        var rows = await c.ReadAllAsync(t, $"select id, order_id, number, shares, reason, decided_by from orders_manual where shop_id = @shop and order_id in ({names}) order by order_id, number", Read, ct,
            [("shop", shop.Value), .. orders.Select((o, i) => ($"o{i}", (object?)o))]);
        return rows.GroupBy(m => m.Order, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last(), StringComparer.Ordinal);
    }

    /// <summary>Adds the decision for each order, with its audit, and asks for them to be decided anew. An id is given where one order's claim names it.</summary>
    public async Task AddAsync(DbConnection c, DbTransaction t, ManualAct act, Guid? id, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var before = await LatestAsync(c, t, act.Shop, act.Orders, ct);
        var shares = JsonSerializer.Serialize(act.Shares, HouseJson.Options);
        var ids = act.Orders.ToDictionary(o => o, _ => id ?? NewId.Create(clock), StringComparer.Ordinal);
        await ManyRows.ExecuteAsync(c, t,
            "insert into orders_manual (id, shop_id, order_id, number, shares, reason, claim_id, decided_by, decided_at) values (@id, @shop, @order, @number, @shares, @reason, @claim, @by, @at)",
            ["id", "shop", "order", "number", "shares", "reason", "claim", "by", "at"],
            [.. act.Orders.Select(o => (object?[])[ids[o], act.Shop.Value, o, (before.GetValueOrDefault(o)?.Number ?? 0) + 1, shares, act.Reason, act.Claim, act.By.Value, now.ToUnixTimeMilliseconds()])], ct);
        await ToDecide.AskAsync(c, t, act.Shop, act.Orders, ct);
        foreach (var order in act.Orders)
        {
            await AuditStore.InsertAsync(c, t, NewId.Create(clock), now.ToUnixTimeMilliseconds(),
                new AuditEntry(act.Organisation, act.Shop, act.By, "orders.credit.decide", "order", order, Before: before.GetValueOrDefault(order)?.Shares, After: act.Shares, Reason: act.Reason), ct);
        }
    }

    /// <summary>As the pure rules take it; null when the rules decide again.</summary>
    public static ManualDecision? ForRules(Manual manual) => manual.Shares.Count == 0 ? null
        : new ManualDecision(manual.Order, [.. manual.Shares.Select(s => (s.Person.ToString(), s.Weight))], manual.Id.ToString(), manual.By.ToString(), manual.Reason);

    private static Manual Read(DbDataReader r) => new(r.GetGuid(0), r.GetString(1), r.GetInt32(2), JsonSerializer.Deserialize<List<ManualShare>>(r.GetString(3), HouseJson.Options)!, r.GetString(4), new PersonId(r.GetGuid(5)));
}
