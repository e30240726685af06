using System.Data.Common;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Time;
using Zhanggui.Orders.Attribution;
using Zhanggui.Orders.Credits;
using Zhanggui.People.Contracts;

namespace Zhanggui.Orders.Elsewhere;

/// <summary>A row of a service report about an order, and whom it means.</summary>
internal sealed record ToldOrder(string Order, string Line, string Source, string? Account, Instant? CountedAt, PersonId? Person, string? Month);

/// <summary>What service reports say of some orders.</summary>
internal sealed class ElsewhereBook(Database database, IStaffHistory staff)
{
    /// <summary>The rows with whom they mean today: accounts are entered later than reports are brought.</summary>
    public async Task<IReadOnlyList<ToldOrder>> ReadAsync(DbConnection c, ShopCard shop, IReadOnlyList<string> orders, CancellationToken ct)
    {
        if (orders.Count == 0)
        {
            return [];
        }

        var names = string.Join(", ", Enumerable.Range(0, orders.Count).Select(i => $"@o{i}"));
        var rows = await c.ReadAllAsync(null,
            "select e.order_id, e.line, e.source, e.account, coalesce(e.counted_at, o.paid_at, o.placed_at), o.credit_month from orders_elsewhere_order e left join orders_order o on o.shop_id = e.shop_id and o.order_id = e.order_id " +
            $"where e.shop_id = @shop and e.order_id in ({names}) order by e.order_id, e.source, e.line",
            r => new ToldOrder(r.GetString(0), r.GetString(1), r.GetString(2), r.IsDBNull(3) ? null : r.GetString(3), r.IsDBNull(4) ? null : Instant.FromUnixTimeMilliseconds(r.GetInt64(4)), null, r.IsDBNull(5) ? null : r.GetString(5)), ct,
            [("shop", shop.Id.Value), .. orders.Select((o, i) => ($"o{i}", (object?)o))]);
        if (rows.Count == 0)
        {
            return rows;
        }

        var agents = await AgentNames.ReadAsync(database, staff, shop, ct);
        return [.. rows.Select(r => r with { Person = r.Account is { } account ? agents.At(account, r.CountedAt) : null })];
    }

    /// <summary>As the pure rules take it: where all rows of one tool mean one person. Two tools that disagree are both given, and the first by name counts.</summary>
    public static IEnumerable<ExternalDecision> ForRules(IEnumerable<ToldOrder> told) =>
        from one in told.GroupBy(t => (t.Order, t.Source))
        let persons = one.Select(t => t.Person).Distinct().ToList()
        where persons is [{ }]
        select new ExternalDecision(one.Key.Order, persons[0]!.Value.ToString(), one.Key.Source);

    /// <summary>Keeps whom the rows mean and in which month they stand, for the comparison.</summary>
    public static Task MarkAsync(DbConnection c, DbTransaction t, ShopCard shop, IReadOnlyList<ToldOrder> told, IReadOnlyDictionary<string, OrderDecision> standing, CancellationToken ct) => ManyRows.ExecuteAsync(c, t,
        "update orders_elsewhere_order set person_id = @person, month = @month where shop_id = @shop and order_id = @order and line = @line and source = @source",
        ["person", "month", "shop", "order", "line", "source"],
        [.. told.Select(r => (object?[])[r.Person?.Value, MonthOf(r, standing.GetValueOrDefault(r.Order), shop.TimeZone), shop.Id.Value, r.Order, r.Line, r.Source])], ct);

    private static string? MonthOf(ToldOrder told, OrderDecision? decision, DateTimeZone zone) =>
        told.Month ?? (decision?.Month is { } month ? StoredDecision.MonthText(month) : told.CountedAt is { } at ? StoredDecision.MonthText(at.InZone(zone).Date.ToYearMonth()) : null);
}
