using System.Data.Common;
using System.Text.Json;
using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Time;
using Zhanggui.Orders.Credits;
using Zhanggui.Orders.Orders;
using Zhanggui.People.Contracts;

namespace Zhanggui.Orders.Events;

/// <summary>An act on an order, as it is shown.</summary>
internal sealed record EventView(Guid Id, Instant At, string Event, string? Name, string? Detail, JsonElement? Snapshot);

/// <summary>Keeps what people do to orders; rows are only added.</summary>
internal sealed class EventBook(TimeProvider clock)
{
    private const int MostOfOrder = 500;

    /// <summary>Writes one act on several orders and asks who earned them; flag and note are shown in the list. False when an order is not there.</summary>
    public async Task<bool> AddAsync(DbConnection c, DbTransaction t, ShopId shop, IReadOnlyList<string> orders, string kind, string? detail, PersonId by, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant().ToUnixTimeMilliseconds();
        // All of them or none: looked at first, for what is written is committed.
        foreach (var order in orders.Order(StringComparer.Ordinal))
        {
            if (!await Claims.ClaimBook.LockAsync(c, t, shop, order, ct))
            {
                return false;
            }
        }

        foreach (var order in orders)
        {
            await SetAsync(c, t, shop, order, kind, detail, ct);
            var snapshot = kind == EventRules.WrongGoods ? await SnapshotAsync(c, t, shop, order, ct) : null;
            await c.ExecuteAsync(t, "insert into orders_event (id, shop_id, order_id, at, event, person_id, account, detail, snapshot) values (@id, @shop, @order, @at, @event, @person, null, @detail, @snapshot)", ct,
                ("id", NewId.Create(clock)), ("shop", shop.Value), ("order", order), ("at", now), ("event", kind), ("person", by.Value), ("detail", detail), ("snapshot", snapshot));
        }

        await ToDecide.AskAsync(c, t, shop, orders, ct);
        return true;
    }

    /// <summary>Oldest first.</summary>
    public static async Task<IReadOnlyList<EventView>> OfOrderAsync(DbConnection c, (string, object?)[] key, IPeople people, CancellationToken ct)
    {
        var rows = await c.ReadAllAsync(null, $"select id, at, event, person_id, account, detail, snapshot from orders_event where shop_id = @shop and order_id = @order order by at, id limit {MostOfOrder}",
            r => (View: new EventView(r.GetGuid(0), Instant.FromUnixTimeMilliseconds(r.GetInt64(1)), r.GetString(2), OrderRow.Text(r, 4), OrderRow.Text(r, 5), r.IsDBNull(6) ? null : JsonSerializer.Deserialize<JsonElement>(r.GetString(6))),
                By: r.IsDBNull(3) ? (PersonId?)null : new PersonId(r.GetGuid(3))), ct, key);
        var names = await people.FindManyAsync([.. rows.Select(r => r.By).OfType<PersonId>().Distinct()], ct);
        return [.. rows.Select(r => r.By is { } by ? r.View with { Name = names.GetValueOrDefault(by)?.Name } : r.View)];
    }

    /// <summary>The acts as facts: an account that is named like a person is that person.</summary>
    public static OrderEventFact Fact(DbDataReader r) => new()
    {
        Id = r.GetGuid(0).ToString(),
        OrderId = r.GetString(1),
        At = Instant.FromUnixTimeMilliseconds(r.GetInt64(2)),
        Event = r.GetString(3),
        Account = r.IsDBNull(4) ? OrderRow.Text(r, 5) : new PersonId(r.GetGuid(4)).ToString(),
        Detail = OrderRow.Text(r, 6),
    };

    public const string FactColumns = "id, order_id, at, event, person_id, account, detail";

    private static Task<int> SetAsync(DbConnection c, DbTransaction t, ShopId shop, string order, string kind, string? detail, CancellationToken ct)
    {
        var set = kind switch
        {
            EventRules.Flagged => "own_flag = @detail",
            EventRules.Unflagged => "own_flag = null",
            EventRules.NoteChanged => "own_note = @detail",
            EventRules.ReorderLinked => "reordered_from = @detail",
            _ => "changed_at = changed_at",
        };
        (string, object?)[] key = [("shop", shop.Value), ("order", order)];
        return c.ExecuteAsync(t, $"update orders_order set {set} where shop_id = @shop and order_id = @order", ct, set.Contains("@detail", StringComparison.Ordinal) ? [.. key, ("detail", detail)] : key);
    }

    /// <summary>What was ordered and what was sent, as known now: later imports may say something else (ORD-35).</summary>
    private static async Task<string> SnapshotAsync(DbConnection c, DbTransaction t, ShopId shop, string order, CancellationToken ct)
    {
        (string, object?)[] key = [("shop", shop.Value), ("order", order)];
        var head = await c.ReadAllAsync(t, $"select {OrderRow.Columns} from orders_order where shop_id = @shop and order_id = @order", OrderRow.Read, ct, key);
        var lines = await c.ReadAllAsync(t, "select line, item, title, attributes, code, quantity from orders_line where shop_id = @shop and order_id = @order order by line limit 1000",
            r => new { Line = r.GetString(0), Item = OrderRow.Text(r, 1), Title = OrderRow.Text(r, 2), Attributes = OrderRow.Text(r, 3), Code = OrderRow.Text(r, 4), Quantity = OrderRow.Number(r, 5) }, ct, key);
        return JsonSerializer.Serialize(new { head[0].Title, head[0].Quantity, head[0].ShippedAt, head[0].SellerNote, head[0].BuyerMessage, lines }, HouseJson.Options);
    }
}
