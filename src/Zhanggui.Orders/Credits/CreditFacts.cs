using System.Data.Common;
using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Money;
using Zhanggui.Orders.Attribution;
using Zhanggui.Orders.Import;
using Zhanggui.Orders.Rules;
using Zhanggui.People.Contracts;

namespace Zhanggui.Orders.Credits;

/// <summary>Gathers the facts that decide some orders: the orders themselves, the other orders of their buyers, lines, people and accounts.</summary>
internal sealed class CreditFacts(IStaffHistory staff)
{
    private const int MostOrders = 20_000;

    public async Task<FactSet> ReadAsync(DbConnection connection, ShopCard shop, IReadOnlyList<string> orders, AttributionRules noteRules, CancellationToken ct)
    {
        var people = (await staff.StaffAsync(shop.Organisation, ct)).Select(s => new PersonFact
        {
            Person = s.Person.ToString(),
            Name = s.Name,
            StaffNo = s.Number,
            HiredOn = s.JoinedOn,
            LeftOn = s.LeavesOn?.PlusDays(1),
        }).ToList();
        var accounts = (await staff.AccountUsesAsync(shop.Id, ct)).Select(u => new AccountFact { Account = u.Account, Person = u.Person.ToString(), From = u.From, To = u.To }).ToList();
        var rows = await OrdersAsync(connection, shop.Id, orders, ct);
        var notes = await NotesAsync(connection, shop.Id, orders, ct);
        var numbers = new StaffNumbers(people, noteRules);
        return new FactSet
        {
            Shops = [new ShopFact { Shop = shop.Id.ToString(), Name = shop.Name, Platform = shop.Platform, Zone = shop.Zone }],
            People = people,
            Accounts = accounts,
            Orders = [.. rows.Select(o => notes.TryGetValue(o.OrderId, out var earlier) ? o with { Note = FirstNumbered([.. earlier, o.Note], numbers, o, shop.TimeZone) } : o)],
            OrderLines = await LinesAsync(connection, shop.Id, orders, ct),
        };
    }

    /// <summary>The first number seen in a note wins; what is written over it later does not move the order.</summary>
    internal static string? FirstNumbered(IReadOnlyList<string?> notes, StaffNumbers numbers, OrderFact order, DateTimeZone zone)
    {
        var day = (order.PlacedAt ?? order.PaidAt ?? Instant.MinValue).InZone(zone).Date;
        return notes.FirstOrDefault(n => numbers.Find(n, day).Count > 0) ?? notes[^1];
    }

    private static async Task<IReadOnlyList<OrderFact>> OrdersAsync(DbConnection connection, ShopId shop, IReadOnlyList<string> orders, CancellationToken ct)
    {
        const string Columns = "order_id, buyer, placed_at, paid_at, shipped_at, signed_at, closed_at, status, amount, postage, paid, seller_note, flag, reordered_from";
        var (names, parameters) = Names(shop, orders);
        // A chase is about another order of the same buyer.
        var rows = await connection.ReadAllAsync(null,
            $"select {Columns} from orders_order where shop_id = @shop and (order_id in ({names}) or buyer in (select buyer from orders_order where shop_id = @shop and order_id in ({names}) and buyer is not null)) limit {MostOrders}",
            r => Read(r, shop), ct, parameters);
        return rows;
    }

    private static OrderFact Read(DbDataReader r, ShopId shop) => new()
    {
        OrderId = r.GetString(0),
        Shop = shop.ToString(),
        // An export without buyers: nobody else's order may look like this buyer's.
        Buyer = r.IsDBNull(1) ? $"\u0000{r.GetString(0)}" : r.GetString(1),
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
    };

    private static async Task<IReadOnlyList<OrderLineFact>> LinesAsync(DbConnection connection, ShopId shop, IReadOnlyList<string> orders, CancellationToken ct)
    {
        var (names, parameters) = Names(shop, orders);
        return await connection.ReadAllAsync(null, $"select order_id, line, item, title, quantity, amount, paid from orders_line where shop_id = @shop and order_id in ({names})",
            r => new OrderLineFact
            {
                OrderId = r.GetString(0),
                Line = r.GetString(1),
                Item = Orders.OrderRow.Text(r, 2),
                Title = Orders.OrderRow.Text(r, 3),
                Quantity = (int?)Orders.OrderRow.Number(r, 4),
                Amount = Money(r, 5),
                Paid = Money(r, 6),
            }, ct, parameters);
    }

    /// <summary>The notes that imports have overwritten, oldest first.</summary>
    private static async Task<IReadOnlyDictionary<string, List<string?>>> NotesAsync(DbConnection connection, ShopId shop, IReadOnlyList<string> orders, CancellationToken ct)
    {
        var (names, parameters) = Names(shop, orders);
        var rows = await connection.ReadAllAsync(null, $"select order_id, changes from orders_order_version where shop_id = @shop and order_id in ({names}) and changes like '%\"seller_note\"%' order by order_id, version",
            r => (Order: r.GetString(0), Changes: r.GetString(1)), ct, parameters);
        return rows.GroupBy(r => r.Order, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Select(r => Before(r.Changes)).ToList(), StringComparer.Ordinal);
    }

    private static string? Before(string changes)
    {
        using var json = System.Text.Json.JsonDocument.Parse(changes);
        return json.RootElement.GetProperty("seller_note")[0].GetString();
    }

    private static (string Names, (string, object?)[] Parameters) Names(ShopId shop, IReadOnlyList<string> orders) =>
        (string.Join(", ", Enumerable.Range(0, orders.Count).Select(i => $"@o{i}")), [("shop", shop.Value), .. orders.Select((o, i) => ($"o{i}", (object?)o))]);

    private static Fen? Money(DbDataReader r, int at) => r.IsDBNull(at) ? null : new Fen(r.GetInt64(at));
}
