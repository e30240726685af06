using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Orders.Orders;
using Zhanggui.People.Contracts;

namespace Zhanggui.Orders.Sales;

/// <summary>Whose sales of which month; no person = everybody's.</summary>
internal sealed record SalesWish(ShopCard Shop, string Month, PersonId? Person);

/// <summary>A sold line; money in fen. Part is what of the order's base the person has, where several share it.</summary>
internal sealed record SalesLine(
    string OrderId, string? Line, string? Title, string? Attributes, string? Code, long? Quantity, long? Amount, long? Refunded, string? Remark, Instant PlacedAt, Instant? PaidAt, string? Status, Instant? ShippedAt,
    string? Waybills, bool IsOnSheet, long? Part, string? Person);

/// <summary>A row of the reconciliation.</summary>
internal sealed record SalesDifference(string OrderId, string Kind, string? Title, long? Sold, long? Shipped, Instant? PaidAt, Instant? ShippedAt, string? Waybills, string? Person);

/// <summary>Reads what somebody sold in a month, line by line, and what shipping sheets say of it.</summary>
internal sealed class SalesReader(Database database, IPeople people)
{
    public const int OrdersAtOnce = 500;
    private const int NamesPerQuery = 500;

    /// <summary>What was sold of some orders, in their order, with what was shipped.</summary>
    internal sealed record Sold(OrderRow Order, IReadOnlyList<OrderLineView> Lines, IReadOnlyList<Shipped> Sheet, long? Part, string? Person);

    internal sealed record Shipped(string Waybill, ShippedItem Item, Instant? At);

    /// <summary>Orders of the month behind <paramref name="after"/>, by time of placing.</summary>
    public async Task<IReadOnlyList<Sold>> NextAsync(SalesWish wish, (long Placed, string Order)? after, int limit, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var mine = wish.Person is null ? " and credit_person is not null" : " and (credit_person = @person or order_id in (select order_id from orders_share where shop_id = @shop and person_id = @person))";
        (string, object?)[] parameters = [("shop", wish.Shop.Id.Value), ("month", wish.Month)];
        parameters = wish.Person is { } person ? [.. parameters, ("person", person.Value)] : parameters;
        parameters = after is var (placed, order) ? [.. parameters, ("placed", placed), ("after", order)] : parameters;
        var orders = await connection.ReadAllAsync(null,
            $"select {OrderRow.Columns} from orders_order where shop_id = @shop and credit_month = @month{mine}{(after is null ? string.Empty : " and (placed_at, order_id) > (@placed, @after)")} order by placed_at, order_id limit {limit}", OrderRow.Read, ct, parameters);
        return orders.Count == 0 ? [] : await WithPartsAsync(connection, wish, orders, ct);
    }

    /// <summary>Rows of sheets of the month about orders that are not there or were never paid.</summary>
    public async Task<IReadOnlyList<SalesDifference>> StrayAsync(SalesWish wish, int limit, CancellationToken ct)
    {
        if (wish.Person is not null || Periods.PeriodReader.Month(wish.Month) is not { } month)
        {
            return [];
        }

        var (from, to) = (Start(month.OnDayOfMonth(1)), Start(month.OnDayOfMonth(1).PlusMonths(1)));
        await using var connection = await database.OpenAsync(ct);
        return await connection.ReadAllAsync(null,
            "select s.order_id, coalesce(s.title, s.code, s.item), s.quantity, s.shipped_at, s.waybill from orders_shipment s left join orders_order o on o.shop_id = s.shop_id and o.order_id = s.order_id " +
            $"where s.shop_id = @shop and s.shipped_at >= @from and s.shipped_at < @to and (o.order_id is null or o.paid_at is null) order by s.shipped_at, s.order_id limit {limit}",
            r => new SalesDifference(r.GetString(0), Reconciling.ShippedNotSold, OrderRow.Text(r, 1), 0, OrderRow.Number(r, 2), null, OrderRow.Time(r, 3), r.GetString(4), null), ct,
            ("shop", wish.Shop.Id.Value), ("from", from), ("to", to));

        long Start(LocalDate day) => day.AtStartOfDayInZone(wish.Shop.TimeZone).ToInstant().ToUnixTimeMilliseconds();
    }

    public static IEnumerable<SalesLine> Lines(Sold sold)
    {
        var (o, waybills) = (sold.Order, Waybills(sold));
        var remark = o.OwnNote ?? o.SellerNote;
        SalesLine Of(string? line, string? title, string? attributes, string? code, long? quantity, long? amount, long? refunded) => new(
            o.OrderId, line, title, attributes, code, quantity, amount, refunded, remark, o.PlacedAt, o.PaidAt, o.Status, o.ShippedAt ?? sold.Sheet.Max(s => s.At), waybills, sold.Sheet.Count > 0, sold.Part, sold.Person);
        return sold.Lines.Count == 0 ? [Of(null, o.Title, null, null, o.Quantity, o.Paid, o.Refunded)] : sold.Lines.Select(l => Of(l.Line, l.Title, l.Attributes, l.Code, l.Quantity, l.Paid ?? l.Amount, l.Refunded));
    }

    public static IEnumerable<SalesDifference> Differences(Sold sold)
    {
        var o = sold.Order;
        var isGivenBack = o.Paid is > 0 and var paid && o.Refunded >= paid;
        IReadOnlyList<SoldItem> items = sold.Lines.Count == 0 ? [new SoldItem(null, null, o.Title, o.Quantity, isGivenBack)]
            : [.. sold.Lines.Select(l => new SoldItem(l.Item, l.Code, l.Title, l.Quantity, isGivenBack || (l.Paid is > 0 and var p && l.Refunded >= p)))];
        var isShipped = o.ShippedAt is not null || o.Status is "shipped" or "signed" or "success";
        return Reconciling.Of(new SoldOrder(o.PaidAt is not null && o.Status != "closed", isShipped, items), [.. sold.Sheet.Select(s => s.Item)])
            .Select(d => new SalesDifference(o.OrderId, d.Kind, d.Title, d.Sold, d.Shipped, o.PaidAt, o.ShippedAt ?? sold.Sheet.Max(s => s.At), Waybills(sold), sold.Person));
    }

    private static string? Waybills(Sold sold) => sold.Sheet.Select(s => s.Waybill).Where(w => w.Length > 0).Distinct(StringComparer.Ordinal).ToList() is { Count: > 0 } some ? string.Join("、", some) : null;

    private async Task<IReadOnlyList<Sold>> WithPartsAsync(System.Data.Common.DbConnection connection, SalesWish wish, IReadOnlyList<OrderRow> orders, CancellationToken ct)
    {
        var (lines, sheets) = (new List<(string Order, OrderLineView Line)>(), new List<(string Order, Shipped Row)>());
        foreach (var some in orders.Select(o => o.OrderId).Chunk(NamesPerQuery))
        {
            var names = string.Join(", ", some.Select((_, i) => $"@o{i}"));
            (string, object?)[] parameters = [("shop", wish.Shop.Id.Value), .. some.Select((o, i) => ($"o{i}", (object?)o))];
            lines.AddRange(await connection.ReadAllAsync(null, $"select order_id, line, item, title, attributes, code, quantity, price, amount, paid, refunded from orders_line where shop_id = @shop and order_id in ({names}) order by order_id, line",
                r => (r.GetString(0), new OrderLineView(r.GetString(1), OrderRow.Text(r, 2), OrderRow.Text(r, 3), OrderRow.Text(r, 4), OrderRow.Text(r, 5), OrderRow.Number(r, 6), OrderRow.Number(r, 7), OrderRow.Number(r, 8), OrderRow.Number(r, 9), OrderRow.Number(r, 10), null, null)), ct, parameters));
            sheets.AddRange(await connection.ReadAllAsync(null, $"select order_id, waybill, item, code, title, quantity, shipped_at from orders_shipment where shop_id = @shop and order_id in ({names}) order by order_id, waybill, line",
                r => (r.GetString(0), new Shipped(r.GetString(1), new ShippedItem(OrderRow.Text(r, 2), OrderRow.Text(r, 3), OrderRow.Text(r, 4), OrderRow.Number(r, 5)), OrderRow.Time(r, 6))), ct, parameters));
        }

        var shares = await ShareReader.OfAsync(connection, wish.Shop.Id, [.. orders.Select(o => o.OrderId)], ct);
        var ids = orders.Select(o => o.Credit?.Person).OfType<Guid>().Concat(shares.Values.SelectMany(s => s.Select(p => p.Person))).Distinct().Select(id => new PersonId(id)).Take(1000).ToList();
        var names2 = await people.FindManyAsync(ids, ct);
        string? Name(Guid? id) => id is { } one ? names2.GetValueOrDefault(new PersonId(one))?.Name : null;
        var (linesOf, sheetOf) = (lines.ToLookup(l => l.Order, l => l.Line, StringComparer.Ordinal), sheets.ToLookup(s => s.Order, s => s.Row, StringComparer.Ordinal));
        return
        [
            .. orders.Select(o => new Sold(o, [.. linesOf[o.OrderId]], [.. sheetOf[o.OrderId]],
                wish.Person is { } p && shares.TryGetValue(o.OrderId, out var parts) ? parts.Where(x => x.Person == p.Value).Sum(x => x.Amount) : null,
                shares.TryGetValue(o.OrderId, out var all) ? string.Join("、", all.Select(x => Name(x.Person))) : Name(o.Credit?.Person))),
        ];
    }
}
