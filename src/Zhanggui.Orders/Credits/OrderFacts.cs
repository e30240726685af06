using System.Data.Common;
using NodaTime;
using Zhanggui.Facts;
using Zhanggui.Facts.Gathering;
using Zhanggui.Facts.Records;
using Zhanggui.Facts.Schema;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Money;
using Zhanggui.Orders.Attribution;
using Zhanggui.People.Contracts;

namespace Zhanggui.Orders.Credits;

/// <summary>
/// The orders of a shop as facts. Of an order whose note was written over, the note that first held a staff number is given: platforms keep no
/// history of it, and the first number seen wins.
/// </summary>
internal sealed class OrderFacts(Database database, IShops shops, NumberHolders holders) : IFactsSource
{
    private const int NamesPerQuery = 500;

    /// <summary>Orders this much older than the period are given besides: a chase, a return and a repeat purchase are about them.</summary>
    private static readonly Duration Back = Duration.FromDays(62);

    public async Task GiveAsync(FactsWanted wanted, IFactsSink sink, CancellationToken ct)
    {
        if (!wanted.Wants(FactsFiles.Orders.Name) || await shops.FindAsync(wanted.Shop, ct) is not { } shop)
        {
            return;
        }

        StaffNumbers? numbers = null;
        var seen = wanted.Orders is null ? null : new HashSet<string>(StringComparer.Ordinal);
        await using var reading = await database.OpenAsync(ct);
        await using var parts = await database.OpenAsync(ct);
        foreach (var scope in Scopes(wanted))
        {
            await foreach (var read in reading.ReadManyAsync(
                "select order_id, buyer, placed_at, paid_at, shipped_at, signed_at, closed_at, status, amount, postage, paid, seller_note, flag, reordered_from, agreed_ship, agreed_arrival, extra " +
                $"from orders_order where shop_id = @shop and ({scope.Where})", r => Read(r, shop.Id), NamesPerQuery, ct, [("shop", shop.Id.Value), .. scope.Parameters]))
            {
                var orders = read.Where(o => seen is null || seen.Add(o.Fact.OrderId)).ToDictionary(o => o.Fact.OrderId, StringComparer.Ordinal);
                var notes = await NotesAsync(parts, shop.Id, orders.Keys, ct);
                numbers ??= notes.Count == 0 ? null : await holders.ReadAsync(shop, ct);
                foreach (var (order, extra) in orders.Values)
                {
                    sink.Add(FactsFiles.Orders, notes.TryGetValue(order.OrderId, out var earlier) ? order with { Note = FirstNumbered([.. earlier, order.Note], numbers!, order, shop.TimeZone) } : order, Unknown(extra));
                }

                await PartsAsync(parts, shop.Id, orders.Keys, wanted, sink, ct);
            }
        }
    }

    /// <summary>The first number seen in a note wins; what is written over it later does not move the order.</summary>
    internal static string? FirstNumbered(IReadOnlyList<string?> notes, StaffNumbers numbers, OrderFact order, DateTimeZone zone)
    {
        var day = (order.PlacedAt ?? order.PaidAt ?? Instant.MinValue).InZone(zone).Date;
        return notes.FirstOrDefault(n => numbers.Find(n, day).Count > 0) ?? notes[^1];
    }

    private static IEnumerable<Scope> Scopes(FactsWanted wanted)
    {
        if (wanted.Orders is not null)
        {
            // A chase is about another order of the same buyer.
            return wanted.Orders.Chunk(NamesPerQuery).Select(some => Scope.Named(some,
                names => $"order_id in ({names}) or buyer in (select buyer from orders_order where shop_id = @shop and order_id in ({names}) and buyer is not null)"));
        }

        (string, object?)[] span = [("from", wanted.From.ToUnixTimeMilliseconds()), ("back", (wanted.From - (wanted.OrdersBack ?? Back)).ToUnixTimeMilliseconds()), ("to", wanted.To.ToUnixTimeMilliseconds())];
        return
        [
            new Scope("placed_at >= @back and placed_at < @to", span),
            new Scope("paid_at >= @from and paid_at < @to and not (placed_at >= @back and placed_at < @to)", span),
            new Scope("order_id in (select order_id from orders_refund where shop_id = @shop and ((succeeded_at >= @from and succeeded_at < @to) or (applied_at >= @from and applied_at < @to))) " +
                "and not (placed_at >= @back and placed_at < @to) and (paid_at is null or not (paid_at >= @from and paid_at < @to))", span),
        ];
    }

    private static (OrderFact Fact, string? Extra) Read(DbDataReader r, ShopId shop) => (new()
    {
        OrderId = r.GetString(0),
        Shop = shop.ToString(),
        // An export without buyers: nobody else's order may look like this buyer's.
        Buyer = r.IsDBNull(1) ? $"?{r.GetString(0)}" : r.GetString(1),
        PlacedAt = Orders.OrderRow.Time(r, 2),
        PaidAt = Orders.OrderRow.Time(r, 3),
        ShippedAt = Orders.OrderRow.Time(r, 4),
        SignedAt = Orders.OrderRow.Time(r, 5),
        ClosedAt = Orders.OrderRow.Time(r, 6),
        Status = r.IsDBNull(7) ? null : Enum.Parse<OrderStatus>(r.GetString(7), ignoreCase: true),
        Amount = Money(r, 8),
        Postage = Money(r, 9),
        Paid = Money(r, 10),
        Note = Orders.OrderRow.Text(r, 11),
        Flag = Orders.OrderRow.Text(r, 12),
        ReorderedFrom = Orders.OrderRow.Text(r, 13),
        AgreedShip = Day(r, 14),
        AgreedArrival = Day(r, 15),
    }, Orders.OrderRow.Text(r, 16));

    private static IReadOnlyDictionary<string, string>? Unknown(string? extra) => extra is null ? null : UnknownCells.Read(extra);

    private static async Task PartsAsync(DbConnection connection, ShopId shop, IEnumerable<string> orders, FactsWanted wanted, IFactsSink sink, CancellationToken ct)
    {
        foreach (var some in orders.Chunk(NamesPerQuery))
        {
            var scope = Scope.Named(some, names => $"order_id in ({names})");
            (string, object?)[] parameters = [("shop", shop.Value), .. scope.Parameters];
            if (wanted.Wants(FactsFiles.OrderLines.Name))
            {
                foreach (var line in await connection.ReadAllAsync(null, $"select order_id, line, item, title, quantity, amount, paid, extra from orders_line where shop_id = @shop and {scope.Where}", r => (Fact: Line(r), Extra: Orders.OrderRow.Text(r, 7)), ct, parameters))
                {
                    sink.Add(FactsFiles.OrderLines, line.Fact, Unknown(line.Extra));
                }
            }

            if (wanted.Wants(FactsFiles.OrderEvents.Name))
            {
                foreach (var act in await connection.ReadAllAsync(null, $"select {Events.EventBook.FactColumns} from orders_event where shop_id = @shop and {scope.Where}", Events.EventBook.Fact, ct, parameters))
                {
                    sink.Add(FactsFiles.OrderEvents, act);
                }
            }

            if (wanted.Wants(FactsFiles.Refunds.Name))
            {
                foreach (var refund in await connection.ReadAllAsync(null,
                    $"select refund_id, order_id, line, amount, applied_at, succeeded_at, reason_platform, reason_inspected, responsible, decided_by, decided_at, extra from orders_refund where shop_id = @shop and {scope.Where}", r => (Fact: Refund(r), Extra: Orders.OrderRow.Text(r, 11)), ct, parameters))
                {
                    sink.Add(FactsFiles.Refunds, refund.Fact, Unknown(refund.Extra));
                }
            }
        }
    }

    private static OrderLineFact Line(DbDataReader r) => new()
    {
        OrderId = r.GetString(0),
        Line = r.GetString(1),
        Item = Orders.OrderRow.Text(r, 2),
        Title = Orders.OrderRow.Text(r, 3),
        Quantity = (int?)Orders.OrderRow.Number(r, 4),
        Amount = Money(r, 5),
        Paid = Money(r, 6),
    };

    private static RefundFact Refund(DbDataReader r) => new()
    {
        RefundId = r.GetString(0),
        OrderId = r.GetString(1),
        Line = Orders.OrderRow.Text(r, 2),
        Amount = Money(r, 3),
        AppliedAt = Orders.OrderRow.Time(r, 4),
        SucceededAt = Orders.OrderRow.Time(r, 5),
        ReasonPlatform = Orders.OrderRow.Text(r, 6),
        ReasonInspected = Orders.OrderRow.Text(r, 7),
        Responsible = Orders.OrderRow.Text(r, 8),
        DecidedBy = r.IsDBNull(9) ? null : r.GetGuid(9).ToString(),
        DecidedAt = Orders.OrderRow.Time(r, 10),
    };

    /// <summary>The notes that imports have overwritten, oldest first, by order.</summary>
    private static async Task<IReadOnlyDictionary<string, List<string?>>> NotesAsync(DbConnection connection, ShopId shop, IEnumerable<string> orders, CancellationToken ct)
    {
        var notes = new Dictionary<string, List<string?>>(StringComparer.Ordinal);
        foreach (var some in orders.Chunk(NamesPerQuery))
        {
            var scope = Scope.Named(some, names => $"order_id in ({names})");
            var rows = await connection.ReadAllAsync(null, $"select order_id, changes from orders_order_version where shop_id = @shop and {scope.Where} and changes like '%\"seller_note\"%' order by order_id, version",
                r => (Order: r.GetString(0), Changes: r.GetString(1)), ct, [("shop", shop.Value), .. scope.Parameters]);
            foreach (var (order, changes) in rows)
            {
                (notes.TryGetValue(order, out var list) ? list : notes[order] = []).Add(Before(changes));
            }
        }

        return notes;
    }

    private static string? Before(string changes)
    {
        using var json = System.Text.Json.JsonDocument.Parse(changes);
        return json.RootElement.GetProperty("seller_note")[0].GetString();
    }

    private static Fen? Money(DbDataReader r, int at) => r.IsDBNull(at) ? null : new Fen(r.GetInt64(at));

    private static LocalDate? Day(DbDataReader r, int at) => r.IsDBNull(at) ? null : NodaTime.Text.LocalDatePattern.Iso.Parse(r.GetString(at)) is { Success: true } day ? day.Value : null;

    private sealed record Scope(string Where, (string, object?)[] Parameters)
    {
        public static Scope Named(IReadOnlyList<string> names, Func<string, string> where) =>
            new(where(string.Join(", ", names.Select((_, i) => $"@o{i}"))), [.. names.Select((o, i) => ($"o{i}", (object?)o))]);
    }
}
