using System.Data.Common;
using System.Text.Json;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Orders.Notes;
using Zhanggui.Orders.Oversold;
using Zhanggui.People.Contracts;

namespace Zhanggui.Orders.Orders;

/// <summary>Reads orders for the list, its sums, its exports and the page.</summary>
internal sealed class OrderReader(Database database, IPeople people, DecisionReader decisions, Claims.ClaimBook claims, Elsewhere.ElsewhereReading elsewhere, Reviews.ReviewBook reviews)
{
    private const int Few = 20_000;
    private const int MostSearched = 100_000;

    /// <summary>In fen. Base is what counts for whoever earned the orders: what was paid without postage, by the rules. More: there are more than were added up.</summary>
    internal sealed record Sums(long Count, long Amount, long Paid, long Refunded, long Undecided, long Base, bool More);

    public async Task<IReadOnlyList<OrderRow>> ListAsync(OrderFilter filter, int limit, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        filter.Way = await WayAsync(connection, filter, ct);
        var rows = await connection.ReadAllAsync(null, Sql(filter, limit), OrderRow.Read, ct, [.. filter.Parameters]);
        var oversold = await OversoldBook.OfAsync(connection, filter.Shop, [.. rows.Select(r => r.OrderId)], ct);
        return [.. (await NamedAsync(connection, filter.Shop, rows, ct)).Select(r => r with { IsOversold = oversold.Contains(r.OrderId) })];
    }

    /// <summary>
    /// A database guesses whether to follow the sort until enough rows were found or to gather what a condition names, and a wrong guess reads millions of rows
    /// (the one order in doubt among ten million, by amount). So the conditions are counted first, no further than to <see cref="Few"/>.
    /// </summary>
    internal static async Task<OrderWay> WayAsync(DbConnection connection, OrderFilter filter, CancellationToken ct)
    {
        if (filter.WordsWithin is not null)
        {
            return OrderWay.Narrowest;
        }

        if (filter.Sort == OrderSort.Placed || filter.Narrowing.Count == 0)
        {
            return OrderWay.Planned;
        }

        foreach (var condition in filter.Narrowing)
        {
            var found = await connection.ReadLongAsync(null, $"select cast(count(*) as bigint) from (select 1 from orders_order where shop_id = @shop and {condition} limit {Few}) few", ct,
                [.. filter.Parameters.Where(p => p.Name == "shop" || condition.Contains($"@{p.Name}", StringComparison.Ordinal))]);
            if (found < Few)
            {
                return OrderWay.Narrowest;
            }
        }

        return OrderWay.Sorted;
    }

    internal static string Sql(OrderFilter filter, int limit)
    {
        var direction = filter.IsAscending ? "asc" : "desc";
        var page = $"order by {filter.Along} {direction}, order_id {direction} limit {limit}";
        // What a person shares is little: never along the sort through everybody's orders, which SQLite, without statistics, would do.
        var few = $"order by +{filter.SortColumn} {direction}, order_id {direction} limit {limit}";
        return filter.Whose is var (alone, shared, _)
            ? $"select {OrderRow.Columns} from orders_order where shop_id = @shop and order_id in (select order_id from (select order_id from orders_order where {alone} {page}) alone " +
              $"union select order_id from (select order_id from orders_order where {shared} {few}) shared) order by +{filter.SortColumn} {direction}, order_id {direction} limit {limit}"
            : $"select {OrderRow.Columns} from orders_order where {filter.Where} {page}";
    }

    /// <summary>
    /// Words have no index: they are looked for in the newest <see cref="MostSearched"/> orders of the period, so that a page comes at once however many there are.
    /// The time from which they were looked for, where that is later than was asked.
    /// </summary>
    public async Task<Instant?> NarrowWordsAsync(OrderFilter filter, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await NarrowWordsAsync(connection, filter, MostSearched, ct);
    }

    internal static async Task<Instant?> NarrowWordsAsync(DbConnection connection, OrderFilter filter, int most, CancellationToken ct)
    {
        if (filter.WordsWithin is not var (from, to))
        {
            return null;
        }

        var found = await connection.ReadAllAsync(null, $"select placed_at from orders_order where shop_id = @shop and placed_at >= @from and placed_at < @to order by placed_at desc limit 1 offset {most}", r => r.GetInt64(0), ct,
            ("shop", filter.Shop.Value), ("from", from), ("to", to));
        if (found.Count == 0)
        {
            return null;
        }

        filter.NarrowWords(found[0]);
        return Instant.FromUnixTimeMilliseconds(found[0]);
    }

    public async Task<Sums> SumAsync(OrderFilter filter, int most, CancellationToken ct)
    {
        if (most < int.MaxValue)
        {
            await NarrowWordsAsync(filter, ct);
        }

        return await SumAsync(database, filter, most, ct);
    }

    internal static async Task<Sums> SumAsync(Database database, OrderFilter filter, int most, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        filter.Way = OrderWay.Planned;
        const string Columns = "amount, paid, refunded, credit_basis, credit_base";
        var limit = most < int.MaxValue ? $" limit {most}" : string.Empty;
        var found = filter.Whose is var (alone, _, shared)
            ? $"select {Columns} from (select {Columns} from orders_order where {alone}{limit}) alone union all select {Columns} from (select {Columns} from orders_order where {shared}{limit}) shared{limit}"
            : $"select {Columns} from orders_order where {filter.Where}{limit}";
        return (await connection.ReadAllAsync(null,
            "select cast(count(*) as bigint), cast(coalesce(sum(amount), 0) as bigint), cast(coalesce(sum(paid), 0) as bigint), cast(coalesce(sum(refunded), 0) as bigint), " +
            "cast(coalesce(sum(case when credit_basis = 'undecided' then 1 else 0 end), 0) as bigint), cast(coalesce(sum(credit_base), 0) as bigint) " +
            $"from ({found}) found",
            r => new Sums(r.GetInt64(0), r.GetInt64(1), r.GetInt64(2), r.GetInt64(3), r.GetInt64(4), r.GetInt64(5), r.GetInt64(0) == most), ct, [.. filter.Parameters]))[0];
    }

    public async Task<OrderPage?> FindAsync(ShopCard shop, string orderId, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        (string, object?)[] key = [("shop", shop.Id.Value), ("order", orderId)];
        var found = await connection.ReadAllAsync(null, $"select {OrderRow.Columns}, created_at, created_by_import from orders_order where shop_id = @shop and order_id = @order",
            r => (Row: OrderRow.Read(r), Created: Instant.FromUnixTimeMilliseconds(r.GetInt64(29)), Import: r.IsDBNull(30) ? (Guid?)null : r.GetGuid(30)), ct, key);
        if (found.Count == 0)
        {
            return null;
        }

        var order = (await NamedAsync(connection, shop.Id, [found[0].Row], ct))[0];
        var lines = await connection.ReadAllAsync(null, "select line, item, title, attributes, code, quantity, price, amount, paid, refunded, refund_status, status from orders_line where shop_id = @shop and order_id = @order order by line limit 1000",
            r => new OrderLineView(r.GetString(0), OrderRow.Text(r, 1), OrderRow.Text(r, 2), OrderRow.Text(r, 3), OrderRow.Text(r, 4), OrderRow.Number(r, 5), OrderRow.Number(r, 6), OrderRow.Number(r, 7), OrderRow.Number(r, 8), OrderRow.Number(r, 9), OrderRow.Text(r, 10), OrderRow.Text(r, 11)), ct, key);
        var oversold = (await OversoldBook.OfAsync(connection, shop.Id, [orderId], ct))[orderId].ToDictionary(o => o.Line, StringComparer.Ordinal);
        (order, lines) = (order with { IsOversold = oversold.Count > 0 }, [.. lines.Select(l => l with { Oversold = oversold.GetValueOrDefault(l.Line) })]);
        var changes = await ChangesAsync(connection, key, ct);
        var fileName = found[0].Import is { } import ? (await NamesOfAsync(connection, [import], ct)).GetValueOrDefault(import).File : null;
        var told = await reviews.OfOrderAsync(shop, orderId, ct);
        var decided = await decisions.DecisionsAsync(connection, key, ct);
        return new OrderPage(order, lines, await RefundsAsync(connection, key, ct), changes, NoteForm.Parse(order.SellerNote, order.PlacedAt.InZone(shop.TimeZone).Date), fileName, found[0].Created,
            decided, await decisions.AsideAsync(connection, key, decided.Count == 0 ? null : decided[0], ct), await decisions.RulesAsync(shop.Id, order.PlacedAt, ct),
            await Claims.ClaimView.OfAsync(await claims.ListAsync(shop.Id, orderId, null, onlyOpen: false, 100, ct), people, ct),
            await KeptColumns.OfOrderAsync(connection, key, ct), await Events.EventBook.OfOrderAsync(connection, key, people, ct),
            await elsewhere.OfOrderAsync(connection, key, ct), told.Reviews, told.Events);
    }

    private async Task<IReadOnlyList<RefundView>> RefundsAsync(DbConnection connection, (string, object?)[] key, CancellationToken ct)
    {
        var rows = await connection.ReadAllAsync(null,
            "select refund_id, line, amount, applied_at, succeeded_at, status_said, reason_platform, responsible_said, responsible, decided_by, decided_at from orders_refund where shop_id = @shop and order_id = @order order by applied_at, refund_id limit 1000",
            r => (View: new RefundView(r.GetString(0), OrderRow.Text(r, 1), OrderRow.Number(r, 2), OrderRow.Time(r, 3), OrderRow.Time(r, 4), OrderRow.Text(r, 5), OrderRow.Text(r, 6), OrderRow.Text(r, 7), OrderRow.Text(r, 8), null, OrderRow.Time(r, 10)),
                By: r.IsDBNull(9) ? (PersonId?)null : new PersonId(r.GetGuid(9))), ct, key);
        var names = await people.FindManyAsync([.. rows.Select(r => r.By).OfType<PersonId>().Distinct()], ct);
        return [.. rows.Select(r => r.By is { } by ? r.View with { DecidedBy = names.GetValueOrDefault(by)?.Name } : r.View)];
    }

    private async Task<IReadOnlyList<OrderChangeView>> ChangesAsync(DbConnection connection, (string, object?)[] key, CancellationToken ct)
    {
        var rows = await connection.ReadAllAsync(null, "select version, at, import_id, changes from orders_order_version where shop_id = @shop and order_id = @order order by version desc limit 200",
            r => (Version: r.GetInt64(0), At: Instant.FromUnixTimeMilliseconds(r.GetInt64(1)), Import: r.IsDBNull(2) ? (Guid?)null : r.GetGuid(2), Changes: r.GetString(3)), ct, key);
        var names = await NamesOfAsync(connection, [.. rows.Select(r => r.Import).OfType<Guid>().Distinct()], ct);
        return
        [
            .. rows.Select(r => new OrderChangeView(r.Version, r.At, r.Import, r.Import is { } i ? names.GetValueOrDefault(i).File : null, r.Import is { } j ? names.GetValueOrDefault(j).By : null,
                JsonSerializer.Deserialize<Dictionary<string, object?[]>>(r.Changes, HouseJson.Options)!)),
        ];
    }

    private async Task<Dictionary<Guid, (string File, string? By)>> NamesOfAsync(DbConnection connection, IReadOnlyList<Guid> imports, CancellationToken ct)
    {
        var names = new Dictionary<Guid, (string, string?)>();
        foreach (var import in imports)
        {
            foreach (var (file, by) in await connection.ReadAllAsync(null, "select file_name, uploaded_by from orders_import where id = @id", r => (r.GetString(0), r.IsDBNull(1) ? (PersonId?)null : new PersonId(r.GetGuid(1))), ct, ("id", import)))
            {
                names[import] = (file, by is { } person ? (await people.FindAsync(person, ct))?.Name : null);
            }
        }

        return names;
    }

    internal async Task<IReadOnlyList<OrderRow>> NamedAsync(DbConnection connection, ShopId shop, IReadOnlyList<OrderRow> rows, CancellationToken ct)
    {
        var shares = await ShareReader.OfAsync(connection, shop, [.. rows.Where(r => r.Credit?.Person is not null).Select(r => r.OrderId)], ct);
        var ids = rows.Select(r => r.Credit?.Person).OfType<Guid>().Concat(shares.Values.SelectMany(s => s.Select(p => p.Person))).Distinct().Select(id => new PersonId(id)).Take(1000).ToList();
        if (ids.Count == 0)
        {
            return rows;
        }

        var names = await people.FindManyAsync(ids, ct);
        string? Name(Guid person) => names.GetValueOrDefault(new PersonId(person))?.Name;
        return
        [
            .. rows.Select(r => r.Credit is { Person: { } p } credit
                ? r with { Credit = credit with { Name = Name(p), Shares = shares.TryGetValue(r.OrderId, out var parts) ? [.. parts.Select(x => new SharerView(x.Person, Name(x.Person), x.Amount))] : null } }
                : r),
        ];
    }
}
