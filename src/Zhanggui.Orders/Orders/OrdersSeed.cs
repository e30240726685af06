using System.Globalization;
using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Money;
using Zhanggui.Kernel.Time;
using Zhanggui.Orders.Contracts;
using Zhanggui.Orders.Credits;

namespace Zhanggui.Orders.Orders;

/// <inheritdoc cref="IOrdersSeed"/>
internal sealed class OrdersSeed(Database database, TimeProvider clock) : IOrdersSeed
{
    private static readonly Dictionary<OrderStatus, string> Said = new()
    {
        [OrderStatus.Unpaid] = "等待买家付款",
        [OrderStatus.Paid] = "买家已付款，等待卖家发货",
        [OrderStatus.Shipped] = "卖家已发货，等待买家确认",
        [OrderStatus.Signed] = "卖家已发货，等待买家确认",
        [OrderStatus.Success] = "交易成功",
        [OrderStatus.Closed] = "交易关闭",
    };

    public async Task SowAsync(ShopId shop, string platform, FactSet facts, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant().ToUnixTimeMilliseconds();
        var lines = facts.OrderLines.ToLookup(l => l.OrderId, StringComparer.Ordinal);
        var refunds = facts.Refunds.ToLookup(r => r.OrderId, StringComparer.Ordinal);
        var events = facts.OrderEvents.ToLookup(e => e.OrderId, StringComparer.Ordinal);
        await database.WriteAsync(async (c, t) =>
        {
            await InsertAsync("orders_order",
                ["shop_id", "order_id", "platform", "buyer", "status", "status_said", "placed_at", "paid_at", "shipped_at", "signed_at", "closed_at", "amount", "postage", "paid", "refunded", "title", "quantity", "seller_note", "own_flag", "reordered_from", "version", "created_at", "changed_at"],
                facts.Orders.Where(o => o.PlacedAt is not null).Select(o => (object?[])
                [
                    shop.Value, o.OrderId, platform, o.Buyer, o.Status?.ToString().ToLowerInvariant(), o.Status is { } status ? Said[status] : null, At(o.PlacedAt), At(o.PaidAt), At(o.ShippedAt), At(o.SignedAt), At(o.ClosedAt),
                    o.Amount?.Value, o.Postage?.Value, o.Paid?.Value, refunds[o.OrderId].Where(r => r.SucceededAt is not null).Sum(r => r.Amount?.Value ?? 0), Title(lines[o.OrderId]), lines[o.OrderId].Sum(l => (long?)l.Quantity ?? 0), o.Note,
                    events[o.OrderId].LastOrDefault(e => e.Event == "flagged")?.Detail, o.ReorderedFrom, 1L, At(o.PlacedAt), now,
                ]));
            await InsertAsync("orders_line", ["shop_id", "order_id", "line", "item", "title", "quantity", "price", "amount", "paid", "changed_at"],
                facts.OrderLines.Select(l => (object?[])[shop.Value, l.OrderId, l.Line, l.Item, l.Title, (long?)l.Quantity, Price(l), l.Amount?.Value, l.Paid?.Value, now]));
            await InsertAsync("orders_refund", ["shop_id", "refund_id", "order_id", "line", "amount", "applied_at", "succeeded_at", "reason_platform", "responsible_said", "changed_at"],
                facts.Refunds.Select(r => (object?[])[shop.Value, r.RefundId, r.OrderId, r.Line, r.Amount?.Value, At(r.AppliedAt), At(r.SucceededAt), r.ReasonPlatform, null, now]));
            await InsertAsync("orders_event", ["id", "shop_id", "order_id", "at", "event", "person_id", "detail"],
                facts.OrderEvents.Select(e => (object?[])[NewId.Create(clock), shop.Value, e.OrderId, At(e.At), e.Event, Guid.TryParse(e.Account, out var person) ? person : null, e.Detail]));
            await ToDecide.AskAsync(c, t, shop, facts.Orders.Select(o => o.OrderId), ct);
            await Oversold.OversoldBook.AskAsync(c, t, shop, facts.Orders.Select(o => o.OrderId), ct);
            return 0;

            Task InsertAsync(string table, string[] names, IEnumerable<object?[]> rows) =>
                ManyRows.ExecuteAsync(c, t, $"insert into {table} ({string.Join(", ", names)}) values ({string.Join(", ", names.Select(n => "@" + n))})", names, [.. rows], ct);
        }, ct);
    }

    private static long? At(Instant? at) => at?.ToUnixTimeMilliseconds();

    private static long? Price(OrderLineFact line) => line is { Amount: { } amount, Quantity: > 0 and var pieces } ? new Fen(amount.Value / pieces).Value : null;

    private static string? Title(IEnumerable<OrderLineFact> lines) => lines.ToList() is { Count: > 0 } all
        ? all.Count == 1 ? all[0].Title : string.Create(CultureInfo.InvariantCulture, $"{all[0].Title} 等 {all.Count} 件") : null;
}
