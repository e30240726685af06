using Microsoft.AspNetCore.Http;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Kernel.Time;
using Zhanggui.Orders.Claims;
using Zhanggui.Orders.Credits;

namespace Zhanggui.Orders.Events;

/// <summary>Flags orders, changes notes, writes down reminders and chases, links a reorder: by name and with the time of the act.</summary>
internal static class WriteEvents
{
    private const int Most = 500;

    internal sealed record Request(Guid Shop, IReadOnlyList<string> Orders, string Event, string? Detail);

    internal sealed record LinkRequest(Guid Shop, string From);

    internal sealed record Answer(int Written);

    public static async Task<IResult> HandleAsync(Request request, Actor actor, OrderAccess access, EventBook events, DecideNow decide, Database database, CancellationToken ct)
    {
        if (await access.FindShopAsync(actor, request.Shop, Permissions.WriteEvent, ct) is not { } shop)
        {
            return new OrdersShopNotFound().ToProblem();
        }

        var orders = (request.Orders ?? []).Distinct(StringComparer.Ordinal).ToList();
        var detail = string.IsNullOrWhiteSpace(request.Detail) ? null : request.Detail.Trim();
        var no = EventRules.Write(request.Event, detail) ?? (orders.Count is 0 or > Most ? new CreditOrdersWrong(Most) : null);
        no ??= await database.WriteAsync<Refusal?>(async (c, t) => await events.AddAsync(c, t, shop.Id, orders, request.Event, detail, actor.Person, ct) ? null : new OrderNotFound(), ct);
        if (no is not null)
        {
            return no.ToProblem();
        }

        await decide.TryAsync(shop.Id, orders, ct);
        return Results.Json(new Answer(orders.Count), HouseJson.Options);
    }

    /// <summary>This order was placed again for another one that was left unpaid, so that the sale counts once and for whom it belongs to (ORD-25).</summary>
    public static async Task<IResult> LinkAsync(string id, LinkRequest request, Actor actor, OrderAccess access, EventBook events, DecideNow decide, Database database, TimeProvider clock, CancellationToken ct)
    {
        if (await access.FindShopAsync(actor, request.Shop, Permissions.WriteEvent, ct) is not { } shop)
        {
            return new OrdersShopNotFound().ToProblem();
        }

        var from = (request.From ?? string.Empty).Trim();
        var no = await database.WriteAsync<Refusal?>(async (c, t) =>
        {
            var found = (await c.ReadAllAsync(t, "select order_id, placed_at, paid_at from orders_order where shop_id = @shop and order_id in (@order, @from)",
                r => (Id: r.GetString(0), Placed: r.GetInt64(1), IsPaid: !r.IsDBNull(2)), ct, ("shop", shop.Id.Value), ("order", id), ("from", from))).ToDictionary(o => o.Id, StringComparer.Ordinal);
            if (!found.TryGetValue(id, out var order))
            {
                return new OrderNotFound();
            }

            if (EventRules.Link(id, order.Placed, from, found.TryGetValue(from, out var original) ? (original.Placed, original.IsPaid) : null) is { } wrong)
            {
                return wrong;
            }

            await events.AddAsync(c, t, shop.Id, [id], EventRules.ReorderLinked, from, actor.Person, ct);
            await AuditStore.InsertAsync(c, t, NewId.Create(clock), clock.GetCurrentInstant().ToUnixTimeMilliseconds(),
                new AuditEntry(actor.Organisation, shop.Id, actor.Person, "orders.reorder.link", "order", id, After: new { from }), ct);
            return null;
        }, ct);
        if (no is not null)
        {
            return no.ToProblem();
        }

        await decide.TryAsync(shop.Id, [id], ct);
        return Results.Json(new Answer(1), HouseJson.Options);
    }
}
